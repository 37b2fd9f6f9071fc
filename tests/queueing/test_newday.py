from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk import officeday
from kiosk.office.room import ClockDoubt
from kiosk.queueing import newday
from kiosk.queueing.errors import OtherDate
from tests.queueing.conftest import MORNING, Hall
from tests.queueing.test_views import console


@pytest.fixture
def jumped(hall: Hall) -> Hall:
    """A queue of Tuesday whose clock says Friday."""
    hall.store.write(lambda tx: officeday.trust(tx, MORNING, confirmed=True))
    hall.open(1)
    hall.take()
    hall.later(days=3)
    return hall


def test_staff_see_the_two_dates(jumped: Hall) -> None:
    assert console(jumped).clock == ClockDoubt("2026-11-24", "2026-11-27")


def test_a_confirmed_date_opens_its_day_and_says_who_confirmed_it(jumped: Hall) -> None:
    assert jumped.take().number == "B-002"
    assert jumped.at(1, newday.confirm, today="2026-11-27") == "2026-11-27"
    assert console(jumped).clock is None
    assert jumped.take().number == "B-001"
    named = "SELECT subject, staff FROM audit WHERE event = 'clock.date_confirmed'"
    assert jumped.all(named) == [("2026-11-27", "staff-1")]


def test_a_date_that_has_passed_meanwhile_is_refused(jumped: Hall) -> None:
    jumped.later(days=1)
    with pytest.raises(OtherDate):
        jumped.at(1, newday.confirm, today="2026-11-27")
    assert console(jumped).clock is not None


def test_confirming_what_is_believed_changes_nothing(hall: Hall) -> None:
    hall.store.write(lambda tx: officeday.trust(tx, MORNING - timedelta(hours=1), confirmed=True))
    assert hall.at(1, newday.confirm, today="2026-11-24") == "2026-11-24"
    assert hall.all("SELECT 1 FROM audit WHERE event = 'clock.date_confirmed'") == []
