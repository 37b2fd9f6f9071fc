"""What the screen and the office say to each other in assisted mode.

A part of the contract of its own, so that a screen at which nobody helps need not load it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Len

from kiosk.office.contract import PrintJob, Priority

# --- requests -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssistRequest:
    """*Saya petugas*: staff sign in at the kiosk."""

    name: Annotated[str, Len(1, 40)]
    """Name of the account."""
    pin: Annotated[str, Len(1, 12)] = field(repr=False)
    """Digits."""


@dataclass(frozen=True, slots=True)
class PriorityRequest:
    """Staff correct the class that the citizen chose."""

    priority: Priority
    """The class that is right."""


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """Staff print a slip or a receipt once more."""

    paper: Annotated[str, Len(1, 30)]
    """Number of a ticket of today, or the public code of an application."""


@dataclass(frozen=True, slots=True)
class ClosingRequest:
    """Staff close the whole kiosk for a while."""

    reason: Annotated[str, Len(1, 120)]
    """Shown on Sambutan, Indonesian, one line."""


@dataclass(frozen=True, slots=True)
class OpeningRequest:
    """Staff open the kiosk again."""


# --- answers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssistStaff:
    """Who may say *Saya petugas*."""

    names: list[str]
    """Of the active accounts."""


@dataclass(frozen=True, slots=True)
class AssistSession:
    """Somebody of the staff helps at the kiosk."""

    token: str = field(repr=False)
    """Sent as `Anjungan-Staff`; kept in memory only."""
    name: str
    """As the screen shows it."""
    may_help: bool
    """Priority, copies, papers."""
    may_close: bool
    """Close and open the kiosk."""


@dataclass(frozen=True, slots=True)
class TicketPriority:
    """A ticket whose class was corrected."""

    id: str
    """UUID of the ticket."""
    number: str
    """As shown: "B-017"."""
    priority: Priority
    """The class that counts now."""


@dataclass(frozen=True, slots=True)
class PaperCopy:
    """A copy on its way."""

    paper: str
    """Number or code, as printed."""
    copy: int
    """n of *SALINAN ke-n*."""
    print: PrintJob
    """Its own job."""


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A paper of which nobody knows whether it came out."""

    id: str
    """UUID of the job."""
    subject: Literal["ticket", "receipt"]
    """What was printed."""
    paper: str
    """Number or code, as printed."""
    copy: int
    """0: the original."""


@dataclass(frozen=True, slots=True)
class OpenPapers:
    """All such papers, newest first."""

    papers: list[OpenPaper]
    """At most six."""


@dataclass(frozen=True, slots=True)
class KioskClosure:
    """Whether staff have closed the whole kiosk."""

    reason: str
    """Indonesian; empty: open."""
