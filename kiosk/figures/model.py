"""What is told of a period, as plain frozen values. Minutes have one decimal; days are YYYY-MM-DD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fate = Literal["served", "no_show", "cancelled", "moved", "open"]
"""What became of one service of a visit: dilayani, tidak hadir, batal, dipindah, belum selesai."""

Cause = Literal["office", "doors", "link", "screen", "printer", "unknown"]
"""Why a kiosk could not be used, or that nobody wrote it down."""


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
class Lost:
    """Opening time in which a kiosk could not be used, for one cause."""

    cause: Cause
    title: str
    """Indonesian."""
    minutes: float


@dataclass(frozen=True, slots=True)
class KioskLine:
    """One kiosk: how much it was used, and how long it could be. Minutes are of opening time until now."""

    kiosk: int
    """1: the main machine."""
    name: str
    numbers: int
    """Given there, emergency numbers among them."""
    emergency: int
    """Given while the kiosk was cut off from the office."""
    with_form: int
    """Numbers of an application that was filled in there."""
    open_min: float
    ready_min: float
    lost: tuple[Lost, ...]


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
    kiosks: tuple[KioskLine, ...] = ()
    """The main machine first."""


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
