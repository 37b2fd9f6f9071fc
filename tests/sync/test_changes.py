"""What central decides happens at the office once, in order, in the transaction that remembers it."""

from __future__ import annotations

import dataclasses
import json
import time
from typing import Any

from kiosk.central.changes import set_status
from kiosk.central.house import House, begin_epoch
from kiosk.clock import SystemClock

CODE = "7K3M-9QXD-2B4W-5"


def move(central: House, state: Any, note: str = "") -> None:
    set_status(central.database, central.seal, CODE, state, note, [], SystemClock().now())


def connected(office: Any, middle: Any) -> Any:
    office.put_application(CODE)
    sync = office.connect(middle.url)
    office.until(lambda: office.states() == ["sent"])
    return sync


def states(office: Any) -> list[str]:
    return [change.state for change in office.applied]


def cursor(office: Any) -> str:
    row = office.store.read(lambda c: c.one("SELECT value FROM meta WHERE name = 'central_cursor'"))
    return str(row[0])


def test_a_status_is_at_the_office_at_once(office: Any, middle: Any, central: House) -> None:
    connected(office, middle)
    begun = time.monotonic()
    move(central, "in_review", "Sedang diperiksa.")
    office.until(lambda: states(office) == ["in_review"])
    assert time.monotonic() - begun < 2
    assert office.applied[0].note == "Sedang diperiksa."
    assert cursor(office) == "1"


def test_what_was_decided_while_the_office_was_away_comes_in_order_and_once(
    office: Any, middle: Any, central: House
) -> None:
    connected(office, middle)
    office.close()
    for state in ("in_review", "ready", "done"):
        move(central, state)
    office.connect(middle.url)
    office.until(lambda: len(office.applied) == 3)
    office.close()
    office.connect(middle.url)
    office.until(lambda: middle.asked("/v1/changes?after=3") >= 1)
    assert states(office) == ["in_review", "ready", "done"]


def test_a_change_that_the_office_cannot_take_costs_only_itself(
    office: Any, middle: Any, central: House, expect_log: Any
) -> None:
    expect_log("change_not_applied")
    office.refuse = {"in_review"}
    connected(office, middle)
    move(central, "in_review")
    move(central, "ready")
    office.until(lambda: states(office) == ["ready"])
    assert cursor(office) == "2"
    problem = office.store.read(lambda c: c.value("SELECT problem FROM outbox"))
    assert problem == "ready"


def test_a_kind_of_change_from_a_newer_central_is_passed_over(
    office: Any, middle: Any, central: House
) -> None:
    def newer(path: str, answer: Any) -> Any:
        if not path.startswith("/v1/changes?after=0"):
            return answer
        content = json.loads(answer.body)
        for change in content["changes"]:
            change |= {"kind": "weather.announced"}
        return dataclasses.replace(answer, body=json.dumps(content).encode())

    middle.after = newer
    connected(office, middle)
    move(central, "in_review")
    office.until(lambda: cursor(office) == "1")
    move(central, "ready")
    office.until(lambda: states(office) == ["ready"])


def test_cursors_of_an_old_epoch_are_forgotten(office: Any, middle: Any, central: House) -> None:
    sync = connected(office, middle)
    move(central, "in_review")
    office.until(lambda: cursor(office) == "1")
    begin_epoch(central.database)
    sync.wake()
    office.until(lambda: len(office.applied) >= 2)
    assert states(office) == ["in_review", "in_review"]


def test_an_answer_to_an_old_cursor_that_comes_in_a_new_epoch_costs_no_change(
    office: Any, middle: Any, central: House
) -> None:
    sync = connected(office, middle)
    move(central, "in_review")
    office.until(lambda: cursor(office) == "1")
    held_up: list[str] = []

    def deliverer_learns_first(path: str, answer: Any) -> Any:
        if path.startswith("/v1/changes?after=1") and b"needs_completion" in answer.body and not held_up:
            held_up.append(path)
            office.put(1, sync)
            office.until(lambda: cursor(office) == "0")
        return answer

    middle.after = deliverer_learns_first
    middle.instead = lambda path, body: middle.answer(503, {}, b"") if path == "/v1/records" else None
    office.until(lambda: middle.asked("/v1/changes?after=1") >= 1)
    begin_epoch(central.database)
    move(central, "needs_completion")
    office.until(lambda: len(office.applied) >= 3)
    assert states(office) == ["in_review", "in_review", "needs_completion"]


def test_a_feed_that_fails_does_not_stop_records(office: Any, middle: Any) -> None:
    middle.instead = lambda path, body: (
        middle.answer(200, {"Content-Type": "text/html"}, b"") if path.startswith("/v1/changes") else None
    )
    sync = connected(office, middle)
    office.put(1, sync)
    office.until(lambda: office.states() == ["sent", "sent"])


def test_a_feed_that_makes_no_sense_is_tried_again(
    office: Any, middle: Any, central: House, expect_log: Any
) -> None:
    expect_log("sync_failed")

    def nonsense(path: str, answer: Any) -> Any:
        if not path.startswith("/v1/changes"):
            return answer
        content = json.loads(answer.body) | {"changes": [{"kind": 7}]}
        return dataclasses.replace(answer, body=json.dumps(content).encode())

    middle.after = nonsense
    connected(office, middle)
    move(central, "in_review")
    office.until(lambda: middle.asked("/v1/changes") >= 3)
    middle.after = lambda path, answer: answer
    office.until(lambda: states(office) == ["in_review"])
