"""The printer of an office that has none: never ready, so paper waits and the screen says so beforehand."""

from __future__ import annotations

from collections.abc import Callable

from printing.errors import NothingSent
from printing.printer import Outcome, Silent
from printing.profiles import GENERIC_80
from printing.status import PrinterStatus


class Absent:
    """A `printing.printer.Printer` that is not there."""

    profile = GENERIC_80
    confirms = False

    def status(self) -> PrinterStatus:
        return PrinterStatus("offline")

    def send(self, data: bytes, marker: int, held: Callable[[PrinterStatus], bool] = lambda _: True) -> None:
        raise NothingSent("no printer is configured")

    def wait(self, marker: int, timeout: float) -> Outcome:
        return Silent()

    def late_markers(self) -> frozenset[int]:
        return frozenset()

    def close(self) -> None:
        pass
