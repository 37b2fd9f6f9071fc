from __future__ import annotations

import msgspec

from kiosk.office.room import CalledTicket
from kiosk.queueing import calling, handling, timers
from tests.queueing.conftest import Hall
from tests.queueing.test_views import console


def ring(hall: Hall) -> list[CalledTicket]:
    return timers.ring(hall.store, hall.room, hall.now, "none")


def park(hall: Hall, minutes: int | None = 5) -> CalledTicket:
    hall.take()
    return hall.at(1, handling.park, ticket=hall.next().id, reason="Fotokopi", minutes=minutes)


def test_a_parked_one_waits_again_by_itself_when_its_time_has_come(hall: Hall) -> None:
    hall.open(1)
    parked = park(hall)
    later = hall.take()
    hall.later(minutes=4, seconds=58)
    assert ring(hall) == []
    hall.later(seconds=1)
    assert [(one.id, one.state) for one in ring(hall)] == [(parked.id, "waiting")]
    assert ring(hall) == []
    seen = console(hall)
    assert seen.parked == []
    assert [(one.number, one.note) for one in seen.waiting] == [
        (parked.number, "Fotokopi"),
        (later.number, ""),
    ]
    called = hall.next()
    assert (called.id, called.reason) == (parked.id, "")


def test_a_timer_that_ends_is_taken_down_and_told_to_central(hall: Hall) -> None:
    hall.open(1)
    parked = park(hall)
    hall.later(minutes=5)
    before = hall.value("SELECT max(seq) FROM audit")
    ring(hall)
    assert hall.all("SELECT event FROM audit WHERE seq > ?", before) == [("ticket.unpark",)]
    event = "SELECT event, counter, staff FROM ticket_events WHERE ticket_id = ? ORDER BY seq DESC LIMIT 1"
    assert hall.all(event, parked.id) == [("ticket.returned", None, None)]
    kind, payload = hall.all("SELECT kind, payload FROM outbox ORDER BY seq DESC LIMIT 1")[0]
    told = msgspec.json.decode(payload)
    assert (kind, told["ticket"], told["state"], told["kept_place"]) == (
        "ticket.returned",
        parked.id,
        "waiting",
        True,
    )


def test_without_a_time_a_parked_one_stays_until_staff_act(hall: Hall) -> None:
    hall.open(1)
    park(hall, minutes=None)
    hall.later(hours=3)
    assert ring(hall) == []


def test_whoever_is_called_before_the_time_is_not_returned(hall: Hall) -> None:
    hall.open(1)
    parked = park(hall)
    hall.at(1, calling.call_number, number=parked.number)
    hall.later(minutes=6)
    assert ring(hall) == []
    lost = hall.store.write(lambda tx: timers.end_park(tx, act=hall.act(), room=hall.room, ticket=parked.id))
    assert lost == (None, False)


def test_an_office_that_slept_too_long_returns_them_at_the_end_of_the_queue(hall: Hall) -> None:
    hall.open(1)
    parked = park(hall)
    first = hall.take()
    hall.later(minutes=66)
    ring(hall)
    assert [one.number for one in console(hall).waiting] == [first.number, parked.number]


def test_the_console_sees_when_a_parked_one_returns(hall: Hall) -> None:
    hall.open(1)
    parked = park(hall)
    assert [(one.note, one.until) for one in console(hall).parked] == [("Fotokopi", parked.until)]


def test_a_reason_does_not_outlive_the_way_to_another_counter(hall: Hall) -> None:
    hall.open(1)
    parked = park(hall)
    hall.later(minutes=5)
    ring(hall)
    hall.at(1, handling.transfer, ticket=parked.id, counter=2)
    assert [one.note for one in console(hall).waiting] == [""]
