"""The estimated wait, kept ready: simulated every few seconds outside the acts, and looked up inside them.

An act adds what the snapshot cannot know, the people who have come or gone since, in proportion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from kiosk import officeday
from kiosk.catalogue.model import Service
from kiosk.clock import local
from kiosk.office.contract import WaitRange
from kiosk.queueing import measured
from kiosk.queueing.estimate import Facts, outlook, rounded
from kiosk.queueing.learned import Learned, Times, learn, pace
from kiosk.queueing.measured import Standing
from kiosk.queueing.rules import ahead
from kiosk.roomrules import RoomRules
from kiosk.store import Store

EVERY: Final = timedelta(seconds=20)
"""As long as nothing changes, a snapshot is good for so long."""
UNKNOWN: Final = Times(8, 15)
"""Of a service that has left the catalogue while people wait for it."""

Rest = tuple[time, time]
"""The counters' break, office time."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    at: datetime
    seen: object
    """What of the queue is compared with the next look; times pass without changing it."""
    counters: int
    newcomers: Mapping[tuple[str, bool], WaitRange]
    waiting: Mapping[str, WaitRange]
    people: Mapping[tuple[str, bool], int]
    """How many were called before such a newcomer."""


class Forecast:
    """One for the office. `refresh` from one thread at a time; the look-ups from any."""

    def __init__(
        self,
        store: Store,
        rules: RoomRules,
        services: Callable[[], Iterable[Service]],
        zone: ZoneInfo,
        rest: Rest | None,
    ) -> None:
        self._store = store
        self._rules = rules
        self._services = services
        self._zone = zone
        self._rest = rest
        self._learned: Learned | None = None
        self._learned_for: tuple[str, Mapping[str, Times]] | None = None
        self._latest: _Snapshot | None = None

    def refresh(self, now: datetime) -> None:
        """Looks at the queue and simulates it where it has changed: milliseconds, once a day some tens."""
        day = self._store.read(lambda connection: officeday.shown(connection, now, self._zone))
        catalogue = {
            service.id: Times(service.queue.typical_minutes, service.queue.slow_minutes)
            for service in self._services()
        }
        standing = self._store.read(
            lambda connection: measured.standing(connection, day, now, self._rules, catalogue)
        )
        seen = (day, standing.ids, standing.finished, [(c.busy_with, c.paused) for c in standing.counters])
        latest = self._latest
        if latest is None or latest.seen != seen or not timedelta() <= now - latest.at < EVERY:
            facts = self._facts(standing, self._lesson(day, catalogue), now)
            self._latest = self._simulated(facts, standing.ids, catalogue, now, seen)

    def newcomer(self, service: str, favoured: bool, people: int) -> WaitRange | None:
        """The wait of somebody who comes now with so many before; None where nothing is known."""
        latest = self._latest
        if latest is None or (service, favoured) not in latest.newcomers:
            return None
        told = latest.newcomers[service, favoured]
        share = (people + latest.counters) / (latest.people[service, favoured] + latest.counters)
        return told if share == 1 else rounded(told.low * share, told.high * share)

    def waiting(self, ticket: str) -> WaitRange | None:
        """The wait that is left to somebody who waits; None where nothing is known."""
        latest = self._latest
        return latest.waiting.get(ticket) if latest else None

    def _lesson(self, day: str, catalogue: Mapping[str, Times]) -> Learned:
        """Learned once a day, each past day in a look of its own, so that acts go on in between."""
        if self._learned is None or self._learned_for != (day, catalogue):
            days = self._store.read(lambda connection: measured.past_days(connection, day))
            past = [self._store.read(partial(measured.past_day, day=each)) for each in days]
            self._learned, self._learned_for = learn(past, catalogue), (day, catalogue)
        return self._learned

    def _facts(self, standing: Standing, learned: Learned, now: datetime) -> Facts:
        times = learned.times
        gone = {service for service in standing.services if service not in times}
        return Facts(
            waiting=standing.waiting,
            counters=standing.counters,
            times={**times, **dict.fromkeys(gone, UNKNOWN)},
            habits=learned.habits,
            pace=pace(
                [(minutes, times[service]) for service, minutes in standing.finished if service in times],
                learned.pace,
            ),
            rest=self._rest and _minutes_until(self._rest, local(now, self._zone)),
            further=standing.further,
        )

    def _simulated(
        self, facts: Facts, ids: Sequence[str], services: Collection[str], now: datetime, seen: object
    ) -> _Snapshot:
        answer = outlook(facts, services)
        pools = Counter((self._rules.pool(one.service), one.favoured) for one in facts.waiting)
        return _Snapshot(
            at=now,
            seen=seen,
            counters=len(facts.counters),
            newcomers=answer.newcomers,
            waiting=dict(zip(ids, answer.waiting, strict=True)),
            people={
                (service, favoured): ahead(
                    favoured=favoured,
                    before=pools[self._rules.pool(service), favoured],
                    others=pools[self._rules.pool(service), not favoured],
                    streak=0,
                )
                for service in services
                for favoured in (False, True)
            },
        )


def _minutes_until(rest: Rest, wall: datetime) -> tuple[float, float]:
    """Beginning and end of the break in minutes from `wall`."""
    minute = wall.hour * 60 + wall.minute + wall.second / 60
    return (rest[0].hour * 60 + rest[0].minute - minute, rest[1].hour * 60 + rest[1].minute - minute)
