"""How long a roll will last: millimetres that were used since it was put in, kept for each printer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kiosk.clock import iso
from kiosk.office.contract import PrinterState
from kiosk.spool.jobs import Place
from kiosk.store import Connection, Transaction
from printing import commands
from printing.pen import Pen
from printing.profiles import Profile

TYPICAL_MM: Final = 100.0
"""A ticket, until enough of them were measured."""
ENOUGH: Final = 5
LOW_MM: Final = 4_000.0
"""What is at most left when the near-end sensor speaks."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll in a printer, as far as anybody knows."""

    used_mm: float = 0.0
    papers: int = 0
    since: str | None = None
    """UTC; None: nobody saw it put in, so nobody knows what is left."""

    def after(self, length_mm: float) -> Roll:
        """One paper later."""
        return replace(self, used_mm=self.used_mm + length_mm, papers=self.papers + 1)

    def papers_left(self, profile: Profile, state: PrinterState) -> int | None:
        """Papers of the length that was seen so far, or None where nobody can know."""
        if state == "no_paper":
            return 0
        if self.since is None:
            return None
        left_mm = max(0.0, profile.roll_m * 1000 - self.used_mm)
        if state == "low":
            left_mm = min(left_mm, LOW_MM)
        each_mm = self.used_mm / self.papers if self.papers >= ENOUGH else TYPICAL_MM
        return int(left_mm / each_mm)


def was_changed(before: PrinterState, after: PrinterState) -> bool:
    """A printer that had no or little paper and now has plenty was given a new roll."""
    return before in ("no_paper", "low") and after == "ready"


def length_mm(data: bytes, profile: Profile) -> float:
    """Paper that the slip of `data` takes, cut or torn off."""
    pen = Pen(profile.width)
    heights = [drawing.height for piece in commands.split(data)[0] if (drawing := pen.take(piece))]
    return (sum(heights) + pen.fed) / profile.dots_per_mm


def load(connection: Connection, place: Place) -> Roll:
    """What the store knows of the roll."""
    row = connection.one("SELECT used_mm, papers, roll_since FROM printers WHERE place = ?", (place,))
    return Roll(*row) if row else Roll()


def keep(tx: Transaction, place: Place, roll: Roll) -> None:
    """The printer is known since `install`."""
    tx.execute(
        "UPDATE printers SET used_mm = ?, papers = ?, roll_since = ? WHERE place = ?",
        (roll.used_mm, roll.papers, roll.since, place),
    )


def new(now: datetime) -> Roll:
    return Roll(since=iso(now))


def install(tx: Transaction, place: Place, url: str) -> None:
    """A printer stands at this place; what was known of another one there is forgotten."""
    tx.execute("DELETE FROM printers WHERE place = ? AND url <> ?", (place, url))
    tx.execute("INSERT INTO printers (place, url) VALUES (?, ?) ON CONFLICT DO NOTHING", (place, url))
