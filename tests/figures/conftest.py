from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.acts import Office
from kiosk.clock import SystemClock, iso
from kiosk.figures.bureau import Bureau
from kiosk.keys import pinned
from kiosk.queueing.invented import Day
from kiosk.roomrules import Desk, RoomRules
from kiosk.store import Store, Transaction
from tests.queueing.conftest import MORNING, Hall

TODAY = MORNING.date()
TITLES = {"ktp": "ktp_el", "kk": "domisili", "akta": "domisili", "sktm": "sktm", "legalisasi": "aduan"}
"""Services of invented days under ids that the catalogue of the tests has."""


class Hand:
    """A clock that stands where it is put."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def now(self) -> datetime:
        return self._hall.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    yield store
    store.close()


@pytest.fixture
def hall(store: Store) -> Hall:
    """Four counters that serve everything; none is open."""
    office = Office(
        name="Kecamatan Tigaraksa",
        regency="Kabupaten Tangerang",
        footer="Pengaduan: loket 1",
        zone=ZoneInfo("Asia/Jakarta"),
        open_counters=4,
        promise=lambda day, days: day + timedelta(days=days),
        room=RoomRules(desks=tuple(Desk(number, f"Loket {number}") for number in range(1, 5))),
    )
    return Hall(store, office)


@pytest.fixture
def bureau(hall: Hall) -> Bureau:
    return Bureau(hall.store, hall.room, Hand(hall))


def fill(store: Store, day: date, invented: Day) -> None:
    """Puts an invented day into the store as the counters would have left it."""
    opening = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)  # 08.00 in Jakarta

    def write(tx: Transaction) -> None:
        for number, visit in enumerate(invented.visits, 1):
            id = f"{day.isoformat()}-{number:04}"
            service = TITLES.get(visit.service, "sktm")
            came, called = (opening + timedelta(minutes=each) for each in (visit.came, visit.called))
            ended = called + timedelta(minutes=visit.held)
            sat = called + timedelta(seconds=40)
            tx.execute(
                "INSERT INTO tickets (id, office_day, series, number, service, priority, state, language,"
                " issued_at, queue_day, since, changed_at, counter) VALUES"
                " (?, ?, 'B', ?, ?, ?, ?, 'id', ?, ?, ?, ?, ?)",
                (
                    id, day.isoformat(), number, service, "lansia" if visit.favoured else "umum",
                    "done" if visit.showed else "no_show", iso(came), day.isoformat(), iso(came), iso(ended),
                    1 + number % 4,
                ),
            )  # fmt: skip
            tx.execute(
                "INSERT INTO visit_steps (ticket_id, step, service, state, office_day, waiting_since,"
                " called_at, serving_at, ended_at, wait_ms, walk_ms, service_ms, counter, outcome)"
                " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    id, service, "ended" if visit.showed else "open", day.isoformat(), iso(came), iso(called),
                    iso(sat) if visit.showed else None, iso(ended) if visit.showed else None,
                    int((visit.called - visit.came) * 60_000), 40_000 if visit.showed else None,
                    int(visit.held * 60_000) if visit.showed else None, 1 + number % 4,
                    "served" if visit.showed else None,
                ),
            )  # fmt: skip

    store.write(write)
