"""Tickets as rows, and as the counters see them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

from kiosk.office.contract import Language, Priority
from kiosk.office.room import CalledTicket, Channel, TicketState, VisitStep
from kiosk.queueing import numbers
from kiosk.queueing.errors import UnknownTicket
from kiosk.queueing.room import Room
from kiosk.queueing.states import DIRECTED_SQL, IN_HAND_SQL, OPEN_SQL
from kiosk.store import Connection

_TYPED: Final = re.compile(r"([A-Za-z][A-Za-z0-9]{0,3}?)[\s.-]*([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `tickets`."""

    id: str
    office_day: str
    series: str
    number: int
    service: str
    priority: Priority
    state: TicketState
    language: Language
    issued_at: str
    application_id: str | None
    queue_day: str
    since: str
    front: int
    changed_at: str
    step: int
    ordinal: int
    counter: int | None
    staff: str | None
    for_counter: int | None
    for_staff: str | None
    reason: str
    until: str | None
    channel: Channel

    @property
    def shown(self) -> str:
        """ "B-017"."""
        return numbers.shown(self.series, self.number)

    @property
    def favoured(self) -> bool:
        return self.priority != "umum"


_WHERE: Final = " ".join(("SELECT", ", ".join(field.name for field in fields(Row)), "FROM tickets WHERE"))


def find(connection: Connection, id: str) -> Row:
    """The ticket with this id. Raises UnknownTicket."""
    row = connection.one(f"{_WHERE} id = ?", (id,))
    if row is None:
        raise UnknownTicket("Nomor ini tidak ada.")
    return Row(*row)


def find_today(connection: Connection, day: str, id: str) -> Row:
    """The ticket with this id, which stands in the queue of `day`. Raises UnknownTicket."""
    row = find(connection, id)
    if row.queue_day != day:
        raise UnknownTicket(f"Nomor {row.shown} dari hari lain.")
    return row


def find_number(connection: Connection, day: str, typed: str) -> Row:
    """The ticket that stands in the queue of `day` under a number as people type it. Raises UnknownTicket."""
    read = _TYPED.fullmatch(typed.strip())
    if read:
        series, number = read[1].upper(), int(read[2])
        of_today = connection.one(
            f"{_WHERE} office_day = ? AND series = ? AND number = ?", (day, series, number)
        )
        kept = of_today or connection.one(
            f"{_WHERE} queue_day = ? AND {OPEN_SQL} AND series = ? AND number = ?",
            (day, series, number),
        )
        if kept:
            return Row(*kept)
    raise UnknownTicket("Nomor ini tidak ada hari ini.")


def open_ones(connection: Connection, day: str, state: TicketState, limit: int = -1) -> list[Row]:
    """Tickets of one open state in the queue of `day`, by their place in time."""
    rows = connection.all(
        f"{_WHERE} queue_day = ? AND state = ? AND {OPEN_SQL} ORDER BY since, number LIMIT ?",
        (day, state, limit),
    )
    return [Row(*row) for row in rows]


def touched(connection: Connection, day: str, since: str) -> list[Row]:
    """Tickets in the queue of `day` that were given or moved from `since` on, whatever became of them."""
    rows = connection.all(
        f"{_WHERE} office_day = ?1 AND queue_day = ?1 AND changed_at >= ?2 UNION ALL"
        f" {_WHERE} queue_day = ?1 AND queue_day <> office_day AND changed_at >= ?2",
        (day, since),
    )
    return [Row(*row) for row in rows]


def directed_to(connection: Connection, staff: str) -> list[Row]:
    """Those who wait for one person alone."""
    rows = connection.all(
        f"{_WHERE} {DIRECTED_SQL} AND for_staff = ?",
        (staff,),
    )
    return [Row(*row) for row in rows]


def missed(connection: Connection, day: str, limit: int) -> list[Row]:
    """Absent ones of `day`, newest first."""
    rows = connection.all(
        f"{_WHERE} queue_day = ? AND state = 'no_show' ORDER BY changed_at DESC LIMIT ?",
        (day, limit),
    )
    return [Row(*row) for row in rows]


def in_hand(connection: Connection, counter: int) -> Row | None:
    """What the counter has in hand."""
    row = connection.one(f"{_WHERE} counter = ? AND {IN_HAND_SQL}", (counter,))
    return Row(*row) if row else None


def view(connection: Connection, row: Row, room: Room) -> CalledTicket:
    """The ticket as whoever has it in hand sees it."""
    steps = connection.all(
        "SELECT step, service, state, outcome FROM visit_steps WHERE ticket_id = ? ORDER BY step", (row.id,)
    )
    return CalledTicket(
        id=row.id,
        number=row.shown,
        service=row.service,
        service_title=room.title(row.service),
        priority=row.priority,
        language=row.language,
        state=row.state,
        issued_at=row.issued_at,
        changed_at=row.changed_at,
        counter=row.counter,
        ordinal=row.ordinal,
        recalls_left=max(0, room.rules.recalls + 1 - row.ordinal) if row.state == "called" else 0,
        application_id=row.application_id,
        reason=row.reason,
        until=row.until,
        steps=[
            VisitStep(step, service, room.title(service), state, outcome)
            for step, service, state, outcome in steps
        ],
    )
