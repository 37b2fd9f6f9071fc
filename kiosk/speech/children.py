"""Running a small program that another thread may end at any moment."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import threading
import time
from typing import Final

from kiosk.speech.errors import SpeechError, Stopped

_PIECE: Final = 4096
"""PIPE_BUF of Linux: a pipe that can be written takes so much without waiting."""
_GONE_S: Final = 1.0
"""A killed program that hangs in its driver is left behind after this."""


class ChildMissing(SpeechError):
    """The program is not on this machine."""


class ChildStuck(SpeechError):
    """The program did not end in its time, or wrote without end, and was killed."""


class ChildFailed(SpeechError):
    """The program ended with an error."""


class Child:
    """One program at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, command: list[str], feed: bytes, limit_s: float, most: int = 1 << 16) -> bytes:
        """What it wrote, at most `most` bytes, once it ended well.

        Raises ChildMissing, ChildStuck, ChildFailed, Stopped.
        """
        latest = time.monotonic() + limit_s
        with self._lock:
            if self._stopped:
                raise Stopped
            try:
                child = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError as error:
                raise ChildMissing(command[0]) from error
            self._running = child
        try:
            written = _talk(child, feed, latest, most)
            child.wait(max(0.0, latest - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise ChildStuck(command[0]) from None
        finally:
            self._end(child)
        if self._stopped:
            raise Stopped
        if child.returncode:
            raise ChildFailed(command[0])
        return written

    def stop(self) -> None:
        """Ends what runs, and lets nothing more begin."""
        with self._lock:
            self._stopped = True
            if self._running:
                _kill(self._running)

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running = None
        if child.poll() is None:
            _kill(child)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_GONE_S)
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _talk(child: subprocess.Popen[bytes], feed: bytes, latest: float, most: int) -> bytes:
    """Feeds the program and reads it until it says no more. Raises ChildStuck."""
    assert child.stdin is not None
    assert child.stdout is not None
    written, left = bytearray(), memoryview(feed)
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        if feed:
            ready.register(child.stdin, selectors.EVENT_WRITE)
        else:
            child.stdin.close()
        while ready.get_map():
            patience = latest - time.monotonic()
            if patience <= 0:
                raise ChildStuck(str(child.args))
            for key, _ in ready.select(patience):
                if key.fileobj is child.stdin:
                    left = left[_fed(child.stdin.fileno(), left) :]
                    if not left:
                        ready.unregister(child.stdin)
                        child.stdin.close()
                    continue
                piece = os.read(child.stdout.fileno(), 1 << 16)
                written += piece
                if len(written) > most:
                    raise ChildStuck(str(child.args))
                if not piece:
                    ready.unregister(child.stdout)
    return bytes(written)


def _fed(pipe: int, left: memoryview) -> int:
    try:
        return os.write(pipe, left[:_PIECE])
    except BrokenPipeError:  # it reads no more: how it ends tells why
        return len(left)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """With whatever it has started itself."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
