"""Tickets, priorities and waiting: use cases on the store."""
