"""What staff do at the office: each act is one transaction, done once for one key; then everybody is told.

All methods block on the store: call them off the event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from kiosk.acts import Act, fingerprint
from kiosk.applications.errors import IllegalChange, UnknownCode
from kiosk.clock import Clock
from kiosk.office.house import House
from kiosk.office.lan import problems
from kiosk.office.lan.access import Who
from kiosk.queueing.errors import QueueError
from kiosk.queueing.room import By
from kiosk.staff.errors import StaffError
from kiosk.store import Connection, Store, Transaction

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Do(Protocol[T_co]):
    """An act of staff inside its transaction: its answer, and whether it happened just now."""

    def __call__(self, tx: Transaction, *, act: Act, by: By) -> tuple[T_co, bool]: ...


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of what staff did, after it is durable. Called from the store's thread."""

    room: Callable[[], None]
    """Consoles, displays and the kiosk's own status look again."""
    record: Callable[[], None]
    """A record waits for central."""


class Floor:
    """The office as its staff change it."""

    def __init__(self, store: Store, house: House, clock: Clock, told: Told) -> None:
        self.store = store
        self.house = house
        self.clock = clock
        self._told = told

    def do(self, key: str, who: Who, content: Any, do: Do[T], *, counter: int | None = None) -> T:
        """Does it once for `key`; `counter` stands in for where `who` sits. Raises Refusal, KeyReused."""
        now = self.clock.now()
        quality = self.house.moment(now).clock_quality
        act = Act(key, fingerprint((who.id, content)), now, quality, who.id)

        def write(tx: Transaction) -> T:
            result, new = do(tx, act=act, by=_by(tx, who, counter))
            if new:
                tx.after(self._told.room)
                tx.after(self._told.record)
            return result

        try:
            return self.store.write(write)
        except QueueError as error:
            raise problems.of_queue(error) from None
        except StaffError as error:
            raise problems.of_staff(error) from None
        except UnknownCode:
            raise problems.UNKNOWN_APPLICATION() from None
        except IllegalChange:
            raise problems.ILLEGAL_CHANGE() from None


def _by(connection: Connection, who: Who, counter: int | None) -> By:
    if counter is None:
        seat = connection.one("SELECT number FROM desks WHERE staff = ?", (who.id,))
        counter = seat[0] if seat else None
    return By(who.id, counter, supervisor=who.role == "supervisor")
