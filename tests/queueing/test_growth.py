"""Nothing that is asked on a busy day reads history, or all who wait: counted in SQLite's own steps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kiosk.office.room import CalledTicket
from kiosk.queueing import calling, calls, day, handling, states, timers, views, wait
from kiosk.store import Connection, Store, Transaction
from tests.queueing.conftest import Hall
from tests.queueing.test_views import CENTRAL, PRINTER

GRAIN = 50
"""Steps of SQLite's machine between two counts."""


def steps(store: Store, do: Callable[[], object]) -> int:
    """How much work the database has with it."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += GRAIN
        return 0

    store._raw.set_progress_handler(count, GRAIN)
    try:
        do()
    finally:
        store._raw.set_progress_handler(None, 0)
    return counted


NUMBERS = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1) "
TICKETS = (
    NUMBERS
    + """
    INSERT INTO tickets (id, office_day, series, number, service, priority, state, language, issued_at,
                         queue_day, since, changed_at)
    SELECT ?2 || '-' || n, ?2, 'Z', n, iif(n % 2, 'sktm', 'aduan'), iif(n % 9, 'umum', 'lansia'), ?3,
           'id', ?4, ?2, ?4, ?4 FROM n"""
)
STEPS_OF_VISITS = (
    NUMBERS
    + """
    INSERT INTO visit_steps (ticket_id, step, service, state, office_day, waiting_since)
    SELECT ?2 || '-' || n, 1, 'sktm', 'open', ?2, ?3 FROM n"""
)
CALLS = (
    NUMBERS
    + """
    INSERT INTO calls (id, queue_day, ticket_id, number, counter, counter_name, language, ordinal, called_at,
                       spoken_at)
    SELECT ?2 || '-' || n, ?2, ?2 || '-' || n, 'B', 1, '', 'id', 1, ?3, ?3 FROM n"""
)


def earlier(hall: Hall, count: int) -> None:
    """Adds tickets of an earlier day, called and served."""
    day, at = "2026-11-20", "2026-11-20T01:00:00.000Z"

    def write(tx: Transaction) -> None:
        tx.execute(TICKETS, (count, day, "done", at))
        tx.execute(STEPS_OF_VISITS, (count, day, at))
        tx.execute(CALLS, (count, day, at))
        tx.execute("INSERT INTO days (office_day, closed_at, summary) VALUES (?, ?, '{}')", (day, at))

    hall.store.write(write)


def waiting(hall: Hall, count: int) -> None:
    """Adds people who wait, behind all others."""
    day, at = "2026-11-24", "2026-11-24T02:30:00.000Z"

    def write(tx: Transaction) -> None:
        tx.execute(TICKETS, (count, day, "waiting", at))
        tx.execute(STEPS_OF_VISITS, (count, day, at))

    hall.store.write(write)


def presses(hall: Hall) -> dict[str, int]:
    """The work of each press; two wait for the first counter and two numbers are called at the second."""
    hall.take()
    hall.take()
    number = hall.take().number

    def in_hand(counter: int) -> str:
        current = hall.counter(counter).current
        assert current
        return current.id

    def at_second(do: Callable[..., tuple[CalledTicket, bool]]) -> object:
        return hall.at(2, do, ticket=in_hand(2))

    return {
        "number": steps(hall.store, lambda: hall.at(2, calling.call_number, number=number)),
        "recall": steps(hall.store, lambda: at_second(calling.recall)),
        "serve": steps(hall.store, lambda: at_second(handling.start_serving)),
        "finish": steps(hall.store, lambda: at_second(handling.finish)),
        "next": steps(hall.store, lambda: hall.next(1)),
        "next again": steps(hall.store, lambda: hall.next(1, current="miss")),
        "absent": steps(hall.store, lambda: hall.at(1, handling.no_show, ticket=in_hand(1))),
        "end of day": steps(
            hall.store, lambda: hall.store.read(lambda c: day.overdue(c, hall.now, hall.room))
        ),
        "display": steps(hall.store, lambda: hall.store.read(lambda c: calls.latest(c, "2026-11-24"))),
    }


def test_no_press_grows_with_history_or_with_those_who_wait(hall: Hall) -> None:
    hall.open(1, 2)
    small = presses(hall)
    earlier(hall, 20_000)
    waiting(hall, 2_000)
    large = presses(hall)
    grown = {name: (small[name], large[name]) for name in large if large[name] > 2 * small[name] + 500}
    assert grown == {}


def test_looking_at_the_room_does_not_grow_with_history(hall: Hall) -> None:
    def look() -> object:
        return hall.store.read(
            lambda c: (
                views.room_state(c, hall.room, hall.now, printer=PRINTER, central=CENTRAL),
                views.display_state(c, hall.room, hall.now, running_text=[], slides=[]),
            )
        )

    hall.open(1)
    hall.take()
    small = steps(hall.store, look)
    earlier(hall, 20_000)
    assert steps(hall.store, look) <= 2 * small + 500


def test_neither_a_new_number_nor_a_look_at_the_room_grows_with_those_who_wait(hall: Hall) -> None:
    def looks() -> dict[str, int]:
        def look(view: Callable[[Connection], object]) -> int:
            return steps(hall.store, lambda: hall.store.read(view))

        return {
            "number": steps(hall.store, lambda: hall.take()),
            "console": look(
                lambda c: views.room_state(c, hall.room, hall.now, printer=PRINTER, central=CENTRAL)
            ),
            "display": look(
                lambda c: views.display_state(c, hall.room, hall.now, running_text=[], slides=[])
            ),
            "screen": look(lambda c: wait.waiting(c, "2026-11-24")),
            "timers": look(lambda c: timers.due(c, hall.now, hall.room)),
        }

    hall.open(1)
    for _ in range(views.SHOWN):
        hall.take()
    small = looks()
    waiting(hall, 10_000)
    large = looks()
    grown = {name: (small[name], large[name]) for name in large if large[name] > 2 * small[name] + 500}
    assert grown == {}


def test_the_count_of_steps_notices_a_question_that_reads_everything(hall: Hall) -> None:
    def read() -> object:
        return hall.value("SELECT count(*) FROM tickets WHERE language = 'id'")

    small = steps(hall.store, read)
    earlier(hall, 5_000)
    assert steps(hall.store, read) > 2 * small + 500


@pytest.mark.parametrize(
    ("index", "condition"),
    [
        ("tickets_open", states.OPEN_SQL),
        ("tickets_in_hand", states.IN_HAND_SQL),
        ("tickets_waiting", states.UNDIRECTED_SQL),
        ("tickets_directed", states.DIRECTED_SQL),
    ],
)
def test_the_conditions_of_queries_are_those_of_the_indexes(hall: Hall, index: str, condition: str) -> None:
    made = hall.value("SELECT sql FROM sqlite_master WHERE name = ?", index)
    assert made.partition("WHERE ")[2] == condition


def test_states_are_named_alike_in_python_and_in_sql() -> None:
    for named, condition in ((states.OPEN, states.OPEN_SQL), (states.IN_HAND, states.IN_HAND_SQL)):
        assert set(re.findall(r"'(\w+)'", condition)) == named
