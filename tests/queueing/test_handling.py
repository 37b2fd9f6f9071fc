from __future__ import annotations

from typing import Any

import pytest

from kiosk.ids import uuid7
from kiosk.queueing import calling, counters, handling
from kiosk.queueing.errors import BadTarget, IllegalTransition, NobodyWaiting, NotYours, UnknownTicket
from kiosk.queueing.room import By
from kiosk.queueing.steps import MOST
from kiosk.staff import accounts
from tests.queueing.conftest import Hall


def step(hall: Hall, ticket: str, number: int = 1) -> dict[str, Any]:
    names = "service, state, wait_ms, walk_ms, service_ms, outcome, forgotten"
    row = hall.all(f"SELECT {names} FROM visit_steps WHERE ticket_id = ? AND step = ?", ticket, number)[0]
    return dict(zip(names.split(", "), row, strict=True))


def test_wait_walk_and_service_are_three_figures(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    hall.later(minutes=10)
    called = hall.next()
    hall.later(seconds=40)
    hall.at(1, handling.start_serving, ticket=called.id)
    hall.later(minutes=7)
    assert hall.finish(called).state == "done"
    assert step(hall, called.id) == {
        "service": "sktm",
        "state": "ended",
        "wait_ms": 600_000,
        "walk_ms": 40_000,
        "service_ms": 420_000,
        "outcome": "served",
        "forgotten": 0,
    }


def test_time_parked_is_no_service_time(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    serving = hall.serve()
    hall.later(minutes=3)
    parked = hall.at(1, handling.park, ticket=serving.id, reason="Fotokopi KK", minutes=15)
    assert (parked.state, parked.reason, parked.until) == (
        "parked",
        "Fotokopi KK",
        "2026-11-24T02:18:01.000Z",
    )
    hall.later(minutes=30)
    hall.at(1, handling.unpark, ticket=serving.id)
    again = hall.serve()
    assert again.id == serving.id
    hall.later(minutes=2)
    hall.finish(again)
    assert step(hall, serving.id)["service_ms"] == 300_000


def test_a_parked_one_keeps_its_place_within_the_tolerance(hall: Hall) -> None:
    hall.open(1)
    early, late = hall.take(), hall.take()
    for ticket in (early, late):
        hall.at(1, calling.call_number, number=ticket.number)
        hall.at(1, handling.park, ticket=ticket.id, reason="Fotokopi")
    hall.take()
    hall.later(minutes=59)
    hall.at(1, handling.unpark, ticket=late.id)
    assert hall.next().id == late.id
    hall.later(minutes=2)
    hall.at(1, handling.unpark, ticket=early.id)
    assert [hall.next(current="miss").number for _ in range(2)] == ["B-003", "B-001"]


@pytest.mark.parametrize(
    ("reason", "minutes"), [("", 5), ("x" * 121, 5), ("a\x00b", 5), ("Baik", 0), ("Baik", 241)]
)
def test_a_reason_and_a_time_that_cannot_be_used_are_refused(hall: Hall, reason: str, minutes: int) -> None:
    hall.open(1)
    hall.take()
    called = hall.next()
    with pytest.raises(BadTarget):
        hall.at(1, handling.park, ticket=called.id, reason=reason, minutes=minutes)
    assert hall.counter(1).current == called


def test_an_absent_one_returns_to_its_place_within_the_tolerance(hall: Hall) -> None:
    hall.open(1)
    first = hall.take()
    hall.take()
    hall.next()
    hall.at(1, handling.no_show, ticket=first.id)
    hall.later(minutes=20)
    hall.take()
    hall.at(1, handling.bring_back, ticket=first.id)
    assert hall.next().id == first.id
    hall.at(1, handling.no_show, ticket=first.id)
    hall.later(minutes=61)
    hall.at(1, handling.bring_back, ticket=first.id)
    assert [hall.next(current="miss" if n else None).number for n in range(3)] == ["B-002", "B-003", "B-001"]


def test_an_absent_one_may_be_called_by_its_number(hall: Hall) -> None:
    hall.open(1)
    ticket = hall.take()
    hall.next()
    hall.at(1, handling.no_show, ticket=ticket.id)
    again = hall.at(1, calling.call_number, number="B-001")
    assert (again.state, again.ordinal, again.recalls_left) == ("called", 1, 3)


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("first", ["B-002", "A-001", "A-002"]),
        ("by_time", ["A-001", "B-002", "A-002"]),
        ("last", ["A-001", "A-002", "B-002"]),
    ],
)
def test_a_ticket_moves_to_another_service(hall: Hall, place: str, order: list[str]) -> None:
    hall.open(1, 2)
    hall.take("sktm")
    hall.take("ktp_el")
    moved = hall.take("sktm")
    hall.take("ktp_el")
    hall.next(2)
    hall.later(seconds=1)
    hall.at(1, handling.transfer, ticket=moved.id, service="ktp_el", place=place)
    assert step(hall, moved.id)["service"] == "ktp_el"
    assert [hall.next(1, current="miss" if n else None).number for n in range(3)] == order


