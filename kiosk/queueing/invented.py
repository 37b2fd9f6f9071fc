"""Office days that never were, for measuring the estimate against a world it does not assume.

The estimate thinks of one bell-shaped (in logarithms) length of visits and of steady habits. Here a visit is
plain or tangled (two gamma distributions), the registry's line to the capital is quick or slow for stretches
of the day, each clerk has a speed of their own, pauses come and go, some ticket holders have left, all
counters rest at noon, and on many days one counter opens late. Minutes count from opening.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kiosk.queueing.estimate import Counter, Waiting

REST: Final = (240.0, 300.0)
"""The counters' break."""
LAST_TICKET: Final = 420.0
SEEN: Final = 12
"""Finished visits that a moment remembers."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A service of the invented office."""

    typical: float
    """Minutes in the catalogue, which is not exact."""
    slow: float
    plain: float
    """Mean minutes of a plain visit."""
    tangled: float
    """Mean minutes of a tangled one."""
    share_tangled: float
    share: float
    """Of all who come."""


SERVICES: Final[dict[str, Kind]] = {
    "ktp": Kind(8, 15, 6.0, 15.0, 0.20, 0.28),
    "kk": Kind(12, 20, 9.0, 20.0, 0.25, 0.18),
    "akta": Kind(12, 20, 10.0, 22.0, 0.25, 0.12),
    "sktm": Kind(8, 15, 5.0, 12.0, 0.20, 0.16),
    "legalisasi": Kind(5, 10, 2.5, 6.0, 0.15, 0.16),
    "tanah": Kind(12, 25, 12.0, 26.0, 0.30, 0.10),
}
COUNTERS: Final[tuple[frozenset[str] | None, ...]] = (
    None,
    None,
    frozenset({"ktp", "kk", "akta"}),
    frozenset({"sktm", "legalisasi", "tanah", "ktp"}),
)
ARRIVALS: Final = ((0.0, 40.0, 0.70), (40.0, 150.0, 0.42), (150.0, 300.0, 0.22), (300.0, LAST_TICKET, 0.20))
"""People a minute, between two moments."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A ticket from its issue to its end."""

    service: str
    favoured: bool
    came: float
    called: float
    held: float
    """Minutes for which it kept a counter."""
    showed: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """What the office knew when a ticket was issued; its visit stands at `index` of the day."""

    index: int
    at: float
    waiting: tuple[Waiting, ...]
    counters: tuple[Counter, ...]
    finished: tuple[tuple[str, float], ...]
    """Service and minutes of the last finished visits, the oldest first."""


@dataclass(frozen=True, slots=True)
class Day:
    visits: tuple[Visit, ...]
    moments: tuple[Moment, ...]


@dataclass(slots=True)
class _Desk:
    services: frozenset[str] | None
    speed: float
    opens: float
    free: float
    called: float = 0.0
    holds: int | None = None
    pause_ends: float = 0.0
    in_a_row: int = 0


@dataclass(slots=True)
class _Person:
    service: str
    favoured: bool
    came: float
    called: float = -1.0
    held: float = 0.0
    showed: bool = True


def day(seed: int) -> Day:
    """One whole day, the same for the same seed."""
    return _Invention(random.Random(seed)).day()  # noqa: S311 a simulation, not a secret


