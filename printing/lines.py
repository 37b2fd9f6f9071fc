"""Where the virtual printer can be reached: a TCP port with one sender at a time, or a pseudo-terminal.

A line can be as slow as a serial one, and can let something happen at a chosen byte.
"""

from __future__ import annotations

import os
import select
import socket
import tty
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread

from printing.machine import Machine

_ROOM_S = 0.1
_TICK_S = 0.02
"""A slow line delivers what belongs to so much time at once."""


@dataclass(frozen=True, slots=True)
class _Trip:
    at: int
    """Print bytes of the machine."""
    what: Callable[[], None]


class Line(ABC):
    """A thread that carries bytes between senders and the machine."""

    def __init__(self, machine: Machine, bytes_per_s: float | None) -> None:
        self._machine = machine
        self._bytes_per_s = bytes_per_s
        self._trip: _Trip | None = None
        self._guard = Lock()
        self._thread: Thread | None = None
        self._wake, self._waker = os.pipe()

    @property
    @abstractmethod
    def url(self) -> str:
        """For `open_printer`; stays the same over unplug and plug."""

    @abstractmethod
    def _carry(self) -> None:
        """Serve until `_readable` says that it is over."""

    @property
    def is_plugged(self) -> bool:
        return self._thread is not None

    def plug(self) -> None:
        """Be reachable. Nothing if it is."""
        with self._guard:
            if self._thread is None:
                self._prepare()
                self._thread = Thread(target=self._carry, name="virtual-printer", daemon=True)
                self._thread.start()

    def pull_cable(self) -> None:
        """Connections break, and the printer goes on with what it holds. Nothing if it is."""
        with self._guard:
            if self._thread is not None:
                os.write(self._waker, b"!")
                self._thread.join()
                self._thread = None
                os.read(self._wake, 1)
                self._machine.disconnect()

    def unplug(self) -> None:
        """Cable and power out: connections break, what was held is lost."""
        self.pull_cable()
        self._machine.lose_power()

    def switch_off(self) -> None:
        """Power alone. Most connections go with it."""
        self.unplug()

    def switch_on(self) -> None:
        self.plug()

    def trip_after(self, count: int, what: Callable[[], None]) -> None:
        """Let `what` happen, on a thread of its own, after `count` further bytes of print data.

        The byte after them is withheld until it has happened.
        """
        self._trip = _Trip(self._machine.print_bytes + count, what)

    def close(self) -> None:
        """Unplug for good."""
        self.unplug()
        os.close(self._wake)
        os.close(self._waker)

    @abstractmethod
    def _prepare(self) -> None:
        """Make what senders open. Errors: OSError."""

    def _readable(self, fd: int) -> bool:
        """Wait for bytes on `fd`; False: unplugged."""
        watch = select.poll()
        watch.register(self._wake, select.POLLIN)
        watch.register(fd, select.POLLIN)
        return all(ready != self._wake for ready, _ in watch.poll())

    def _unplugged(self, within_s: float = 0) -> bool:
        return bool(select.select([self._wake], [], [], within_s)[0])

    def _pump(self, fd: int) -> None:
        """Bytes of one sender to the machine, until it goes or the plug is pulled."""
        self._machine.connect(lambda data: _answer(fd, data))
        portion = max(1, int(self._bytes_per_s * _TICK_S)) if self._bytes_per_s else 1024
        try:
            while self._readable(fd):
                data = os.read(fd, portion)
                if not data or not self._deliver(data):
                    return
                while not self._machine.wait_for_room(_ROOM_S):
                    if self._unplugged():
                        return
        except OSError:
            return
        finally:
            self._machine.disconnect()

    def _deliver(self, data: bytes) -> bool:
        """To the machine, at the pace of the line; False: unplugged on the way."""
        while self._trip is not None and data:
            if self._machine.print_bytes >= self._trip.at and self._machine.is_print(data[0]):
                what, self._trip = self._trip.what, None
                if not self._happen(what):
                    return False
            else:
                self._machine.receive(data[:1])
                data = data[1:]
        self._machine.receive(data)
        return self._bytes_per_s is None or not self._unplugged(len(data) / self._bytes_per_s)

    def _happen(self, what: Callable[[], None]) -> bool:
        """False: unplugged by it."""
        done = Event()

        def run() -> None:
            what()
            done.set()

        Thread(target=run, name="virtual-printer-trip", daemon=True).start()
        while not done.wait(_TICK_S / 4):
            if self._unplugged():
                return False
        return not self._unplugged()


class TcpLine(Line):
    def __init__(self, machine: Machine, host: str, port: int, bytes_per_s: float | None = None) -> None:
        """Port 0 takes a free one, once."""
        super().__init__(machine, bytes_per_s)
        self._address = (host, port)
        self._server: socket.socket | None = None

    @property
    def url(self) -> str:
        return f"tcp://{self._address[0]}:{self._address[1]}"

    def _prepare(self) -> None:
        self._server = socket.create_server(self._address, backlog=4)
        self._server.setblocking(False)
        self._address = (self._address[0], self._server.getsockname()[1])

    def _carry(self) -> None:
        assert self._server is not None
        with self._server as server:
            while self._readable(server.fileno()):
                with suppress(OSError):
                    link, _ = server.accept()
                    with link:
                        link.setblocking(False)
                        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        self._pump(link.fileno())


class PtyLine(Line):
    def __init__(self, machine: Machine, link: Path, bytes_per_s: float | None = None) -> None:
        """`link` is made to point at the terminal, and stays when it goes, as a by-id path does not."""
        super().__init__(machine, bytes_per_s)
        self._link = link
        self._ends: tuple[int, int] = (-1, -1)

    @property
    def url(self) -> str:
        return f"serial://{self._link}?baud=115200"

    def close(self) -> None:
        super().close()
        self._link.unlink(missing_ok=True)

    def switch_off(self) -> None:
        """The adapter keeps its power, and the port its path."""
        self._machine.lose_power()
        self._machine.change(off=True)

    def switch_on(self) -> None:
        self._machine.change(off=False)

    def _prepare(self) -> None:
        self._ends = os.openpty()
        tty.setraw(self._ends[1])
        os.set_blocking(self._ends[0], False)
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(os.ttyname(self._ends[1]))

    def _carry(self) -> None:
        """The slave end is held open too, or reading would fail whenever nobody else has it."""
        self._pump(self._ends[0])
        for end in self._ends:
            os.close(end)
        self._link.unlink(missing_ok=True)


def _answer(fd: int, data: bytes) -> None:
    """Lost if nobody takes it: a printer does not wait either."""
    with suppress(OSError):
        os.write(fd, data)
