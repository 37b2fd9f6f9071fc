"""What a further kiosk and the main office say to each other over the office's LAN.

Plain frozen dataclasses. Every request carries the kiosk's secret; every act the key made at the tap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kiosk.office.assistance import PaperCopy
from kiosk.office.contract import (
    Application,
    ApplicationRequest,
    ApplicationStatus,
    PrinterState,
    Status,
    Ticket,
)
from kiosk.office.room import Closure

PREFIX = "/satelit/api"
LARGEST = 4 * 64 * 1024
"""Bytes of a request: the largest form that a kiosk takes, as its record with answer and papers."""
SERIES = "K"
"""Letter of emergency numbers; the kiosk's digit follows it."""
FIRST, LAST = 2, 9
"""Digits of further kiosks; the main office's own is the first."""

RecordKind = Literal["ticket.issued", "application.submitted", "print.outcome"]
Subject = Literal["ticket", "receipt"]


def series(number: int) -> str:
    """ "K2"."""
    return f"{SERIES}{number}"


def bearer(number: int, secret: str) -> str:
    """How a kiosk shows who it is."""
    return f"Bearer {number}.{secret}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form on its way."""

    request: ApplicationRequest
    code: str
    """Public code: the kiosk makes it from the act's key, the same at every try."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper for the kiosk's own printer."""

    id: str
    """UUID of the print job, the same on both sides."""
    subject: Subject
    subject_id: str
    document: str
    """As `kiosk.spool.papers` writes it; it may hold personal data."""

    def __repr__(self) -> str:
        return "Paper()"


@dataclass(frozen=True, slots=True)
class PassedTicket:
    """The office's number."""

    answer: Ticket
    papers: list[Paper]


@dataclass(frozen=True, slots=True)
class PassedApplication:
    """The application as the office has stored it."""

    answer: Application
    papers: list[Paper]


@dataclass(frozen=True, slots=True)
class PassedCopy:
    """A copy that staff asked for at the kiosk."""

    answer: PaperCopy
    papers: list[Paper]


@dataclass(frozen=True, slots=True)
class Helper:
    """Who helps at the kiosk."""

    id: str
    """Of the account."""


@dataclass(frozen=True, slots=True)
class Done:
    """An act that the kiosk did and answered itself."""

    fingerprint: str
    answer: str
    """JSON, as the screen got it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the kiosk's outbox on its way to the office."""

    key: str
    kind: RecordKind
    office_day: str
    made_at: str
    clock_quality: Literal["ntp", "server", "floor", "none"]
    payload: dict[str, Any]
    done: Done | None
    """The citizen's act, where the record's key is its key."""
    papers: list[Paper]

    def __repr__(self) -> str:
        return f"Record({self.key}, {self.kind})"


@dataclass(frozen=True, slots=True)
class Beat:
    """How a kiosk stands."""

    printer: PrinterState
    unsent: int
    """Records that wait for the office."""
    quarantined: int
    """Records that the office refused; staff must look."""
    heard: int
    """Up to which move of an application this kiosk has heard; 0: of none."""


@dataclass(frozen=True, slots=True)
class Office:
    """How the office stands: the answer to a beat."""

    status: Status
    emergency_last: int
    """The highest number of the kiosk's emergency series that the office knows of today."""
    moves: int
    """How many applications have moved since the office was started, and one."""
    moved: list[ApplicationStatus]
    """Those that the kiosk has not heard of: their citizen may be looking."""
    closures: list[Closure]
    """What staff have closed: the kiosk holds to it while the office is silent."""
