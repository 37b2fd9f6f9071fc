"""A printer whose plug or cable goes at any moment: every paper ends, or is shown as unknown."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.spool import worker
from tests.drills.papers import ticket
from tests.drills.press import Moment, Press
from tests.drills.wrong import Trusting

DRILL = "unplugged"
PROMISE = "every paper ends confirmed or failed, or is unknown and shown, whenever the plug goes"
PACE = 10_000.0
"""Bytes a second: a ticket of some 500 takes 50 ms, so that a plug can go in the middle of it."""
LONGEST_S = 0.08
"""A slip is through by then, where the machine is not busy."""


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "IDLE_S", 0.02)


def moments(seed: int, count: int) -> list[Moment]:
    chance = random.Random(seed)
    return [
        Moment(chance.choice(("unplug", "pull_cable")), chance.uniform(0, LONGEST_S)) for _ in range(count)
    ]


def test_a_plug_that_goes_at_any_moment_loses_and_doubles_no_paper(
    tmp_path: Path, is_long: bool, once: Callable[[str, str], None], found: Callable[..., None]
) -> None:
    once(DRILL, "all")
    drilled = moments(20261124, 200 if is_long else 15)
    with Press(tmp_path, bytes_per_s=PACE) as press:
        for n, moment in enumerate(drilled):
            press.trial(ticket(n), moment)
    found(DRILL, "all", PROMISE, n=len(drilled), failures=len(press.false_confirmed) + len(press.doubled))
    assert (press.false_confirmed, press.doubled) == ([], [])


def test_the_drill_notices_a_printer_that_is_believed_too_early(
    tmp_path: Path, found: Callable[..., None]
) -> None:
    drilled = moments(7, 30)
    with Press(tmp_path, Trusting, bytes_per_s=PACE) as press:
        for n, moment in enumerate(drilled):
            press.trial(ticket(n), moment)
    failures = len(press.false_confirmed)
    found(DRILL, "control", PROMISE, n=len(drilled), failures=failures, control=True)
    assert failures
