"""Numbers that an office keeps over night: the report says what the consoles say."""

from __future__ import annotations

import pytest

from kiosk.figures.bureau import Bureau
from kiosk.queueing import calling, day, handling, measured, pool
from tests.figures.conftest import Hand
from tests.queueing.conftest import Hall

YESTERDAY, TODAY = "2026-11-24", "2026-11-25"


@pytest.fixture
def kept(hall: Hall) -> Hall:
    """Two of three wait since yesterday, one is parked."""
    hall.rules(end_of_day="keep")
    hall.open(1)
    for _ in range(3):
        hall.take()
    parked = hall.serve()
    hall.at(1, handling.park, ticket=parked.id, reason="Fotokopi")
    hall.later(days=1)
    day.settle(hall.store, hall.room, hall.now, "none")
    hall.open(1)
    return hall


def report(hall: Hall) -> Bureau:
    return Bureau(hall.store, hall.room, Hand(hall))


def test_report_and_consoles_count_the_same_people(kept: Hall) -> None:
    today = report(kept).today()
    standing = kept.store.read(lambda c: pool.standing(c, TODAY))
    assert (today.waiting, today.parked) == (standing["waiting"], standing["parked"]) == (2, 1)
    assert today.longest_wait == pytest.approx(24 * 60, abs=1)
    assert today.summary.total.issued == 0
    kept.at(1, calling.call_next)
    today = report(kept).today()
    assert (today.waiting, today.at_counters) == (1, 1)


def test_a_visit_counts_on_the_day_on_which_it_is_served(kept: Hall) -> None:
    kept.later(minutes=5)
    serving = kept.serve()
    kept.later(minutes=7)
    kept.finish(serving)
    served = kept.all("SELECT office_day FROM visit_steps WHERE outcome = 'served'")
    assert served == [(TODAY,)]
    assert report(kept).today().summary.total.served == 1
    now = kept.store.read(lambda c: measured.standing(c, TODAY, kept.now, kept.room.rules, ["sktm"]))
    assert [round(minutes) for _, minutes in now.finished] == [7]


def test_a_further_service_counts_on_the_day_on_which_it_is_asked_for(kept: Hall) -> None:
    serving = kept.serve()
    kept.at(1, handling.add_service, ticket=serving.id, service="aduan")
    kept.finish(serving)
    days = kept.all("SELECT office_day FROM visit_steps WHERE ticket_id = ? ORDER BY step", serving.id)
    assert days == [(TODAY,), (TODAY,)]
    other = kept.next()
    kept.at(1, handling.start_serving, ticket=other.id)
    moved = kept.at(1, handling.transfer, ticket=other.id, service="aduan")
    assert (
        kept.value("SELECT office_day FROM visit_steps WHERE ticket_id = ? AND step = 2", moved.id) == TODAY
    )
