"""Ways to a printer: TCP, a serial line (also a pseudo-terminal), a USB printer device, a file.

A transport is for one thread, except `interrupt`. No call waits longer than it was told to;
`interrupt` ends any of them at once, for good, with PrinterClosed.
"""

from __future__ import annotations

import errno
import fcntl
import os
import select
import socket
import termios
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from printing.errors import PrinterClosed

if TYPE_CHECKING:
    from serial import Serial

CONNECT_S = 0.5
EMPTY_S = 0.01
"""Between two reads of a USB printer that has nothing to say."""
DRAIN_S = 0.4
"""A slip under way when the office stops gets so long to leave a serial port."""
FlowControl = Literal["none", "rtscts", "xonxoff"]
BAUDS = (9600, 19200, 38400, 57600, 115200)


class Transport(ABC):
    """A file descriptor that opens again after every loss, and can be interrupted."""

    answers = True
    """False: nothing ever comes back this way."""

    def __init__(self) -> None:
        self._fd: int | None = None
        self._wake, self._waker = os.pipe()
        self._interrupted = False

    @abstractmethod
    def _connect(self) -> int:
        """A non-blocking descriptor. Errors: OSError."""

    @abstractmethod
    def _disconnect(self) -> None:
        """Give the descriptor back, within 0.5 s; never fails."""

    @property
    def is_open(self) -> bool:
        return self._fd is not None

    def open(self) -> None:
        """Nothing if it is open. Errors: OSError within 0.5 s."""
        self._refuse_if_interrupted()
        if self._fd is None:
            self._fd = self._connect()

    def write(self, data: bytes, timeout: float) -> int:
        """Bytes taken, as many as within `timeout` seconds. Errors: OSError, and the way is closed."""
        deadline = time.monotonic() + timeout
        taken = 0
        while taken < len(data):
            if not self._ready(select.POLLOUT, deadline - time.monotonic()):
                break
            try:
                taken += os.write(self._descriptor(), data[taken:])
            except BlockingIOError:
                continue
            except OSError:
                self.lose()
                raise
        return taken

    def read(self, timeout: float) -> bytes:
        """What has come, as soon as anything has; b"" at the time-out. Errors as `write`.

        While the way is closed it only waits.
        """
        if not self._ready(select.POLLIN, timeout):
            return b""
        try:
            data = os.read(self._descriptor(), 4096)
        except BlockingIOError:
            return b""
        except OSError:
            self.lose()
            raise
        if not data:
            self._end_or_wait()
        return data

    def lose(self) -> None:
        """Close the way; the next `open` makes a new one."""
        if self._fd is not None:
            self._fd = None
            self._disconnect()

    def interrupt(self) -> None:
        """From any thread: every call under way and to come raises PrinterClosed."""
        if not self._interrupted:
            self._interrupted = True
            os.write(self._waker, b"!")

    def close(self) -> None:
        """The end; only after `interrupt`, when no call is under way."""
        self.lose()
        for end in (self._wake, self._waker):
            if end >= 0:
                os.close(end)
        self._wake = self._waker = -1

    def _end_or_wait(self) -> None:
        """Readable, and nothing there: the end of the connection. Errors: OSError."""
        self.lose()
        raise ConnectionResetError(errno.ECONNRESET, "the printer ended the connection")

    def _descriptor(self) -> int:
        if self._fd is None:
            raise OSError(errno.ENOTCONN, "the way to the printer is closed")
        return self._fd

    def _refuse_if_interrupted(self) -> None:
        if self._interrupted:
            raise PrinterClosed("closed")

    def _ready(self, event: int, timeout: float, fd: int | None = None) -> bool:
        self._refuse_if_interrupted()
        watch = select.poll()
        watch.register(self._wake, select.POLLIN)
        if fd is None:
            fd = self._fd
        if fd is not None:
            watch.register(fd, event)
        for ready, _ in watch.poll(max(0.0, timeout) * 1000):
            if ready == self._wake:
                raise PrinterClosed("closed")
            return True
        return False


_NOTICE_LOSS = (
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 2),
    (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 2),
    (socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3),
    (socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 8000),
)
"""A network that is gone breaks the connection after 8 s, and a new one is made; a mute printer does not."""


class Tcp(Transport):
    """Port 9100 of a network printer."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__()
        self._address = (host, port)
        self._socket: socket.socket | None = None

    def _connect(self) -> int:
        family, kind, protocol, _, address = socket.getaddrinfo(*self._address, type=socket.SOCK_STREAM)[0]
        link = socket.socket(family, kind, protocol)
        try:
            link.setblocking(False)
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for level, option, value in _NOTICE_LOSS:
                link.setsockopt(level, option, value)
            failure = link.connect_ex(address)
            if failure == errno.EINPROGRESS:
                if not self._ready(select.POLLOUT, CONNECT_S, link.fileno()):
                    raise TimeoutError("no answer to the connection")
                failure = link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if failure:
                raise OSError(failure, os.strerror(failure))
        except BaseException:
            link.close()
            raise
        self._socket = link
        return link.fileno()

    def _disconnect(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class SerialLine(Transport):
    """A serial port by its path, best one under /dev/serial/by-id; never DTR/DSR, which Linux ignores."""

    def __init__(self, path: str, baud: int, flow: FlowControl) -> None:
        super().__init__()
        self._path, self._baud, self._flow = path, baud, flow
        self._port: Serial | None = None

    def _connect(self) -> int:
        from serial import Serial

        port = Serial(
            self._path,
            self._baud,
            timeout=0,
            write_timeout=0,
            rtscts=self._flow == "rtscts",
            xonxoff=self._flow == "xonxoff",
            exclusive=True,
        )
        self._port = port
        fd: int = port.fileno()
        return fd

    def _disconnect(self) -> None:
        port, self._port = self._port, None
        if port is None:
            return
        with suppress(OSError, termios.error):  # the port may be gone
            deadline = time.monotonic() + DRAIN_S
            while (stalled := port.out_waiting > 0) and time.monotonic() < deadline:
                time.sleep(0.01)
            if stalled:
                port.reset_output_buffer()  # else the kernel waits 30 s for the printer to take the rest
        port.close()


class UsbDevice(Transport):
    """A USB printer as the kernel's usblp shows it, `/dev/usb/lp0`: both ways, and for one program at a time.

    usblp hands on empty USB packets as empty reads, so these are no end; an unplugged printer is ENODEV. The
    device is closed at the first error: the printer that comes back then gets the same number.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._device = -1

    def _connect(self) -> int:
        device = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            fcntl.flock(device, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(device)
            raise
        self._device = device
        return device

    def _disconnect(self) -> None:
        os.close(self._device)

    def _end_or_wait(self) -> None:
        watch = select.poll()
        watch.register(self._descriptor(), 0)
        if watch.poll(0):
            super()._end_or_wait()
        self._ready(0, EMPTY_S)


class AppendedFile(Transport):
    """A file or a one-way device; takes everything, says nothing."""

    answers = False

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file = -1

    def _connect(self) -> int:
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK, 0o600)
        return self._file

    def _disconnect(self) -> None:
        os.close(self._file)
