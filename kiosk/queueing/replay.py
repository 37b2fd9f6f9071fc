"""How honest the estimated wait is: measured on invented days, beside two simpler estimates.

Each measured day has twenty days behind it, from which times and habits are learned as the office does. The
baselines have their knob set on the very tickets that are measured, which favours them.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.office.contract import WaitRange
from kiosk.queueing import invented
from kiosk.queueing.estimate import STEP, Facts, outlook, rounded
from kiosk.queueing.invented import Day, Moment
from kiosk.queueing.learned import LEARNED_DAYS, Learned, PastDay, Times, learn, pace

SHORT_WAIT: Final = 10 / 0.6
"""Minutes; below it a range may be 10 minutes wide, above it 60 % of the wait."""
HOURS: Final = (invented.LAST_TICKET - invented.REST[1] + invented.REST[0]) / 60


@dataclass(frozen=True, slots=True)
class Told:
    """What one ticket was told, and what came true; minutes."""

    told: WaitRange
    mean: float
    """The people before it at the mean time of a visit, shared by the open counters; and their rest."""
    true: float
    queued: bool
    """Somebody stood before it."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How good ranges are. Shares from 0 to 1, widths in minutes."""

    inside_share: float
    sooner_share: float
    """Called before the range began."""
    later_share: float
    """Called after it ended."""
    median_width: float
    width_ratio: float
    """Median of width over the true wait, or over `SHORT_WAIT` where that is longer."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The estimate and its two rivals on the same tickets, at the same share inside or more."""

    tickets: int
    median_wait: float
    estimate: Quality
    constant: Quality
    """The same range for everybody."""
    mean_and_margin: Quality
    """The mean, give or take a fixed margin."""


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a replay."""

    days: int
    seed: int
    every: Figures
    """Every ticket of the days."""
    queued: Figures
    """Those before which somebody stood: the harder ones."""


def replay(days: int, seed: int = 1) -> Report:
    """Figures of so many days, at least one; the same for the same seed."""
    first = seed * 1_000_003
    past = [invented.day(first + n) for n in range(LEARNED_DAYS)]
    told: list[Told] = []
    for n in range(days):
        today = invented.day(first + LEARNED_DAYS + n)
        told.extend(tell(today, lesson(past), visit_minutes(past)))
        past = [*past[1:], today]
    return Report(days, seed, figures(told), figures([each for each in told if each.queued]))


def lesson(past: Sequence[Day]) -> Learned:
    """What the office learns of such days."""
    return learn(
        [
            PastDay(
                visits=tuple((visit.service, visit.held) for visit in day.visits if visit.showed),
                missed=sum(not visit.showed for visit in day.visits),
                favoured=Counter(visit.service for visit in day.visits if visit.favoured),
                hours=HOURS,
            )
            for day in past
        ],
        {service: Times(kind.typical, kind.slow) for service, kind in invented.SERVICES.items()},
    )


def visit_minutes(past: Sequence[Day]) -> float:
    """The mean time of a visit, of whatever service."""
    return statistics.fmean(visit.held for day in past for visit in day.visits)


def tell(today: Day, learned: Learned, mean: float) -> Iterator[Told]:
    """What every ticket of the day is told at its issue; `mean` minutes of a visit are for the baseline."""
    for moment in today.moments:
        visit = today.visits[moment.index]
        answer = outlook(_facts(moment, learned), [visit.service], seed=moment.index)
        before = sum(each.favoured for each in moment.waiting) if visit.favoured else len(moment.waiting)
        yield Told(
            told=answer.newcomers[visit.service, visit.favoured],
            mean=_after_rest(moment.at, before * mean / max(1, len(moment.counters))),
            true=visit.called - visit.came,
            queued=bool(moment.waiting),
        )


def _after_rest(at: float, minutes: float) -> float:
    start, end = invented.REST
    return minutes + max(0.0, min(end - start, end - at)) if at < end and at + minutes >= start else minutes


def _facts(moment: Moment, learned: Learned) -> Facts:
    return Facts(
        waiting=moment.waiting,
        counters=moment.counters,
        times=learned.times,
        habits=learned.habits,
        pace=pace(((held, learned.times[service]) for service, held in moment.finished), learned.pace),
        rest=(invented.REST[0] - moment.at, invented.REST[1] - moment.at),
    )


def figures(told: Sequence[Told]) -> Figures:
    """The figures of what was told. Raises StatisticsError for nothing told."""
    true = [each.true for each in told]
    ours = quality([each.told for each in told], true)
    enough = _inside([each.told for each in told], true)

    def around(margin: float) -> list[WaitRange]:
        return [rounded(each.mean - margin, each.mean + margin) for each in told]

    return Figures(
        tickets=len(told),
        median_wait=round(statistics.median(true), 1),
        estimate=ours,
        constant=quality([_constant(true, enough)] * len(told), true),
        mean_and_margin=quality(_narrowest(around, true, enough), true),
    )


def quality(ranges: Sequence[WaitRange], true: Sequence[float]) -> Quality:
    """How good the ranges are for these true waits."""
    pairs = list(zip(ranges, true, strict=True))
    return Quality(
        inside_share=round(_inside(ranges, true), 3),
        sooner_share=round(statistics.fmean(wait < one.low for one, wait in pairs), 3),
        later_share=round(statistics.fmean(wait > one.high for one, wait in pairs), 3),
        median_width=statistics.median(one.high - one.low for one in ranges),
        width_ratio=round(
            statistics.median((one.high - one.low) / max(SHORT_WAIT, wait) for one, wait in pairs), 3
        ),
    )


def _inside(ranges: Sequence[WaitRange], true: Sequence[float]) -> float:
    return statistics.fmean(one.low <= wait <= one.high for one, wait in zip(ranges, true, strict=True))


def _constant(true: Sequence[float], share: float) -> WaitRange:
    """The narrowest range that holds as many for everybody."""
    highest = int(max(true)) + STEP
    steps = range(0, highest + STEP, STEP)
    return next(
        one
        for width in steps[1:]
        for one in (WaitRange(low, low + width) for low in steps)
        if _inside([one] * len(true), true) >= share
    )


def _narrowest(
    ranges: Callable[[float], list[WaitRange]], true: Sequence[float], share: float
) -> list[WaitRange]:
    """The ranges of the smallest margin, in minutes, that hold as many."""
    margin = 1
    while _inside(ranges(margin), true) < share:
        margin += 1
    return ranges(margin)
