"""What the moves of the waiting room need to know: the office, its services, and who acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.acts import Office
from kiosk.catalogue.model import Service
from kiosk.queueing.errors import BadTarget, UnknownCounter
from kiosk.roomrules import Desk, RoomRules


@dataclass(frozen=True, slots=True)
class Room:
    """The waiting room as it is configured now."""

    office: Office
    services: Callable[[str], Service | None]
    """Service by id, from today's catalogue."""

    @property
    def rules(self) -> RoomRules:
        return self.office.room

    def desk(self, number: int) -> Desk:
        """Raises UnknownCounter."""
        desk = self.rules.desk(number)
        if desk is None:
            raise UnknownCounter(f"Kantor ini tidak punya loket {number}.")
        return desk

    def service(self, id: str) -> Service:
        """Raises BadTarget."""
        service = self.services(id)
        if service is None:
            raise BadTarget("Layanan ini tidak ada di kantor ini.")
        return service

    def title(self, id: str) -> str:
        """The service's title; its id where the catalogue has lost it since."""
        service = self.services(id)
        return str(service.title) if service else id


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a move. Checked against the session before, not here."""

    staff: str
    """Id of the account."""
    counter: int | None = None
    """Where they sit; None: nowhere."""
    supervisor: bool = False
    """May move a ticket that another counter has in hand."""
