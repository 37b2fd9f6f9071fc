"""What worked when: the office writes down each change of its kiosks' parts, and its own starts and stops.

A clean stop is written as it happens. After a power cut the next start writes the stop at the last sign of
life, which is at most a minute old. Methods block on the store.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import structlog

from kiosk.clock import Clock, from_iso, iso
from kiosk.store import Connection, Store, Transaction

Part = Literal["office", "doors", "screen", "link", "printer"]
"""`office`: the service runs. `doors`: staff have not closed the kiosks. `link`: a further kiosk is heard."""
Where = tuple[int, Part]
"""Kiosk and part; kiosk 0 is the office as a whole, 1 the main machine."""
OFFICE: Final[Where] = (0, "office")
DOORS: Final[Where] = (0, "doors")
SCREEN: Final[Where] = (1, "screen")
LOOK_S: Final = 15.0
"""A part counts as down at the second look: a screen that begins anew is not gone."""
ALIVE_EVERY: Final = 4
"""Looks from one sign of life to the next."""
ALIVE: Final = "alive_at"

log = structlog.get_logger()

Look = Callable[[Connection, datetime], Mapping[Where, bool]]


@dataclass(frozen=True, slots=True)
class Change:
    """A part went up or down."""

    at: datetime
    where: Where
    up: bool


class Logbook:
    """Writes the changes of one office. Not for two threads at once."""

    def __init__(self, store: Store, clock: Clock, look: Look) -> None:
        self._store = store
        self._clock = clock
        self._look = look
        self._known: dict[Where, bool] = {}
        self._down: frozenset[Where] = frozenset()
        self._looks = 0
        self._begun = False

    async def watch(self, screen: Callable[[], bool]) -> None:
        """Follows every part until cancelled; `screen` tells whether this machine's screen is there."""
        while True:
            try:
                if not self._begun:
                    await asyncio.to_thread(self.begin)
                await asyncio.to_thread(self.see, screen())
            except Exception as error:  # the next look tries again
                log.error("running_failed", error=type(error).__name__)
            await asyncio.sleep(LOOK_S)

    def begin(self) -> None:
        """The office starts: closes what a power cut left open."""
        now = self._clock.now()

        def write(tx: Transaction) -> None:
            self._known = _standing(tx)
            alive = tx.one("SELECT value FROM meta WHERE name = ?", (ALIVE,))
            if self._known.get(OFFICE) and alive:
                _write(tx, min(from_iso(alive[0]), now), OFFICE, up=False)
            _write(tx, now, OFFICE, up=True)
            _alive(tx, now)

        self._store.write(write)
        self._begun = True

    def see(self, screen: bool) -> None:
        """Looks at every part and writes what has changed."""
        now = self._clock.now()
        seen = {**self._store.read(lambda connection: self._look(connection, now)), SCREEN: screen}
        down = frozenset(where for where, up in seen.items() if not up)
        changed = {
            where: up
            for where, up in seen.items()
            if up != self._known.get(where, not up)
            and (up or where in self._down)
            and (
                up or where != SCREEN or where in self._known
            )  # a machine that never had a screen lacks none
        }
        self._down = down
        self._looks += 1
        if not changed and self._looks % ALIVE_EVERY:
            return

        def write(tx: Transaction) -> None:
            for where, up in changed.items():
                _write(tx, now, where, up=up)
            _alive(tx, now)

        self._store.write(write)
        self._known |= changed

    def end(self) -> None:
        """The office stops as it was told to."""
        now = self._clock.now()
        if self._begun:
            self._store.write(lambda tx: _write(tx, now, OFFICE, up=False))


def standing_at(connection: Connection, at: datetime) -> dict[Where, bool]:
    """The last known state of each part before `at`."""
    rows = connection.all(
        "SELECT kiosk, part, up, max(seq) FROM running WHERE at < ? GROUP BY kiosk, part", (iso(at),)
    )
    return {(kiosk, part): bool(up) for kiosk, part, up, _ in rows}


def changes(connection: Connection, first: datetime, last: datetime) -> list[Change]:
    """The changes from `first` until before `last`, in order."""
    rows = connection.all(
        "SELECT at, kiosk, part, up FROM running WHERE at >= ? AND at < ? ORDER BY at, seq",
        (iso(first), iso(last)),
    )
    return [Change(from_iso(at), (kiosk, part), bool(up)) for at, kiosk, part, up in rows]


def _standing(connection: Connection) -> dict[Where, bool]:
    rows = connection.all(
        "SELECT kiosk, part, up FROM running WHERE seq IN (SELECT max(seq) FROM running GROUP BY kiosk, part)"
    )
    return {(kiosk, part): bool(up) for kiosk, part, up in rows}


def _write(tx: Transaction, at: datetime, where: Where, *, up: bool) -> None:
    tx.execute("INSERT INTO running (at, kiosk, part, up) VALUES (?, ?, ?, ?)", (iso(at), *where, up))


def _alive(tx: Transaction, now: datetime) -> None:
    tx.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (ALIVE, iso(now)),
    )
