"""The ticket that somebody shows to the scanner: where it stands, for its holder."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.devices.grammar import FollowedTicket, TicketCode
from kiosk.office.contract import WaitRange
from kiosk.office.display.follow import place
from kiosk.office.house import House
from kiosk.office.readings import TicketPlace
from kiosk.queueing import follow, tickets, views
from kiosk.queueing.errors import UnknownTicket
from kiosk.store import Connection, Store


class ScannedTickets:
    """Looks up tickets in this machine's own store. Blocks on it: call it off the event loop."""

    def __init__(self, store: Store, house: House, wait: Callable[[str], WaitRange | None]) -> None:
        self._store = store
        self._house = house
        self._wait = wait

    def find(self, shown: TicketCode | FollowedTicket) -> tuple[str, str, TicketPlace | None]:
        """Number, office day and place; what is not known here is empty or None."""

        def look(connection: Connection) -> tuple[str, str, TicketPlace | None]:
            if isinstance(shown, FollowedTicket):
                row = tickets.find(connection, follow.ticket_of(connection, shown.token))
            else:
                row = tickets.find_number(connection, shown.office_day, shown.number)
            words = place(views.followed(connection, self._house.room, row.id), self._wait(row.id), "id")
            told = TicketPlace(row.shown, words.service, words.headline, words.detail, words.advice)
            return row.shown, row.office_day, told

        try:
            return self._store.read(look)
        except UnknownTicket:
            if isinstance(shown, FollowedTicket):
                return "", "", None
            return shown.number, shown.office_day, None
