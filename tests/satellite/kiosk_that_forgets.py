"""A further kiosk that hands over under a key of its own making. A program for the drill, not a test."""

from __future__ import annotations

import sys
from dataclasses import replace

from kiosk import cli
from kiosk.ids import uuid7
from kiosk.satellite import outlet
from kiosk.satellite.contract import Record
from kiosk.store import Connection

_first = outlet.first


def first(connection: Connection) -> tuple[int, Record] | None:
    found = _first(connection)
    return found and (found[0], replace(found[1], key=uuid7(), done=None))


if __name__ == "__main__":
    setattr(outlet, "first", first)  # noqa: B010 the drill's point of entry
    sys.argv.insert(1, "office")
    cli.main()
