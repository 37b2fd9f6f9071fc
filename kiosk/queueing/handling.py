"""What becomes of a number once it is called, or while it waits.

Each is one act in one transaction, as in calling.py. All return the ticket and whether the move happened just
now, and raise UnknownTicket, IllegalTransition, NotYours or KeyReused with nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kiosk.acts import Act, once
from kiosk.clock import from_iso, iso
from kiosk.office.contract import Priority
from kiosk.office.room import CalledTicket, Outcome, Placement
from kiosk.officeday import office_day
from kiosk.queueing import moves, steps, tickets
from kiosk.queueing.errors import BadTarget, IllegalTransition, NotYours
from kiosk.queueing.room import By, Room
from kiosk.queueing.rules import place_of_returned
from kiosk.queueing.states import OPEN, Move
from kiosk.queueing.tickets import Row
from kiosk.store import Connection, Transaction

Moved = tuple[CalledTicket, bool]
LONGEST_PARK = 240
"""Minutes."""


def start_serving(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str) -> Moved:
    """*Mulai layani*: the person has come."""
    return _act(tx, act, by, room, ticket, "serve", lambda row: moves.make(tx, act, by, row, "serve"))


def finish(
    tx: Transaction, *, act: Act, by: By, room: Room, ticket: str, outcome: Outcome = "served"
) -> Moved:
    """*Selesai*. Where further services are planned, the ticket waits for the next, at its original time."""
    return _act(tx, act, by, room, ticket, "finish", lambda row: end_service(tx, act, by, row, outcome))


def mark_forgotten(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str) -> Moved:
    """*Lupa menekan selesai*: ends a service that ended long ago, or says so of one that is done today.

    Its service time leaves the statistics.
    """

    def do() -> CalledTicket:
        row = tickets.find_today(tx, office_day(tx, act.now, room.office.zone), ticket)
        if row.state == "done":
            if row.counter != by.counter and not by.supervisor:
                raise NotYours(f"Nomor {row.shown} {moves.STANDS[row.state]} di loket {row.counter}.")
            steps.forget(tx, row)
            moves.take_down(tx, act, row, "ticket.forgotten", by=by)
            return tickets.view(tx, row, room)
        moves.check(row, "finish", by)
        return tickets.view(tx, end_service(tx, act, by, row, "served", forgotten=True), room)

    return once(tx, act, "ticket.forgotten", CalledTicket, do)


def park(
    tx: Transaction, *, act: Act, by: By, room: Room, ticket: str, reason: str, minutes: int | None = None
) -> Moved:
    """*Tunda*, with a reason and until when: then it waits again by itself (timers.py). Nobody is called so.

    Raises BadTarget where the reason or the minutes (1–240) cannot be used.
    """

    def do(row: Row) -> Row:
        if minutes is not None and not 1 <= minutes <= LONGEST_PARK:
            raise BadTarget(f"Tunda 1 sampai {LONGEST_PARK} menit.")
        until = iso(act.now + timedelta(minutes=minutes)) if minutes else None
        why = replace(row, reason=moves.reason_of(reason), until=until)
        return moves.make(tx, act, by, row, "park", why, detail={"until": until})

    return _act(tx, act, by, room, ticket, "park", do)


def unpark(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str) -> Moved:
    """The parked person is back and waits, at the original place within the office's tolerance."""
    return _act(tx, act, by, room, ticket, "unpark", lambda row: _returned(tx, act, by, room, row, "unpark"))


def no_show(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str) -> Moved:
    """*Tidak hadir*: nobody came to the counter."""
    return _act(tx, act, by, room, ticket, "miss", lambda row: leave_absent(tx, act, by, row))


def bring_back(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str) -> Moved:
    """The absent person is there after all, at the original place within the office's tolerance."""
    return _act(
        tx, act, by, room, ticket, "bring_back", lambda row: _returned(tx, act, by, room, row, "bring_back")
    )


def transfer(
    tx: Transaction,
    *,
    act: Act,
    by: By,
    room: Room,
    ticket: str,
    service: str | None = None,
    counter: int | None = None,
    staff: str | None = None,
    place: Placement = "by_time",
) -> Moved:
    """*Pindahkan* to a service, a counter or a person. Raises BadTarget."""

    def do(row: Row) -> Row:
        _check_target(tx, room, service, counter, staff)
        at = iso(act.now)
        now = replace(
            _waiting_again(row),
            service=service or row.service,
            since=row.issued_at if place == "by_time" else at,
            front=int(place == "first"),
            for_counter=counter,
            for_staff=staff,
        )
        if steps.served(tx, row):
            steps.stamp(tx, row, "ended_at", act.now)
            steps.outcome(tx, row, "transferred")
            now = replace(now, step=steps.last(tx, row.id) + 1)
            steps.begin(tx, row.id, now.step, now.service, row.queue_day, act.now)
        else:
            steps.redirect(tx, row, now.service)
        to = {"to_counter": counter, "place": place}
        return moves.make(tx, act, by, row, "transfer", now, detail=to)

    return _act(tx, act, by, room, ticket, "transfer", do)


