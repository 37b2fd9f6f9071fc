"""Who works at the office: accounts, PINs, lockout and sessions, inside the encrypted store."""
