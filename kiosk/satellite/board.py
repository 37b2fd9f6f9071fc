"""What can be asked of a further kiosk: the main office's answers, with its own printer and debts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from kiosk.clock import Clock
from kiosk.office import contract, problems
from kiosk.office.board import Board
from kiosk.office.errors import Refusal
from kiosk.office.house import House
from kiosk.office.readings import Reader
from kiosk.satellite.courier import Courier
from kiosk.satellite.errors import Silent
from kiosk.satellite.link import Link
from kiosk.spool import papers
from kiosk.spool.presses import Presses
from kiosk.store import Store
from printing.documents import ApplicationReceipt

T = TypeVar("T")

SILENT: Final = "Kantor utama tidak menjawab. Nomor darurat dipakai sementara."
NONE: Final = contract.Central("none", unsent=0, oldest_unsent_s=0, quarantined=0)


class RelayedBoard(Board):
    """Asks the main office, and looks at its own store while that is silent."""

    def __init__(
        self,
        store: Store,
        house: House,
        clock: Clock,
        *,
        printers: Presses,
        link: Link,
        courier: Courier,
        readers: Callable[[], list[Reader]],
    ) -> None:
        super().__init__(store, house, clock, printers=printers, central=lambda: NONE, readers=readers)
        self._link = link
        self._courier = courier

    def status(self) -> contract.Status:
        """The main office as it last stood, with what is this kiosk's own."""
        own, heard, owed = super().status(), self._courier.heard, self._courier.owed()
        if heard is None or not self._courier.answering:
            silent = replace(
                own,
                waiting=own.waiting + self._courier.waiting(),
                central=contract.Central("unreachable", owed.unsent, owed.oldest_s, owed.quarantined),
                ailments=[SILENT, *own.ailments],
            )
            if heard is None:
                return silent
            office, services = heard.status, self._courier.services()
            return replace(
                silent,
                services=own.services if services is None else services,
                announcements=office.announcements,
                assisting=office.assisting,  # whoever asks is told that nobody can help now
            )
        office = heard.status
        return replace(
            office,
            now=own.now,
            printer=own.printer,
            printers=own.printers,
            readers=own.readers,
            central=replace(
                office.central,
                unsent=office.central.unsent + owed.unsent,
                oldest_unsent_s=max(office.central.oldest_unsent_s, owed.oldest_s),
                quarantined=office.central.quarantined + owed.quarantined,
            ),
            catalogue_sha256=own.catalogue_sha256,
            catalogue_problem=own.catalogue_problem,
            ailments=own.ailments,
        )

    def application(self, typed: str, kiosk: int | None = None) -> contract.ApplicationStatus:
        """What the holder of a code may know. Raises Refusal."""
        return self._relay(
            lambda: self._link.application(typed), lambda: super(RelayedBoard, self).application(typed, kiosk)
        )

    def receipt(self, typed: str, kiosk: int | None = None) -> ApplicationReceipt:
        """The receipt of the application with this code, printed now. Raises Refusal."""

        def ask() -> ApplicationReceipt:
            document = papers.from_text(self._link.receipt(typed))
            assert isinstance(document, ApplicationReceipt)
            return document

        return self._relay(ask, lambda: super(RelayedBoard, self).receipt(typed, kiosk))

    def _relay(self, ask: Callable[[], T], own: Callable[[], T]) -> T:
        try:
            return ask()
        except Silent:
            pass
        try:
            return own()
        except Refusal as refused:
            if refused.problem.status == problems.UNKNOWN_CODE.status:
                raise problems.UNREACHABLE() from None  # the office may know it
            raise
