"""Two printers with one list: the second takes over, the first takes back, and no paper comes out twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.ids import uuid7
from kiosk.office.contract import PrintJob
from kiosk.spool import jobs, rolls, worker
from kiosk.spool.jobs import Moment, Place
from kiosk.spool.presses import Installed, Presses
from kiosk.spool.rolls import Roll
from kiosk.store import Store
from printing import escpos
from printing.address import open_printer
from printing.documents import TicketSlip
from printing.profiles import GENERIC_80, shipped
from printing.virtual import VirtualPrinter

PATIENCE_S = 15.0
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def _installed(place: Place, url: str) -> Installed:
    return Installed(place, url, open_printer(url, GENERIC_80), escpos.render)


class Hall:
    """Two virtual printers and their workers, at a time that the test sets."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.now = NOW
        self.first = VirtualPrinter(folder / "first", draw=False)
        self.second = VirtualPrinter(folder / "second", draw=False)
        self.presses = self.open()
        self._news = threading.Condition()

    def open(self) -> Presses:
        return Presses(
            self.store,
            [
                Installed("first", self.first.url, open_printer(self.first.url, GENERIC_80), escpos.render),
                Installed(
                    "second", self.second.url, open_printer(self.second.url, GENERIC_80), escpos.render
                ),
            ],
            moment=lambda: Moment(self.now, ZoneInfo("Asia/Jakarta"), "none"),
            on_job=self._stir,
            on_printer=self._stir,
        )

    def state(self, id: str) -> str:
        return self.store.read(lambda connection: jobs.find(connection, id)).state

    def until(self, reached: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        with self._news:
            while not reached():
                assert time.monotonic() < end, self.presses.printers()
                self._news.wait(0.05)

    def close(self) -> None:
        self.presses.stop()
        self.first.close()
        self.second.close()

    def _stir(self, _: PrintJob | None = None) -> None:
        with self._news:
            self._news.notify_all()


@pytest.fixture
def hall(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setattr(worker, "IDLE_S", 0.05)
    hall = Hall(store, tmp_path)
    yield hall
    hall.close()


@pytest.fixture
def queue(hall: Hall, slip: TicketSlip) -> Callable[..., str]:
    def add(made: datetime = NOW) -> str:
        id = uuid7()
        hall.store.write(
            lambda tx: jobs.enqueue(tx, id=id, document=slip, subject="ticket", subject_id=uuid7(), now=made)
        )
        hall.presses.wake()
        return id

    return add


def test_the_second_printer_prints_while_the_first_has_no_paper_and_nothing_comes_out_twice(
    hall: Hall, queue: Callable[..., str]
) -> None:
    hall.presses.start()
    hall.until(lambda: [one.state for one in hall.presses.printers()] == ["ready", "ready"])
    hall.first.run_out(after_mm=20)
    caught = queue()
    hall.until(lambda: hall.presses.printers()[0].state == "no_paper")

    later = [queue() for _ in range(3)]
    hall.until(lambda: all(hall.state(id) == "confirmed" for id in later))
    assert (hall.first.slips, hall.second.slips) == (0, 3)
    assert hall.presses.printer().state == "ready"
    assert hall.state(caught) == "in_printer"

    hall.first.refill()
    hall.until(lambda: hall.state(caught) == "confirmed")
    hall.until(lambda: hall.presses.printers()[0].state == "ready")
    back = queue()
    hall.until(lambda: hall.state(back) == "confirmed")
    assert (hall.first.slips, hall.second.slips) == (2, 3)


def test_papers_wait_for_the_first_printer_where_neither_can_print(
    hall: Hall, queue: Callable[..., str]
) -> None:
    hall.first.run_out()
    hall.second.open_cover()
    hall.presses.start()
    id = queue()
    hall.until(lambda: hall.store.read(lambda c: jobs.find(c, id)).waits_for == "no_paper")
    hall.second.close_cover()
    hall.until(lambda: hall.state(id) == "confirmed")
    assert (hall.first.slips, hall.second.slips) == (0, 1)


def test_a_ticket_of_yesterday_is_not_printed_any_more(hall: Hall, queue: Callable[..., str]) -> None:
    stale = queue(NOW - timedelta(days=1))
    hall.presses.start()
    fresh = queue()
    hall.until(lambda: hall.state(fresh) == "confirmed")
    found = hall.store.read(lambda connection: jobs.find(connection, stale))
    assert (found.state, found.problem) == ("failed", "out_of_date")
    assert hall.first.slips == 1


def test_what_was_printed_is_forgotten_after_a_week_and_that_it_was_is_not(
    hall: Hall, queue: Callable[..., str]
) -> None:
    old = queue()
    hall.presses.start()
    hall.until(lambda: hall.state(old) == "confirmed")
    hall.presses.stop()
    hall.now = NOW + timedelta(days=8)
    hall.presses = hall.open()
    hall.presses.start()
    hall.until(lambda: hall.store.read(lambda c: jobs.find(c, old)).document == "")
    assert hall.state(old) == "confirmed"


def test_a_new_roll_is_noticed_and_the_papers_on_it_are_counted_over_restarts(
    hall: Hall, queue: Callable[..., str]
) -> None:
    hall.presses.start()
    hall.until(lambda: hall.presses.printers()[0].state == "ready")
    assert hall.presses.printers()[0].papers_left is None
    hall.first.run_out()
    hall.until(lambda: hall.presses.printers()[0].papers_left == 0)
    hall.first.refill()
    hall.until(lambda: hall.presses.printers()[0].state == "ready")
    assert hall.presses.printers()[0].papers_left == int(GENERIC_80.roll_m * 1000 / rolls.TYPICAL_MM)
    ids = [queue() for _ in range(rolls.ENOUGH)]
    hall.until(lambda: all(hall.state(id) == "confirmed" for id in ids))
    left = hall.presses.printers()[0].papers_left
    used = hall.store.read(lambda connection: rolls.load(connection, "first"))
    assert left == used.papers_left(GENERIC_80, "ready")
    assert used.papers == rolls.ENOUGH

    hall.presses.stop()
    hall.presses = hall.open()
    assert hall.presses.printers()[0].papers_left == left


def test_the_count_of_a_roll_agrees_with_the_paper_that_the_printer_used(
    hall: Hall, queue: Callable[..., str]
) -> None:
    hall.first.run_out(after_mm=50_000)
    hall.presses.start()
    hall.until(lambda: hall.presses.printers()[0].state == "ready")
    assert hall.presses.change_roll("first")
    ids = [queue() for _ in range(4)]
    hall.until(lambda: all(hall.state(id) == "confirmed" for id in ids))
    counted = hall.store.read(lambda connection: rolls.load(connection, "first"))
    assert counted.papers == 4
    assert counted.used_mm == pytest.approx(50_000 - hall.first.state()["paper_mm"], abs=1)
    assert not hall.presses.change_roll("a4")


def test_another_printer_in_the_same_place_begins_a_new_count(store: Store) -> None:
    def install(url: str) -> None:
        store.write(lambda tx: rolls.install(tx, "first", url))

    install("tcp://10.0.0.9")
    store.write(lambda tx: rolls.keep(tx, "first", Roll(1200, 12, "2026-11-24T02:00:00.000Z")))
    install("tcp://10.0.0.9")
    assert store.read(lambda connection: rolls.load(connection, "first")).papers == 12
    install("tcp://10.0.0.10")
    assert store.read(lambda connection: rolls.load(connection, "first")) == Roll()


@pytest.mark.parametrize(
    ("roll", "state", "left"),
    [
        (Roll(), "ready", None),
        (Roll(), "no_paper", 0),
        (Roll(0, 0, "2026"), "ready", int(GENERIC_80.roll_m * 10)),
        (Roll(1_000, 10, "2026"), "ready", int((GENERIC_80.roll_m * 1000 - 1_000) / 100)),
        (Roll(1_000, 10, "2026"), "low", 40),
        (Roll(200_000, 10, "2026"), "ready", 0),
    ],
)
def test_what_is_left_is_told_as_papers_or_not_at_all(roll: Roll, state: str, left: int | None) -> None:
    assert roll.papers_left(GENERIC_80, state) == left  # type: ignore[arg-type]  # states as plain words


@pytest.mark.parametrize("model", ["epson-tm-t82x", "epson-tm-t88v", "xprinter-58"])
def test_a_slip_takes_paper_whether_it_is_cut_or_torn_off(model: str, slip: TicketSlip) -> None:
    profile = shipped()[model]
    cut = rolls.length_mm(escpos.render(slip, replace(profile, cut="partial")), profile)
    torn = rolls.length_mm(escpos.render(slip, replace(profile, cut="feed")), profile)
    assert 40 < torn < 200
    assert 40 < cut < 200
