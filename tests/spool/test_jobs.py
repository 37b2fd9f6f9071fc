from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import pytest

from kiosk.office.contract import PrintState
from kiosk.spool import jobs
from kiosk.spool.errors import IllegalMove, JobNotOpenToAnswer, JobUnknown
from kiosk.spool.jobs import MOVES, Moment
from kiosk.store import IntegrityError, Store, Transaction
from printing.documents import TicketSlip

WAYS: dict[PrintState, list[PrintState]] = {
    "queued": [],
    "sending": ["sending"],
    "in_printer": ["sending", "in_printer"],
    "unknown": ["sending", "unknown"],
    "confirmed": ["sending", "in_printer", "confirmed"],
    "failed": ["failed"],
}
ILLEGAL = [(before, after) for before, after in product(MOVES, MOVES) if after not in MOVES[before]]


def brought_to(store: Store, id: str, state: PrintState, at: Moment) -> None:
    for step in WAYS[state]:
        store.write(partial(jobs.move, id=id, to=step, at=at))


def state(store: Store, id: str) -> str:
    return store.read(lambda connection: jobs.find(connection, id)).state


def outcomes(store: Store) -> list[dict[str, Any]]:
    rows = store.read(
        lambda connection: connection.all("SELECT payload FROM outbox WHERE kind = 'print.outcome'")
    )
    return [json.loads(payload) for (payload,) in rows]


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_a_move_that_is_not_in_the_table_is_refused_and_changes_nothing(
    store: Store, queue: Callable[[], str], moment: Moment, before: PrintState, after: PrintState
) -> None:
    id = queue()
    brought_to(store, id, before, moment)
    with pytest.raises(IllegalMove):
        store.write(lambda tx: jobs.move(tx, id, after, at=moment))
    assert state(store, id) == before


def test_nothing_ever_returns_to_queued() -> None:
    assert all("queued" not in onward for onward in MOVES.values())


def test_what_has_ended_has_no_way_on() -> None:
    assert frozenset({"confirmed", "failed"}) == jobs.ENDS


@pytest.mark.parametrize("under_way", ["sending", "in_printer"])
def test_after_a_restart_what_was_under_way_is_unknown(
    store: Store, queue: Callable[[], str], moment: Moment, under_way: PrintState
) -> None:
    lost, waiting, done = queue(), queue(), queue()
    brought_to(store, lost, under_way, moment)
    brought_to(store, done, "confirmed", moment)
    changed = store.write(lambda tx: jobs.lose_track(tx, problem="restarted", at=moment))
    assert [(job.id, job.state, job.problem) for job in changed] == [(lost, "unknown", "restarted")]
    assert (state(store, waiting), state(store, done)) == ("queued", "confirmed")


@pytest.mark.parametrize(("came_out", "end"), [(True, "confirmed"), (False, "failed")])
def test_a_person_ends_an_unknown_job_for_good(
    store: Store, queue: Callable[[], str], moment: Moment, came_out: bool, end: str
) -> None:
    id = queue()
    brought_to(store, id, "unknown", moment)
    job = store.write(lambda tx: jobs.answered(tx, id, came_out=came_out, at=moment))
    assert (job.state, job.decided_by) == (end, "person")
    with pytest.raises(JobNotOpenToAnswer):
        store.write(lambda tx: jobs.answered(tx, id, came_out=not came_out, at=moment))
    assert state(store, id) == end


@pytest.mark.parametrize("open_state", ["queued", "sending", "in_printer"])
def test_nobody_answers_for_a_job_that_is_still_under_way(
    store: Store, queue: Callable[[], str], moment: Moment, open_state: PrintState
) -> None:
    id = queue()
    brought_to(store, id, open_state, moment)
    with pytest.raises(JobNotOpenToAnswer):
        store.write(lambda tx: jobs.answered(tx, id, came_out=True, at=moment))


def test_every_end_is_told_to_central_once_and_without_the_content_of_the_paper(
    store: Store, queue: Callable[[], str], moment: Moment
) -> None:
    by_printer, by_person = queue(), queue()
    brought_to(store, by_person, "unknown", moment)
    assert outcomes(store) == []
    brought_to(store, by_printer, "in_printer", moment)
    store.write(lambda tx: jobs.move(tx, by_printer, "confirmed", at=moment, decided_by="printer"))
    store.write(lambda tx: jobs.answered(tx, by_person, came_out=False, at=moment))
    told = outcomes(store)
    assert [(one["job"], one["state"], one["decided_by"]) for one in told] == [
        (by_printer, "confirmed", "printer"),
        (by_person, "failed", "person"),
    ]
    assert set(told[0]) == {"job", "subject", "subject_id", "copy", "state", "decided_by", "problem"}


def test_a_job_that_does_not_exist_is_named_so(store: Store, moment: Moment) -> None:
    with pytest.raises(JobUnknown):
        store.read(lambda connection: jobs.find(connection, "019311c0-0000-7000-8000-000000000001"))


def test_a_ticket_has_one_original_only(store: Store, slip: TicketSlip, moment: Moment) -> None:
    def twice(tx: Transaction) -> None:
        for id in ("a", "b"):
            jobs.enqueue(tx, id=id, document=slip, subject="ticket", subject_id="t", now=moment.now)

    with pytest.raises(IntegrityError):
        store.write(twice)


def test_the_job_that_waits_longest_is_next(store: Store, queue: Callable[[], str]) -> None:
    first, _second = queue(), queue()
    found = store.read(jobs.next_queued)
    assert found is not None
    assert found.id == first


def test_a_condition_is_said_only_when_it_is_news(
    store: Store, queue: Callable[[], str], moment: Moment
) -> None:
    ids = {queue(), queue()}

    def hold(waits_for: Any) -> set[str]:
        return {job.id for job in store.write(lambda tx: jobs.hold_queued(tx, waits_for, now=moment.now))}

    assert hold("no_paper") == ids
    assert hold("no_paper") == set()
    assert hold(None) == ids


def test_open_jobs_are_found_by_their_index_however_long_the_history(store: Store) -> None:
    plans: list[str] = []

    class Explained:
        """Asks the database how it would answer."""

        def one(self, sql: str, params: tuple[Any, ...] = ()) -> None:
            rows = store.read(lambda connection: connection.all(f"EXPLAIN QUERY PLAN {sql}", params))
            plans.extend(row[3] for row in rows)

        def all(self, sql: str, params: tuple[Any, ...] = ()) -> list[Any]:
            self.one(sql, params)
            return []

    explained: Any = Explained()
    jobs.next_queued(explained)
    jobs.undecided(explained, 7)
    jobs.misheld(explained, "cover")
    assert plans
    assert all("print_jobs_open" in plan for plan in plans)
