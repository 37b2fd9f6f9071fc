"""A scanner on a serial line (RS-232, or USB in its serial mode): its own thread, back by itself."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable
from typing import Final

from kiosk.clock import Clock
from kiosk.devices.frames import SILENCE_S, Assembler, Broken, Frame
from kiosk.devices.ports import Standing
from kiosk.office.readings import Reader, ReaderState
from printing.errors import PrinterClosed
from printing.transports import SerialLine

REOPEN_S: Final = 0.5
"""Between two tries to open the port."""
IDLE_S: Final = 5.0
"""A line that says nothing; losing it ends the wait at once."""
TICK_S: Final = SILENCE_S + 0.005
STOP_S: Final = 5.0

READY: Final = "Pemindai siap."
UNPLUGGED: Final = "Pemindai terlepas. Colokkan kembali kabelnya."
TAKEN: Final = "Pemindai dipakai program lain. Panggil teknisi."
FORBIDDEN: Final = "Pemindai tidak boleh dibuka. Panggil teknisi."


class SerialScanner:
    """Opens the port for itself alone. `changed` is called, from any thread, when its state is another."""

    def __init__(self, path: str, baud: int, clock: Clock, changed: Callable[[], None]) -> None:
        self._line = SerialLine(path, baud, "none")
        self._standing = Standing("scanner", UNPLUGGED, clock, changed)
        self._assembler = Assembler()
        self._heard: Callable[[Frame | Broken], None] = _nobody
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)

    def start(self, heard: Callable[[Frame | Broken], None]) -> None:
        self._heard = heard
        self._thread.start()

    def reader(self) -> Reader:
        return self._standing()

    def stop(self) -> None:
        self._line.interrupt()
        if self._thread.is_alive():
            self._thread.join(STOP_S)
        if not self._thread.is_alive():
            self._line.close()

    def _run(self) -> None:
        try:
            while True:
                try:
                    self._line.open()
                    self._standing.set("ready", READY)
                    self._listen()
                except OSError as error:
                    self._assembler.lost()
                    self._standing.set(*_state(error))
                    self._line.read(REOPEN_S)  # the way is closed, so this only waits
        except PrinterClosed:
            return

    def _listen(self) -> None:
        while True:
            chunk = self._line.read(TICK_S if self._assembler.waits else IDLE_S)
            now = time.monotonic()
            for frame in self._assembler.feed(chunk, now) if chunk else self._assembler.quiet(now):
                self._heard(frame)


def _state(error: OSError) -> tuple[ReaderState, str]:
    match error.errno:
        case errno.EAGAIN | errno.EBUSY:
            return "fault", TAKEN
        case errno.EACCES | errno.EPERM:
            return "fault", FORBIDDEN
        case _:
            return "offline", UNPLUGGED


def _nobody(_: Frame | Broken) -> None:
    """Nothing is heard before the start."""
