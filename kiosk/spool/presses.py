"""All printers of one machine: which of them prints what, and what staff see of them.

Tickets and receipts come out of the slip printer; out of its second while the first cannot print. Receipts
come out of the A4 printer where there is one and it can print. Each printer has a thread of its own and one
job at a time; the table of jobs is their common list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from kiosk.office import contract
from kiosk.spool import rolls
from kiosk.spool.jobs import Moment, Place, Subject
from kiosk.spool.worker import Spool
from kiosk.store import Store
from printing.documents import Document
from printing.printer import Printer
from printing.profiles import Profile

Draw = Callable[[Document, Profile], bytes]


@dataclass(frozen=True, slots=True)
class Installed:
    """A printer and what stands in its place."""

    place: Place
    url: str
    printer: Printer
    draw: Draw


class Presses:
    """The workers of all printers, started, woken and stopped together."""

    def __init__(
        self,
        store: Store,
        installed: list[Installed],
        *,
        moment: Callable[[], Moment],
        on_job: Callable[[contract.PrintJob], None],
        on_printer: Callable[[], None],
    ) -> None:
        """`installed` holds the first printer at least. Blocks on the store."""
        for one in installed:
            store.write(partial(rolls.install, place=one.place, url=one.url))
        self._spools: Final[dict[Place, Spool]] = {
            one.place: Spool(
                store,
                one.printer,
                moment=moment,
                on_job=on_job,
                on_printer=on_printer,
                place=one.place,
                takes=partial(self._takes, one.place),
                draw=one.draw,
            )
            for one in installed
        }

    def start(self) -> None:
        for spool in self._spools.values():
            spool.start()

    def wake(self) -> None:
        """Something was queued."""
        for spool in self._spools.values():
            spool.wake()

    def stop(self) -> None:
        for spool in self._spools.values():
            spool.stop()

    def printer(self) -> contract.Printer:
        """The printer that tickets come out of just now."""
        return self._spools[self._for_tickets()].printer()

    def printers(self) -> list[contract.Printer]:
        """Each of them, the first one first."""
        return [spool.printer() for spool in self._spools.values()]

    def slips(self, place: Literal["first", "second"]) -> Spool | None:
        """The worker of a slip printer; None: there is no such printer."""
        return self._spools.get(place)

    def change_roll(self, place: Place) -> bool:
        """Staff have put a new roll in; False: there is no such printer."""
        spool = self._spools.get(place)
        if spool:
            spool.change_roll()
        return spool is not None

    def _for_tickets(self) -> Place:
        return "second" if not self._is_able("first") and self._is_able("second") else "first"

    def _takes(self, place: Place) -> tuple[Subject, ...]:
        if place == "a4":
            return ("receipt",)
        if place != self._for_tickets():
            return ()
        return ("ticket",) if self._is_able("a4") else ("ticket", "receipt")

    def _is_able(self, place: Place) -> bool:
        spool = self._spools.get(place)
        return spool is not None and spool.is_able
