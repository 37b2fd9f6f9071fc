from __future__ import annotations

import statistics
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.figures import visits
from kiosk.figures.bureau import BadPeriod, Bureau, Period
from kiosk.figures.model import Point, Spread
from kiosk.figures.summary import spread
from kiosk.queueing import handling, invented
from tests.figures.conftest import TODAY, fill
from tests.queueing.conftest import Hall


def one_day(bureau: Bureau) -> Period:
    return Period(TODAY, TODAY)


def serve_after(hall: Hall, *, wait: float, walk: float, service: float, counter: int = 1) -> str:
    """One citizen from the ticket to the end; minutes."""
    ticket = hall.take()
    hall.later(minutes=wait)
    called = hall.next(counter)
    hall.later(minutes=walk)
    served = hall.at(counter, handling.start_serving, ticket=called.id)
    hall.later(minutes=service)
    hall.finish(served)
    return ticket.id


def test_wait_walk_and_service_are_three_different_figures(hall: Hall, bureau: Bureau) -> None:
    hall.open(1)
    for minutes in (10, 20, 30):
        serve_after(hall, wait=minutes, walk=1, service=minutes / 2)

    total = bureau.summary(one_day(bureau)).total

    assert (total.issued, total.served, total.open) == (3, 3, 0)
    assert total.wait == Spread(3, 20, 28)
    assert total.walk == Spread(3, 1, 1)
    assert total.service == Spread(3, 10, 14)


def test_a_forgotten_finish_counts_as_served_and_leaves_the_service_times(hall: Hall, bureau: Bureau) -> None:
    hall.open(1)
    serve_after(hall, wait=1, walk=1, service=5)
    late = serve_after(hall, wait=1, walk=1, service=300)
    hall.at(1, handling.mark_forgotten, ticket=late)

    summary = bureau.summary(one_day(bureau))

    assert summary.total.served == 2
    assert summary.total.service == Spread(1, 5, 5)
    assert summary.forgotten == 1


def test_absent_cancelled_and_waiting_people_are_told_apart(hall: Hall, bureau: Bureau) -> None:
    hall.open(1)
    hall.take()
    hall.at(1, handling.no_show, ticket=hall.next().id)
    gone = hall.take()
    hall.at(1, handling.cancel, ticket=gone.id, reason="pulang")
    hall.take()

    total = bureau.summary(one_day(bureau)).total

    assert (total.issued, total.served, total.no_show, total.cancelled, total.open) == (3, 0, 1, 1, 1)


def test_a_second_service_of_a_visit_is_a_request_and_no_further_number(hall: Hall, bureau: Bureau) -> None:
    hall.open(1)
    hall.take("sktm")
    served = hall.serve()
    hall.at(1, handling.add_service, ticket=served.id, service="ktp_el")
    hall.finish(served)
    hall.finish(hall.serve())

    summary = bureau.summary(one_day(bureau))

    assert summary.total.issued == 1
    assert {line.key: (line.issued, line.served) for line in summary.services} == {
        "sktm": (1, 1),
        "ktp_el": (1, 1),
    }


def test_lines_say_service_counter_hour_channel_and_class(hall: Hall, bureau: Bureau) -> None:
    hall.open(1, 2)
    hall.take("sktm", "lansia")
    hall.finish(hall.serve(1))
    hall.take("ktp_el")
    hall.finish(hall.serve(2))

    summary = bureau.summary(one_day(bureau))

    assert [line.title for line in summary.counters] == ["Loket 1", "Loket 2"]
    assert [(line.key, line.title) for line in summary.hours] == [("9", "09.00–09.59")]
    assert [line.title for line in summary.channels] == ["Anjungan"]
    assert {line.title for line in summary.priorities} == {"Umum", "Lansia (60 tahun ke atas)"}
    assert [(cell.weekday, cell.hour, cell.issued) for cell in summary.heat] == [(1, 9, 2)]
    assert [line.title for line in summary.days] == ["Selasa, 24 November 2026"]


def test_today_says_who_waits_and_for_how_long(hall: Hall, bureau: Bureau) -> None:
    hall.open(1)
    hall.take()
    hall.serve()
    hall.take()
    hall.later(minutes=25)

    today = bureau.today()

    assert (today.waiting, today.at_counters, today.parked) == (1, 1, 0)
    assert today.longest_wait == 25
    assert today.curve[0] == Point(9 * 60, 0)
    assert today.curve[-1].waiting == 1


def test_nothing_happened_is_a_summary_too(bureau: Bureau) -> None:
    assert bureau.summary(one_day(bureau)).total.issued == 0
    assert bureau.today().curve == ()


def test_a_period_takes_the_days_in_it_and_no_other(hall: Hall, bureau: Bureau) -> None:
    for age in range(4):
        fill(hall.store, TODAY - timedelta(days=age), invented.day(age))

    summary = bureau.summary(Period(TODAY - timedelta(days=2), TODAY - timedelta(days=1)))

    assert [line.key for line in summary.days] == ["2026-11-22", "2026-11-23"]
    served = [v for age in (1, 2) for v in invented.day(age).visits]
    assert summary.total.issued == len(served)
    assert summary.total.served == sum(visit.showed for visit in served)
    assert summary.total.no_show == sum(not visit.showed for visit in served)
    assert summary.total.wait is not None
    median = statistics.median(visit.called - visit.came for visit in served)
    assert summary.total.wait.p50 == pytest.approx(median, abs=0.06)


@pytest.mark.parametrize(("first", "last"), [("2026-11-24", "2026-11-23"), ("2025-11-23", "2026-11-24")])
def test_a_period_backwards_or_beyond_a_year_is_refused(first: str, last: str) -> None:
    with pytest.raises(BadPeriod):
        Period(date.fromisoformat(first), date.fromisoformat(last))


@given(lengths=st.lists(st.integers(0, 10**7), max_size=50))
def test_a_spread_never_leaves_what_was_measured(lengths: list[int]) -> None:
    found = spread(lengths)
    if not lengths:
        assert found is None
        return
    assert found is not None
    assert found.n == len(lengths)
    assert min(lengths) / 60_000 - 0.051 <= found.p50 <= found.p90 <= max(lengths) / 60_000 + 0.051


def test_a_day_is_read_by_its_index_and_not_by_a_walk_through_history(hall: Hall) -> None:
    for sql in (
        "SELECT 1 FROM visit_steps s JOIN tickets t ON t.id = s.ticket_id WHERE s.office_day = '2026-11-24'",
        "SELECT min(office_day) FROM visit_steps WHERE office_day > '2026-11-24'",
    ):
        plan = " ".join(row[3] for row in hall.all(f"EXPLAIN QUERY PLAN {sql}"))
        assert "visit_steps_day" in plan
        assert "SCAN" not in plan
    assert hall.store.read(lambda connection: visits.of_day(connection, "2026-11-24")) == []
