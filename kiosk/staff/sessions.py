"""Sessions of staff: a random token that only the browser has; the store keeps its digest.

They end when idle, after a working day, when signed out, and with every change of PIN or account. A clock
that was set back behind their beginning ends them too: how old they are can no longer be told.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from kiosk.clock import from_iso, iso
from kiosk.staff.errors import SessionEnded
from kiosk.store import Connection, Store, Transaction

if TYPE_CHECKING:
    from kiosk.staff.accounts import Account

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly idleness is known: one write a minute, not one a request."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session just opened."""

    token: str
    """For the cookie; 256 random bits, kept nowhere here."""
    account: Account
    ends_at: datetime
    """Whatever happens."""


def begin(tx: Transaction, account: Account, now: datetime) -> Session:
    """A new session; those that have ended are removed."""
    token = secrets.token_urlsafe(32)
    tx.execute(
        "DELETE FROM staff_sessions WHERE seen_at <= ? OR created_at <= ?",
        (iso(now - IDLE), iso(now - LONGEST)),
    )
    tx.execute(
        "INSERT INTO staff_sessions (token_hash, staff, created_at, seen_at) VALUES (?, ?, ?, ?)",
        (_digest(token), account.id, iso(now), iso(now)),
    )
    return Session(token, account, now + LONGEST)


def current(store: Store, token: str, now: datetime) -> Account:
    """Whose session this is; using it keeps it alive. Raises SessionEnded."""
    from kiosk.staff.accounts import Account

    row = store.read(
        lambda connection: connection.one(
            "SELECT a.id, a.name, a.role, a.created_at, a.disabled_at, s.created_at, s.seen_at"
            " FROM staff_sessions s JOIN staff a ON a.id = s.staff WHERE s.token_hash = ?",
            (_digest(token),),
        )
    )
    if row is None:
        raise SessionEnded("Masuk lagi dengan PIN.")
    account, created, seen = Account(*row[:5]), from_iso(row[5]), from_iso(row[6])
    if account.disabled_at or not created <= now < created + LONGEST or now - seen >= IDLE:
        store.write(lambda tx: end(tx, token))
        raise SessionEnded("Masuk lagi dengan PIN.")
    if abs(now - seen) >= SEEN_EVERY:
        store.write(
            lambda tx: tx.execute(
                "UPDATE staff_sessions SET seen_at = ? WHERE token_hash = ?", (iso(now), _digest(token))
            )
        )
    return account


def lasts(connection: Connection, token: str, now: datetime) -> bool:
    """Whether the session still lasts; looking does not keep it alive."""
    row = connection.one(
        "SELECT s.created_at, s.seen_at FROM staff_sessions s JOIN staff a ON a.id = s.staff"
        " WHERE s.token_hash = ? AND a.disabled_at IS NULL",
        (_digest(token),),
    )
    return (
        row is not None
        and from_iso(row[0]) <= now < from_iso(row[0]) + LONGEST
        and now - from_iso(row[1]) < IDLE
    )


def end(tx: Transaction, token: str) -> None:
    """*Keluar*. Ending twice is no error."""
    tx.execute("DELETE FROM staff_sessions WHERE token_hash = ?", (_digest(token),))


def end_all(tx: Transaction, staff: str) -> None:
    """Ends every session of the account."""
    tx.execute("DELETE FROM staff_sessions WHERE staff = ?", (staff,))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
