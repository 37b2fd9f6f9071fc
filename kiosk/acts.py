"""An act: what one tap of a citizen causes, under the key made at the tap.

The same key with the same content gives the same answer and no second effect; with other content it is
refused. Both are kept by the database's own uniqueness, in the transaction of the act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from kiosk.clock import iso
from kiosk.office.contract import WaitRange
from kiosk.roomrules import RoomRules
from kiosk.store import Transaction, audit
from kiosk.sync.envelope import ClockQuality

T = TypeVar("T")


class KeyReused(Exception):
    """The key of an earlier act came with other content: refused, nothing is stored."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """How a further kiosk gives numbers while the main office is silent."""

    series: str
    """ "K2": the letter of emergencies and the kiosk's digit."""
    waiting: Callable[[], int]
    """People who waited at the main office when it was last heard."""


@dataclass(frozen=True, slots=True)
class Office:
    """What acts need to know of their office."""

    name: str
    regency: str
    footer: str
    """Where to ask or complain, on paper."""
    zone: ZoneInfo
    open_counters: int
    promise: Callable[[date, int], date]
    """The office day a number of working days after a date."""
    room: RoomRules = field(default_factory=RoomRules)
    """Its counters and how they call."""
    follow_url: str = ""
    """Where phones reach the office; empty: nowhere, and no slip says so."""
    expected: Callable[[str, bool, int], WaitRange | None] = lambda service, favoured, people: None
    """The simulated wait of a newcomer: service, whether favoured, people before; None where unknown."""
    emergency: Emergency | None = None
    """None at the main office."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act at one moment."""

    key: str
    """UUID made by the client; becomes the id of the record."""
    fingerprint: str
    """Digest of the content, from `fingerprint`."""
    now: datetime
    clock_quality: ClockQuality
    """How far the clock is trusted: ntp, server, floor or none."""
    staff: str | None = None
    """Id of the account of whoever does it, at a counter or for a citizen; none: a citizen, or nobody."""

    def helper(self) -> dict[str, str]:
        """What the record of a citizen's act says of whoever helped; nothing where nobody did."""
        return {"assisted_by": self.staff} if self.staff else {}


def fingerprint(content: Any) -> str:
    """A digest of any JSON-like content or dataclass, equal for equal content."""
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def adopt(tx: Transaction, key: str, kind: str, *, fingerprint: str, answer: str, made_at: str) -> bool:
    """Takes over an act that another machine did and answered; False where it is known here already.

    Raises KeyReused.
    """
    earlier = tx.one("SELECT kind, fingerprint FROM acts WHERE key = ?", (key,))
    if earlier:
        if earlier != (kind, fingerprint):
            raise KeyReused(key)
        return False
    tx.execute(
        "INSERT INTO acts (key, kind, fingerprint, answer, made_at) VALUES (?, ?, ?, ?, ?)",
        (key, kind, fingerprint, answer, made_at),
    )
    return True


def once(tx: Transaction, act: Act, kind: str, answer: type[T], do: Callable[[], T]) -> tuple[T, bool]:
    """The answer to the act and whether it happened just now. Raises KeyReused."""
    earlier = tx.one("SELECT kind, fingerprint, answer FROM acts WHERE key = ?", (act.key,))
    if earlier:
        if (earlier[0], earlier[1]) != (kind, act.fingerprint):
            raise KeyReused(act.key)
        return msgspec.json.decode(earlier[2], type=answer), False
    result = do()
    tx.execute(
        "INSERT INTO acts (key, kind, fingerprint, answer, made_at) VALUES (?, ?, ?, ?, ?)",
        (act.key, kind, act.fingerprint, msgspec.json.encode(result).decode(), iso(act.now)),
    )
    audit.record(tx, event=kind, subject=act.key, now=act.now, staff=act.staff)
    return result, True
