"""Trouble with secrets.

KeysError
├── KeysRefused      the backend asked for may not be used here; start-up stops
├── KeysUnavailable  no usable secret service (no D-Bus, locked, wrong backend); start-up stops
└── KeysDamaged      the demo file cannot be read
"""

from __future__ import annotations


class KeysError(Exception):
    """Secrets cannot be had; the text is for staff, in Indonesian, and holds no secret."""


class KeysRefused(KeysError):
    """The backend asked for may not be used here."""


class KeysUnavailable(KeysError):
    """The secret service is absent or locked."""


class KeysDamaged(KeysError):
    """Stored secrets cannot be read back."""
