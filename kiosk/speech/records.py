"""Calls as the voice sees them: the table is the queue, and a call leaves it only when it is settled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from kiosk.clock import iso
from kiosk.office.room import CallEvent
from kiosk.queueing import calls
from kiosk.store import Connection, Transaction, audit

Outcome = Literal["spoken", "chime", "late", "muted", "silent"]
"""`chime`: words could not be made. `silent`: it cannot be said, or nobody knows whether it was heard."""
_APPOINTED: Final = "voice_display"


@dataclass(frozen=True, slots=True)
class Appointed:
    """The display that staff made the voice."""

    display: str
    name: str


def next_call(connection: Connection) -> CallEvent | None:
    """The oldest call that is not settled."""
    return next(iter(calls.unspoken(connection, 1)), None)


def waiting(connection: Connection) -> int:
    """How many calls are not settled."""
    return int(connection.value("SELECT count(*) FROM calls WHERE spoken_at IS NULL"))


def settle(tx: Transaction, call: str, outcome: Outcome, now: datetime) -> None:
    """Says what became of one call."""
    tx.execute("UPDATE calls SET spoken_at = ?, speech = ? WHERE id = ?", (iso(now), outcome, call))


def settle_all(
    tx: Transaction, outcome: Outcome, now: datetime, *, called_before: datetime | None = None
) -> int:
    """Says the same of every call that waits, or of those called before a moment; returns how many."""
    limit = iso(called_before) if called_before else None
    return tx.execute(
        "UPDATE calls SET spoken_at = ?, speech = ? WHERE spoken_at IS NULL AND (? IS NULL OR called_at < ?)",
        (iso(now), outcome, limit, limit),
    )


def still_called(connection: Connection, call: str) -> bool:
    """Whether the number of the call is called and nobody has come."""
    return bool(
        connection.value(
            "SELECT count(*) FROM calls c JOIN tickets t ON t.id = c.ticket_id"
            " WHERE c.id = ? AND t.state = 'called'",
            (call,),
        )
    )


def appointed(connection: Connection) -> Appointed | None:
    """The display that is the voice, if staff made one."""
    row = connection.one("SELECT value FROM meta WHERE name = ?", (_APPOINTED,))
    return Appointed(**json.loads(row[0])) if row else None


def appoint(tx: Transaction, chosen: Appointed | None, now: datetime, staff: str | None) -> None:
    """Remembers which display is the voice, across restarts; None: the office machine."""
    if chosen is None:
        tx.execute("DELETE FROM meta WHERE name = ?", (_APPOINTED,))
    else:
        tx.execute(
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (_APPOINTED, json.dumps({"display": chosen.display, "name": chosen.name})),
        )
    subject = chosen.display if chosen else "office"
    audit.record(tx, event="voice_appointed", subject=subject, now=now, staff=staff)
