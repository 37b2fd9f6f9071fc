from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk import officeday
from kiosk.office.room import Closure, DayRecord
from kiosk.queueing import calling, calls, closures, day, handling
from kiosk.queueing.errors import BadTarget, NobodyWaiting, QuotaReached
from kiosk.queueing.room import By
from tests.queueing.conftest import Hall

TODAY = "2026-11-24"


def settle(hall: Hall) -> list[DayRecord]:
    return day.settle(hall.store, hall.room, hall.now, "none")


def states(hall: Hall) -> dict[str, str]:
    return {
        f"{series}-{number}": state
        for series, number, state in hall.all(
            "SELECT series, number, state FROM tickets WHERE office_day = ?", TODAY
        )
    }


def a_day_that_nobody_closed(hall: Hall) -> None:
    """One is being served, one was called, one is parked, one absent, two wait."""
    hall.open(1, 2)
    tickets = [hall.take() for _ in range(6)]
    hall.serve(1)
    for ticket, move in ((tickets[1], handling.no_show), (tickets[2], handling.park)):
        hall.at(2, calling.call_number, number=ticket.number)
        hall.at(2, move, ticket=ticket.id, **({"reason": "Fotokopi"} if move is handling.park else {}))
    hall.at(2, calling.call_number, number=tickets[3].number)


def test_the_end_of_the_day_leaves_nobody_in_a_queue(hall: Hall) -> None:
    a_day_that_nobody_closed(hall)
    assert settle(hall) == []
    hall.later(days=1)
    (record,) = settle(hall)
    assert (record.day, record.forgotten, record.absent, record.closed, record.kept) == (TODAY, 1, 1, 3, 0)
    assert list(states(hall).values()) == [
        "done",
        "no_show",
        "cancelled",
        "no_show",
        "cancelled",
        "cancelled",
    ]
    assert hall.value("SELECT forgotten FROM visit_steps WHERE outcome = 'served'") == 1
    assert hall.counter(1).state == hall.counter(2).state == "closed"
    assert hall.value("SELECT count(*) FROM outbox WHERE kind = 'day.closed'") == 1
    assert settle(hall) == []


def test_an_office_may_keep_those_who_wait_for_the_next_day(hall: Hall) -> None:
    hall.rules(end_of_day="keep")
    a_day_that_nobody_closed(hall)
    hall.later(days=1)
    (record,) = settle(hall)
    assert (record.closed, record.kept) == (0, 3)
    assert hall.take().number == "B-001"
    assert hall.take().number == "B-002"
    assert hall.take().number == "B-004", "B-003 is parked since yesterday and still means that person"
    hall.open(1)
    assert hall.next().number == "B-005"
    kept = hall.at(1, calling.call_number, number="b3", current="miss")
    assert hall.value("SELECT office_day FROM tickets WHERE id = ?", kept.id) == TODAY


def test_history_stays_when_the_numbers_begin_again(hall: Hall) -> None:
    hall.take()
    hall.later(days=1)
    settle(hall)
    assert hall.take().number == "B-001"
    assert hall.value("SELECT count(*) FROM tickets") == 2


