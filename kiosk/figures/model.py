"""What is told of a period, as plain frozen values. Minutes have one decimal; days are YYYY-MM-DD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fate = Literal["served", "no_show", "cancelled", "moved", "open"]
"""What became of one service of a visit: dilayani, tidak hadir, batal, dipindah, belum selesai."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took; the three figures wait, walk and service are never mixed."""

    n: int
    """How many were measured."""
    p50: float
    """Minutes; half took no longer."""
    p90: float
    """Minutes; nine in ten took no longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One service, counter, hour, channel, class or day, or all of them together."""

    key: str
    title: str
    """Indonesian."""
    issued: int
    """Services that were asked for; in the total, numbers that were given."""
    served: int
    no_show: int
    cancelled: int
    open: int
    """Neither served nor given up."""
    wait: Spread | None
    """Issue to first call; None: nothing measured."""
    walk: Spread | None
    """The call that was heeded to the beginning of the service."""
    service: Spread | None
    """At the counter, without the time parked and without forgotten finishes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one weekday, over the period."""

    weekday: int
    """0: Monday."""
    hour: int
    issued: int
    wait_p50: float | None
    """Minutes."""


@dataclass(frozen=True, slots=True)
class Point:
    """How many waited at one moment."""

    minute: int
    """Of the day, office time."""
    waiting: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a period."""

    first: str
    last: str
    total: Line
    services: tuple[Line, ...]
    """The most asked for first."""
    counters: tuple[Line, ...]
    """By number; whoever was never called is in none."""
    hours: tuple[Line, ...]
    """By hour of issue."""
    channels: tuple[Line, ...]
    priorities: tuple[Line, ...]
    days: tuple[Line, ...]
    heat: tuple[Cell, ...]
    forgotten: int
    """Finishes pressed too late, left out of the service times."""


@dataclass(frozen=True, slots=True)
class Today:
    """The office day as it stands now."""

    office: str
    """ "Kecamatan Tigaraksa"."""
    now: str
    """Office time with its offset."""
    waiting: int
    at_counters: int
    parked: int
    longest_wait: float
    """Minutes of whoever waits longest now; 0 where nobody does."""
    curve: tuple[Point, ...]
    """Waiting over the day, every ten minutes."""
    summary: Summary
