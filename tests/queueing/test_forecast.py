from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from kiosk.office.contract import WaitRange
from kiosk.queueing import handling, measured
from kiosk.queueing.forecast import Forecast
from kiosk.queueing.learned import ENOUGH
from tests.queueing.conftest import MORNING, Hall


@pytest.fixture
def forecast(hall: Hall) -> Forecast:
    return Forecast(hall.store, hall.office.room, lambda: hall.services.values(), hall.office.zone, rest=None)


def told(hall: Hall, forecast: Forecast, service: str = "sktm", people: int = 0) -> WaitRange:
    forecast.refresh(hall.now)
    found = forecast.newcomer(service, False, people)
    assert found is not None
    return found


def test_nothing_is_known_before_the_first_look(hall: Hall, forecast: Forecast) -> None:
    hall.take()
    assert forecast.newcomer("sktm", False, 1) is None


def test_a_service_that_the_catalogue_does_not_have_is_unknown(hall: Hall, forecast: Forecast) -> None:
    forecast.refresh(hall.now)
    assert forecast.newcomer("gone", False, 0) is None


def test_a_free_counter_means_at_once_and_a_queue_means_a_wait(hall: Hall, forecast: Forecast) -> None:
    hall.open(1)
    assert told(hall, forecast) == WaitRange(0, 5)
    for _ in range(10):
        hall.take()
    assert told(hall, forecast, people=10).low >= 30


def test_more_open_counters_are_told_at_the_next_look(hall: Hall, forecast: Forecast) -> None:
    hall.open(1)
    for _ in range(12):
        hall.take()
    alone = told(hall, forecast, people=12)
    hall.open(2, 3, 4)
    assert told(hall, forecast, people=12).high < alone.low


def test_people_who_came_since_the_look_lengthen_the_wait(hall: Hall, forecast: Forecast) -> None:
    hall.open(1)
    for _ in range(5):
        hall.take()
    before = told(hall, forecast, people=5)
    later = forecast.newcomer("sktm", False, 12)
    assert later is not None
    assert later.high > before.high


def test_a_new_number_is_told_what_was_simulated(hall: Hall, forecast: Forecast) -> None:
    hall.open(1)
    for _ in range(8):
        hall.take()
    expected = told(hall, forecast, people=8)
    hall.office = replace(hall.office, expected=forecast.newcomer)
    ticket = hall.take()
    assert (ticket.people_ahead, ticket.wait) == (8, expected)


def test_everybody_who_waits_has_a_range_of_their_own(hall: Hall, forecast: Forecast) -> None:
    hall.open(1)
    tickets = [hall.take() for _ in range(9)]
    forecast.refresh(hall.now)
    first, last = forecast.waiting(tickets[0].id), forecast.waiting(tickets[-1].id)
    assert first is not None
    assert last is not None
    assert first.high < last.high
    assert forecast.waiting("unknown") is None


def test_a_paused_counter_and_the_break_are_waited_for(hall: Hall) -> None:
    noon = Forecast(
        hall.store,
        hall.office.room,
        lambda: hall.services.values(),
        hall.office.zone,
        rest=(time(9), time(9, 50)),
    )
    hall.open(1)
    assert told(hall, noon).low >= 45


def test_measured_times_replace_the_catalogue_from_the_next_day_on(hall: Hall, forecast: Forecast) -> None:
    hall.open(1)
    for _ in range(ENOUGH):
        hall.take()
        served = hall.serve()
        hall.later(minutes=1)
        hall.finish(served)
    for _ in range(10):
        hall.take()
    same_day = told(hall, forecast, people=10)
    hall.now = MORNING + timedelta(days=1)
    for _ in range(10):
        hall.take()
    assert told(hall, forecast, people=10).high < same_day.high


def test_a_past_day_is_read_without_forgotten_finishes(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    served = hall.serve()
    hall.later(minutes=4)
    hall.finish(served)
    hall.take()
    late = hall.serve()
    hall.later(hours=3)
    hall.at(1, handling.mark_forgotten, ticket=late.id)
    hall.take("sktm", "lansia")
    hall.at(1, handling.no_show, ticket=hall.next().id)

    day = hall.store.read(lambda connection: measured.past_day(connection, "2026-11-24"))

    assert day.visits == (("sktm", 4.0),)
    assert (day.missed, dict(day.favoured)) == (1, {"sktm": 1})
    assert day.hours == pytest.approx(3, abs=0.1)


def test_only_the_last_days_before_today_are_looked_back_on(hall: Hall) -> None:
    for age in range(30):
        hall.now = MORNING + timedelta(days=age)
        hall.take()
    days = hall.store.read(lambda connection: measured.past_days(connection, "2026-12-20"))
    assert days == [(MORNING + timedelta(days=25 - n)).date().isoformat() for n in range(20)]


def test_no_look_walks_through_history(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    for sql in (
        "SELECT max(office_day) FROM visit_steps WHERE office_day < '2026-12-20'",
        "SELECT service FROM visit_steps WHERE office_day = '2026-12-20'",
        "SELECT count(*) FROM tickets WHERE office_day = '2026-12-20' GROUP BY service",
        "SELECT counter, service, changed_at FROM tickets WHERE state IN ('called', 'serving')",
    ):
        plan = " ".join(row[3] for row in hall.all(f"EXPLAIN QUERY PLAN {sql}"))
        assert "INDEX" in plan, plan
