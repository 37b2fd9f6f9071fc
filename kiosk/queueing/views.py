"""The waiting room at one moment, as counters, display and phones see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from kiosk import help, officeday
from kiosk.clock import from_iso, local
from kiosk.office.contract import Central, Printer
from kiosk.office.room import (
    DisplayCounter,
    DisplayState,
    Followed,
    Kiosk,
    RoomState,
    SeriesWaiting,
    WaitingTicket,
)
from kiosk.queueing import calls, closures, counters, newday, pool, quota, tickets, wait
from kiosk.queueing.room import Room
from kiosk.queueing.tickets import Row
from kiosk.store import Connection

SHOWN: Final = 50
"""Tickets of one list that go to a console."""


def room_state(
    connection: Connection,
    room: Room,
    now: datetime,
    *,
    printer: Printer,
    central: Central,
    kiosks: Sequence[Kiosk] = (),
) -> RoomState:
    """Everything a counter console shows."""
    day = officeday.shown(connection, now, room.office.zone)

    counts = pool.standing(connection, day)

    def listed(rows: list[Row]) -> list[WaitingTicket]:
        return [_listed(row, room, now) for row in rows]

    return RoomState(
        day=day,
        now=local(now, room.office.zone).isoformat(timespec="seconds"),
        counters=[counters.view(connection, desk, room) for desk in room.rules.desks],
        waiting=listed(tickets.open_ones(connection, day, "waiting", SHOWN)),
        waiting_count=counts.get("waiting", 0),
        parked_count=counts.get("parked", 0),
        no_show_count=counts.get("no_show", 0),
        parked=listed(tickets.open_ones(connection, day, "parked", SHOWN)),
        no_shows=listed(tickets.missed(connection, day, SHOWN)),
        help_calls=help.open_calls(connection),
        printer=printer,
        central=central,
        closures=closures.closures(connection),
        quotas=quota.quotas(connection, day, room.rules),
        kiosks=list(kiosks),
        clock=newday.doubt(connection, now, room),
    )


def display_state(
    connection: Connection,
    room: Room,
    now: datetime,
    *,
    running_text: list[str],
    slides: list[str],
) -> DisplayState:
    """Everything the display shows; no personal data."""
    day = officeday.shown(connection, now, room.office.zone)
    return DisplayState(
        day=day,
        clock=local(now, room.office.zone).isoformat(timespec="seconds"),
        office_name=room.office.name,
        now_calling=calls.standing(connection, day),
        last=calls.latest(connection, day),
        counters=[_shown(connection, room, desk.number) for desk in room.rules.desks],
        waiting=[SeriesWaiting(series, count) for series, count in pool.by_series(connection, day)],
        running_text=running_text,
        slides=slides,
    )


def followed(connection: Connection, room: Room, ticket: str) -> Followed:
    """The ticket with this id, for its holder's phone. Raises UnknownTicket."""
    row = tickets.find(connection, ticket)
    desk = room.rules.desk(row.counter) if row.counter else None
    return Followed(
        number=row.shown,
        service_title=room.title(row.service),
        state=row.state,
        people_ahead=wait.place(connection, room.rules, row) if row.state == "waiting" else 0,
        counter_name=desk.name if desk else "",
        service=row.service,
        language=row.language,
    )


def _listed(row: Row, room: Room, now: datetime) -> WaitingTicket:
    return WaitingTicket(
        id=row.id,
        number=row.shown,
        service=row.service,
        service_title=room.title(row.service),
        priority=row.priority,
        issued_at=row.issued_at,
        waiting_s=max(0, (now - from_iso(row.changed_at)) // timedelta(seconds=1)),
        state=row.state,
        note=row.reason,
        counter=row.for_counter or row.counter,
        for_staff=row.for_staff is not None,
        until=row.until,
    )


def _shown(connection: Connection, room: Room, number: int) -> DisplayCounter:
    desk = room.desk(number)
    row = tickets.in_hand(connection, number)
    return DisplayCounter(
        number=number,
        name=desk.name,
        state=counters.standing(connection, number).state,
        ticket=row.shown if row else "",
    )
