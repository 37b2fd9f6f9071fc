"""An office day under real HTTP: two kiosks, of which one is cut off at noon, four counters, a display, a
voice, a report."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, sync_playwright

from kiosk.bench.room import CHROMIUM, SWITCHES, WATCH_FOR_NUMBERS
from kiosk.clock import SystemClock
from kiosk.demo.console import Console, first_event
from kiosk.demo.house import House
from kiosk.demo.people import Employee, employ
from kiosk.demo.seat import Seat
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.store import Store
from tests.satellite.line import Line

COUNTERS = 4
MORNING, NOON, AFTERNOON = 10, 6, 4
"""Citizens at each kiosk: before, while and after the second is cut off from its office."""
CALLED_AT_NOON = 5
SUPERSEDED = 1
"""Numbers that the office gave at noon without being heard."""
AGREED_S = 30
POLL_S = 0.05
VOICE_S = 60
SERVICES = ("ktp_el", "sktm", "kk", "domisili")
USAHA: dict[str, Any] = {
    "service": "usaha",
    "version": "2026.11.1",
    "answers": {
        "nik": "3603034101900001",
        "nama": "CONTOH PEMOHON",
        "jenis_usaha": "Warung makan",
        "alamat_usaha": {"desa": "36.03.03.2002", "rt": "001", "rw": "002", "street": "Jalan Contoh 1"},
        "mulai_usaha": "2020-01-31",
        "omzet": 5_000_000,
        "pekerja": 2,
    },
    "presented": ["ktp"],
    "declared": True,
}


class Day:
    """The house with its staff; what citizens and staff do in it."""

    def __init__(self, house: House, staff: list[Employee], line: Line, second: Seat) -> None:
        self.house = house
        self.supervisor, *self.clerks = staff
        self.line = line
        self.second = second
        self.told: dict[str, str] = {}
        """Key of a citizen's tap → the number that they hold."""
        self.called: list[str] = []
        self._session = requests.Session()
        self._session.trust_env = False

    def ask(self, path: str, body: dict[str, Any], seat: Seat | None = None, key: str = "") -> Any:
        """As a kiosk's screen does."""
        seat = seat or self.house.main
        token = seat.token_file.read_text().strip()
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key or uuid7()}
        answer = self._session.post(f"{seat.url}{path}", json=body, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def take(self, seat: Seat, n: int) -> str:
        """The number that citizen `n` is told."""
        key = uuid7()
        wanted = {"service": SERVICES[n % len(SERVICES)], "priority": "umum" if n % 7 else "lansia"}
        self.told[key] = self.ask("/api/tickets", wanted, seat, key)["number"]
        return self.told[key]

    def queue_up(self, each: int) -> None:
        """As many citizens at both kiosks at the same time."""

        def citizens(seat: Seat) -> None:
            for n in range(each):
                self.take(seat, n)

        _together(threading.Thread(target=citizens, args=(seat,)) for seat in (self.house.main, self.second))

    def work(self, seen: Callable[[str], object], calls: int | None = None) -> None:
        """The counters call in turn, serve and finish until nobody waits; each call is `seen`."""
        with ExitStack() as stack:
            counters = [
                stack.enter_context(Console(self.house.room_url, clerk, number, take_over=True))
                for number, clerk in enumerate(self.clerks, start=1)
            ]
            for console in itertools.islice(itertools.cycle(counters), calls):
                if (called := console.call_next()) is None:
                    return
                self.called.append(called["number"])
                seen(called["number"])
                console.serve(called["id"])

    def counts(self) -> list[int]:
        """How many wait: as both kiosks, the consoles and the display say."""
        seats = [self.house.ask_office("/api/status", seat) for seat in (None, self.second)]
        counts = [status["waiting"] for status in seats]
        for number, clerk in enumerate(self.clerks, start=1):
            with Console(self.house.room_url, clerk, number, take_over=True) as console:
                counts.append(console.room()["waiting_count"])
        display = first_event(self.house.room_url, "/layar/peristiwa")
        return [*counts, sum(one["waiting"] for one in display["waiting"])]

    def until_handed_over(self) -> None:
        """Until the second kiosk owes nothing, and says what the office says."""
        end = time.monotonic() + AGREED_S
        while True:
            main, second = (self.house.ask_office("/api/status", seat) for seat in (None, self.second))
            central = second["central"]
            agreed = second["waiting"] == main["waiting"] and central["state"] != "unreachable"
            if agreed and not central["unsent"]:
                return
            assert time.monotonic() < end, central
            time.sleep(POLL_S)


def _together(threads: Iterator[threading.Thread]) -> None:
    running = list(threads)
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


@pytest.fixture(scope="module")
def day() -> Iterator[Day]:
    with House(draw=False, room=True, counters=COUNTERS) as house:
        staff = employ(house.office_folder, COUNTERS)
        house.start_central()
        house.start_office()
        line = Line(int(house.room_url.rpartition(":")[2]))
        second = house.start_kiosk(via=f"https://127.0.0.1:{line.port}")
        made = Day(house, staff, line, second)
        made.until_handed_over()
        yield made
        line.close()


@pytest.fixture(scope="module")
def display(day: Day) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = browser.new_context(ignore_https_errors=True).new_page()
        page.goto(f"{day.house.room_url}/layar")
        page.evaluate(WATCH_FOR_NUMBERS)
        yield page
        browser.close()


def test_everybody_is_called_once_whatever_happens_to_the_line_of_a_kiosk(day: Day, display: Page) -> None:
    def seen(number: str) -> None:
        display.wait_for_function("number => window.painted[number] > 0", arg=number)

    day.queue_up(MORNING)
    assert not any(number.startswith("K") for number in day.told.values())
    day.line.turn("cut")
    day.queue_up(NOON)
    day.work(seen, CALLED_AT_NOON)
    day.line.turn("deaf")
    waiting = day.house.ask_office("/api/status")["waiting"]
    assert day.take(day.second, 1) == f"K2-{NOON + 1:03d}"
    assert day.house.ask_office("/api/status")["waiting"] == waiting + 1, "the office has not heard"
    day.line.turn("open")
    day.until_handed_over()
    assert set(day.counts()) == {len(day.told) - len(day.called)}
    day.queue_up(AFTERNOON)
    day.work(seen)
    assert sorted(day.called) == sorted(day.told.values())
    assert len(set(day.called)) == 2 * (MORNING + NOON + AFTERNOON) + 1
    assert sum(number.startswith("K2-") for number in day.called) == NOON + 1
    assert set(display.evaluate("Object.keys(window.painted)")) == set(day.called)
    day.until_handed_over()
    assert set(day.counts()) == {0}
    day.house.wait_until_sent(30)


def test_what_was_said_aloud_never_overlaps_and_is_never_said_twice(day: Day, display: Page) -> None:
    journal = day.house.announcements / "suara.jsonl"
    said: list[dict[str, str]] = []
    end = time.monotonic() + VOICE_S
    while len(said) < 3:
        assert time.monotonic() < end, "the voice says nothing"
        display.wait_for_timeout(200)
        said = [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []
    assert len({one["call"] for one in said}) == len(said)
    for before, after in itertools.pairwise(said):
        assert before["ended_at"] <= after["began_at"]


def test_an_application_goes_from_the_kiosk_over_the_counter_back_to_the_kiosk(day: Day) -> None:
    application = day.ask("/api/applications", USAHA)
    with Console(day.house.room_url, day.clerks[0], 1, take_over=True) as console:
        called = console.call_next()
        assert called is not None
        assert called["number"] == application["ticket"]["number"]
        assert called["application_id"] == application["id"]
        console.serve(called["id"])
        for state in ("in_review", "ready", "done"):
            console.post(f"/applications/{application['id']}/state", {"to": state})
        console.post(f"/tickets/{called['id']}/finish", {})
    status = day.house.ask_office(f"/api/applications/{application['code']}")
    assert status["state"] == "done"


def test_the_report_counts_the_day(day: Day) -> None:
    with Console(day.house.room_url, day.supervisor, 2, take_over=True) as console:
        content = console.get("/laporan/api/visits.csv").decode("utf-8-sig")
    visits = len(day.told) + 1
    assert len(content.strip().splitlines()) == 1 + visits + SUPERSEDED


def test_no_citizen_has_held_two_live_numbers(day: Day) -> None:
    """At the end of the day, as the office's store remembers it."""
    day.house.stop("office")
    folder = day.house.office_folder
    store = Store.open(folder, pinned("demo", folder), SystemClock())
    try:
        rows = store.read(
            lambda c: c.all("SELECT series, number, reason FROM tickets WHERE state = 'cancelled'")
        )
    finally:
        store.close()
    assert len(rows) == SUPERSEDED
    ((series, number, reason),) = rows
    assert reason == f"Diganti nomor K2-{NOON + 1:03d}"
    assert f"{series}-{number:03d}" not in day.called
    assert len(set(day.told.values())) == len(day.told)
