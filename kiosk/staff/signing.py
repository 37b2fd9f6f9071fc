"""Signing in with name and PIN.

Every attempt is counted, durably, before the PIN is looked at: a crash, a restart or a thousand attempts at
once give no guess for free. From the fifth wrong one on the account is locked, twice as long each time. A
lock is kept as its beginning and its length, so that a clock set back can prolong it by its length at most.
Names that nobody has are counted and locked alike, in memory, so that nobody learns which names exist.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.clock import from_iso, iso
from kiosk.staff import pins, sessions
from kiosk.staff.accounts import Account
from kiosk.staff.errors import Locked, WrongPin
from kiosk.staff.sessions import Session
from kiosk.store import Store, Transaction, audit

FREE: Final = 4
"""Wrong PINs without a lock."""
FIRST_S: Final = 15
LONGEST_S: Final = 3600
NAMES: Final = 1024
"""Names that nobody has, of which tries are remembered: the latest ones."""
WRONG: Final = "Nama atau PIN tidak cocok."


@dataclass(frozen=True, slots=True)
class _Tries:
    """Wrong PINs so far, and the lock that came of them."""

    wrong: int = 0
    locked_at: datetime | None = None
    locked_s: int = 0
    """Its length."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    account: Account
    pin: str
    """The hash."""
    locked_s: int
    """Seconds that the lock still lasts; this attempt is not taken."""
    locks_s: int
    """Seconds of the lock that follows if the PIN is wrong."""


class Strangers:
    """Tries under names that nobody has. From any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tries: dict[str, _Tries] = {}

    def __len__(self) -> int:
        return len(self._tries)

    def count(self, name: str, now: datetime) -> tuple[int, int]:
        """As `_Attempt`: seconds that a lock still lasts, and those of the lock that follows."""
        with self._lock:
            tries, left = _tried(self._tries.pop(name.lower(), _Tries()), now)
            self._tries[name.lower()] = tries
            if len(self._tries) > NAMES:
                del self._tries[next(iter(self._tries))]
        return left, tries.locked_s


def sign_in(store: Store, name: str, pin: str, now: datetime, strangers: Strangers | None = None) -> Session:
    """A session for whoever knows the PIN. Raises WrongPin, Locked. Takes about 0.1 s, without the store.

    `strangers`: where nobody may learn which names exist.
    """
    known_as = " ".join(name.split())
    attempt = store.write(lambda tx: _count(tx, known_as, now))
    if attempt is None:
        left, locks = strangers.count(known_as, now) if strangers is not None else (0, 0)
        _refuse_while(left, now)
        pins.nobody(pin)
        _refuse_while(locks, now)
        raise WrongPin(WRONG)
    _refuse_while(attempt.locked_s, now)
    if not pins.matches(attempt.pin, pin) or attempt.account.disabled_at:
        store.write(lambda tx: audit.record(tx, event="staff.refused", subject=attempt.account.id, now=now))
        _refuse_while(attempt.locks_s, now)
        raise WrongPin(WRONG)
    return store.write(lambda tx: _welcome(tx, attempt, now))


def _refuse_while(locked_s: int, now: datetime) -> None:
    if locked_s:
        raise Locked(now + timedelta(seconds=locked_s), locked_s)


def _tried(kept: _Tries, now: datetime) -> tuple[_Tries, int]:
    """The tries after one more; or the same, and for how many seconds more none is taken."""
    if kept.locked_at is not None:
        length = timedelta(seconds=kept.locked_s)
        left = length - (now - kept.locked_at)
        if left > length:  # the clock was set back
            kept, left = replace(kept, locked_at=now), length
        if left > timedelta(0):
            return kept, -(-left // timedelta(seconds=1))
    wrong = kept.wrong + 1
    length_s = 0 if wrong <= FREE else min(FIRST_S << min(wrong - FREE - 1, 16), LONGEST_S)
    return _Tries(wrong, now if length_s else None, length_s), 0


def _count(tx: Transaction, name: str, now: datetime) -> _Attempt | None:
    row = tx.one(
        "SELECT id, name, role, created_at, disabled_at, pin, wrong, locked_at, locked_s FROM staff"
        " WHERE name = ?",
        (name,),
    )
    if row is None:
        return None
    account = Account(*row[:5])
    kept = _Tries(int(row[6]), from_iso(row[7]) if row[7] else None, int(row[8]))
    tries, left = _tried(kept, now)
    if tries != kept:
        tx.execute(
            "UPDATE staff SET wrong = ?, locked_at = ?, locked_s = ? WHERE id = ?",
            (tries.wrong, iso(tries.locked_at) if tries.locked_at else None, tries.locked_s, account.id),
        )
    return _Attempt(account, row[5], left, tries.locked_s)


def _welcome(tx: Transaction, attempt: _Attempt, now: datetime) -> Session:
    kept = tx.one(
        "UPDATE staff SET wrong = 0, locked_at = NULL, locked_s = 0 WHERE id = ? AND pin = ?"
        " AND disabled_at IS NULL RETURNING id",
        (attempt.account.id, attempt.pin),
    )
    if kept is None:
        raise WrongPin(WRONG)
    audit.record(tx, event="staff.signed_in", subject=attempt.account.id, now=now)
    return sessions.begin(tx, attempt.account, now)