@dataclass(slots=True)
class _Invention:
    draw: random.Random
    people: list[_Person] = field(default_factory=list)
    desks: list[_Desk] = field(default_factory=list)
    slow: list[tuple[float, float]] = field(default_factory=list)
    finished: list[tuple[float, str, float]] = field(default_factory=list)

    def day(self) -> Day:
        draw = self.draw
        self.people = list(self._arrivals())
        self.desks = [
            _Desk(services, draw.uniform(0.8, 1.25), 0.0, draw.uniform(0, 3)) for services in COUNTERS
        ]
        if draw.random() < 0.6:
            late = draw.choice(self.desks)
            late.opens = late.free = draw.uniform(20, 75)
        self.slow = list(self._slow_stretches())
        moments = []
        for index, person in enumerate(self.people):
            self._advance(person.came)
            moments.append(self._moment(index, person.came))
        self._advance(math.inf)
        visits = tuple(Visit(p.service, p.favoured, p.came, p.called, p.held, p.showed) for p in self.people)
        return Day(visits, tuple(moments))

    def _arrivals(self) -> Iterator[_Person]:
        draw, busy = self.draw, self.draw.uniform(0.75, 1.2)
        names, shares = list(SERVICES), [kind.share for kind in SERVICES.values()]
        for start, end, rate in ARRIVALS:
            at = start + draw.expovariate(rate * busy)
            while at < end:
                (service,) = draw.choices(names, shares)
                yield _Person(service, draw.random() < 0.12, at, showed=draw.random() > 0.08)
                at += draw.expovariate(rate * busy)

    def _slow_stretches(self) -> Iterator[tuple[float, float]]:
        at = self.draw.expovariate(1 / 200)
        while at < 600:
            end = at + self.draw.expovariate(1 / 50)
            yield at, end
            at = end + self.draw.expovariate(1 / 200)

    def _advance(self, until: float) -> None:
        """Lets the counters call whoever they would before that moment."""
        while (desk := min(self.desks, key=lambda each: each.free)).free < until:
            now, desk.holds = desk.free, None
            if REST[0] <= now < REST[1]:
                desk.free = REST[1] + self.draw.uniform(0, 4)
                continue
            to_call = [
                (index, person)
                for index, person in enumerate(self.people)
                if person.called < 0 and (desk.services is None or person.service in desk.services)
            ]
            waiting = [(index, person.favoured) for index, person in to_call if person.came <= now]
            if waiting:
                self._call(desk, waiting, now)
            else:
                desk.free = min((person.came for _, person in to_call), default=math.inf)

    def _call(self, desk: _Desk, waiting: list[tuple[int, bool]], now: float) -> None:
        draw = self.draw
        chosen = _choose(waiting, desk.in_a_row)
        person = self.people[chosen]
        desk.in_a_row = desk.in_a_row + 1 if person.favoured else 0
        person.called, desk.called, desk.holds = now, now, chosen
        if person.showed:
            person.held = draw.uniform(0.3, 1.4) + self._length(person.service, now) * desk.speed
            self.finished.append((now + person.held, person.service, person.held))
        else:
            person.held = draw.uniform(1.5, 3.5)
        desk.free = now + person.held + draw.expovariate(1 / 0.5)
        desk.pause_ends = 0.0
        if draw.random() < person.held / 60 * 0.35:
            desk.free += draw.gammavariate(3, 3.5)
            desk.pause_ends = desk.free

    def _length(self, service: str, now: float) -> float:
        kind, draw = SERVICES[service], self.draw
        if draw.random() < kind.share_tangled:
            minutes = draw.gammavariate(3, kind.tangled / 3)
        else:
            minutes = draw.gammavariate(5, kind.plain / 5)
        return minutes * (1.5 if any(start <= now < end for start, end in self.slow) else 1.0)

    def _moment(self, index: int, now: float) -> Moment:
        counters = []
        for desk in self.desks:
            if now < desk.opens:
                continue
            holds = desk.holds
            if holds is not None and now < desk.called + self.people[holds].held:
                counters.append(Counter(desk.services, self.people[holds].service, now - desk.called))
            elif now < desk.pause_ends:
                since = now - desk.called - (self.people[holds].held if holds is not None else 0)
                counters.append(Counter(desk.services, None, since, paused=True))
            else:
                counters.append(Counter(desk.services))
        waiting = tuple(
            Waiting(person.service, person.favoured)
            for person in self.people[:index]
            if person.called < 0 or person.called > now
        )
        done = sorted(visit for visit in self.finished if visit[0] <= now)[-SEEN:]
        return Moment(index, now, waiting, tuple(counters), tuple((name, held) for _, name, held in done))


def _choose(waiting: list[tuple[int, bool]], in_a_row: int) -> int:
    favoured = [index for index, is_favoured in waiting if is_favoured]
    ordinary = [index for index, is_favoured in waiting if not is_favoured]
    if favoured and (in_a_row < 2 or not ordinary):
        return favoured[0]
    return ordinary[0]
