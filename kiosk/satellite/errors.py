"""What stands between a further kiosk and its main office.

SatelliteError         the text is for technicians, in Indonesian, and says what to do
├── NameUnusable       the kiosk's name is empty, too long, taken or unknown
├── TooManyKiosks      all digits of further kiosks are given
├── NoLan              the main office does not listen on its LAN; kiosks cannot reach it
├── BadInvitation      the line given to `join` is not one of ours
├── Unheard            the office that runs does not answer `add`, `remove` or `list`
├── NotJoined          the kiosk has no secret of a main office; start-up stops
└── Distrusted         the machine there is not the office of the invitation
Silent                 no answer within the time: the kiosk acts by itself
Unfit                  the office refuses a record for good; it is kept for staff
"""

from __future__ import annotations

from kiosk.office.errors import OfficeError


class SatelliteError(OfficeError):
    """The kiosk cannot be added, joined or started."""


class NameUnusable(SatelliteError):
    """Choose another name."""


class TooManyKiosks(SatelliteError):
    """No digit is left."""


class NoLan(SatelliteError):
    """office.toml of the main office has no [lan] port."""


class BadInvitation(SatelliteError):
    """Copy the whole line."""


class Unheard(SatelliteError):
    """Try again, or stop the office first."""


class NotJoined(SatelliteError):
    """Run `kiosk satellite join` first."""


class Distrusted(SatelliteError):
    """The certificate there is not the one of the invitation."""


class Silent(Exception):
    """The main office did not answer; whether it did what was asked is unknown."""


class Unfit(Exception):
    """The main office will never take this record; the text is the problem's type."""
