"""How long until called: a range in minutes, from simulating the queue that stands there now.

Pure. A few runs of the merged queue over the counters that are open, each run with its own draw of service
times, no-shows, pauses, favoured people who come later, and pace of the day; the same facts and seed always
give the same ranges. One run answers for everybody: a newcomer of a service is called when a counter of that
service first finds nobody who goes before. At 200 waiting and 8 counters it takes less than 3 ms.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import heapify, heappop, heapreplace
from statistics import NormalDist
from typing import Final

from kiosk.office.contract import WaitRange
from kiosk.queueing.learned import Habits, Pace, Times, spread
from kiosk.queueing.rules import IN_A_ROW

STEP: Final = 5
"""Minutes; ranges are rounded outwards to it."""
MOST: Final = 250
"""People who are simulated one by one; whoever stands behind them waits in proportion."""
LONGEST: Final = 8 * 60.0
"""Minutes; a range never promises beyond a working day."""
EDGE: Final = 1.1
"""Half-width of the range before rounding, in standard deviations: four in five, with the rounding more."""

_STRATA: Final = tuple(NormalDist().inv_cdf((n + 0.5) / 64) for n in range(64))
_SOFT: Final = 4.0
"""Minutes added before taking logarithms, so that a wait of nothing has one."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter that is open now, served by somebody or paused."""

    services: frozenset[str] | None = None
    """Ids of the services it serves; None: all."""
    busy_with: str | None = None
    """Service of the ticket that stands there."""
    since: float = 0.0
    """Minutes ago that ticket was called, or the pause began."""
    paused: bool = False

    def serves(self, service: str) -> bool:
        return self.services is None or service in self.services


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits."""

    service: str
    favoured: bool = False
    """Any priority class but `umum`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the estimate looks at."""

    waiting: tuple[Waiting, ...]
    """In order of issue; of very many the first."""
    counters: tuple[Counter, ...]
    times: Mapping[str, Times]
    """By service; every service that waits or is at a counter."""
    habits: Habits = field(default_factory=Habits)
    pace: Pace = field(default_factory=Pace)
    rest: tuple[float, float] | None = None
    """Minutes from now to the beginning and the end of the counters' break; the beginning may be past."""
    further: int = 0
    """People who stand behind those listed."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The answers of one simulation."""

    newcomers: Mapping[tuple[str, bool], WaitRange]
    """Of somebody who comes now: by service and whether favoured."""
    waiting: tuple[WaitRange, ...]
    """Of those who wait, in the order of the facts; of very many the first `MOST`."""


