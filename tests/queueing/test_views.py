from __future__ import annotations

from kiosk.office.contract import Central, Printer
from kiosk.office.room import DisplayState, RoomState
from kiosk.queueing import calling, handling, views
from tests.queueing.conftest import Hall

PRINTER = Printer("ready", "2026-11-24T01:00:00.000Z", "Siap")
CENTRAL = Central("none", 0, 0, 0)


def console(hall: Hall) -> RoomState:
    return hall.store.read(
        lambda c: views.room_state(c, hall.room, hall.now, printer=PRINTER, central=CENTRAL)
    )


def display(hall: Hall) -> DisplayState:
    return hall.store.read(
        lambda c: views.display_state(c, hall.room, hall.now, running_text=["Halo"], slides=[])
    )


def test_an_empty_room_can_be_looked_at(hall: Hall) -> None:
    assert console(hall).waiting == []
    assert display(hall).last == []
    assert [counter.state for counter in console(hall).counters] == ["closed"] * 4


def test_the_console_sees_everybody_in_their_list(hall: Hall) -> None:
    hall.open(1)
    tickets = [hall.take() for _ in range(4)]
    parked = hall.at(1, calling.call_number, number="B-003")
    hall.at(1, handling.park, ticket=parked.id, reason="Fotokopi", minutes=5)
    hall.at(1, calling.call_number, number="B-002")
    hall.at(1, handling.no_show, ticket=tickets[1].id)
    hall.next()
    hall.later(minutes=6)
    seen = console(hall)
    assert [one.number for one in seen.waiting] == ["B-004"]
    assert [(one.number, one.note) for one in seen.parked] == [("B-003", "Fotokopi")]
    assert [one.number for one in seen.no_shows] == ["B-002"]
    assert seen.counters[0].current is not None
    assert seen.counters[0].current.number == "B-001"
    assert (seen.day, seen.waiting_count, seen.waiting[0].waiting_s) == ("2026-11-24", 1, 360)


def test_the_display_shows_numbers_counters_and_who_waits_by_letter(hall: Hall) -> None:
    hall.open(1, 2)
    hall.take("sktm")
    hall.take("ktp_el")
    hall.take("sktm")
    hall.next(1)
    serving = hall.serve(2)
    seen = display(hall)
    assert [call.number for call in seen.now_calling] == ["B-001"]
    assert [call.number for call in seen.last] == [serving.number, "B-001"]
    assert [(one.ticket, one.state) for one in seen.counters[:3]] == [
        ("B-001", "open"),
        ("A-001", "open"),
        ("", "closed"),
    ]
    assert [(one.series, one.waiting) for one in seen.waiting] == [("B", 1)]


def test_a_phone_follows_its_ticket_to_the_counter(hall: Hall) -> None:
    hall.open(1)
    tickets = [hall.take() for _ in range(3)]
    hall.take(priority="lansia")

    def ahead(place: int) -> int:
        followed = hall.store.read(lambda c: views.followed(c, hall.room, tickets[place].id))
        return followed.people_ahead

    assert [ahead(place) for place in range(3)] == [1, 2, 3]
    hall.next()
    assert [ahead(place) for place in range(3)] == [0, 1, 2]
    called = hall.next(current="miss")
    followed = hall.store.read(lambda c: views.followed(c, hall.room, called.id))
    assert (followed.state, followed.counter_name, followed.people_ahead) == ("called", "Loket 1", 0)


def test_places_ahead_are_those_whom_the_rule_calls_before(hall: Hall) -> None:
    hall.open(1)
    ids = [
        hall.take(priority="lansia" if n % 3 == 0 else "umum", service=("sktm", "ktp_el")[n % 2]).id
        for n in range(12)
    ]
    hall.at(1, handling.transfer, ticket=ids[7], service="aduan", place="first")
    ahead = {
        id: hall.store.read(lambda c, id=id: views.followed(c, hall.room, id)).people_ahead  # type: ignore[misc]  # defaults of a lambda
        for id in ids
    }
    order = [hall.next(current="miss" if n else None).id for n in range(12)]
    assert [ahead[id] for id in order] == list(range(12))