def test_a_service_that_was_begun_counts_before_the_ticket_moves(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    serving = hall.serve()
    hall.later(minutes=4)
    moved = hall.at(1, handling.transfer, ticket=serving.id, service="aduan")
    assert (moved.state, moved.service, moved.counter) == ("waiting", "aduan", None)
    assert [(one.service, one.state, one.outcome) for one in moved.steps] == [
        ("sktm", "ended", "transferred"),
        ("aduan", "open", None),
    ]
    assert step(hall, serving.id)["service_ms"] == 240_000
    hall.later(minutes=6)
    hall.serve()
    assert step(hall, serving.id, 2)["wait_ms"] == 360_000


@pytest.mark.parametrize("then", ["parked", "called", "absent"])
def test_minutes_of_service_stay_with_the_service_that_was_served(hall: Hall, then: str) -> None:
    hall.open(1)
    hall.take()
    serving = hall.serve()
    hall.later(minutes=20)
    hall.at(1, handling.park, ticket=serving.id, reason="Fotokopi KK")
    if then != "parked":
        hall.at(1, calling.call_number, number=serving.number)
    if then == "absent":
        hall.at(1, handling.no_show, ticket=serving.id)
    moved = hall.at(1, handling.transfer, ticket=serving.id, service="ktp_el")
    assert [(one.service, one.state, one.outcome) for one in moved.steps] == [
        ("sktm", "ended", "transferred"),
        ("ktp_el", "open", None),
    ]
    assert step(hall, serving.id)["service_ms"] == 1_200_000
    assert step(hall, serving.id, 2)["service_ms"] is None


def test_a_ticket_for_a_counter_or_a_person_is_called_there_alone(hall: Hall) -> None:
    hired(hall, "staff-3")
    hall.open(1, 2, 3)
    to_counter, to_person, other = hall.take(), hall.take(), hall.take()
    hall.at(1, handling.transfer, ticket=to_counter.id, counter=2)
    hall.at(1, handling.transfer, ticket=to_person.id, staff="staff-3")
    assert hall.next(1).id == other.id
    with pytest.raises(NobodyWaiting):
        hall.next(1, current="miss")
    assert (hall.next(2).id, hall.next(3).id) == (to_counter.id, to_person.id)


def hired(hall: Hall, id: str, role: str = "counter") -> None:
    hall.store.write(
        lambda tx: tx.execute(
            "INSERT INTO staff (id, name, role, pin, created_at, pin_changed_at)"
            " VALUES (?1, ?1, ?2, '', '', '')",
            (id, role),
        )
    )


def test_nobody_is_sent_to_somebody_who_never_sits_at_a_counter(hall: Hall) -> None:
    hired(hall, "staff-3", "technician")
    ticket = hall.take()
    with pytest.raises(BadTarget):
        hall.at(1, handling.transfer, ticket=ticket.id, staff="staff-3")


@pytest.mark.parametrize("leaving", ["closes the counter", "is relieved", "leaves the office"])
def test_whoever_waits_for_somebody_who_leaves_is_called_by_others(hall: Hall, leaving: str) -> None:
    hired(hall, "staff-3")
    hall.open(1, 3)
    ticket = hall.take()
    hall.at(1, handling.transfer, ticket=ticket.id, staff="staff-3")
    match leaving:
        case "closes the counter":
            hall.at(3, counters.close_counter)
        case "is relieved":
            by = By("staff-4", 3)
            hall.store.write(
                lambda tx: counters.open_counter(tx, act=hall.act(), by=by, room=hall.room, take_over=True)
            )
        case _:
            hall.store.write(lambda tx: accounts.disable(tx, act=hall.act(), id="staff-3"))
            assert hall.counter(3).state == "closed"
    assert hall.next(1).id == ticket.id
    told = hall.all("SELECT event FROM ticket_events WHERE ticket_id = ? ORDER BY seq", ticket.id)
    assert told == [("ticket.transferred",), ("ticket.released",), ("ticket.called",)]


def test_what_a_leaver_has_in_hand_is_settled_by_whoever_sits_there_next(hall: Hall) -> None:
    hired(hall, "staff-3")
    hall.open(3)
    hall.take()
    serving = hall.serve(3)
    hall.store.write(lambda tx: accounts.disable(tx, act=hall.act(), id="staff-3"))
    by = By("staff-4", 3)
    view, _ = hall.store.write(lambda tx: counters.open_counter(tx, act=hall.act(), by=by, room=hall.room))
    assert view.current
    assert view.current.id == serving.id


def test_a_ticket_moves_nowhere_that_does_not_exist(hall: Hall) -> None:
    ticket = hall.take()
    for target in ({"service": "x"}, {"staff": "x"}, {}, {"service": "sktm", "counter": 1}):
        with pytest.raises(BadTarget):
            hall.at(1, handling.transfer, ticket=ticket.id, **target)


def test_one_number_serves_a_visit_of_several_services(hall: Hall) -> None:
    hall.open(1)
    first = hall.take()
    hall.take("ktp_el")
    serving = hall.serve()
    hall.at(1, handling.add_service, ticket=first.id, service="ktp_el")
    hall.later(minutes=5)
    between = hall.finish(serving)
    assert (between.number, between.state, between.service) == ("B-001", "waiting", "ktp_el")
    assert [one.state for one in between.steps] == ["ended", "open"]
    hall.later(minutes=2)
    second = hall.serve()
    assert second.id == first.id
    assert step(hall, first.id, 2)["wait_ms"] == 120_000
    assert hall.finish(second, outcome="incomplete").state == "done"
    assert [step(hall, first.id, n)["outcome"] for n in (1, 2)] == ["served", "incomplete"]


def test_a_visit_has_an_end(hall: Hall) -> None:
    ticket = hall.take()
    for _ in range(MOST - 1):
        hall.at(1, handling.add_service, ticket=ticket.id, service="aduan")
    with pytest.raises(BadTarget):
        hall.at(1, handling.add_service, ticket=ticket.id, service="aduan")


def test_a_forgotten_end_leaves_the_statistics(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    serving = hall.serve()
    hall.later(hours=2)
    assert hall.at(1, handling.mark_forgotten, ticket=serving.id).state == "done"
    assert step(hall, serving.id)["forgotten"] == 1


def test_an_end_may_be_called_forgotten_afterwards(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    done = hall.finish(hall.serve())
    hall.at(1, handling.mark_forgotten, ticket=done.id)
    assert step(hall, done.id)["forgotten"] == 1


def test_only_whoever_served_may_call_an_end_forgotten_afterwards(hall: Hall) -> None:
    hall.open(1, 2)
    hall.take()
    done = hall.finish(hall.serve())
    with pytest.raises(NotYours):
        hall.at(2, handling.mark_forgotten, ticket=done.id)
    assert step(hall, done.id)["forgotten"] == 0
    by = By("staff-9", 2, supervisor=True)
    hall.store.write(
        lambda tx: handling.mark_forgotten(tx, act=hall.act(), by=by, room=hall.room, ticket=done.id)
    )
    assert step(hall, done.id)["forgotten"] == 1


def test_the_service_times_of_earlier_days_stay(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    done = hall.finish(hall.serve())
    hall.later(days=1)
    with pytest.raises(UnknownTicket):
        hall.at(1, handling.mark_forgotten, ticket=done.id)
    assert step(hall, done.id)["forgotten"] == 0


def test_staff_correct_the_class(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    second = hall.take()
    hall.at(1, handling.set_priority, ticket=second.id, priority="disabilitas")
    assert hall.next().id == second.id
    done = hall.finish(hall.at(1, handling.start_serving, ticket=second.id))
    with pytest.raises(IllegalTransition, match="sudah selesai"):
        hall.at(1, handling.set_priority, ticket=done.id, priority="umum")


def test_a_cancelled_ticket_is_not_called_and_its_plans_end(hall: Hall) -> None:
    hall.open(1)
    ticket = hall.take()
    hall.at(1, handling.add_service, ticket=ticket.id, service="aduan")
    cancelled = hall.at(1, handling.cancel, ticket=ticket.id, reason="Pulang")
    assert (cancelled.state, cancelled.reason, len(cancelled.steps)) == ("cancelled", "Pulang", 1)
    with pytest.raises(NobodyWaiting):
        hall.next()
    with pytest.raises(IllegalTransition, match="sudah dibatalkan"):
        hall.at(1, calling.call_number, number="B-001")


def test_two_consoles_cannot_both_finish_one_ticket(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    serving = hall.serve()
    hall.finish(serving)
    with pytest.raises(IllegalTransition, match="Nomor B-001 sudah selesai"):
        hall.finish(serving)
    assert hall.value("SELECT count(*) FROM ticket_events WHERE event = 'ticket.done'") == 1


def test_an_unknown_ticket_is_named_so(hall: Hall) -> None:
    hall.open(1)
    with pytest.raises(UnknownTicket):
        hall.at(1, handling.start_serving, ticket=uuid7())


def test_a_clock_set_back_makes_no_negative_time(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    called = hall.next()
    hall.later(hours=-3)
    hall.at(1, handling.start_serving, ticket=called.id)
    hall.later(hours=-3)
    hall.finish(called)
    figures = step(hall, called.id)
    assert (figures["walk_ms"], figures["service_ms"]) == (0, 0)


def test_no_reason_leaves_the_office(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    hall.at(1, handling.park, ticket=hall.next().id, reason="Rahasia sekali")
    assert not hall.all("SELECT 1 FROM outbox WHERE payload LIKE '%Rahasia%'")
    assert not hall.all("SELECT 1 FROM ticket_events WHERE detail LIKE '%Rahasia%'")
