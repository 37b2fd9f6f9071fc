"""What became of a request: a value, never an exception, so that each caller says what each case means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.office.contract import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """The office did it and said so."""

    value: T


@dataclass(frozen=True, slots=True)
class Refused:
    """The office answered that it will not: asking again gives the same answer."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nothing was heard, or nothing that makes sense: the act may or may not have happened. The same key
    may be sent again."""

    reason: str
    """A word for the log: "timeout", "refused", "garbled"."""


Outcome = Answered[T] | Refused | Unanswered
