"""What past days teach of the coming ones: lengths of visits, habits, and how days differ. Pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Final

ENOUGH: Final = 30
"""Measured visits of a service from which on they replace the catalogue's figures."""
FEW_DAYS: Final = 5
"""Days from which on the pace of days is measured."""
FADES: Final = 0.93
"""What a visit counts less than the one after it, for today's pace."""
DRIFT: Final = 0.1
"""By how much the pace may still change until the ticket is called."""
LEARNED_DAYS: Final = 20
"""Working days that are looked back."""
_P80: Final = NormalDist().inv_cdf(0.8)


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes for which one visit of a service keeps a counter, from call to finish."""

    median: float
    p80: float


@dataclass(frozen=True, slots=True)
class Habits:
    """What the office is used to, measured where there is enough to measure."""

    no_show: float = 0.07
    """Share of called tickets whose holder is gone."""
    no_show_minutes: float = 2.0
    """For which a counter calls in vain."""
    between_minutes: float = 0.4
    """From finishing one ticket to calling the next."""
    pauses_per_hour: float = 0.3
    """Of one counter."""
    pause_minutes: float = 9.0
    favoured_per_hour: Mapping[str, float] = field(default_factory=dict)
    """Favoured people who come, by service."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How visits compare with the usual times, as a logarithm: 0 is as ever."""

    mean: float = 0.0
    deviation: float = 0.22


@dataclass(frozen=True, slots=True)
class PastDay:
    """One office day that is over."""

    visits: tuple[tuple[str, float], ...]
    """Service and minutes at the counter, of those who were served."""
    missed: int
    """Tickets that were called in vain."""
    favoured: Mapping[str, int]
    """Favoured people who came, by service."""
    hours: float
    """In which numbers were given."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The lesson of the last days."""

    times: Mapping[str, Times]
    """Of every service of the catalogue."""
    habits: Habits
    pace: Pace
    """Of a day of which nothing is known yet."""


def learn(days: Sequence[PastDay], catalogue: Mapping[str, Times]) -> Learned:
    """From days that are over, with the catalogue's figures where they say too little.

    How long and how often counters pause is not measured and stays as assumed.
    """
    measured: dict[str, list[float]] = {service: [] for service in catalogue}
    for day in days:
        for service, minutes in day.visits:
            if service in measured:
                measured[service].append(minutes)
    usual = {service: times(measured[service], assumed) for service, assumed in catalogue.items()}
    served, missed = sum(len(day.visits) for day in days), sum(day.missed for day in days)
    hours = sum(day.hours for day in days)
    came = {service: sum(day.favoured.get(service, 0) for day in days) for service in catalogue}
    habits = Habits(favoured_per_hour={service: n / hours for service, n in came.items() if n})
    if served + missed >= ENOUGH:
        habits = Habits(no_show=missed / (served + missed), favoured_per_hour=habits.favoured_per_hour)
    return Learned(
        times=usual,
        habits=habits,
        pace=usual_pace(
            [(minutes, usual[service]) for service, minutes in day.visits if service in usual] for day in days
        ),
    )


def times(measured: Sequence[float], assumed: Times) -> Times:
    """Median and 80th percentile of measured minutes; as assumed before there are enough."""
    if len(measured) < ENOUGH:
        return assumed
    ordered = sorted(measured)
    return Times(max(0.5, percentile(ordered, 0.5)), max(0.6, percentile(ordered, 0.8)))


def percentile(ordered: Sequence[float], share: float) -> float:
    """Of ascending values, between neighbours in proportion. Raises IndexError for no values."""
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def pace(today: Iterable[tuple[float, Times]], usual: Pace = Pace()) -> Pace:
    """Today's pace from its last visits (minutes, usual times), oldest first; the latest count most.

    A visit says little by itself: its own spread stands against the spread of days.
    """
    precision = 1 / usual.deviation**2
    weighted = usual.mean * precision
    for age, (minutes, times_of_it) in enumerate(reversed(list(today))):
        known = FADES**age / spread(times_of_it) ** 2
        precision += known
        weighted += known * _against(minutes, times_of_it)
    return Pace(weighted / precision, math.hypot(1 / math.sqrt(precision), DRIFT))


def usual_pace(days: Iterable[Sequence[tuple[float, Times]]]) -> Pace:
    """How days differ from each other, from the visits of each; as assumed where there are too few."""
    means, chance = [], []
    for visits in days:
        if len(visits) >= ENOUGH:
            against = [_against(minutes, times_of_it) for minutes, times_of_it in visits]
            means.append(statistics.fmean(against))
            chance.append(statistics.variance(against) / len(against))
    if len(means) < FEW_DAYS:
        return Pace()
    beyond_chance = statistics.variance(means) - statistics.fmean(chance)
    return Pace(statistics.fmean(means), math.sqrt(max(beyond_chance, 0.05**2)))


def _against(minutes: float, usual: Times) -> float:
    return math.log(max(minutes, 0.2) / usual.median)


def spread(usual: Times) -> float:
    """Deviation of the logarithm of a visit's length."""
    return min(1.2, max(0.15, math.log(max(usual.p80, usual.median * 1.01) / usual.median) / _P80))
