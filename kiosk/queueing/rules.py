"""Who is next, and how many are called before: one rule, pure.

Tickets that were put first; then favoured classes, but never more than `IN_A_ROW` of them one after another
while others wait; among equals by time. A streak is how many favoured ones the pool called since an ordinary
one; a pool is the counters that share those who wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

IN_A_ROW: Final = 2
"""Favoured tickets called one after another while others wait."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A waiting ticket as the rule sees it."""

    id: str
    favoured: bool
    """Any class but `umum`."""
    front: bool
    """Put first by staff."""
    since: str
    """ISO 8601; its place among equals."""
    number: int = 0
    """Settles what the millisecond does not."""

    @property
    def _turn(self) -> tuple[str, int, str]:
        return (self.since, self.number, self.id)


def choose(candidates: Iterable[Candidate], streak: int) -> Candidate | None:
    """The next one. The oldest of every kind must be among the candidates; the rest may be left out."""
    waiting = sorted(candidates, key=lambda one: one._turn)
    front = next((one for one in waiting if one.front), None)
    favoured = next((one for one in waiting if one.favoured), None)
    ordinary = next((one for one in waiting if not one.favoured), None)
    if front:
        return front
    if favoured and (streak < IN_A_ROW or ordinary is None):
        return favoured
    return ordinary


def streak_after(streak: int, favoured: bool) -> int:
    """The streak once such a ticket is called."""
    return min(streak + 1, IN_A_ROW) if favoured else 0


def ahead(*, favoured: bool, before: int, others: int, streak: int) -> int:
    """How many `choose` names before this ticket, when nobody comes or goes meanwhile.

    `before`: of its own kind and older. `others`: of the other kind, however old. Nobody is put first.
    """
    now = IN_A_ROW - min(streak, IN_A_ROW)
    if favoured:
        return before + min(others, max(0, -(-(before + 1 - now) // IN_A_ROW)))
    return before + min(others, now + IN_A_ROW * before)


def place_of_returned(since: str, left_at: datetime, now: datetime, tolerance: timedelta) -> str | None:
    """The place that whoever left at `left_at` keeps; None: too late, the end of the queue."""
    return since if now - left_at <= tolerance else None
