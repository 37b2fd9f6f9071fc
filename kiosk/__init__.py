"""Anjungan: the office service, the central backend and the `kiosk` command."""
