"""A television that is switched on while the office is off."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.display.conftest import ARGUMENTS, CHROMIUM, LANDSCAPE, PATIENCE_MS, Television, WaitingRoom

WAITS = "() => document.querySelector('#sambutan-judul').textContent === 'Menunggu layanan kantor …'"
SHOWS = "number => document.querySelector('.kartu:not([hidden]) .nomor')?.textContent === number"


def switched_on(browser: Browser, profile: Path) -> BrowserContext:
    """A browser begun anew on the profile of before."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=ARGUMENTS, viewport=LANDSCAPE
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def clock(room: WaitingRoom) -> str:
    return f"{room.clock.now().astimezone(room.config.zone):%H.%M}"


def opened(context: BrowserContext, room: WaitingRoom) -> Page:
    page = context.pages[0]
    page.goto(f"{room.url}/layar")
    return page


def test_a_display_switched_on_before_the_office_waits_and_shows_the_numbers_by_itself(
    room: WaitingRoom, browser: Browser, tmp_path: Path
) -> None:
    number = room.take().number
    room.call(1)
    with switched_on(browser, tmp_path / "profil") as context:
        page = opened(context, room)
        page.wait_for_function(SHOWS, arg=number)
        page.wait_for_function("() => Layar.kept()")
    room.down()
    with switched_on(browser, tmp_path / "profil") as context:
        page = opened(context, room)
        page.wait_for_function(WAITS)
        assert page.locator("#kantor").text_content() == "Kecamatan Tigaraksa"
        before, shown, after = clock(room), page.locator("#jam").text_content(), clock(room)
        assert shown in (before, after)
        assert page.locator("#putus").is_hidden()
        page.evaluate("() => document.fonts.ready")
        if picture := os.environ.get("ANJUNGAN_SHOTS"):
            page.screenshot(path=Path(picture) / "menunggu.png")
        assert page.evaluate("() => document.fonts.check('700 20px Atkinson')")
        room.up()
        missed = room.take().number
        room.call(2)
        page.wait_for_function(SHOWS, arg=missed)
        assert page.locator("#sambutan").is_hidden()


def test_what_is_kept_is_the_page_alone(room: WaitingRoom) -> None:
    guard = room.get("/layar/penjaga.js")
    assert guard.status == 200
    assert guard.headers["service-worker-allowed"] == "/layar"
    assert guard.headers["cache-control"] == "no-store"
    files = guard.text.split("const FILES = ")[1].split(";")[0]
    version = guard.text.split("const VERSION = '")[1].split("'")[0]
    assert '"layar.js"' in files
    assert "atur" not in files
    assert "html" not in files
    assert room.get(f"/layar/{version}/layar.css").status == 200


def test_staff_see_which_display_cannot_wait_by_itself(
    room: WaitingRoom, browser: Browser, television: Callable[..., Television]
) -> None:
    with browser.new_context(service_workers="block") as alone:
        page = alone.new_page()
        page.goto(f"{room.url}/layar")
        page.wait_for_function("() => document.querySelector('#nama-layar').textContent !== ''")
        name = page.locator("#nama-layar").text_content()
        desk = television(path="/layar/atur")
        desk.wait("() => document.querySelector('#catatan-layar').textContent !== ''")
        assert desk.page.locator("#catatan-layar li").all_text_contents() == [
            f"{name}: belum percaya pada CA kantor, jadi belum bisa menunggu sendiri."
        ]
