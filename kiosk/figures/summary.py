"""Figures from visits. Pure; a period is added day by day, and only lengths are kept of the days before."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.clock import local
from kiosk.figures.model import Cell, Fate, Line, Point, Spread, Summary
from kiosk.figures.visits import Visit
from kiosk.queueing.learned import percentile
from kiosk.queueing.slip import PRIORITY_WORDS
from kiosk.words import full_date

MINUTE_MS: Final = 60_000
EVERY: Final = timedelta(minutes=10)
"""Between two points of the line of waiting."""
CHANNELS: Final[dict[str, str]] = {
    "kiosk": "Anjungan",
    "counter": "Langsung di loket",
    "satellite": "Anjungan lain, nomor darurat",
}
PRIORITIES: Final[dict[str, str]] = {name: said or "Umum" for name, said in PRIORITY_WORDS.items()}

Titles = Callable[[str], str]
"""Title of a service by id."""
Counters = Callable[[int], str]
"""Name of a counter by number."""


class _Tally:
    """Counts and lengths of one line."""

    __slots__ = ("counts", "first_steps", "lengths")

    def __init__(self) -> None:
        self.counts: defaultdict[Fate, int] = defaultdict(int)
        self.lengths = {"wait": array("q"), "walk": array("q"), "service": array("q")}
        self.first_steps = 0

    def add(self, visit: Visit) -> None:
        self.counts[visit.fate] += 1
        self.first_steps += visit.step == 1
        if visit.wait_ms is not None:
            self.lengths["wait"].append(visit.wait_ms)
        if visit.walk_ms is not None:
            self.lengths["walk"].append(visit.walk_ms)
        if visit.service_ms is not None and visit.fate == "served":
            self.lengths["service"].append(visit.service_ms)

    def line(self, key: str, title: str, *, numbers: bool = False) -> Line:
        return Line(
            key=key,
            title=title,
            issued=self.first_steps if numbers else sum(self.counts.values()),
            served=self.counts["served"],
            no_show=self.counts["no_show"],
            cancelled=self.counts["cancelled"],
            open=self.counts["open"],
            wait=spread(self.lengths["wait"]),
            walk=spread(self.lengths["walk"]),
            service=spread(self.lengths["service"]),
        )


class _Group(defaultdict[Hashable, _Tally]):
    def __init__(self) -> None:
        super().__init__(_Tally)


class Figures:
    """Collects visits of a period."""

    def __init__(self, zone: ZoneInfo, titles: Titles, counters: Counters) -> None:
        self._zone = zone
        self._titles = titles
        self._counters = counters
        self._total = _Tally()
        self._groups: Mapping[str, _Group] = {
            name: _Group() for name in ("service", "counter", "hour", "channel", "priority", "day", "heat")
        }
        self._forgotten = 0

    def add(self, visits: Iterable[Visit]) -> None:
        """The visits of a day, or of a part of it."""
        for visit in visits:
            wall = local(visit.issued_at, self._zone)
            keys: dict[str, Hashable] = {
                "service": visit.service,
                "hour": wall.hour,
                "channel": visit.channel,
                "priority": visit.priority,
                "day": visit.office_day,
                "heat": (wall.weekday(), wall.hour),
            }
            if visit.counter is not None:
                keys["counter"] = visit.counter
            for name, key in keys.items():
                self._groups[name][key].add(visit)
            self._total.add(visit)
            self._forgotten += visit.forgotten

    def summary(self, first: str, last: str) -> Summary:
        """The figures of what was added, under the name of a period."""
        services = self._lines("service", lambda key: self._titles(str(key)))
        return Summary(
            first=first,
            last=last,
            total=self._total.line("total", "Semua", numbers=True),
            services=tuple(sorted(services, key=lambda line: (-line.issued, line.title))),
            counters=self._lines("counter", lambda key: self._counters(int(str(key)))),
            hours=self._lines("hour", lambda key: f"{key:02}.00–{key:02}.59"),
            channels=self._lines("channel", lambda key: CHANNELS[str(key)]),
            priorities=self._lines("priority", lambda key: PRIORITIES[str(key)]),
            days=self._lines("day", lambda key: full_date(date.fromisoformat(str(key)))),
            heat=tuple(
                Cell(*_weekday_and_hour(key), line.issued, line.wait.p50 if line.wait else None)
                for key, line in self._keyed("heat", str)
            ),
            forgotten=self._forgotten,
        )

    def _lines(self, group: str, title: Callable[[Hashable], str]) -> tuple[Line, ...]:
        return tuple(line for _, line in self._keyed(group, title))

    def _keyed(self, group: str, title: Callable[[Hashable], str]) -> list[tuple[Hashable, Line]]:
        tallies = self._groups[group]
        numbers = group in ("hour", "channel", "priority", "day", "heat")
        return [
            (key, tallies[key].line(str(key), title(key), numbers=numbers))
            for key in sorted(tallies, key=_order)
        ]


def spread(lengths_ms: Sequence[int]) -> Spread | None:
    """Of lengths in milliseconds; None for none."""
    if not lengths_ms:
        return None
    ordered = sorted(lengths_ms)
    middle, most = (round(percentile(ordered, share) / MINUTE_MS, 1) for share in (0.5, 0.9))
    return Spread(len(ordered), middle, most)


def curve(visits: Iterable[Visit], now: datetime, zone: ZoneInfo) -> tuple[Point, ...]:
    """How many waited, every ten minutes from the first number until `now` or after the last call."""
    spans = [
        (visit.waiting_since, visit.waited_until or now)
        for visit in visits
        if visit.waiting_since is not None
    ]
    if not spans:
        return ()
    begin, end = min(start for start, _ in spans), min(now, max(end for _, end in spans) + EVERY)
    wall = local(begin, zone)
    at = begin - timedelta(minutes=wall.minute % 10, seconds=wall.second, microseconds=wall.microsecond)
    points = []
    while at <= end:
        wall = local(at, zone)
        points.append(Point(wall.hour * 60 + wall.minute, sum(start <= at < until for start, until in spans)))
        at += EVERY
    return tuple(points)


def _weekday_and_hour(key: Hashable) -> tuple[int, int]:
    assert isinstance(key, tuple)
    return key


def _order(key: Hashable) -> tuple[bool, object]:
    return (isinstance(key, str), key)
