from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.acts import Act, KeyReused, Office, fingerprint
from kiosk.catalogue.model import Queue
from kiosk.ids import uuid7
from kiosk.office.contract import Priority, Ticket
from kiosk.queueing import numbers, wait
from kiosk.queueing.issue import issue
from kiosk.store import IntegrityError, Store, Transaction
from tests.queueing.conftest import MORNING, service


def act(key: str | None = None, at: datetime = MORNING, content: Any = "same") -> Act:
    return Act(key or uuid7(), fingerprint(content), at, "none")


def take(
    store: Store,
    office: Office,
    act: Act,
    priority: Priority = "umum",
    series: str = "B",
) -> tuple[Ticket, bool]:
    wanted = service({"B": "sktm", "C": "aduan"}[series])
    return store.write(
        lambda tx: issue(tx, act=act, service=wanted, priority=priority, language="id", office=office)
    )


def count(store: Store, table: str) -> int:
    return int(store.read(lambda connection: connection.value(f"SELECT count(*) FROM {table}")))


def test_numbers_start_at_one_and_have_three_digits(store: Store, office: Office) -> None:
    assert [take(store, office, act())[0].number for _ in range(3)] == ["B-001", "B-002", "B-003"]


def test_the_number_after_999_has_four_digits() -> None:
    assert (numbers.shown("A", 999), numbers.shown("A", 1000)) == ("A-999", "A-1000")


def test_each_series_counts_for_itself(store: Store, office: Office) -> None:
    take(store, office, act())
    assert take(store, office, act(), series="C")[0].number == "C-001"


def test_a_new_office_day_starts_at_one(store: Store, office: Office) -> None:
    take(store, office, act())
    tomorrow, _ = take(store, office, act(at=MORNING + timedelta(days=1)))
    assert (tomorrow.number, tomorrow.office_day) == ("B-001", "2026-11-25")


def test_the_office_day_never_goes_back_when_the_clock_does(store: Store, office: Office) -> None:
    take(store, office, act())
    after_step_back, _ = take(store, office, act(at=MORNING - timedelta(days=400)))
    assert (after_step_back.number, after_step_back.office_day) == ("B-002", "2026-11-24")


def test_one_tap_causes_ticket_slip_outbox_and_audit_together(store: Store, office: Office) -> None:
    take(store, office, act())
    assert {table: count(store, table) for table in ("tickets", "print_jobs", "outbox", "audit", "acts")} == {
        "tickets": 1,
        "print_jobs": 1,
        "outbox": 1,
        "audit": 1,
        "acts": 1,
    }


def test_the_same_key_gives_the_same_ticket_and_no_second_effect(store: Store, office: Office) -> None:
    key = uuid7()
    first, fresh = take(store, office, act(key))
    again, fresh_again = take(store, office, act(key, at=MORNING + timedelta(minutes=5)))
    assert (again, fresh, fresh_again) == (first, True, False)
    assert count(store, "tickets") == count(store, "print_jobs") == count(store, "outbox") == 1


def test_the_same_key_with_other_content_is_refused_and_changes_nothing(store: Store, office: Office) -> None:
    key = uuid7()
    take(store, office, act(key))
    with pytest.raises(KeyReused):
        take(store, office, act(key, content="other"))
    assert count(store, "tickets") == 1


def test_an_act_that_fails_takes_no_number(store: Store, office: Office) -> None:
    def failing(tx: Transaction) -> None:
        issue(tx, act=act(), service=service(), priority="umum", language="id", office=office)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write(failing)
    assert take(store, office, act())[0].number == "B-001"


def test_the_database_itself_refuses_a_number_twice(store: Store, office: Office) -> None:
    take(store, office, act())
    with pytest.raises(IntegrityError):
        store.write(
            lambda tx: tx.execute(
                "INSERT INTO tickets (id, office_day, series, number, service, priority, state, language,"
                " issued_at) SELECT 'other', office_day, series, number, service, priority, state, language,"
                " issued_at FROM tickets"
            )
        )


def test_the_slip_and_the_record_for_central_hold_no_personal_data(store: Store, office: Office) -> None:
    take(store, office, act(), priority="lansia")
    (document,) = store.read(lambda c: c.one("SELECT document FROM print_jobs")) or ()
    (payload,) = store.read(lambda c: c.one("SELECT payload FROM outbox")) or ()
    assert "Lansia" in document
    assert set(json.loads(payload)) == {
        "number",
        "series",
        "service",
        "version",
        "priority",
        "language",
        "issued_at",
        "people_ahead",
        "application",
        "channel",
    }


def test_a_person_with_priority_has_fewer_people_ahead(store: Store, office: Office) -> None:
    for _ in range(6):
        take(store, office, act())
    assert take(store, office, act(), priority="lansia")[0].people_ahead == 0
    assert take(store, office, act())[0].people_ahead == 7


@given(people=st.integers(0, 1000), counters=st.integers(0, 20))
def test_the_wait_is_a_range_in_steps_of_five(people: int, counters: int) -> None:
    queue = Queue(series="A", typical_minutes=8, slow_minutes=15)
    estimated = wait.estimate(people, queue, counters)
    assert 0 <= estimated.low < estimated.high
    assert estimated.low % 5 == estimated.high % 5 == 0
