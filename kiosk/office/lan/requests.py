"""What staff ask for, checked at the edge like everything from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from annotated_types import Ge, Le, Len

from kiosk.office.bodies import strict
from kiosk.office.contract import ApplicationState, Language, Priority
from kiosk.office.room import Outcome, Placement
from kiosk.queueing.calling import Current
from kiosk.staff.accounts import Role

ServiceId = Annotated[str, Len(1, 40)]
Reason = Annotated[str, Len(1, 120)]
Name = Annotated[str, Len(1, 60)]
Pin = Annotated[str, Len(1, 12)]


@strict
@dataclass(frozen=True, slots=True)
class Nothing:
    """An act that needs no further word."""


@strict
@dataclass(frozen=True, slots=True)
class SignIn:
    name: Name
    pin: Pin

    def __repr__(self) -> str:
        return "SignIn()"


@strict
@dataclass(frozen=True, slots=True)
class Open:
    take_over: bool = False
    """Whoever sat there has left without closing."""


@strict
@dataclass(frozen=True, slots=True)
class Because:
    reason: Reason


@strict
@dataclass(frozen=True, slots=True)
class Next:
    current: Current | None = None
    """What becomes of the number in hand: served, or absent."""


@strict
@dataclass(frozen=True, slots=True)
class Number:
    number: Annotated[str, Len(1, 12)]
    """As typed: "b17"."""
    current: Current | None = None


@strict
@dataclass(frozen=True, slots=True)
class Direct:
    service: ServiceId
    priority: Priority = "umum"
    language: Language = "id"
    current: Current | None = None


@strict
@dataclass(frozen=True, slots=True)
class Finish:
    outcome: Outcome = "served"


@strict
@dataclass(frozen=True, slots=True)
class Park:
    reason: Reason
    minutes: Annotated[int, Ge(1), Le(240)] | None = None


@strict
@dataclass(frozen=True, slots=True)
class Transfer:
    """To exactly one of the three."""

    service: ServiceId | None = None
    counter: Annotated[int, Ge(1), Le(99)] | None = None
    staff: Annotated[str, Len(1, 40)] | None = None
    place: Placement = "by_time"


@strict
@dataclass(frozen=True, slots=True)
class OneService:
    service: ServiceId


@strict
@dataclass(frozen=True, slots=True)
class Class:
    priority: Priority


@strict
@dataclass(frozen=True, slots=True)
class Code:
    code: Annotated[str, Len(1, 40)]


@strict
@dataclass(frozen=True, slots=True)
class Person:
    nik: Annotated[str, Len(1, 30)]

    def __repr__(self) -> str:
        return "Person()"


@strict
@dataclass(frozen=True, slots=True)
class Today:
    today: Annotated[str, Len(10, 10)]
    """YYYY-MM-DD, as it was shown to whoever confirms it."""


@strict
@dataclass(frozen=True, slots=True)
class Tick:
    requirement: Annotated[str, Len(1, 40)]
    seen: bool


@strict
@dataclass(frozen=True, slots=True)
class Advance:
    to: ApplicationState
    note: Annotated[str, Len(0, 300)] = ""
    """A sentence to the citizen."""
    missing: Annotated[list[Annotated[str, Len(1, 120)]], Len(0, 20)] = field(default_factory=list)
    """What is to be handed in, with `needs_completion`."""


@strict
@dataclass(frozen=True, slots=True)
class Note:
    note: Annotated[str, Len(0, 300)]
    """A sentence to the citizen; empty: none."""


@strict
@dataclass(frozen=True, slots=True)
class NewAccount:
    name: Name
    role: Role
    pin: Pin

    def __repr__(self) -> str:
        return "NewAccount()"


@strict
@dataclass(frozen=True, slots=True)
class NewPin:
    pin: Pin

    def __repr__(self) -> str:
        return "NewPin()"


@strict
@dataclass(frozen=True, slots=True)
class NewRole:
    role: Role


@strict
@dataclass(frozen=True, slots=True)
class Close:
    reason: Reason
    service: Annotated[str, Len(0, 40)] = ""
    """Empty: the whole kiosk."""


@strict
@dataclass(frozen=True, slots=True)
class Reopen:
    service: Annotated[str, Len(0, 40)] = ""
