"""What readers tell, collected; and the shipped simulators."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import pytest

from kiosk.devices.simulated_scanner import SimulatedScanner

T = TypeVar("T")

PATIENCE_S: Final = 15.0
NIK: Final = "3603034101900001"
OTHER_NIK: Final = "3603035202910002"


class Collected(Generic[T]):
    """Things told from other threads, in order."""

    def __init__(self) -> None:
        self.all: list[T] = []
        self._stir = threading.Condition()

    def __call__(self, one: T) -> None:
        with self._stir:
            self.all.append(one)
            self._stir.notify_all()

    def until(self, reached: Callable[[list[T]], Any]) -> list[T]:
        """All that was told, once `reached` is satisfied by it."""
        with self._stir:
            assert self._stir.wait_for(lambda: reached(self.all), PATIENCE_S), self.all
            return list(self.all)


def wait_until(reached: Callable[[], Any], within_s: float = PATIENCE_S) -> None:
    """For conditions that nobody tells."""
    deadline = time.monotonic() + within_s
    while not reached():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


@pytest.fixture
def pemindai(tmp_path: Path) -> Iterator[SimulatedScanner]:
    with SimulatedScanner(tmp_path / "pemindai") as scanner:
        yield scanner
