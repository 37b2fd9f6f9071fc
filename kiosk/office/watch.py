"""What the office notices by itself: time that goes on, days that end, a new catalogue, opening and closing.

Each job is tried for itself at every look: a disk that is full ends no day, and still the doors open in time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

import structlog

from kiosk import officeday
from kiosk.calendar import Door
from kiosk.clock import Clock
from kiosk.office.house import House
from kiosk.office.hub import Hub
from kiosk.office.turns import Turns
from kiosk.queueing import day, timers
from kiosk.store import Store

LOOK_S: Final = 2.0
"""Between two looks."""
TRUST_EVERY_S: Final = 600.0
"""Between two notes that time went on as it should."""

log = structlog.get_logger()


class Watch:
    """Looks until it is cancelled. `forecast` simulates the queue where it has changed."""

    def __init__(
        self,
        store: Store,
        house: House,
        clock: Clock,
        turns: Turns,
        *,
        forecast: Callable[[datetime], None],
        screen: Hub,
        room: Sequence[Hub],
    ) -> None:
        """`screen` hears of the catalogue and of the door; `room`, the others, of numbers alone."""
        self._store = store
        self._house = house
        self._clock = clock
        self._turns = turns
        self._forecast = forecast
        self._screen = screen
        self._room = room
        self._door: Door | None = None
        self._trust_at = 0.0

    async def run(self) -> None:
        """A job that fails is tried again at the next look."""
        jobs = (self._time, self._numbers, self._catalogue, self._doors, self._waits)
        while True:
            for job in jobs:
                await self._tried(job)
            await asyncio.sleep(LOOK_S)

    async def _tried(self, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except Exception as error:  # whatever it is, it must not end the other jobs
            log.error("watch_failed", job=job.__name__.strip("_"), error=type(error).__name__)

    async def _time(self) -> None:
        if time.monotonic() >= self._trust_at:
            await self._turns.run(self._trust_the_clock)
            self._trust_at = time.monotonic() + TRUST_EVERY_S

    def _trust_the_clock(self) -> None:
        moment = self._house.moment(self._clock.now())
        confirmed = moment.clock_quality == "ntp"
        self._store.write(lambda tx: officeday.trust(tx, moment.now, confirmed=confirmed))

    async def _numbers(self) -> None:
        """Days end, and parked tickets return."""
        moment = self._house.moment(self._clock.now())
        where = (self._store, self._house.room, moment.now, moment.clock_quality)
        ended = await asyncio.to_thread(day.settle, *where)
        returned = await asyncio.to_thread(timers.ring, *where)
        if ended or returned:
            for hub in (self._screen, *self._room):
                hub.changed()

    async def _catalogue(self) -> None:
        if await asyncio.to_thread(self._house.shelf.refresh):
            self._screen.publish("catalogue", {"sha256": self._house.shelf.catalogue.sha256})
            self._screen.changed()

    async def _doors(self) -> None:
        door = await asyncio.to_thread(self._house.door, self._clock.now())
        if door != self._door:
            self._door = door
            self._screen.changed()

    async def _waits(self) -> None:
        await asyncio.to_thread(self._forecast, self._clock.now())
