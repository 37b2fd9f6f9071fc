from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk import officeday
from kiosk.clock import DEFAULT_ZONE
from kiosk.store import Store

MORNING = datetime(2030, 1, 7, 2, 0, tzinfo=UTC)


def day_at(store: Store, at: datetime) -> str:
    return store.write(lambda tx: officeday.office_day(tx, at, DEFAULT_ZONE))


def trust(store: Store, at: datetime, *, confirmed: bool) -> None:
    store.write(lambda tx: officeday.trust(tx, at, confirmed=confirmed))


@pytest.fixture
def trusted(store: Store) -> Store:
    """A store that has seen trusted time on Monday morning."""
    trust(store, MORNING, confirmed=True)
    assert day_at(store, MORNING) == "2030-01-07"
    return store


def test_the_next_morning_opens_a_new_day(trusted: Store) -> None:
    assert day_at(trusted, MORNING + timedelta(hours=23)) == "2030-01-08"


@pytest.mark.parametrize("jump", [timedelta(days=2), timedelta(days=365), timedelta(days=36_500)])
def test_a_clock_that_jumps_ahead_opens_no_new_day(trusted: Store, jump: timedelta) -> None:
    assert day_at(trusted, MORNING + jump) == "2030-01-07"


def test_once_the_clock_is_right_again_the_days_go_on(trusted: Store) -> None:
    day_at(trusted, MORNING + timedelta(days=365))
    assert day_at(trusted, MORNING + timedelta(hours=23)) == "2030-01-08"


def test_a_long_weekend_is_believed_once_somebody_confirms_it(trusted: Store) -> None:
    after = MORNING + timedelta(days=4)
    assert day_at(trusted, after) == "2030-01-07"
    trust(trusted, after, confirmed=True)
    assert day_at(trusted, after) == "2030-01-11"


def test_time_that_goes_on_in_small_steps_stays_trusted(trusted: Store) -> None:
    for hour in range(6, 24 * 5, 6):
        trust(trusted, MORNING + timedelta(hours=hour), confirmed=False)
    assert day_at(trusted, MORNING + timedelta(days=5)) == "2030-01-12"


def test_a_jump_does_not_make_itself_trusted(trusted: Store) -> None:
    trust(trusted, MORNING + timedelta(days=365), confirmed=False)
    assert day_at(trusted, MORNING + timedelta(days=365)) == "2030-01-07"


def test_the_doubt_is_known_to_staff(trusted: Store) -> None:
    late = MORNING + timedelta(days=3)
    assert trusted.read(lambda connection: officeday.doubtful(connection, late))
