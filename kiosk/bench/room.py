"""The waiting room: calls with and without a past, eight staff at once, a crowd of pages, a real browser."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kiosk.bench.history import fill
from kiosk.bench.memory import pss_anon_mb
from kiosk.bench.stats import median_of, p50_p95
from kiosk.bench.tickets import connected
from kiosk.demo.console import Console
from kiosk.demo.house import House
from kiosk.demo.people import Employee, employ

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CALLS = 150
WARM_UP = 10
RACERS = 8
PRESSES = 500
WAITING = 3_000
CONSOLES = 20
DISPLAYS = 4
LONG = 2_000
"""Calls after which nothing may have grown."""
SETTLED = 500
"""Calls after which everything has been used once and buffers have their size."""
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCH_FOR_NUMBERS = """() => {
    window.painted = {};
    const look = () => {
        const text = document.body.innerText;
        for (const [number] of text.matchAll(/[A-Z]\\d?-\\d{3,4}/g))
            if (!(number in window.painted)) {
                window.painted[number] = 0;
                const painted = () => { window.painted[number] = Date.now(); };
                requestAnimationFrame(() => requestAnimationFrame(painted));
            }
    };
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true, characterData: true});
}"""


def measure(rows: list[int], runs: int) -> dict[str, Any]:
    """`call_next_ms`, `staff_race`, `crowd_call_ms`, `call_to_display_ms`, `console_load_ms`, `crowd`,
    `wait_estimate`.
    """
    from kiosk.queueing.replay import replay

    calls = {str(count) if count else "empty": _calls(count, runs) for count in rows}
    quality = replay(days=40).every
    return {
        "call_next_ms": calls,
        "staff_race": _race(),
        **_crowd(),
        "crowd": _growth(),
        "wait_estimate": {
            "inside_share": round(quality.estimate.inside_share, 3),
            "width_ratio": round(quality.estimate.width_ratio, 3),
            "baseline_width_ratio": round(quality.mean_and_margin.width_ratio, 3),
        },
    }


@contextmanager
def _room(count: int = 0, counters: int = 1) -> Iterator[tuple[House, list[Employee]]]:
    """A house with consoles and displays, and a clerk for each counter."""
    with House(draw=False, room=True, counters=counters) as house:
        if count:
            fill(house.office_folder, count)
        _, *clerks = employ(house.office_folder, counters)
        house.start_office()
        yield house, clerks


def _take(house: House, count: int) -> None:
    with connected(house) as post:
        for _ in range(count):
            post()


def _calls(count: int, runs: int) -> dict[str, float]:
    with _room(count) as (house, (clerk,)):
        measured = []
        for _ in range(runs):
            _take(house, CALLS + WARM_UP)
            with Console(house.room_url, clerk, 1, take_over=True) as console:
                times = [_timed(console) for _ in range(CALLS + WARM_UP)]
            measured.append(p50_p95(times[WARM_UP:]))
        return median_of(measured)


def _timed(console: Console) -> float:
    """Milliseconds of one call; the number is then served, so that the next call ends it."""
    began = time.perf_counter()
    called = console.call_next()
    took = (time.perf_counter() - began) * 1000
    if called is None:
        raise RuntimeError("nobody waits")
    console.serve(called["id"])
    return took


def _race() -> dict[str, int]:
    """Eight staff press *Panggil berikutnya* as fast as they can, until nobody waits."""
    called: list[str] = []
    with _room(counters=RACERS) as (house, clerks):
        _take(house, WAITING)

        def race(number: int, clerk: Employee) -> None:
            with Console(house.room_url, clerk, number) as console:
                for _ in range(PRESSES):
                    if (next_one := console.call_next()) is None:
                        return
                    called.append(next_one["number"])
                    console.serve(next_one["id"])

        racers = [threading.Thread(target=race, args=seat) for seat in enumerate(clerks, start=1)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
    distinct = set(called)
    return {
        "called": len(called),
        "called_twice": len(called) - len(distinct),
        "skipped": WAITING - len(distinct),
    }


def _crowd() -> dict[str, Any]:
    with _crowded(CALLS + WARM_UP) as (house, console, browser):
        loads = [_console_load(browser, house) for _ in range(RACERS)]
        displays = [_display(browser, house) for _ in range(2)]
        for display in displays:
            display.evaluate(WATCH_FOR_NUMBERS)
        asked: dict[str, float] = {}
        times = []
        for _ in range(CALLS):
            at = time.time() * 1000
            began = time.perf_counter()
            called = console.call_next()
            times.append((time.perf_counter() - began) * 1000)
            assert called is not None
            asked[called["number"]] = at
            console.serve(called["id"])
            displays[0].wait_for_function("n => window.painted[n] > 0", arg=called["number"])
        painted = displays[0].evaluate("() => window.painted")
        return {
            "crowd_call_ms": p50_p95(times),
            "call_to_display_ms": p50_p95([painted[number] - at for number, at in asked.items()]),
            "console_load_ms": p50_p95(loads),
        }


@contextmanager
def _crowded(tickets: int) -> Iterator[tuple[House, Console, Browser]]:
    """Twenty consoles and two displays that listen, a clerk who calls, a browser for two displays more."""
    from playwright.sync_api import sync_playwright

    with _room() as (house, (clerk,)), ExitStack() as stack:
        _take(house, tickets)
        console = stack.enter_context(Console(house.room_url, clerk, 1))
        for _ in range(CONSOLES):
            stack.enter_context(_listening(house, "/loket/api/events", console.cookie))
        for _ in range(DISPLAYS - 2):
            stack.enter_context(_listening(house, "/layar/peristiwa", ""))
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=CHROMIUM, args=SWITCHES
        )
        stack.callback(browser.close)
        yield house, console, browser


def _growth() -> dict[str, float]:
    """MB that the office and the worse of two displays hold more after thousands of calls."""
    with _crowded(SETTLED + LONG) as (house, console, browser):
        displays = [_display(browser, house) for _ in range(2)]

        def call(count: int) -> tuple[float, list[float]]:
            last = ""
            for _ in range(count):
                called = console.call_next()
                assert called is not None
                last = called["number"]
                console.serve(called["id"])
            for display in displays:
                display.wait_for_function(
                    "n => document.querySelector('#terakhir b').textContent === n", arg=last
                )
            return pss_anon_mb(house.part("office").process.pid), [_heap_mb(display) for display in displays]

        office, pages = call(SETTLED)
        office_after, pages_after = call(LONG)
        grown = [after - before for before, after in zip(pages, pages_after, strict=True)]
        return {
            "office_pss_growth_mb": round(office_after - office, 1),
            "page_heap_growth_mb": round(max(grown), 2),
        }


def _heap_mb(page: Page) -> float:
    """JavaScript objects that are alive."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("HeapProfiler.collectGarbage")
    used: float = devtools.send("Runtime.getHeapUsage")["usedSize"]
    devtools.detach()
    return used / 1024 / 1024


def _display(browser: Browser, house: House) -> Page:
    page = browser.new_context(ignore_https_errors=True).new_page()
    page.goto(f"{house.room_url}/layar")
    return page


def _console_load(browser: Browser, house: House) -> float:
    """Milliseconds from the address to the painted sign-in."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{house.room_url}/loket")
    page.wait_for_selector("input[name=name]")
    took = (time.perf_counter() - began) * 1000
    context.close()
    return took


@contextmanager
def _listening(house: House, path: str, cookie: str) -> Iterator[None]:
    """An open event stream that is read to the end."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection(urlsplit(house.room_url).netloc, timeout=60, context=context)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    socket = connection.sock

    def read() -> None:
        try:
            while answer.readline():
                pass
        except (OSError, ValueError, AttributeError):
            return  # closed at the end of the bench

    threading.Thread(target=read, daemon=True).start()
    try:
        yield
    finally:
        if socket:
            socket.close()
