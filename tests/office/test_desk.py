"""The acts at chosen moments: closing time, and forms that were begun before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

import resources
from kiosk.calendar import Calendar
from kiosk.config import parse
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.office.contract import ApplicationRequest, TicketRequest, WaitRange
from kiosk.office.desk import Desk, Tell
from kiosk.office.errors import Refusal
from kiosk.office.house import House
from kiosk.office.shelf import Shelf
from kiosk.store import Store, Transaction

T = TypeVar("T")
TICKET = TicketRequest("sktm")
ANSWERS: dict[str, Any] = {
    "untuk": "diri",
    "nik": {"unknown": True},
    "nama": "CONTOH PEMOHON",
    "keperluan": "sekolah",
    "penghasilan": 0,
    "tanggungan": 1,
}


class Wall:
    """A clock that is set by hand, in office time of Tuesday, 24 November 2026."""

    def __init__(self) -> None:
        self.set(10)

    def set(self, hour: int, minute: int = 0, *, year: int = 2026) -> None:
        self._now = datetime(year, 11, 24, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)

    def now(self) -> datetime:
        return self._now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def heard() -> list[str]:
    return []


class Overtaken(Store):
    """A store in which another act is faster by a moment: `first`, before the next one that writes."""

    first: Callable[[Transaction], object] | None = None

    def write(self, act: Callable[[Transaction], T]) -> T:
        faster, self.first = self.first, None
        if faster:
            super().write(faster)
        return super().write(act)


@pytest.fixture
def store(tmp_path: Path, wall: Wall) -> Iterator[Overtaken]:
    opened = Overtaken.open(tmp_path, pinned("demo", tmp_path), wall)
    assert isinstance(opened, Overtaken)
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path, store: Store, wall: Wall, heard: list[str]) -> Desk:
    config = parse('[office]\ncode = "36.03.03"\n')
    shelf = Shelf(Path(resources.__file__).parent / "catalogue", tmp_path / "catalogue.json")
    tell = Tell(
        paper=lambda: heard.append("paper"),
        printed=lambda job: heard.append(job.state),
        status=lambda: heard.append("status"),
        record=lambda: heard.append("record"),
    )
    return Desk(store, House(config, Calendar(config, lambda _: {}), shelf), wall, tell)


def form(desk: Desk) -> ApplicationRequest:
    return ApplicationRequest("sktm", "2026.11.1", ANSWERS, ["ktp"], True)


def test_what_is_done_is_told_once(desk: Desk, heard: list[str]) -> None:
    key = uuid7()
    first = desk.take_ticket(key, TICKET)
    assert sorted(heard) == ["paper", "record", "status"]
    assert desk.take_ticket(key, TICKET) == first
    assert len(heard) == 3


def test_a_refused_act_is_told_to_nobody(desk: Desk, wall: Wall, heard: list[str]) -> None:
    wall.set(16)
    with pytest.raises(Refusal):
        desk.take_ticket(uuid7(), TICKET)
    assert heard == []


def test_numbers_are_given_while_the_counters_rest_but_not_after_closing(desk: Desk, wall: Wall) -> None:
    wall.set(12, 30)
    assert desk.take_ticket(uuid7(), TICKET).number == "B-001"
    wall.set(15, 30)
    with pytest.raises(Refusal) as refused:
        desk.take_ticket(uuid7(), TICKET)
    assert refused.value.problem.detail == "Tutup. Buka lagi besok 08.00"


def test_what_staff_close_at_the_last_moment_is_closed(
    desk: Desk, store: Overtaken, heard: list[str]
) -> None:
    def closed(at: str) -> Callable[[Transaction], object]:
        return lambda tx: tx.execute("INSERT INTO closures VALUES ('sktm', 'Alat rusak', ?, NULL)", (at,))

    store.first = closed("2026-11-24T03:00:00.000Z")
    with pytest.raises(Refusal, match="paused"):
        desk.take_ticket(uuid7(), TICKET)
    store.write(lambda tx: tx.execute("DELETE FROM closures"))
    store.first = closed("2026-11-24T02:00:00.000Z")
    with pytest.raises(Refusal, match="paused"):
        desk.apply(uuid7(), form(desk))
    assert heard == []
    assert store.read(lambda c: c.all("SELECT 1 FROM tickets")) == []


def test_a_form_begun_before_closing_can_be_handed_in(desk: Desk, wall: Wall) -> None:
    wall.set(16, 10)
    stored = desk.apply(uuid7(), form(desk))
    assert stored.for_staff
    wall.set(16, 20)
    with pytest.raises(Refusal):
        desk.apply(uuid7(), form(desk))


def test_a_repeated_act_is_answered_also_after_closing(desk: Desk, wall: Wall) -> None:
    key = uuid7()
    stored = desk.apply(key, form(desk))
    wall.set(23)
    assert desk.apply(key, form(desk)) == stored


def test_a_clock_that_fell_back_takes_neither_the_office_day_nor_the_promise_with_it(
    desk: Desk, wall: Wall
) -> None:
    day = desk.take_ticket(uuid7(), TICKET).office_day
    promised = desk.apply(uuid7(), form(desk)).ready_on
    wall.set(10, year=2020)
    assert desk.take_ticket(uuid7(), TICKET).office_day == day == "2026-11-24"
    assert desk.apply(uuid7(), form(desk)).ready_on == promised == "2026-11-25"


def test_the_waiting_room_knows_what_the_office_learns_later(tmp_path: Path) -> None:
    shelf = Shelf(Path(resources.__file__).parent / "catalogue", tmp_path / "catalogue.json")
    config = parse('[office]\ncode = "36.03.03"\n')
    house = House(config, Calendar(config, lambda _: {}), shelf)
    house.facts = replace(house.facts, expected=lambda service, favoured, people: WaitRange(5, 10))
    assert house.room.office.expected("sktm", False, 1) == WaitRange(5, 10)
