"""Who sits at which counter. What a counter serves is in office.toml; how it stands is here.

Each is one act; all return the counter and whether it happened just now, and raise QueueError or KeyReused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from kiosk import officeday
from kiosk.acts import Act, once
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.room import CounterState, CounterView
from kiosk.officeday import office_day
from kiosk.queueing import moves, tickets
from kiosk.queueing.errors import CounterBusy, CounterClosed, CounterTaken, NotYours, StaffElsewhere
from kiosk.queueing.moves import reason_of
from kiosk.queueing.room import By, Room
from kiosk.roomrules import Desk
from kiosk.store import Connection, Transaction
from kiosk.sync import outbox


class Standing(NamedTuple):
    """A row of `desks`; a counter without one was never opened."""

    state: CounterState = "closed"
    staff: str | None = None
    reason: str = ""
    since: str | None = None


def open_counter(
    tx: Transaction, *, act: Act, by: By, room: Room, take_over: bool = False
) -> tuple[CounterView, bool]:
    """Sits down at `by.counter`. `take_over`: whoever sat there has left without closing.

    Raises CounterTaken, StaffElsewhere, UnknownCounter.
    """

    def do(desk: Desk, now: Standing) -> Standing:
        if now.staff not in (None, by.staff) and not take_over:
            raise CounterTaken(f"{desk.name} sedang dipakai petugas lain.")
        elsewhere = tx.one(
            "SELECT number FROM desks WHERE staff = ? AND number <> ?", (by.staff, desk.number)
        )
        if elsewhere:
            raise StaffElsewhere(f"Tutup loket {elsewhere[0]} dahulu.")
        if now.staff != by.staff:
            _release(tx, act, by, now.staff)
        return Standing("open", by.staff)

    return _change(tx, act, by, room, "counter.opened", do)


def close_counter(tx: Transaction, *, act: Act, by: By, room: Room) -> tuple[CounterView, bool]:
    """Leaves the counter. Raises CounterBusy, NotYours unless `by.supervisor`."""

    def do(desk: Desk, now: Standing) -> Standing:
        _mine(desk, now, by)
        row = tickets.in_hand(tx, desk.number)
        if row:
            raise CounterBusy(f"Selesaikan nomor {row.shown} dahulu.")
        _release(tx, act, by, now.staff)
        return Standing("closed")

    return _change(tx, act, by, room, "counter.closed", do)


def pause(tx: Transaction, *, act: Act, by: By, room: Room, reason: str) -> tuple[CounterView, bool]:
    """The counter rests; the ticket in hand stays. Raises CounterClosed, NotYours, BadTarget."""

    def do(desk: Desk, now: Standing) -> Standing:
        _mine(desk, now, by)
        return Standing("paused", now.staff, reason_of(reason))

    return _change(tx, act, by, room, "counter.paused", do)


def resume(tx: Transaction, *, act: Act, by: By, room: Room) -> tuple[CounterView, bool]:
    """The counter goes on. Raises CounterClosed, NotYours."""

    def do(desk: Desk, now: Standing) -> Standing:
        _mine(desk, now, by)
        return Standing("open", now.staff)

    return _change(tx, act, by, room, "counter.resumed", do)


def standing(connection: Connection, number: int) -> Standing:
    """How the counter stands now."""
    row = connection.one("SELECT state, staff, reason, since FROM desks WHERE number = ?", (number,))
    return Standing(*row) if row else Standing()


def sitting_at(connection: Connection, by: By, room: Room) -> Desk:
    """The counter from which `by` may call. Raises CounterClosed, NotYours, UnknownCounter."""
    desk = room.desk(by.counter or 0)
    now = standing(connection, desk.number)
    if now.state == "paused":
        raise CounterClosed(f"{desk.name} sedang jeda. Akhiri jeda dahulu.")
    _mine(desk, now, By(by.staff, by.counter))
    return desk


def view(connection: Connection, desk: Desk, room: Room) -> CounterView:
    """The counter now."""
    now = standing(connection, desk.number)
    name = connection.one("SELECT name FROM staff WHERE id = ?", (now.staff,)) if now.staff else None
    row = tickets.in_hand(connection, desk.number)
    return CounterView(
        number=desk.number,
        name=desk.name,
        services=sorted(desk.services),
        state=now.state,
        staff=name[0] if name else "",
        staff_id=now.staff,
        current=tickets.view(connection, row, room) if row else None,
        pause_reason=now.reason,
        since=now.since,
    )


def close_all(tx: Transaction, act: Act, day: str, *, but_since: str | None) -> None:
    """The end of the day: whoever forgot to close has left; not those who sat down from `but_since` on."""
    left = tx.all(
        "SELECT number, staff FROM desks WHERE state <> 'closed' AND (?1 IS NULL OR since < ?1)", (but_since,)
    )
    for number, staff in left:
        _release(tx, act, None, staff)
        _store(tx, act, day, number, Standing("closed"), "counter.closed", By(staff or "", number))


def vacate(tx: Transaction, act: Act, staff: str) -> None:
    """Somebody sits at no counter any more: theirs closes, and what is in hand there stays for the next."""
    _release(tx, act, None, staff)
    seat = tx.one("SELECT number FROM desks WHERE staff = ?", (staff,))
    if seat:
        day = officeday.latest(tx)
        _store(tx, act, day, seat[0], Standing("closed"), "counter.closed", By(staff, seat[0]))


def _release(tx: Transaction, act: Act, by: By | None, staff: str | None) -> None:
    """Whoever waits for this person alone may be called by everybody."""
    for row in tickets.directed_to(tx, staff) if staff else ():
        free = replace(row, for_staff=None)
        moves.save(tx, row, free)
        moves.take_down(tx, act, free, "ticket.released", by=by)


def _mine(desk: Desk, now: Standing, by: By) -> None:
    if now.state == "closed":
        raise CounterClosed(f"{desk.name} belum dibuka.")
    if now.staff != by.staff and not by.supervisor:
        raise NotYours(f"{desk.name} sedang dipakai petugas lain.")


def _change(
    tx: Transaction, act: Act, by: By, room: Room, event: str, do: Callable[[Desk, Standing], Standing]
) -> tuple[CounterView, bool]:
    def change() -> CounterView:
        desk = room.desk(by.counter or 0)
        now = do(desk, standing(tx, desk.number))
        _store(tx, act, office_day(tx, act.now, room.office.zone), desk.number, now, event, by)
        return view(tx, desk, room)

    return once(tx, act, event, CounterView, change)


def _store(tx: Transaction, act: Act, day: str, number: int, now: Standing, event: str, by: By) -> None:
    at = iso(act.now)
    tx.execute(
        "INSERT INTO desks (number, state, staff, reason, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT (number)"
        " DO UPDATE SET state = excluded.state, staff = excluded.staff, reason = excluded.reason,"
        " since = excluded.since",
        (number, now.state, now.staff, now.reason, at),
    )
    tx.execute(
        "INSERT INTO desk_events (number, event, at, office_day, staff, reason) VALUES (?, ?, ?, ?, ?, ?)",
        (number, event, at, day, by.staff, now.reason),
    )
    outbox.append(
        tx,
        kind=event,
        key=uuid7(),
        payload={"counter": number, "state": now.state, "at": at},
        office_day=day,
        made_at=act.now,
        clock_quality=act.clock_quality,
    )