def add_service(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str, service: str) -> Moved:
    """A further service for the same number, after those it has. Raises BadTarget."""

    def do(row: Row) -> Row:
        steps.plan(tx, row, room.service(service).id)
        moves.take_down(tx, act, row, "ticket.service_added", by=by, detail={"added": service})
        return row

    return _correct(tx, act, by, room, ticket, "ticket.service_added", do)


def set_priority(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str, priority: Priority) -> Moved:
    """Staff confirm or correct the class that the citizen chose."""

    def do(row: Row) -> Row:
        now = replace(row, priority=priority)
        moves.save(tx, row, now)
        moves.take_down(tx, act, now, "ticket.priority", by=by, detail={"priority": priority})
        return now

    return _correct(tx, act, by, room, ticket, "ticket.priority", do)


def cancel(tx: Transaction, *, act: Act, by: By, room: Room, ticket: str, reason: str) -> Moved:
    """*Batalkan*: the person leaves, or took a second number. Raises BadTarget without a reason."""
    return _act(
        tx,
        act,
        by,
        room,
        ticket,
        "cancel",
        lambda row: call_off(tx, act, by, row, moves.reason_of(reason)),
    )


# --- parts of larger acts -----------------------------------------------------------------------------


def end_service(
    tx: Transaction, act: Act, by: By | None, row: Row, outcome: Outcome, *, forgotten: bool = False
) -> Row:
    """The service ends; the visit too, unless a further one is planned."""
    steps.outcome(tx, row, outcome, forgotten=forgotten)
    detail: moves.Detail = {"ended": row.service, "outcome": outcome, "forgotten": forgotten}
    further = steps.next_planned(tx, row, act.now)
    if further is None:
        return moves.make(tx, act, by, row, "finish", detail=detail)
    step, service = further
    now = replace(_waiting_again(row), step=step, service=service, since=row.issued_at)
    return moves.make(tx, act, by, row, "proceed", now, detail=detail)


def leave_absent(tx: Transaction, act: Act, by: By | None, row: Row) -> Row:
    """Nobody came."""
    return moves.make(tx, act, by, row, "miss")


def call_off(tx: Transaction, act: Act, by: By | None, row: Row, reason: str) -> Row:
    """The visit ends without a further service."""
    steps.drop_planned(tx, row)
    return moves.make(tx, act, by, row, "cancel", replace(row, reason=reason, until=None))


def ring(tx: Transaction, act: Act, room: Room, row: Row) -> Row:
    """The timer of a parked ticket is over. Its reason stays, for whoever calls it next."""
    return _returned(tx, act, None, room, row, "unpark", reason=row.reason)


def _returned(
    tx: Transaction, act: Act, by: By | None, room: Room, row: Row, move: Move, *, reason: str = ""
) -> Row:
    left_at = from_iso(row.until or row.changed_at)
    kept = place_of_returned(row.since, left_at, act.now, room.rules.tolerance)
    now = replace(_waiting_again(row), since=kept or iso(act.now), reason=reason)
    return moves.make(tx, act, by, row, move, now, detail={"kept_place": kept is not None})


def _waiting_again(row: Row) -> Row:
    return replace(
        row,
        front=0,
        ordinal=0,
        counter=None,
        staff=None,
        for_counter=None,
        for_staff=None,
        reason="",
        until=None,
    )


def _check_target(
    connection: Connection, room: Room, service: str | None, counter: int | None, staff: str | None
) -> None:
    match service, counter, staff:
        case str(), None, None:
            room.service(service)
        case None, int(), None:
            room.desk(counter)
        case None, None, str():
            sits = connection.one(
                "SELECT 1 FROM staff WHERE id = ? AND disabled_at IS NULL AND role <> 'technician'", (staff,)
            )
            if sits is None:
                raise BadTarget("Petugas ini tidak melayani di loket.")
        case _:
            raise BadTarget("Pilih layanan, loket, atau petugas: salah satu saja.")


def _act(
    tx: Transaction, act: Act, by: By, room: Room, ticket: str, move: Move, do: Callable[[Row], Row]
) -> Moved:
    def change() -> CalledTicket:
        row = tickets.find_today(tx, office_day(tx, act.now, room.office.zone), ticket)
        moves.check(row, move, by)
        return tickets.view(tx, do(row), room)

    return once(tx, act, f"ticket.{move}", CalledTicket, change)


def _correct(
    tx: Transaction, act: Act, by: By, room: Room, ticket: str, event: str, do: Callable[[Row], Row]
) -> Moved:
    """Changes something of a ticket that is still open, and leaves its state alone."""

    def change() -> CalledTicket:
        row = tickets.find_today(tx, office_day(tx, act.now, room.office.zone), ticket)
        if row.state not in OPEN:
            raise IllegalTransition(f"Nomor {row.shown} {moves.STANDS[row.state]}.")
        return tickets.view(tx, do(row), room)

    return once(tx, act, event, CalledTicket, change)