def rounded(low: float, high: float) -> WaitRange:
    """Minutes outwards to `STEP`; never empty, never below nothing."""
    least = int(min(max(low, 0.0), LONGEST) // STEP) * STEP
    most = math.ceil(min(max(high, 0.0), LONGEST) / STEP) * STEP
    return WaitRange(least, max(most, least + STEP))


def outlook(facts: Facts, newcomers: Iterable[str], *, seed: int = 0) -> Outlook:
    """The ranges of everybody who waits, and of whoever comes now for one of the services `newcomers`."""
    wanted = list(newcomers)
    people = len(facts.waiting) + facts.further
    facts = replace(facts, waiting=facts.waiting[:MOST])
    listed = len(facts.waiting)
    beyond = people / listed if listed else 1.0
    room = _Room(facts, wanted)
    called = [_Moments() for _ in facts.waiting]
    coming = [(_Moments(), _Moments()) for _ in room.kinds]
    draw = random.Random(seed)  # noqa: S311 a simulation, not a secret
    runs = max(6, min(64, 1800 // (listed + 12) - 2))
    for run in range(runs):
        stratum = NormalDist().inv_cdf((run + 0.5) / runs)
        speed = math.exp(facts.pace.mean + facts.pace.deviation * stratum)
        when, ordinary, favoured = _run(room, draw, speed)
        for moments, minutes in zip(called, when, strict=True):
            moments.add(minutes)
        for (one, other), minutes, sooner in zip(coming, ordinary, favoured, strict=True):
            one.add(minutes * beyond)
            other.add(sooner)
    return Outlook(
        newcomers={
            (service, is_favoured): coming[room.kind_of[service]][is_favoured].range()
            for service in wanted
            for is_favoured in (False, True)
        },
        waiting=tuple(moments.range() for moments in called),
    )


class _Moments:
    """Collects waits on a logarithmic scale, on which they lie more evenly."""

    __slots__ = ("_count", "_squares", "_sum")

    def __init__(self) -> None:
        self._count, self._sum, self._squares = 0, 0.0, 0.0

    def add(self, minutes: float) -> None:
        value = math.log(minutes + _SOFT)
        self._count += 1
        self._sum += value
        self._squares += value * value

    def range(self) -> WaitRange:
        mean = self._sum / self._count
        deviation = math.sqrt(max(0.0, self._squares - self._sum * mean) / (self._count - 1))
        return rounded(math.exp(mean - EDGE * deviation) - _SOFT, math.exp(mean + EDGE * deviation) - _SOFT)


class _Room:
    """The facts, sorted for many runs: services that the same counters serve are one kind."""

    def __init__(self, facts: Facts, newcomers: Iterable[str]) -> None:
        self.facts = facts
        counters = facts.counters or (Counter(),)
        everybody = tuple(range(len(counters)))
        served: dict[tuple[int, ...], int] = {}
        self.kind_of: dict[str, int] = {}
        for service in [waiting.service for waiting in facts.waiting] + list(newcomers):
            if service not in self.kind_of:
                able = tuple(n for n in everybody if counters[n].serves(service))
                self.kind_of[service] = served.setdefault(able or everybody, len(served))
        self.kinds = list(served)
        self.kinds_at = [[kind for able, kind in served.items() if n in able] for n in everybody]
        self.ordinary: list[list[tuple[int, list[float]]]] = [[] for _ in served]
        self.favoured: list[list[tuple[int, list[float]]]] = [[] for _ in served]
        for place, waiting in enumerate(facts.waiting):
            lane = self.favoured if waiting.favoured else self.ordinary
            lane[self.kind_of[waiting.service]].append((place, _table(facts.times[waiting.service])))
        self.counters = counters
        self.pool_at = _pools([set(kinds) for kinds in self.kinds_at])
        self.overtakers: dict[int, list[tuple[float, list[float]]]] = {}
        for service, per_hour in facts.habits.favoured_per_hour.items():
            if service in self.kind_of and service in facts.times and per_hour > 0:
                kind = self.overtakers.setdefault(self.kind_of[service], [])
                kind.append((per_hour / 60, _table(facts.times[service])))


def _pools(kinds_at: Sequence[set[int]]) -> list[int]:
    """Counters that share people, directly or by way of others, share a streak; the lowest names it."""
    pools = list(range(len(kinds_at)))
    for one, its in enumerate(kinds_at):
        for other in range(one):
            if its & kinds_at[other]:
                low, high = sorted((pools[one], pools[other]))
                pools = [low if pool == high else pool for pool in pools]
    return pools


def _run(room: _Room, draw: random.Random, speed: float) -> tuple[list[float], list[float], list[float]]:
    """One course of events: minutes until each of the waiting is called, and newcomers of each kind.

    Written out in one loop: it goes round some thousands of times for one answer.
    """
    facts, habits = room.facts, room.facts.habits
    uniform, exponential = draw.random, draw.expovariate
    shows = 1 - habits.no_show
    vain, between = habits.no_show_minutes, habits.between_minutes
    pausing = habits.pauses_per_hour / 60
    rest_from, rest_to = facts.rest or (math.inf, math.inf)
    present = len(facts.waiting)
    called = [0.0] * present
    kinds = len(room.kinds)
    ordinary_at, favoured_at = [math.inf] * kinds, [math.inf] * kinds
    unknown = 2 * kinds
    ordinary, favoured = room.ordinary, room.favoured
    first_ordinary, first_favoured = [0] * kinds, [0] * kinds
    coming = _overtakers(room, draw)
    if coming:
        favoured = [list(lane) for lane in favoured]
    later = present
    heap = [(_free(counter, facts, draw, speed), n) for n, counter in enumerate(room.counters)]
    heapify(heap)
    in_a_row = [0] * len(room.counters)
    left = present
    while heap and (left or unknown):
        now, n = heap[0]
        if rest_from <= now < rest_to:
            heapreplace(heap, (rest_to + uniform(), n))
            continue
        while coming and coming[-1][0] <= now:
            _, kind, table = coming.pop()
            favoured[kind].append((later, table))
            later += 1
        best_ordinary = best_favoured = later
        kind_ordinary = kind_favoured = -1
        for kind in room.kinds_at[n]:
            at = first_ordinary[kind]
            lane = ordinary[kind]
            if at < len(lane) and lane[at][0] < best_ordinary:
                best_ordinary, kind_ordinary = lane[at][0], kind
            at = first_favoured[kind]
            lane = favoured[kind]
            if at < len(lane) and lane[at][0] < best_favoured:
                best_favoured, kind_favoured = lane[at][0], kind
        pool = room.pool_at[n]
        tired = in_a_row[pool] >= IN_A_ROW
        if unknown:
            if kind_ordinary < 0 and (kind_favoured < 0 or tired):
                for kind in room.kinds_at[n]:
                    if ordinary_at[kind] == math.inf:
                        ordinary_at[kind] = now
                        unknown -= 1
            if best_favoured >= present and (kind_ordinary < 0 or not tired):
                for kind in room.kinds_at[n]:
                    if favoured_at[kind] == math.inf:
                        favoured_at[kind] = now
                        unknown -= 1
        if kind_favoured >= 0 and (kind_ordinary < 0 or not tired):
            place, table = favoured[kind_favoured][first_favoured[kind_favoured]]
            first_favoured[kind_favoured] += 1
            in_a_row[pool] += 1
        elif kind_ordinary >= 0:
            place, table = ordinary[kind_ordinary][first_ordinary[kind_ordinary]]
            first_ordinary[kind_ordinary] += 1
            in_a_row[pool] = 0
        else:
            heappop(heap)
            continue
        if place < present:
            called[place] = now
            left -= 1
        u = uniform()
        held = between + (table[int(u / shows * 64)] * speed if u < shows else vain)
        if uniform() < pausing * held:
            held += exponential(1 / habits.pause_minutes)
        heapreplace(heap, (now + held, n))
    return called, ordinary_at, favoured_at


def _overtakers(room: _Room, draw: random.Random) -> list[tuple[float, int, list[float]]]:
    """Favoured people who come within reach of the simulation: minutes, kind, table; the latest first."""
    horizon = 30 + 15 * len(room.facts.waiting) / len(room.counters)
    coming: list[tuple[float, int, list[float]]] = []
    for kind, sources in room.overtakers.items():
        rates = [per_minute for per_minute, _ in sources]
        at = draw.expovariate(sum(rates))
        while at < horizon:
            ((_, table),) = draw.choices(sources, rates)
            coming.append((at, kind, table))
            at += draw.expovariate(sum(rates))
    coming.sort(key=lambda one: -one[0])
    return coming


def _free(counter: Counter, facts: Facts, draw: random.Random, speed: float) -> float:
    """Minutes until a counter calls again."""
    if counter.paused:
        return draw.expovariate(1 / facts.habits.pause_minutes)
    if counter.busy_with is None:
        return 0.0
    table = _table(facts.times[counter.busy_with])
    passed = bisect_right(table, counter.since / speed)
    between = facts.habits.between_minutes
    if passed == len(table):
        return between + draw.expovariate(2 / table[32])
    return between + max(0.0, table[passed + int(draw.random() * (64 - passed))] * speed - counter.since)


@lru_cache(maxsize=512)
def _table(usual: Times) -> list[float]:
    """Sixty-four equally likely lengths of a visit, ascending."""
    deviation = spread(usual)
    return [usual.median * math.exp(deviation * z) for z in _STRATA]
