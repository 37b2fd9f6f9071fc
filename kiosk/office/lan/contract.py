"""What the console shows beside the waiting room: the office, an application, records that need a person."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.office.contract import ApplicationState
from kiosk.staff.accounts import Role


@dataclass(frozen=True, slots=True)
class Me:
    """Who has signed in."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Offer:
    """A service as staff choose it."""

    id: str
    title: str
    """Indonesian."""
    series: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a number may be passed."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What changes seldom."""

    name: str
    regency: str
    services: list[Offer]
    staff: list[Colleague]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer of an application."""

    section: str
    label: str
    value: str
    masked: bool
    """Something is hidden until *tampilkan*."""

    def __repr__(self) -> str:
        return "AnswerRow()"


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement of the service."""

    id: str
    title: str
    note: str
    form: str
    """ "Asli dan fotokopi"."""
    mandatory: bool
    presented: bool
    """The citizen says it was brought."""
    seen: bool
    """*Asli dilihat*."""


@dataclass(frozen=True, slots=True)
class File:
    """An application as staff work on it. `rows` are personal data."""

    id: str
    code: str
    service: str
    service_title: str
    state: ApplicationState
    submitted_at: str
    changed_at: str
    ready_on: str | None
    rows: list[AnswerRow]
    needs: list[Need]
    missing: list[str]
    for_staff: list[str]
    note: str
    onward: list[ApplicationState]
    """Where it may go from here."""
    declaration: str
    letter: str | None
    """Number of its letter, once given."""
    letter_problem: str
    """Why no letter can be drafted; empty when one can."""
    revealed: bool

    def __repr__(self) -> str:
        return f"File({self.id}, {self.state})"


@dataclass(frozen=True, slots=True)
class Stuck:
    """A record that central refused."""

    seq: int
    kind: str
    made_at: str
    reason: str
    """Indonesian."""
