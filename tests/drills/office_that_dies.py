"""The office service, killed by SIGKILL before the nth step of one act. A program for the drill, not a test.

Steps are counted from the moment at which the act with the key DRILL_KEY reaches the store. A step is a
statement of the store inside a transaction (BEGIN and COMMIT are two of them) or a write to the printer. With
DRILL_UNPROTECTED every statement is a transaction of its own: what the drill must notice.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from kiosk import cli, store
from kiosk.store import connection
from printing.transports import Transport

DIE_AT = int(os.environ["DRILL_DIE_AT"])
KEY = os.environ["DRILL_KEY"]
UNPROTECTED = "DRILL_UNPROTECTED" in os.environ
_begun = False
_steps = 0


def step(*params: Any) -> None:
    global _begun, _steps
    _begun = _begun or any(KEY in values for values in params)
    if not _begun:
        return
    _steps += 1
    if _steps == DIE_AT:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingConnection:
    """The real connection, with a step before each statement of a transaction."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._inside = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def execute(self, sql: str, *params: Any) -> Any:
        if sql == "BEGIN IMMEDIATE":
            self._inside = True
        if self._inside:
            step(*params)
        if sql in ("COMMIT", "ROLLBACK"):
            self._inside = False
        if UNPROTECTED and sql in ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"):
            return self._raw.execute("SELECT 1")
        return self._raw.execute(sql, *params)


_connect, _write = connection.connect, Transport.write


def connect_and_die(file: Path, key: bytes, *, new: bool = False) -> Any:
    return DyingConnection(_connect(file, key, new=new))


def write_and_die(self: Transport, data: bytes, timeout: float) -> int:
    step()
    return _write(self, data, timeout)


if __name__ == "__main__":
    setattr(store, "connect", connect_and_die)  # noqa: B010 the drill's points of entry
    setattr(Transport, "write", write_and_die)  # noqa: B010
    sys.argv.insert(1, "office")
    cli.main()