def test_a_quiet_day_has_a_record_too(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    hall.finish(hall.serve())
    hall.later(days=3)
    (record,) = settle(hall)
    assert (record.day, record.forgotten, record.closed) == (TODAY, 0, 0)
    assert settle(hall) == []


def test_yesterdays_tickets_are_not_called_before_the_job_ran(hall: Hall) -> None:
    hall.take()
    hall.later(days=1)
    hall.open(1)
    with pytest.raises(NobodyWaiting):
        hall.next()


@pytest.fixture
def monday(hall: Hall) -> Hall:
    """Off since Friday, without internet: one is left of Friday, and Monday's numbers go on in its queue."""
    hall.now = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    trust(hall)
    hall.open(2)
    hall.take("aduan")
    hall.later(days=2, hours=17)
    hall.open(1)
    return hall


def trust(hall: Hall) -> None:
    hall.store.write(lambda tx: officeday.trust(tx, hall.now, confirmed=True))


def test_a_clock_that_is_confirmed_at_ten_takes_nobodys_morning_away(monday: Hall) -> None:
    for _ in range(5):
        monday.take()
    monday.at(1, calling.call_number, number="b1")
    absent = monday.at(1, handling.no_show, ticket=monday.at(1, calling.recall, ticket=current(monday)).id)
    served = monday.at(1, handling.start_serving, ticket=monday.at(1, calling.call_number, number="b2").id)
    monday.finish(served)
    monday.at(1, handling.start_serving, ticket=monday.at(1, calling.call_number, number="b3").id)
    monday.later(hours=2)
    trust(monday)
    (record,) = settle(monday)
    assert (record.day, record.forgotten, record.absent, record.closed) == ("2026-11-27", 0, 0, 1)
    found = monday.all("SELECT series, number, state, queue_day FROM tickets ORDER BY issued_at")
    assert found == [
        ("C", 1, "cancelled", "2026-11-27"),
        ("B", 1, "no_show", "2026-11-30"),
        ("B", 2, "done", "2026-11-30"),
        ("B", 3, "serving", "2026-11-30"),
        ("B", 4, "waiting", "2026-11-30"),
        ("B", 5, "waiting", "2026-11-30"),
    ]
    assert (monday.counter(1).state, monday.counter(2).state) == ("open", "closed")
    assert monday.at(1, handling.bring_back, ticket=absent.id).state == "waiting"
    assert settle(monday) == []


def test_a_morning_whose_day_was_doubted_counts_where_it_was_worked(monday: Hall) -> None:
    for _ in range(2):
        monday.take()
    called = monday.at(1, calling.call_number, number="b1")
    monday.finish(monday.at(1, handling.start_serving, ticket=called.id))
    trust(monday)
    settle(monday)
    days = monday.all("SELECT office_day, count(*) FROM visit_steps GROUP BY office_day")
    assert dict(days) == {"2026-11-27": 1, "2026-11-30": 2}
    assert monday.store.read(lambda c: calls.latest(c, "2026-11-30"))


def test_numbers_of_a_doubted_morning_are_given_to_nobody_else_that_day(monday: Hall) -> None:
    monday.take()
    trust(monday)
    settle(monday)
    assert monday.take().number == "B-002"


def current(hall: Hall) -> str:
    found = hall.counter(1).current
    assert found
    return found.id


def test_a_supervisor_may_end_the_day_by_hand(hall: Hall) -> None:
    hall.take()
    record, new = hall.store.write(lambda tx: day.end(tx, act=hall.act(), room=hall.room, day=TODAY))
    assert (record.closed, new) == (1, True)
    hall.later(days=1)
    assert settle(hall) == []


def test_a_quota_ends_the_numbers_of_a_day_and_of_one_service(hall: Hall) -> None:
    hall.rules(quota={"ktp_el": 2})
    for _ in range(2):
        hall.take("ktp_el")
    with pytest.raises(QuotaReached):
        hall.take("ktp_el")
    hall.take("sktm")
    room = hall.store.read(lambda c: closures.unavailable(c, TODAY, hall.room.rules))
    assert list(room) == ["ktp_el"]
    hall.later(days=1)
    assert hall.take("ktp_el").number == "A-001"


def test_two_who_press_for_the_last_number_get_one(hall: Hall) -> None:
    hall.rules(quota={"ktp_el": 0})
    with pytest.raises(QuotaReached):
        hall.take("ktp_el")
    assert not hall.all("SELECT 1 FROM tickets")


def test_staff_close_a_service_with_a_reason_and_open_it_again(hall: Hall) -> None:
    by = By("staff-1")
    hall.store.write(
        lambda tx: closures.close(
            tx, act=hall.act(), by=by, room=hall.room, reason="Alat rekam rusak", service="ktp_el"
        )
    )

    def reason(service: str, minutes_ago: int = 0) -> str | None:
        began = hall.now - timedelta(minutes=minutes_ago)
        return hall.store.read(lambda c: closures.closed_because(c, service, began))

    assert (reason("ktp_el"), reason("sktm"), reason("ktp_el", minutes_ago=5)) == (
        "Alat rekam rusak",
        None,
        None,
    )
    left, _ = hall.store.write(
        lambda tx: closures.reopen(tx, act=hall.act(), by=by, room=hall.room, service="ktp_el")
    )
    assert left == []
    assert reason("ktp_el") is None


def test_another_reason_for_a_closure_says_since_when_it_is_closed(hall: Hall) -> None:
    def close(reason: str) -> Closure:
        return hall.store.write(
            lambda tx: closures.close(tx, act=hall.act(), by=By("staff-1"), room=hall.room, reason=reason)
        )[0]

    first = close("Listrik padam")
    hall.later(minutes=30)
    again = close("Jaringan putus")
    assert (again.reason, again.since) == ("Jaringan putus", first.since)
    assert hall.store.read(closures.closures) == [again]


def test_the_whole_kiosk_closes_with_a_message(hall: Hall) -> None:
    hall.store.write(
        lambda tx: closures.close(
            tx, act=hall.act(), by=By("staff-1"), room=hall.room, reason="Listrik padam"
        )
    )
    assert hall.store.read(lambda c: closures.closed_because(c, "sktm", hall.now)) == "Listrik padam"
    assert hall.store.read(lambda c: closures.unavailable(c, TODAY, hall.room.rules)) == {"": "Listrik padam"}


def test_what_does_not_exist_cannot_be_closed_and_a_reason_is_needed(hall: Hall) -> None:
    for service, reason in (("x", "Rusak"), ("sktm", " ")):
        with pytest.raises(BadTarget):
            hall.store.write(
                lambda tx, service=service, reason=reason: closures.close(  # type: ignore[misc]  # defaults of a lambda
                    tx, act=hall.act(), by=By("staff-1"), room=hall.room, reason=reason, service=service
                )
            )
    assert hall.store.read(closures.closures) == []
