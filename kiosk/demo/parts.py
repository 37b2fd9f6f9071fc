"""Processes of the house, started and stopped as children that never outlive their parent."""

from __future__ import annotations

import ctypes
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

START_S = 30.0
STOP_S = 8.0
POLL_S = 0.2
_PR_SET_PDEATHSIG = 1


class PartFailed(Exception):
    """A process did not start, or did not end cleanly; the text names it and where its log is."""


class Part:
    """One running process of ours. It says one line of JSON on stdout when it is ready."""

    def __init__(self, name: str, arguments: Sequence[str], log: Path, *, ready: bool = True) -> None:
        """Starts `python arguments…`. Raises PartFailed."""
        self.name = name
        self._arguments = arguments
        self._log = log
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                process_group=0,  # Ctrl-C reaches the parent alone, which stops its parts in order
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name=f"{name}-stdout", daemon=True)
        self._reader.start()
        try:
            self.said: dict[str, Any] = json.loads(self.line(START_S)) if ready else {}
        except BaseException:
            self.stop()
            raise

    def line(self, patience_s: float) -> str:
        """The next line of stdout. Raises PartFailed at its end or when patience does."""
        try:
            line = self._lines.get(timeout=patience_s)
        except queue.Empty:
            raise self._failed("says nothing") from None
        if not line:
            raise self._failed(f"ended with status {self.process.wait(STOP_S)}")
        return line

    def rest(self, patience_s: float, told_to_stop: threading.Event | None = None) -> list[str]:
        """All further lines until the process ends by itself, or until the event.

        Raises PartFailed when patience ends first.
        """
        lines: list[str] = []
        end = time.monotonic() + patience_s
        while told_to_stop is None or not told_to_stop.is_set():
            try:
                line = self._lines.get(timeout=POLL_S)
            except queue.Empty:
                if time.monotonic() > end:
                    raise self._failed("does not end") from None
                continue
            if not line:
                break
            lines.append(line)
        return lines

    def again(self) -> Part:
        """The same process anew, once this one has ended. Raises PartFailed."""
        self.stop()
        return Part(self.name, self._arguments, self._log)

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Asks the process to end and returns its status; kills it where it does not listen."""
        if self.running:
            self.process.send_signal(number)
        try:
            status = self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self._reader.join()
        return status

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stdout:
            for line in stdout:
                self._lines.put(line)
        self._lines.put("")

    def _failed(self, what: str) -> PartFailed:
        last = self._log.read_text(errors="replace").splitlines()[-3:]
        return PartFailed("\n".join([f"{self.name} {what}.", *last]))


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
