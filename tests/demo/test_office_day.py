"""An office day under real HTTP: two queues of citizens, four counters, a display, a voice, a report."""

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
from kiosk.demo.console import Console
from kiosk.demo.house import House
from kiosk.demo.people import Employee, employ
from kiosk.ids import uuid7

COUNTERS = 4
EACH_QUEUE = 20
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

    def __init__(self, house: House, staff: list[Employee]) -> None:
        self.house = house
        self.supervisor, *self.clerks = staff
        self.called: list[str] = []
        self._session = requests.Session()
        self._session.trust_env = False

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        """As a kiosk's screen does."""
        token = self.house.token_file.read_text().strip()
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid7()}
        answer = self._session.post(f"{self.house.office_url}{path}", json=body, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def queue_up(self) -> None:
        def citizens(offset: int) -> None:
            for number in range(EACH_QUEUE):
                service = SERVICES[(number + offset) % len(SERVICES)]
                self.ask(
                    "/api/tickets", {"service": service, "priority": "lansia" if number % 7 == 0 else "umum"}
                )

        _together(threading.Thread(target=citizens, args=(offset,)) for offset in range(2))

    def work(self, seen: Callable[[str], object]) -> None:
        """The counters call in turn, serve and finish until nobody waits; each call is `seen`."""
        with ExitStack() as stack:
            counters = [
                stack.enter_context(Console(self.house.room_url, clerk, number))
                for number, clerk in enumerate(self.clerks, start=1)
            ]
            for console in itertools.cycle(counters):
                if (called := console.call_next()) is None:
                    return
                self.called.append(called["number"])
                seen(called["number"])
                console.serve(called["id"])


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
        yield Day(house, staff)


@pytest.fixture(scope="module")
def display(day: Day) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = browser.new_context(ignore_https_errors=True).new_page()
        page.goto(f"{day.house.room_url}/layar")
        page.evaluate(WATCH_FOR_NUMBERS)
        yield page
        browser.close()


def test_everybody_is_called_once_seen_on_the_display_and_counted(day: Day, display: Page) -> None:
    day.queue_up()
    day.work(lambda number: display.wait_for_function("number => window.painted[number] > 0", arg=number))
    assert len(day.called) == len(set(day.called)) == 2 * EACH_QUEUE
    assert day.house.ask_office("/api/status")["waiting"] == 0
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
    assert len(content.strip().splitlines()) == 1 + 2 * EACH_QUEUE + 1
