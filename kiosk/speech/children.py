"""Running a small program that another thread may end at any moment."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from typing import Final

from kiosk.speech.errors import SpeechError, Stopped

_GONE_S: Final = 1.0
"""A killed program that hangs in its driver is left behind after this."""


class ChildMissing(SpeechError):
    """The program is not on this machine."""


class ChildStuck(SpeechError):
    """The program did not end in its time and was killed."""


class ChildFailed(SpeechError):
    """The program ended with an error."""


class Child:
    """One program at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, command: list[str], feed: bytes, limit_s: float) -> bytes:
        """What it wrote, once it ended well. Raises ChildMissing, ChildStuck, ChildFailed, Stopped."""
        with self._lock:
            if self._stopped:
                raise Stopped
            try:
                child = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                )
            except OSError as error:
                raise ChildMissing(command[0]) from error
            self._running = child
        try:
            written, _ = child.communicate(feed, timeout=limit_s)
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
                self._running.kill()

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running = None
        if child.poll() is None:
            child.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_GONE_S)
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
