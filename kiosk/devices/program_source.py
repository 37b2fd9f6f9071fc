"""A vendor's card reader as a program of ours: JSON lines on stdin and stdout, started again when it ends.

The contract is docs/identity-middleware.md. What it writes to stderr goes nowhere: it may hold a NIK.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Final, assert_never

import msgspec

from kiosk.clock import Clock
from kiosk.devices import messages, plate
from kiosk.devices.messages import (
    BadMessage,
    CardIn,
    CardOut,
    Failed,
    Hello,
    Identity,
    Machine,
    Message,
    Pong,
)
from kiosk.devices.plate import Lost, Plate
from kiosk.devices.ports import SourceThread, Standing
from kiosk.devices.reading import Contradiction

HELLO_S: Final = 5.0
"""From the start of the program to its `hello`."""
PING_S: Final = 0.5
PONG_S: Final = 1.0
"""A program that hangs is seen within PING_S + PONG_S; while it reads a card it has READ_S."""
FAREWELL_S: Final = 1.0
"""From `stop` to SIGKILL."""
PAUSES_S: Final = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Before the next start, the longer the more starts came to nothing."""
ENVIRONMENT: Final = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


class ProgramSource(SourceThread):
    """`command` and its arguments. `changed` is called, from any thread, when its state is another."""

    def __init__(self, command: tuple[str, ...], clock: Clock, changed: Callable[[], None]) -> None:
        super().__init__(Standing("card", plate.NOT_STARTED.sentence, clock, changed), "card-program")
        self._command = command
        self._wake, self._waker = os.pipe()

    def stop(self) -> None:
        super().stop()
        if not self._thread.is_alive():
            os.close(self._wake)
            os.close(self._waker)

    def _interrupt(self) -> None:
        os.write(self._waker, b"!")

    def _run(self) -> None:
        plate_ = Plate(self._happened)
        vain = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                self._converse(plate_)
                return
            except Lost as lost:
                plate_.clear()
                self._standing.set(lost.trouble.state, lost.trouble.sentence)
            vain = 0 if time.monotonic() - began > PAUSES_S[-1] else vain + 1
            self._stopping.wait(PAUSES_S[min(vain, len(PAUSES_S)) - 1] if vain else PAUSES_S[0])

    def _converse(self, plate_: Plate) -> None:
        """One life of the program; returns when we stop. Raises Lost."""
        try:
            program = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,  # so that its children end with it
            )
        except (OSError, ValueError):
            raise Lost(plate.WITHOUT_PROGRAM) from None
        try:
            _Conversation(program, plate_, self._standing, self._wake, self._stopping).hold()
        finally:
            _end(program)


class _Conversation:
    """What is said until the program ends, misbehaves, or we stop."""

    def __init__(
        self,
        program: subprocess.Popen[bytes],
        plate_: Plate,
        standing: Standing,
        wake: int,
        stopping: threading.Event,
    ) -> None:
        assert program.stdin is not None
        assert program.stdout is not None
        self._in, self._out = program.stdin.fileno(), program.stdout.fileno()
        os.set_blocking(self._in, False)
        self._plate = plate_
        self._standing = standing
        self._wake = wake
        self._stopping = stopping
        self._unread = b""
        self._greeted = False
        self._asked = 0
        """Number of the latest ping."""
        self._awaits_pong = False
        self._due = time.monotonic() + HELLO_S
        """When the next ping is due, or its answer or the greeting overdue."""

    def hold(self) -> None:
        """Raises Lost."""
        watch = select.poll()
        watch.register(self._out, select.POLLIN)
        watch.register(self._wake, select.POLLIN)
        while not self._stopping.is_set():
            for ready, _ in watch.poll(max(0.0, self._due - time.monotonic()) * 1000 + 1):
                if ready == self._out:
                    self._hear()
            self._plate.tick()
            if time.monotonic() >= self._due:
                self._pass_time()
        self._say({"type": "stop"})

    def _hear(self) -> None:
        chunk = os.read(self._out, 65536)
        if not chunk:
            raise Lost(plate.ENDED)
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        if len(self._unread) > messages.LONGEST:
            raise Lost(plate.GARBLED)
        try:
            for line in lines:
                if line.strip():
                    self._take(messages.message(line))
        except (BadMessage, Contradiction):
            raise Lost(plate.GARBLED) from None

    def _take(self, message: Message) -> None:
        if not self._greeted and not isinstance(message, Hello):
            raise BadMessage("no greeting")
        match message:
            case Hello():
                if message.protocol != messages.PROTOCOL:
                    raise Lost(plate.OTHER_VERSION)
                self._greeted = True
                self._due = time.monotonic() + PING_S
                self._standing.set(*plate.standing(message.state))
            case Machine(state):
                if state != "ready":
                    self._plate.lift()
                self._standing.set(*plate.standing(state))
            case Pong(number):
                if number == self._asked and self._awaits_pong:
                    self._awaits_pong = False
                    self._due = time.monotonic() + PING_S
            case CardIn() | Identity() | Failed() | CardOut():
                self._plate.said(message)
            case _:
                assert_never(message)

    def _pass_time(self) -> None:
        now = time.monotonic()
        if self._plate.reading:  # it may be busy, and `tick` ends that
            self._due = now + PING_S
            self._awaits_pong = False
        elif self._awaits_pong or not self._greeted:
            raise Lost(plate.SILENT)
        else:
            self._asked += 1
            self._awaits_pong = True
            self._due = now + PONG_S
            self._say({"type": "ping", "id": self._asked})

    def _say(self, said: dict[str, str | int]) -> None:
        """Raises Lost where the program reads nothing any more."""
        try:
            os.write(self._in, msgspec.json.encode(said) + b"\n")
        except BlockingIOError:
            raise Lost(plate.SILENT) from None
        except OSError:
            raise Lost(plate.ENDED) from None


def _end(program: subprocess.Popen[bytes]) -> None:
    """The program and its children are gone afterwards."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        program.wait(FAREWELL_S)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
