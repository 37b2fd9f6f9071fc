"""Trouble at central.

CentralError
├── CannotStart          start-up stops with exit code 2 and this text
│   ├── KeyMissing       a key, or the devices' secret, is not in the keyring; nothing is touched
│   ├── KeyWrong         the keyring's key is not the one with which this data was sealed; nothing is touched
│   ├── NoDatabase       the database cannot be reached, or the URL is not one that central knows
│   ├── DatabaseTooNew   written by a newer release; install that release
│   └── PortTaken        the address is in use or may not be used
├── UnknownApplication   no application has this code; the command stops
└── IllegalMove          the application cannot go from its state to that one; the command stops

The texts are for staff, in Indonesian. What goes wrong in a request is a problem (problems.py).
"""

from __future__ import annotations


class CentralError(Exception):
    """Trouble at central; the text says what to do."""


class CannotStart(CentralError):
    """Central cannot serve."""


class KeyMissing(CannotStart):
    """A key that must be in the keyring is not there."""


class KeyWrong(CannotStart):
    """The keyring's key belongs to other data."""


class NoDatabase(CannotStart):
    """The database cannot be reached or is not one that central knows."""


class DatabaseTooNew(CannotStart):
    """The database has migrations that this release does not know."""


class PortTaken(CannotStart):
    """The address is in use or may not be used."""


class UnknownApplication(CentralError):
    """No application, or more than one, has this code."""


class IllegalMove(CentralError):
    """No step of the work leads from the application's state to that one."""
