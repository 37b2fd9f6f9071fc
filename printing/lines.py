"""Where the virtual printer can be reached: a TCP port with one sender at a time, or a pseudo-terminal."""

from __future__ import annotations

import os
import select
import socket
import tty
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from printing.machine import Machine

_ROOM_S = 0.1


class Line(ABC):
    """A thread that carries bytes between senders and the machine."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
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

    def plug(self) -> None:
        """Be reachable. Nothing if it is."""
        with self._guard:
            if self._thread is None:
                self._prepare()
                self._thread = Thread(target=self._carry, name="virtual-printer", daemon=True)
                self._thread.start()

    def unplug(self) -> None:
        """Cable and power out: connections break, what was held is lost. Nothing if it is."""
        with self._guard:
            if self._thread is not None:
                os.write(self._waker, b"!")
                self._thread.join()
                self._thread = None
                os.read(self._wake, 1)
                self._machine.disconnect()
                self._machine.lose_power()

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

    def _unplugged(self) -> bool:
        return bool(select.select([self._wake], [], [], 0)[0])

    def _pump(self, fd: int) -> None:
        """Bytes of one sender to the machine, until it goes or the plug is pulled."""
        self._machine.connect(lambda data: _answer(fd, data))
        try:
            while self._readable(fd):
                data = os.read(fd, 1024)
                if not data:
                    return
                self._machine.receive(data)
                while not self._machine.wait_for_room(_ROOM_S):
                    if self._unplugged():
                        return
        except OSError:
            return
        finally:
            self._machine.disconnect()


class TcpLine(Line):
    def __init__(self, machine: Machine, host: str, port: int) -> None:
        """Port 0 takes a free one, once."""
        super().__init__(machine)
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
    def __init__(self, machine: Machine, link: Path) -> None:
        """`link` is made to point at the terminal, and stays when it goes, as a by-id path does not."""
        super().__init__(machine)
        self._link = link
        self._ends: tuple[int, int] = (-1, -1)

    @property
    def url(self) -> str:
        return f"serial://{self._link}?baud=115200"

    def close(self) -> None:
        super().close()
        self._link.unlink(missing_ok=True)

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
