"""Signing in with name and PIN.

Every attempt is counted, durably, before the PIN is looked at: a crash, a restart or a thousand attempts at
once give no guess for free. From the fifth wrong one on the account is locked, twice as long each time. A
lock is kept as its beginning and its length, so that a clock set back can prolong it by its length at most.
"""

from __future__ import annotations

from dataclasses import dataclass
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
WRONG: Final = "Nama atau PIN tidak cocok."


@dataclass(frozen=True, slots=True)
class _Attempt:
    account: Account
    pin: str
    """The hash."""
    locked_s: int
    """Seconds that the lock still lasts; this attempt is not taken."""
    locks_s: int
    """Seconds of the lock that follows if the PIN is wrong."""


def sign_in(store: Store, name: str, pin: str, now: datetime) -> Session:
    """A session for whoever knows the PIN. Raises WrongPin, Locked. Takes about 0.1 s, without the store."""
    attempt = store.write(lambda tx: _count(tx, " ".join(name.split()), now))
    if attempt is None:
        pins.nobody(pin)
        raise WrongPin(WRONG)
    if attempt.locked_s:
        raise Locked(now + timedelta(seconds=attempt.locked_s), attempt.locked_s)
    if not pins.matches(attempt.pin, pin) or attempt.account.disabled_at:
        store.write(lambda tx: audit.record(tx, event="staff.refused", subject=attempt.account.id, now=now))
        if attempt.locks_s:
            raise Locked(now + timedelta(seconds=attempt.locks_s), attempt.locks_s)
        raise WrongPin(WRONG)
    return store.write(lambda tx: _welcome(tx, attempt, now))


def _count(tx: Transaction, name: str, now: datetime) -> _Attempt | None:
    row = tx.one(
        "SELECT id, name, role, created_at, disabled_at, pin, wrong, locked_at, locked_s FROM staff"
        " WHERE name = ?",
        (name,),
    )
    if row is None:
        return None
    account, kept, wrong, locked_at, length = Account(*row[:5]), row[5], int(row[6]), row[7], int(row[8])
    if locked_at is not None:
        left = timedelta(seconds=length) - (now - from_iso(locked_at))
        if left > timedelta(seconds=length):  # the clock was set back
            tx.execute("UPDATE staff SET locked_at = ? WHERE id = ?", (iso(now), account.id))
            left = timedelta(seconds=length)
        if left > timedelta(0):
            return _Attempt(account, kept, -(-left // timedelta(seconds=1)), 0)
    wrong += 1
    length = 0 if wrong <= FREE else min(FIRST_S << min(wrong - FREE - 1, 16), LONGEST_S)
    tx.execute(
        "UPDATE staff SET wrong = ?, locked_at = ?, locked_s = ? WHERE id = ?",
        (wrong, iso(now) if length else None, length, account.id),
    )
    return _Attempt(account, kept, 0, length)


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
