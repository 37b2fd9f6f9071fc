"""Why the office does not let somebody in. The text is one Indonesian sentence, and names no secret.

StaffError
├── WrongPin        name and PIN do not go together, or the account is disabled; the attempt was counted
├── Locked          too many wrong PINs; `until` says when the next attempt is taken
├── SessionEnded    no such session any more: sign in again
├── WeakPin         the PIN is too short, too long, not digits, or the first that a thief would try
├── NameTaken       another account has this name
├── BadName         the name is empty, too long or not to be printed
├── UnknownStaff    no account has this id
├── AlreadySetUp    the first supervisor was made before
└── LastSupervisor  nobody would be left who can let others in
"""

from __future__ import annotations

from datetime import datetime


class StaffError(Exception):
    """The text may be shown."""


class WrongPin(StaffError):
    """Name or PIN."""


class Locked(StaffError):
    """Try again later, also with the right PIN."""

    def __init__(self, until: datetime, seconds: int) -> None:
        left = f"{seconds} detik" if seconds < 120 else f"{-(-seconds // 60)} menit"
        super().__init__(f"Coba lagi dalam {left}.")
        self.until = until
        self.seconds = seconds


class SessionEnded(StaffError):
    """Idle for too long, too old, ended or unknown."""


class WeakPin(StaffError):
    """Choose another one."""


class NameTaken(StaffError):
    """Names are told apart without regard to case."""


class BadName(StaffError):
    """Not a name to sign in with."""


class UnknownStaff(StaffError):
    """No such account."""


class AlreadySetUp(StaffError):
    """Ask a supervisor instead."""


class LastSupervisor(StaffError):
    """Make another supervisor first."""
