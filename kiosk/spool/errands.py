"""What others want of a printer between two papers: its worker does it, for nobody else may touch it."""

from __future__ import annotations

import queue
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from printing.errors import PrinterClosed
from printing.printer import Printer

T = TypeVar("T")


class Errands:
    """Asked from any thread, done on the worker's."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[Callable[[Printer], Any], Future[Any]]] = queue.SimpleQueue()
        self._over = False

    def ask(self, act: Callable[[Printer], T]) -> Future[T]:
        """What `act` returns or raises, once it was done; cancelled where the worker ends before."""
        future: Future[T] = Future()
        self._waiting.put((act, future))
        if self._over:
            self.end()
        return future

    def do(self, printer: Printer) -> None:
        """Everything that was asked for. Errors: PrinterClosed; all others are told to whoever asked."""
        with suppress(queue.Empty):
            while True:
                act, future = self._waiting.get_nowait()
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    future.set_result(act(printer))
                except Exception as error:
                    future.set_exception(error)
                    if isinstance(error, PrinterClosed):
                        raise

    def end(self) -> None:
        """The worker has ended."""
        self._over = True
        with suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()[1].cancel()
