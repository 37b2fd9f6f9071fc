"""What can keep the office off its LAN.

OfficeError
├── AuthorityUnreadable  the office's CA in the keyring is damaged; start-up stops, nothing is overwritten
└── NameNotCovered       the configured name lies outside what the CA may vouch for; start-up stops
"""

from __future__ import annotations

from kiosk.office.errors import OfficeError


class AuthorityUnreadable(OfficeError):
    """The keyring holds something that is not our authority."""


class NameNotCovered(OfficeError):
    """The name was configured after the authority was made, and is none of its own network."""
