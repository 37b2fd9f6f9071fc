"""Calls as rows: what the display shows and the voice says, in the order in which they were made."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.room import CallEvent
from kiosk.queueing.states import OPEN_SQL
from kiosk.queueing.tickets import Row
from kiosk.roomrules import Desk
from kiosk.store import Connection, Transaction

SHOWN: Final = 6
"""Numbers that the display keeps after they were called."""
_LOOKED_AT: Final = 60
"""Newest calls among which `SHOWN` different numbers are looked for; recalls repeat a number."""
_SELECT: Final = (
    "SELECT c.seq, c.id, c.number, c.counter, c.counter_name, c.language, c.ordinal, c.called_at FROM calls c"
)


def add(tx: Transaction, row: Row, desk: Desk, now: datetime) -> None:
    """A counter calls the ticket, for the `row.ordinal`-th time."""
    tx.execute(
        "INSERT INTO calls (id, queue_day, ticket_id, number, counter, counter_name, language, ordinal,"
        " called_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            uuid7(),
            row.queue_day,
            row.id,
            row.shown,
            desk.number,
            desk.name,
            row.language,
            row.ordinal,
            iso(now),
        ),
    )


def carry_over(tx: Transaction, row: Row, since: str) -> None:
    """The ticket's calls from `since` on are of the day in whose queue it stands now."""
    tx.execute(
        "UPDATE calls SET queue_day = ? WHERE ticket_id = ? AND called_at >= ?",
        (row.queue_day, row.id, since),
    )


def latest(connection: Connection, day: str) -> list[CallEvent]:
    """The last numbers called on `day`, newest first, each once with its newest call."""
    rows = connection.all(f"{_SELECT} WHERE c.queue_day = ? ORDER BY c.seq DESC LIMIT ?", (day, _LOOKED_AT))
    seen: dict[str, CallEvent] = {}
    for row in rows:
        call = CallEvent(*row)
        seen.setdefault(call.number, call)
    return list(seen.values())[:SHOWN]


def standing(connection: Connection, day: str) -> list[CallEvent]:
    """The newest call of every number that is called and not yet served, newest first."""
    rows = connection.all(
        "SELECT (SELECT max(c.seq) FROM calls c WHERE c.ticket_id = t.id) FROM tickets t"  # noqa: S608 (constant)
        f" WHERE queue_day = ? AND state = 'called' AND {OPEN_SQL}",
        (day,),
    )
    found = [connection.one(f"{_SELECT} WHERE c.seq = ?", row) for row in rows if row[0] is not None]
    return sorted((CallEvent(*row) for row in found if row), key=lambda call: -call.seq)


def newest(connection: Connection, ticket_id: str) -> CallEvent | None:
    """The newest call of a ticket: what display and voice are told after a call or a recall."""
    row = connection.one(f"{_SELECT} WHERE c.ticket_id = ? ORDER BY c.seq DESC LIMIT 1", (ticket_id,))
    return CallEvent(*row) if row else None


def unspoken(connection: Connection, limit: int = 50) -> list[CallEvent]:
    """Calls that nobody has spoken yet, oldest first."""
    rows = connection.all(f"{_SELECT} WHERE c.spoken_at IS NULL ORDER BY c.seq LIMIT ?", (limit,))
    return [CallEvent(*row) for row in rows]
