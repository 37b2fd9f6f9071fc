"""The office on its LAN: consoles, display and follow page, over TLS that the office itself vouches for."""
