from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kiosk.acts import Act, Office, fingerprint
from kiosk.catalogue.model import Service
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.office.contract import Priority, Ticket
from kiosk.office.room import CalledTicket, CounterView
from kiosk.queueing import calling, counters, handling, issue
from kiosk.queueing.room import By, Room
from kiosk.roomrules import Desk, RoomRules
from kiosk.store import Store

MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SERIES = {"sktm": "B", "domisili": "B", "ktp_el": "A", "aduan": "C"}

T = TypeVar("T")


def service(id: str = "sktm") -> Service:
    words = {"id": "Surat keterangan"}
    return msgspec.convert(
        {
            "schema": "anjungan/layanan/1",
            "id": id,
            "version": "2026.11.1",
            "category": "surat",
            "icon": "file-text",
            "title": words,
            "summary": words,
            "queue": {"series": SERIES[id], "typical_minutes": 8, "slow_minutes": 15},
            "standard": {
                "legal_basis": [{"title": "UU 25/2009"}],
                "requirements": [{"id": "ktp", "title": words}],
                "procedure": [words],
                "time": {"minutes": 15},
                "fee": {},
                "output": {"document": words, "signer": "Camat"},
                "complaints": words,
            },
        },
        Service,
    )


@dataclass
class Hall:
    """A waiting room whose clock is moved by hand; the staff of counter N are "staff-N"."""

    store: Store
    office: Office
    now: datetime = MORNING
    services: dict[str, Service] = field(default_factory=lambda: {id: service(id) for id in SERIES})

    @property
    def room(self) -> Room:
        return Room(self.office, self.services.get)

    def rules(self, **changed: Any) -> None:
        """Changes the office's rules."""
        self.office = replace(self.office, room=replace(self.office.room, **changed))

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def act(self, key: str | None = None, content: Any = "same") -> Act:
        return Act(key or uuid7(), fingerprint(content), self.now, "none")

    def take(self, service: str = "sktm", priority: Priority = "umum") -> Ticket:
        """A citizen takes a number; the clock moves a second on, so that the order is plain."""
        self.later(seconds=1)
        ticket, _ = self.store.write(
            lambda tx: issue.issue(
                tx,
                act=self.act(),
                service=self.services[service],
                priority=priority,
                language="id",
                office=self.office,
            )
        )
        return ticket

    def open(self, *numbers: int) -> None:
        for number in numbers:
            self.at(number, counters.open_counter)

    def at(self, counter: int, do: Callable[..., tuple[T, bool]], /, **how: Any) -> T:
        """One act of the staff at a counter."""
        by = By(f"staff-{counter}", counter)
        return self.store.write(lambda tx: do(tx, act=self.act(), by=by, room=self.room, **how))[0]

    def next(self, counter: int = 1, **how: Any) -> CalledTicket:
        return self.at(counter, calling.call_next, **how)

    def serve(self, counter: int = 1) -> CalledTicket:
        """Calls the next one and begins to serve."""
        return self.at(counter, handling.start_serving, ticket=self.next(counter).id)

    def finish(self, ticket: CalledTicket, **how: Any) -> CalledTicket:
        return self.at(ticket.counter or 1, handling.finish, ticket=ticket.id, **how)

    def counter(self, number: int) -> CounterView:
        return self.store.read(lambda c: counters.view(c, self.room.desk(number), self.room))

    def all(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        return self.store.read(lambda connection: connection.all(sql, params))

    def value(self, sql: str, *params: Any) -> Any:
        return self.store.read(lambda connection: connection.value(sql, params))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    yield store
    store.close()


@pytest.fixture
def office() -> Office:
    return Office(
        name="Kecamatan Tigaraksa",
        regency="Kabupaten Tangerang",
        footer="",
        zone=ZoneInfo("Asia/Jakarta"),
        open_counters=2,
        promise=lambda day, days: day + timedelta(days=days),
        room=RoomRules(desks=tuple(Desk(number, f"Loket {number}") for number in range(1, 5))),
    )


@pytest.fixture
def hall(store: Store, office: Office) -> Hall:
    """Four counters that serve everything; none is open."""
    return Hall(store, office)
