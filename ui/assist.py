"""Assisted mode as a value: somebody of the staff helps at the screen, beside the citizen's own session.

The token of whoever helps is here and nowhere else; it ends with the value.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kiosk.office.assistance import OpenPaper, PaperCopy

Panel = Literal["", "menu", "priority", "number", "papers", "paper", "reasons", "reason"]
"""What of the helper's tools lies over the page; none: the page can be touched."""

LEAST_PIN = 6
LONGEST_PIN = 12
LONGEST_TYPED: dict[Panel, int] = {"number": 20, "reason": 80}


@dataclass(frozen=True, slots=True)
class Choosing:
    """*Saya petugas*: which of the names?"""

    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnteringPin:
    """The PIN while it is typed, and while the office looks at it."""

    names: tuple[str, ...]
    name: str
    pin: str = field(default="", repr=False)
    note: str = ""
    sending: bool = False


@dataclass(frozen=True, slots=True)
class Helping:
    """Signed in."""

    token: str = field(repr=False)
    name: str
    may_help: bool
    may_close: bool
    panel: Panel = ""
    typed: str = ""
    note: str = ""
    sending: bool = False
    copy: PaperCopy | None = None
    """The last copy."""
    papers: tuple[OpenPaper, ...] = ()
    """Of which nobody knows whether they came out."""
    asked: OpenPaper | None = None
    closed: str = ""
    """Why staff have closed the kiosk; empty: open."""


Assisting = Choosing | EnteringPin | Helping


def token(at: Assisting | None) -> str:
    """Of whoever helps; empty: nobody."""
    return at.token if isinstance(at, Helping) else ""


def for_citizen(at: Assisting | None) -> str:
    """The token that goes with the citizen's own acts: of whoever may help with them."""
    return at.token if isinstance(at, Helping) and at.may_help else ""


def covers(at: Assisting | None) -> bool:
    """Whether it lies over the page."""
    return at is not None and not (isinstance(at, Helping) and at.panel == "")


def choose(at: Assisting | None, name: str) -> Assisting | None:
    if isinstance(at, Choosing) and name in at.names:
        return EnteringPin(at.names, name)
    return at


def type(at: Assisting | None, symbols: str) -> Assisting | None:
    match at:
        case EnteringPin(pin=pin, sending=False):
            digits = "".join(symbol for symbol in symbols if symbol in "0123456789")
            return replace(at, pin=(pin + digits)[:LONGEST_PIN], note="")
        case Helping(panel="number" | "reason" as panel, typed=typed, sending=False):
            return replace(at, typed=(typed + symbols.upper())[: LONGEST_TYPED[panel]], note="")
        case _:
            return at


def erase(at: Assisting | None) -> Assisting | None:
    match at:
        case EnteringPin(pin=pin, sending=False):
            return replace(at, pin=pin[:-1], note="")
        case Helping(typed=typed, sending=False):
            return replace(at, typed=typed[:-1], note="")
        case _:
            return at


def ready(at: Assisting | None) -> bool:
    """Whether what is typed can be sent."""
    match at:
        case EnteringPin(pin=pin, sending=False):
            return len(pin) >= LEAST_PIN
        case Helping(panel="number" | "reason", typed=typed, sending=False):
            return len(typed.strip()) >= 2
        case _:
            return False


def show(at: Assisting | None, panel: Panel, note: str = "") -> Assisting | None:
    """Another of the helper's tools, or none; nothing typed stays."""
    if not isinstance(at, Helping):
        return at
    return replace(at, panel=panel, typed="", note=note, sending=False, asked=None)


def leave(at: Assisting | None) -> Assisting | None:
    """One step back out of what lies over the page."""
    match at:
        case EnteringPin(names=names):
            return Choosing(names)
        case Helping(panel="menu"):
            return show(at, "")
        case Helping(panel="paper"):
            return show(at, "papers")
        case Helping(panel="reason"):
            return show(at, "reasons")
        case Helping():
            return show(at, "menu")
        case _:
            return None
