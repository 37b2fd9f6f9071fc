"""What all drills share: their length, and the ledger that their findings go to."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.drills import ledger
from tests.drills.ledger import Piece


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Full length: `make drills`."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def found(is_long: bool) -> Callable[..., None]:
    """`found(drill, part, promise, n=…, failures=…, control=…)` keeps a piece of a long run."""
    began = time.monotonic()

    def keep(drill: str, part: str, promise: str, *, n: int, failures: int, control: bool = False) -> None:
        if is_long:
            ledger.keep(Piece(drill, part, promise, n, failures, time.monotonic() - began, control))

    return keep


@pytest.fixture
def once(is_long: bool) -> Callable[[str, str], None]:
    """Skips a piece of a long run that this commit has already had."""

    def skip_if_done(drill: str, part: str) -> None:
        if is_long and ledger.is_done(drill, part):
            pytest.skip("has run on this commit")

    return skip_if_done
