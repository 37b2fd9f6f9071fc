"""What staff close, and what runs out, is said on the kiosk and refused there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import resources
from kiosk.acts import Act
from kiosk.calendar import Calendar
from kiosk.config import parse
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.office.board import Board
from kiosk.office.contract import ApplicationRequest, Central, Status, TicketRequest
from kiosk.office.desk import Desk, Tell
from kiosk.office.errors import Refusal
from kiosk.office.house import House
from kiosk.office.limit import WINDOW, WRONG
from kiosk.office.shelf import Shelf
from kiosk.queueing import closures
from kiosk.queueing.room import By
from kiosk.spool.absent import Absent
from kiosk.spool.presses import Installed, Presses
from kiosk.store import Store
from printing import escpos

SETTINGS = (
    '[office]\ncode = "36.03.03"\n[quota]\nktp_el = 1\n[keys]\nbackend = "demo"\n[demo]\nalways_open = true\n'
)


class Watch:
    """A clock that is moved on by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@dataclass
class Kiosk:
    store: Store
    house: House
    watch: Watch
    desk: Desk
    board: Board

    def take(self, service: str, key: str | None = None) -> str:
        return self.desk.take_ticket(key or uuid7(), TicketRequest(service)).number

    def refusal(self, service: str) -> tuple[str, str]:
        with pytest.raises(Refusal) as refused:
            self.take(service)
        return refused.value.problem.type, refused.value.problem.detail

    def close(self, service: str = closures.KIOSK) -> None:
        self._act(closures.close, service, reason="Alat sedang diperbaiki")

    def reopen(self, service: str = closures.KIOSK) -> None:
        self._act(closures.reopen, service)

    def status(self) -> Status:
        return self.board.status()

    def _act(self, do: Callable[..., object], service: str, **how: str) -> None:
        act = Act(uuid7(), "", self.watch.now(), "none")
        self.store.write(
            lambda tx: do(tx, act=act, by=By("staff"), room=self.house.room, service=service, **how)
        )


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    watch, config = Watch(), parse(SETTINGS)
    store = Store.open(tmp_path, pinned("demo", tmp_path), watch)
    shelf = Shelf(Path(resources.__file__).parent / "catalogue", tmp_path / "catalogue.json")
    house = House(config, Calendar(config, lambda _: {}), shelf)
    presses = Presses(
        store,
        [Installed("first", "", Absent(), escpos.render)],
        moment=lambda: house.moment(watch.now()),
        on_job=lambda job: None,
        on_printer=lambda: None,
    )
    board = Board(store, house, watch, printers=presses, central=lambda: Central("none", 0, 0, 0))
    tell = Tell(paper=lambda: None, printed=lambda job: None, status=lambda: None, record=lambda: None)
    yield Kiosk(store, house, watch, Desk(store, house, watch, tell), board)
    store.close()


def test_a_service_that_staff_closed_says_why_and_gives_no_number(kiosk: Kiosk) -> None:
    kiosk.close("sktm")
    (closed,) = kiosk.status().services
    assert (closed.service, closed.open, closed.reason) == ("sktm", False, "Alat sedang diperbaiki")
    assert kiosk.refusal("sktm") == ("anjungan:paused", "Alat sedang diperbaiki")
    assert kiosk.take("ktp_el")
    kiosk.reopen("sktm")
    assert "sktm" not in [service.service for service in kiosk.status().services]
    assert kiosk.take("sktm") == "B-001"


def test_a_kiosk_that_staff_closed_shows_their_message(kiosk: Kiosk) -> None:
    kiosk.close()
    status = kiosk.status()
    assert (status.opening, status.opening_sentence) == (
        "paused",
        "Tutup sementara: Alat sedang diperbaiki",
    )
    assert kiosk.refusal("sktm")[0] == "anjungan:paused"
    kiosk.reopen()
    assert kiosk.status().opening == "open"


def test_the_last_number_of_a_quota_closes_the_tile(kiosk: Kiosk) -> None:
    key = uuid7()
    first = kiosk.take("ktp_el", key)
    (closed,) = kiosk.status().services
    assert (closed.service, "habis" in closed.reason) == ("ktp_el", True)
    assert kiosk.refusal("ktp_el")[0] == "anjungan:quota"
    assert kiosk.take("ktp_el", key) == first, "whoever repeats a key gets the answer of that time"
    kiosk.watch.time += timedelta(days=1)
    assert kiosk.take("ktp_el")


def test_a_form_that_was_begun_before_staff_closed_the_service_can_be_handed_in(kiosk: Kiosk) -> None:
    kiosk.close("sktm")
    kiosk.watch.time += timedelta(minutes=10)
    service = kiosk.house.shelf.catalogue.service("sktm")
    assert service
    answers = {"untuk": "diri", "nik": {"unknown": True}, "nama": "CONTOH PEMOHON", "keperluan": "sekolah"}
    form = ApplicationRequest(
        "sktm", service.version, answers | {"penghasilan": 0, "tanggungan": 1}, ["ktp"], True
    )
    assert kiosk.desk.apply(uuid7(), form).code
    kiosk.watch.time += timedelta(minutes=40)
    with pytest.raises(Refusal):
        kiosk.desk.apply(uuid7(), form)


def test_wrong_codes_at_one_kiosk_leave_the_others_their_tries(kiosk: Kiosk) -> None:
    def said(number: int | None) -> str:
        with pytest.raises(Refusal) as refused:
            kiosk.board.application("0000-0000-0000-0", number)
        return refused.value.problem.type

    assert [said(2) for _ in range(WRONG)] == ["anjungan:unknown-code"] * WRONG
    assert said(2) == "anjungan:too-many-codes"
    assert (said(3), said(None)) == ("anjungan:unknown-code", "anjungan:unknown-code")
    kiosk.watch.time += WINDOW
    assert said(2) == "anjungan:unknown-code"
