"""Timers of the waiting room: whoever was parked until a time waits again once it has come.

Nobody is called by it: the ticket stands in the list at its original time and keeps its reason, so
that whoever calls it next sees why it was away. Without a time a ticket stays parked until staff act.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from kiosk import officeday
from kiosk.acts import Act, fingerprint, once
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.room import CalledTicket
from kiosk.queueing import handling, tickets
from kiosk.queueing.room import Room
from kiosk.queueing.states import OPEN_SQL
from kiosk.store import Connection, Store, Transaction
from kiosk.sync.envelope import ClockQuality


def ring(store: Store, room: Room, now: datetime, clock_quality: ClockQuality) -> list[CalledTicket]:
    """The job: returns everybody whose time has come, each in one transaction. Often nothing."""
    returned = []
    for id in store.read(lambda connection: due(connection, now, room)):
        act = Act(uuid7(), fingerprint(("timer", id)), now, clock_quality)
        ticket, _ = store.write(partial(end_park, act=act, room=room, ticket=id))
        returned += [ticket] if ticket else []
    return returned


def due(connection: Connection, now: datetime, room: Room) -> list[str]:
    """Parked tickets of today whose time has come, oldest first."""
    rows = connection.all(
        "SELECT id FROM tickets WHERE queue_day = ? AND state = 'parked'"  # noqa: S608 (constant)
        f" AND {OPEN_SQL} AND until <= ? ORDER BY since, number",
        (officeday.shown(connection, now, room.office.zone), iso(now)),
    )
    return [id for (id,) in rows]


def end_park(tx: Transaction, *, act: Act, room: Room, ticket: str) -> tuple[CalledTicket | None, bool]:
    """Ends one timer; nothing where staff were faster. Raises KeyReused."""

    def do() -> CalledTicket:
        return tickets.view(tx, handling.ring(tx, act, room, tickets.find(tx, ticket)), room)

    if ticket not in due(tx, act.now, room):
        return None, False
    return once(tx, act, "ticket.unpark", CalledTicket, do)
