"""The display in a real browser."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import pytest
from playwright.sync_api import ViewportSize

from kiosk.office.display import routes
from kiosk.queueing import calling, handling
from tests.display.conftest import Television, WaitingRoom, until

Open = Callable[..., Television]
SIZES: dict[str, ViewportSize] = {
    "landscape": {"width": 1920, "height": 1080},
    "small": {"width": 1366, "height": 768},
    "portrait": {"width": 1080, "height": 1920},
}
PAINTED = """number => { window.painted = new Promise(done => {
    const look = () => document.querySelector('#terakhir b').textContent === number
        ? requestAnimationFrame(() => done(Date.now())) : requestAnimationFrame(look);
    look(); }); }"""
CAP = 0.668
"""Capital height of Atkinson Hyperlegible in its font size."""


def test_a_call_is_painted_on_the_open_display_within_150_ms(room: WaitingRoom, television: Open) -> None:
    display = television()
    took = []
    room.take()
    display.shows(room.call(1).number)
    for _ in range(20):
        number = room.take().number
        display.page.evaluate(PAINTED, number)
        pressed = time.time() * 1000
        called = room.move(1, calling.call_next, current="miss")
        took.append(display.page.evaluate("() => window.painted") - pressed)
        assert called.number == number
    assert statistics.median(took) < 150, took  # the machine of a test is busy; `make bench` takes p95


def test_two_counters_that_call_at_once_are_both_large(room: WaitingRoom, television: Open) -> None:
    display = television()
    first, second = room.take().number, room.take().number
    room.call(1)
    room.call(2)
    display.shows(second, first)
    goals = display.page.locator(".kartu .tujuan").all_text_contents()
    assert goals == ["Loket 2", "Loket 1"]


def test_six_quick_calls_are_all_seen_in_order_and_none_is_pushed_away(
    room: WaitingRoom, television: Open
) -> None:
    display = television()
    numbers = [room.take().number for _ in range(6)]
    for counter in range(1, 7):
        room.call(counter)
    display.wait("last => document.querySelector('#terakhir b').textContent === last", numbers[-1])
    assert display.lasts() == numbers[::-1]
    seen: dict[str, list[float]] = {}
    while numbers[-1] not in seen:
        now = display.page.evaluate("() => performance.now()")
        for number in reversed(display.large()):
            seen.setdefault(number, []).append(now)
        assert now < 120_000
        display.page.clock.run_for(500)
    assert list(seen) == numbers
    assert all(times[-1] - times[0] > 6_000 for number, times in seen.items() if number in numbers[:4])


def test_a_display_opened_late_shows_the_same_as_the_first(room: WaitingRoom, television: Open) -> None:
    first = television()
    numbers = [room.take().number for _ in range(3)]
    for counter in (1, 2, 3):
        room.call(counter)
    first.wait("last => document.querySelector('#terakhir b').textContent === last", numbers[-1])
    second, third = television(), television(SIZES["portrait"])
    for late in (second, third):
        late.shows(numbers[2], numbers[1])
        assert late.lasts() == first.lasts() == numbers[::-1]


def test_a_recall_is_large_again_and_says_so(room: WaitingRoom, television: Open) -> None:
    display = television()
    room.take()
    called = room.call(1)
    display.shows(called.number)
    room.move(1, calling.recall, ticket=called.id)
    display.wait("() => document.querySelector('.kartu .kartu-kata').textContent === 'Panggilan ulang'")
    assert display.lasts() == [called.number]


def test_an_empty_room_says_welcome_and_counts_who_waits(room: WaitingRoom, television: Open) -> None:
    display = television()
    assert display.page.locator("#sambutan").is_visible()
    room.take()
    display.wait("() => document.querySelector('#menunggu').textContent.includes('1')")
    assert display.page.locator("#kantor").text_content() == "Kecamatan Tigaraksa"


@pytest.mark.parametrize("size", SIZES)
def test_the_number_is_as_high_as_it_must_be_and_nothing_overflows(
    size: str, room: WaitingRoom, television: Open
) -> None:
    display = television(SIZES[size])
    room.take()
    room.call(1)
    display.wait("() => document.querySelector('.kartu .nomor').textContent !== ''")
    look = "one => [parseFloat(getComputedStyle(one).fontSize), one.getBoundingClientRect().right]"
    font, right = display.page.eval_on_selector(".kartu .nomor", look)
    assert font * CAP >= 0.12 * SIZES[size]["height"]
    assert right < SIZES[size]["width"]
    whole = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert display.page.evaluate(whole) == list(SIZES[size].values())


def test_the_clock_is_the_office_s_and_not_the_television_s(room: WaitingRoom, television: Open) -> None:
    context = television().page.context.browser
    assert context
    page = context.new_page(timezone_id="America/New_York")
    page.add_init_script("Date.now = () => 0")
    page.goto(room.url + "/layar")
    page.wait_for_function("() => document.querySelector('#jam').textContent.length === 5")
    wall = room.clock.now().astimezone(room.config.zone)
    assert page.locator("#jam").text_content() in (
        f"{wall:%H.%M}",
        f"{room.clock.now().astimezone(room.config.zone):%H.%M}",
    )
    page.close()


def test_the_display_says_that_it_reconnects_and_recovers_with_what_it_missed(
    room: WaitingRoom, television: Open
) -> None:
    display = television()
    before = room.take().number
    room.call(1)
    display.shows(before)
    room.down()
    display.page.clock.run_for(9_000)
    assert display.page.locator("#putus").text_content() == "Menyambung kembali…"
    assert display.large() == [before]
    display.page.clock.fast_forward(24 * 3600 * 1000)
    display.page.clock.run_for(1_000)
    assert "Perhatikan panggilan petugas" in (display.page.locator("#putus").text_content() or "")
    assert display.large() == [before], "never blank"
    room.up()
    missed = room.take().number
    room.call(2)
    end = time.monotonic() + 15
    while display.page.locator("#putus").is_visible() and time.monotonic() < end:
        display.page.clock.run_for(1_000)
    assert missed in display.large()
    assert display.lasts() == [missed, before]


def test_a_line_that_is_dead_but_open_is_replaced(room: WaitingRoom, television: Open) -> None:
    display = television()
    display.page.evaluate(
        """() => { window.opened = 0; const Real = EventSource;
        window.EventSource = function (url) { window.opened += 1; return new Real(url); }; }"""
    )
    display.page.clock.run_for(20_000)  # at once: nothing comes meanwhile
    display.wait("() => window.opened > 0")


def test_a_display_loads_itself_again_when_the_page_has_a_new_version(
    room: WaitingRoom, television: Open
) -> None:
    display = television()
    display.page.evaluate("() => { document.body.dataset.version = 'lama'; window.old = true; }")
    version = room.get("/layar").text.split('data-version="')[1].split('"')[0]
    script = room.get(f"/layar/{version}/layar.js").text.replace(
        "document.body.getAttribute('data-version')", "'lama'"
    )
    display.page.route(
        "**/layar.js", lambda route: route.fulfill(body=script, content_type="text/javascript")
    )
    display.page.reload()
    display.page.unroute_all()
    display.wait("wanted => !window.old && document.body.dataset.version === wanted", version)


def test_hours_of_calls_leave_the_page_as_small_as_it_was(room: WaitingRoom, television: Open) -> None:
    display = television()
    count = "() => document.getElementsByTagName('*').length"
    before: Any = display.page.evaluate(count)
    for _ in range(60):
        number = room.take().number
        called = room.call(1)
        room.move(1, handling.no_show, ticket=called.id)
    display.wait("last => document.querySelector('#terakhir b').textContent === last", number)
    assert display.page.evaluate(count) == before


def test_one_address_has_so_many_streams_and_another_still_gets_its_own(
    room: WaitingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "STREAMS_EACH", 2)

    def stream(address: str) -> HTTPResponse:
        line = HTTPConnection("127.0.0.1", room.port, timeout=10, source_address=(address, 0))
        line.request("GET", "/layar/peristiwa")
        lines.append(line)
        return line.getresponse()

    lines: list[HTTPConnection] = []
    answers = [stream("127.0.0.2") for _ in range(3)] + [stream("127.0.0.3")]
    assert [answer.status for answer in answers] == [200, 200, 503, 200]
    for answer, line in zip(answers, lines, strict=True):
        answer.close()
        line.close()
    until(lambda: room.display.hub.heard_from("127.0.0.2") == 0)
