"""The day of the queue: the local date, never before what was seen, never far ahead of trusted time.

A clock with a dead battery may come up years away, so a time more than `AHEAD` beyond the last trusted time
opens no new office day: numbers go on in the present one until the network's time, central or staff confirm.
Time is trusted as long as it goes on from trusted time in steps of at most `AHEAD`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.clock import from_iso, iso, local
from kiosk.store import Connection, Transaction

AHEAD: Final = timedelta(hours=24)


def office_day(tx: Transaction, now: datetime, zone: ZoneInfo) -> str:
    """The office day of an act at `now`, YYYY-MM-DD; opens it where it is new and can be believed."""
    day = shown(tx, now, zone)
    if day != _kept(tx, "office_day"):
        _keep(tx, "office_day", day)
    return day


def shown(connection: Connection, now: datetime, zone: ZoneInfo) -> str:
    """The office day that an act at `now` would have."""
    today = local(now, zone).date().isoformat()
    kept = _kept(connection, "office_day")
    return kept if kept and (kept >= today or doubtful(connection, now)) else today


def latest(connection: Connection) -> str:
    """The office day in which something was done last. Raises LookupError before the first."""
    return str(connection.value("SELECT value FROM meta WHERE name = 'office_day'"))


def doubtful(connection: Connection, now: datetime) -> bool:
    """Whether `now` lies too far beyond the last trusted time to be believed."""
    trusted = _kept(connection, "trusted_at")
    return trusted is not None and now - from_iso(trusted) > AHEAD


def trust(tx: Transaction, now: datetime, *, confirmed: bool) -> None:
    """Remembers `now` as trusted: confirmed from outside, or going on from trusted time."""
    trusted = _kept(tx, "trusted_at")
    if confirmed or trusted is None or from_iso(trusted) < now <= from_iso(trusted) + AHEAD:
        _keep(tx, "trusted_at", iso(now))


def _kept(connection: Connection, name: str) -> str | None:
    row = connection.one("SELECT value FROM meta WHERE name = ?", (name,))
    return str(row[0]) if row else None


def _keep(tx: Transaction, name: str, value: str) -> None:
    tx.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, value),
    )
