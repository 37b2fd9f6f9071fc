"""A printer that fails at any byte of a paper: nothing is confirmed that is not there, no number twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest

from kiosk.spool import worker
from printing.escpos import render
from printing.profiles import GENERIC_80
from tests.drills.papers import Paper, receipt, ticket
from tests.drills.press import MENDS, Fault, Press
from tests.drills.wrong import Trusting, send_again

DRILL = "every-byte"
PROMISE = "0 false confirmed, at most one unmarked original a number, whatever fails at whichever byte"
SHORT = 8
PIECES = 4
"""Of a paper's bytes: one keeps within nine minutes."""


PAPERS: dict[str, Callable[[int], Paper]] = {"ticket": ticket, "receipt": receipt}
FAULTS = {"unplug": ("unplug",), "any": tuple(MENDS)}
"""The worst fault at every byte; and every fault in turn, one a byte."""


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spool looks at an idle printer often: the drill waits for nothing else."""
    monkeypatch.setattr(worker, "IDLE_S", 0.02)


@pytest.mark.parametrize("piece", range(PIECES))
@pytest.mark.parametrize("faults", FAULTS)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_fault_at_any_byte_is_survived_and_accounted_for(
    tmp_path: Path,
    paper: str,
    faults: str,
    piece: int,
    is_long: bool,
    once: Callable[[str, str], None],
    found: Callable[..., None],
) -> None:
    part = f"{paper}-{faults}-{piece}"
    once(DRILL, part)
    make = PAPERS[paper]
    length = len(render(make(0), GENERIC_80))
    offsets = range(piece, length, PIECES if is_long else length * PIECES // SHORT)
    with Press(tmp_path) as press:
        for at, what in zip(offsets, cycle(islice(cycle(FAULTS[faults]), piece, piece + len(MENDS)))):
            press.trial(make(at), Fault(what, at))
    found(DRILL, part, PROMISE, n=len(offsets), failures=len(press.false_confirmed) + len(press.doubled))
    assert (press.false_confirmed, press.doubled) == ([], [])


def test_the_drill_notices_a_printer_that_is_believed_too_early(
    tmp_path: Path, found: Callable[..., None]
) -> None:
    offsets = range(5, 60, 9)
    with Press(tmp_path, Trusting) as press:
        for at in offsets:
            press.trial(ticket(at), Fault("unplug", at))
    found(
        DRILL,
        "control-believed",
        PROMISE,
        n=len(offsets),
        failures=len(press.false_confirmed),
        control=True,
    )
    assert press.false_confirmed


def test_the_drill_notices_a_paper_that_is_sent_again(tmp_path: Path, found: Callable[..., None]) -> None:
    length = len(render(ticket(0), GENERIC_80))
    offsets = range(length // 2, length, length // 12)
    with Press(tmp_path, settle=send_again) as press:
        for at in offsets:
            press.trial(ticket(at), Fault("unplug", at))
    found(DRILL, "control-again", PROMISE, n=len(offsets), failures=len(press.doubled), control=True)
    assert press.doubled
