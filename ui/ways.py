"""Where a citizen's session can be: the values; `ui.session` moves between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.catalogue.model import Service
from kiosk.office.contract import Application, ApplicationRequest, ApplicationStatus, Ticket, TicketRequest
from ui.filling import Filling


@dataclass(frozen=True, slots=True)
class Welcome:
    """Nobody is here."""


@dataclass(frozen=True, slots=True)
class Home:
    """Somebody touched; nothing is chosen yet."""


@dataclass(frozen=True, slots=True)
class PickCategory:
    pass


@dataclass(frozen=True, slots=True)
class PickService:
    category: str


# --- a number for the queue ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskPriority:
    service: Service


@dataclass(frozen=True, slots=True)
class Taking:
    """The act is made: its key never changes until the office has answered."""

    service: Service
    key: str
    request: TicketRequest


@dataclass(frozen=True, slots=True)
class Taken:
    service: Service
    ticket: Ticket


TicketStep = PickCategory | PickService | AskPriority | Taking | Taken


@dataclass(frozen=True, slots=True)
class TicketWay:
    step: TicketStep = PickCategory()


# --- an application -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Intro:
    """What the service is, before the citizen begins."""

    service: Service


@dataclass(frozen=True, slots=True)
class Submitting:
    """The act is made; `filled` is kept in case that the office refuses it."""

    filled: Filling = field(repr=False)
    key: str
    request: ApplicationRequest = field(repr=False)


@dataclass(frozen=True, slots=True)
class Submitted:
    service: Service
    application: Application


ApplyStep = PickCategory | PickService | Intro | Filling | Submitting | Submitted


@dataclass(frozen=True, slots=True)
class ApplyWay:
    step: ApplyStep = PickCategory()


# --- the status of an application ---------------------------------------------------------------------

CODE_LENGTH = 13
CODE_SYMBOLS = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass(frozen=True, slots=True)
class TypeCode:
    text: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class LookingUp:
    code: str


@dataclass(frozen=True, slots=True)
class Found:
    status: ApplicationStatus


StatusStep = TypeCode | LookingUp | Found


@dataclass(frozen=True, slots=True)
class StatusWay:
    step: StatusStep = TypeCode()


Session = Welcome | Home | TicketWay | ApplyWay | StatusWay
Act = Taking | Submitting | LookingUp
"""A step that waits for the office."""
