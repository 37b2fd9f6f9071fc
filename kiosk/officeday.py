"""The day of the queue: the local date, and never an earlier one than the queue has seen."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.clock import local
from kiosk.store import Transaction


def office_day(tx: Transaction, now: datetime, zone: ZoneInfo) -> str:
    """The office day of an act at `now`, YYYY-MM-DD; opens it where it is new."""
    today = local(now, zone).date().isoformat()
    row = tx.one("SELECT value FROM meta WHERE name = 'office_day'")
    if row and row[0] >= today:
        return str(row[0])
    tx.execute(
        "INSERT INTO meta (name, value) VALUES ('office_day', ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (today,),
    )
    return today
