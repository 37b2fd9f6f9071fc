"""How long kiosks could be used: what is written down, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from kiosk.clock import iso
from kiosk.config import Hours
from kiosk.figures import daily, export, running, uptime
from kiosk.figures.bureau import Bureau, Period
from kiosk.figures.model import KioskLine
from kiosk.figures.running import DOORS, OFFICE, SCREEN, Change, Logbook, Where
from tests.figures.conftest import TODAY, Hand
from tests.queueing.conftest import Hall

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
WINDOW = (START, START + timedelta(hours=8))
PRINTER: Where = (1, "printer")
LINK: Where = (2, "link")


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def lost(line: KioskLine) -> dict[str, float]:
    return {one.cause: one.minutes for one in line.lost}


def main(changes: list[Change], standing: dict[Where, bool] | None = None) -> KioskLine:
    return uptime.lines({1: "Anjungan utama"}, {}, (WINDOW,), standing or {}, changes)[0]


def test_what_nobody_wrote_down_is_neither_ready_nor_down() -> None:
    line = main([Change(after(120), OFFICE, up=True)])
    assert (line.open_min, line.ready_min, lost(line)) == (480, 360, {"unknown": 120})


def test_each_minute_has_one_cause_and_the_office_comes_first() -> None:
    line = main(
        [
            Change(after(10), PRINTER, up=False),
            Change(after(30), OFFICE, up=False),
            Change(after(50), OFFICE, up=True),
            Change(after(60), PRINTER, up=True),
            Change(after(100), SCREEN, up=False),
            Change(after(105), SCREEN, up=True),
            Change(after(200), DOORS, up=False),
            Change(after(215), DOORS, up=True),
        ],
        {OFFICE: True},
    )
    assert lost(line) == {"office": 20, "doors": 15, "screen": 5, "printer": 30}
    assert line.ready_min == 480 - 70


def test_a_further_kiosk_goes_on_alone_while_the_office_is_off_and_nobody_says_how() -> None:
    lines = uptime.lines(
        {1: "Anjungan utama", 2: "Teras"},
        {2: (7, 2, 1)},
        (WINDOW,),
        {OFFICE: True, LINK: True},
        [
            Change(after(10), LINK, up=False),
            Change(after(40), LINK, up=True),
            Change(after(60), OFFICE, up=False),
            Change(after(90), OFFICE, up=True),
        ],
    )
    assert lost(lines[0]) == {"office": 30}
    assert lost(lines[1]) == {"link": 30, "unknown": 30}
    assert (lines[1].numbers, lines[1].emergency, lines[1].with_form) == (7, 2, 1)


class Parts:
    """What a look sees; put by the test."""

    def __init__(self) -> None:
        self.seen: dict[Where, bool] = {DOORS: True, PRINTER: True}


@pytest.fixture
def parts() -> Parts:
    return Parts()


@pytest.fixture
def book(hall: Hall, parts: Parts) -> Callable[[], Logbook]:
    """A logbook as each start of the office makes one."""
    return lambda: Logbook(hall.store, Hand(hall), lambda connection, now: parts.seen)


def written(hall: Hall) -> list[tuple[Where, bool]]:
    begin, end = hall.now - timedelta(days=1), hall.now + timedelta(days=1)
    found = hall.store.read(lambda connection: running.changes(connection, begin, end))
    return [(change.where, change.up) for change in found]


def test_a_part_is_down_at_the_second_look_and_each_change_is_written_once(
    hall: Hall, parts: Parts, book: Callable[[], Logbook]
) -> None:
    log = book()
    log.begin()
    log.see(screen=True)
    known = [(OFFICE, True), (DOORS, True), (PRINTER, True), (SCREEN, True)]
    assert written(hall) == known
    log.see(screen=False)
    log.see(screen=True)
    assert written(hall) == known, "a screen that begins anew is not gone"
    parts.seen[PRINTER] = False
    for _ in range(3):
        log.see(screen=True)
    assert written(hall) == [*known, (PRINTER, False)]
    log.end()
    assert written(hall)[-1] == (OFFICE, False)


def test_a_machine_that_never_had_a_screen_lacks_none(hall: Hall, book: Callable[[], Logbook]) -> None:
    log = book()
    log.begin()
    for _ in range(3):
        log.see(screen=False)
    assert SCREEN not in dict(written(hall))


def test_after_a_power_cut_the_stop_stands_at_the_last_sign_of_life(
    hall: Hall, book: Callable[[], Logbook]
) -> None:
    log = book()
    log.begin()
    log.see(screen=True)
    alive = hall.now
    hall.later(minutes=45)
    book().begin()
    rows = hall.store.read(lambda c: c.all("SELECT at, up FROM running WHERE part = 'office' ORDER BY seq"))
    assert rows == [(iso(alive), 1), (iso(alive), 0), (iso(hall.now), 1)]


def test_page_table_and_paper_tell_the_same_of_a_kiosk(hall: Hall, book: Callable[[], Logbook]) -> None:
    zone = hall.room.office.zone
    hours = Hours(time(8), time(15, 30))

    def open_on(day: date) -> Hours | None:
        return hours if day == TODAY else None

    bureau = Bureau(hall.store, hall.room, Hand(hall), open_on)
    opening = datetime.combine(TODAY, hours.start, zone)
    hall.now = opening.astimezone(UTC)
    log = book()
    log.begin()
    log.see(screen=True)
    hall.take("sktm")
    hall.later(minutes=60)
    log.end()
    hall.later(minutes=30)
    book().begin()
    hall.later(minutes=30)
    summary = bureau.summary(Period(TODAY, TODAY))
    (line,) = summary.kiosks
    assert (line.numbers, line.open_min, line.ready_min) == (1, 120, 90)
    assert lost(line) == {"office": 30}
    table = export.kiosks_as_csv(summary).decode("utf-8-sig")
    assert table.splitlines()[1].startswith("Anjungan utama;1;0;0;120,0;90,0;30,0;0,0")
    paper = bureau.daily(TODAY)
    assert paper.tables[-1].rows[0] == ("Anjungan utama", "1", "120", "90", "Layanan kantor mati 30")
    assert daily.KIOSK_HEADINGS[0] == "Nomor\ndiambil"


def test_a_day_without_opening_hours_says_nothing_of_kiosks(hall: Hall) -> None:
    bureau = Bureau(hall.store, hall.room, Hand(hall), lambda day: None)
    summary = bureau.summary(Period(TODAY, TODAY))
    assert [line.open_min for line in summary.kiosks] == [0]
    assert all(table.title != "Anjungan selama jam buka" for table in bureau.daily(TODAY).tables)
