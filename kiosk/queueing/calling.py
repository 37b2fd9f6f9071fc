"""Calling numbers: the next one, a certain one, again, or straight to the counter.

Each is one act in one transaction: the ticket, its event, the call for display and voice, the record for
central and the audit row. All return the ticket and whether the call happened just now, and raise QueueError
or KeyReused with nothing changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from kiosk.acts import Act, once
from kiosk.office.contract import Language, Priority
from kiosk.office.room import CalledTicket
from kiosk.officeday import office_day
from kiosk.queueing import calls, counters, handling, issue, moves, pool, rules, tickets
from kiosk.queueing.errors import CounterBusy, LimitReached, NobodyWaiting
from kiosk.queueing.room import By, Room
from kiosk.queueing.tickets import Row
from kiosk.roomrules import Desk
from kiosk.store import Transaction

Current = Literal["finish", "miss"]
"""What becomes of the ticket in hand when the next one is called: served, or absent."""


def call_next(
    tx: Transaction, *, act: Act, by: By, room: Room, current: Current | None = None
) -> tuple[CalledTicket, bool]:
    """*Panggil berikutnya*. Raises NobodyWaiting, CounterBusy unless `current` settles the ticket in hand,
    CounterClosed, NotYours.
    """

    def do() -> CalledTicket:
        desk = _ready(tx, act, by, room, current)
        day = office_day(tx, act.now, room.office.zone)
        waiting = pool.candidates(tx, day, room.rules, desk, by.staff)
        chosen = rules.choose(waiting, pool.streak(tx, day, room.rules.pool_of(desk)))
        if chosen is None:
            raise NobodyWaiting("Tidak ada yang menunggu untuk loket ini.")
        return _call(tx, act, by, room, desk, tickets.find(tx, chosen.id))

    return once(tx, act, "ticket.called", CalledTicket, do)


def call_number(
    tx: Transaction, *, act: Act, by: By, room: Room, number: str, current: Current | None = None
) -> tuple[CalledTicket, bool]:
    """*Panggil nomor…*: waiting, parked or absent, as typed ("b17").

    Raises as `call_next`, and UnknownTicket, IllegalTransition.
    """

    def do() -> CalledTicket:
        row = tickets.find_number(tx, office_day(tx, act.now, room.office.zone), number)
        moves.check(row, "call", by)
        return _call(tx, act, by, room, _ready(tx, act, by, room, current), row)

    return once(tx, act, "ticket.called", CalledTicket, do)


def recall(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str) -> tuple[CalledTicket, bool]:
    """*Panggil ulang*. Raises LimitReached, IllegalTransition, NotYours."""

    def do() -> CalledTicket:
        row = tickets.find_today(tx, office_day(tx, act.now, room.office.zone), ticket)
        moves.check(row, "recall", by)
        if row.ordinal > room.rules.recalls:
            raise LimitReached(f"Nomor {row.shown} sudah dipanggil {row.ordinal} kali. Tekan Tidak hadir.")
        ordinal = row.ordinal + 1
        again = moves.make(
            tx, act, by, row, "recall", replace(row, ordinal=ordinal), detail={"ordinal": ordinal}
        )
        calls.add(tx, again, room.desk(row.counter or 0), act.now)
        return tickets.view(tx, again, room)

    return once(tx, act, "ticket.recalled", CalledTicket, do)


def walk_direct(
    tx: Transaction,
    *,
    act: Act,
    by: By,
    room: Room,
    service: str,
    priority: Priority = "umum",
    language: Language = "id",
    current: Current | None = None,
) -> tuple[CalledTicket, bool]:
    """*Layani langsung*: a number without paper for somebody who stands there, served at once.

    Raises BadTarget, CounterBusy, CounterClosed, NotYours.
    """

    def do() -> CalledTicket:
        desk = _ready(tx, act, by, room, current)
        row = issue.at_counter(
            tx,
            act=act,
            service=room.service(service),
            priority=priority,
            language=language,
            office=room.office,
        )
        here = replace(row, counter=desk.number, staff=by.staff, ordinal=1)
        called = moves.make(tx, act, by, row, "call", here, detail={"direct": True})
        return tickets.view(tx, moves.make(tx, act, by, called, "serve"), room)

    return once(tx, act, "ticket.direct", CalledTicket, do)


def _ready(tx: Transaction, act: Act, by: By, room: Room, current: Current | None) -> Desk:
    """The counter, open and with nothing in hand."""
    desk = counters.sitting_at(tx, by, room)
    row = tickets.in_hand(tx, desk.number)
    if row is None:
        return desk
    match row.state, current:
        case "serving", "finish":
            handling.end_service(tx, act, by, row, "served")
        case "called", "miss":
            handling.leave_absent(tx, act, by, row)
        case _:
            raise CounterBusy(f"Selesaikan nomor {row.shown} dahulu.")
    return desk


def _call(tx: Transaction, act: Act, by: By, room: Room, desk: Desk, row: Row) -> CalledTicket:
    here = replace(
        row,
        ordinal=1,
        counter=desk.number,
        staff=by.staff,
        for_counter=None,
        for_staff=None,
        front=0,
        reason="",
        until=None,
    )
    called = moves.make(tx, act, by, row, "call", here, detail={"ordinal": 1})
    pool.count_call(tx, row.queue_day, room.rules.pool_of(desk), favoured=row.favoured)
    calls.add(tx, called, desk, act.now)
    return tickets.view(tx, called, room)
