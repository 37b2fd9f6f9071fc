"""The page of figures in a real browser, on a real office with its LAN listener."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from kiosk.clock import SystemClock
from kiosk.keys import pinned
from kiosk.queueing import invented
from kiosk.store import Store
from tests.console.conftest import PIN, LanOffice, shots
from tests.figures.conftest import fill

TODAY = datetime.now(ZoneInfo("Asia/Jakarta")).date()
YESTERDAY = TODAY - timedelta(days=1)
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanOffice]:
    """An office with a week behind it and three people who wait."""
    folder = tmp_path_factory.mktemp("kantor")
    store = Store.open(folder, pinned("demo", folder), SystemClock())
    for age in range(1, 8):
        fill(store, TODAY - timedelta(days=age), invented.day(age))
    store.close()
    running = LanOffice(folder)
    for _ in range(3):
        running.ticket()
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def page(office: LanOffice) -> Iterator[Page]:
    """The page as a supervisor sees it; errors of its scripts and of its security policy fail the test."""
    wrong: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        context = browser.new_context(
            ignore_https_errors=True, viewport={"width": 1366, "height": 900}, locale="id-ID"
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        signed = context.request.post(
            f"{office.url}/loket/api/session",
            data={"name": "Penyelia", "pin": PIN},
            headers={"Origin": office.url},
        )
        assert signed.ok, signed.text()
        page.goto(f"{office.url}/laporan/")
        page.wait_for_selector("#ringkas b")
        yield page
        browser.close()
    assert wrong == []


def show(page: Page, first: str, last: str) -> None:
    page.fill("#dari", first)
    page.fill("#sampai", last)
    with page.expect_response(lambda answer: "api/summary" in answer.url):
        page.click("button[type=submit]")


def test_the_page_shows_who_waits_now(page: Page) -> None:
    assert page.text_content("#kantor") == "Kecamatan Tigaraksa"
    assert page.text_content("#kini .angka:first-child b") == "3"


def test_a_period_is_drawn_as_bars_lengths_and_hours(page: Page) -> None:
    show(page, (TODAY - timedelta(days=7)).isoformat(), YESTERDAY.isoformat())
    page.wait_for_selector("#layanan svg rect.dilayani")

    week = [visit for age in range(1, 8) for visit in invented.day(age).visits]
    assert page.text_content("#ringkas b:first-child") == str(len(week))
    assert page.locator("#waktu circle").count() == 3
    assert page.locator("#jam-ramai rect.dilayani").count() >= 7 * 6
    assert page.locator("#loket text", has_text="Loket").count() == 4
    assert page.locator("#anjungan text", has_text="Tidak tercatat").count() == 1
    assert (
        page.locator(".kolom figure:visible small").all_text_contents()[0]
        == f"n = {len(week)} layanan diminta"
    )
    if folder := shots():
        page.screenshot(path=folder / "laporan.png", full_page=True)


def test_a_period_without_numbers_has_no_empty_charts(page: Page) -> None:
    show(page, "2020-02-02", "2020-02-02")  # a Sunday
    page.wait_for_function("document.querySelector('#ringkas').textContent.startsWith('Belum ada')")
    assert page.locator(".kolom figure:visible").count() == 0


def test_every_text_of_the_page_keeps_inside_it_on_a_phone_too(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if folder := shots():
        page.screenshot(path=folder / "laporan-ponsel.png", full_page=True)
    page.set_viewport_size({"width": 1366, "height": 900})
    assert wide <= 0


def test_exports_and_the_daily_report_come_as_files(office: LanOffice) -> None:
    supervisor = office.console("Penyelia")
    days = f"first={YESTERDAY}&last={YESTERDAY}"

    table = supervisor.get(f"/laporan/api/visits.csv?{days}")
    assert table.headers["content-disposition"] == f'attachment; filename="antrean-{YESTERDAY}.csv"'
    assert len(table.content.decode("utf-8-sig").splitlines()) == 1 + len(invented.day(1).visits)

    book = supervisor.get(f"/laporan/api/workbook.xlsx?{days}")
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(book.content)).namelist()

    paper = supervisor.get(f"/laporan/api/daily.pdf?day={YESTERDAY}")
    text = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "Laporan harian antrean" in text


def test_a_clean_stop_and_the_next_start_are_written_down(tmp_path: Path) -> None:
    office = LanOffice(tmp_path / "kantor")
    assert office.console("Penyelia").get("/laporan/api/summary").json()["kiosks"][0]["numbers"] == 0
    assert office.stop() == 0
    office.start()
    assert office.stop() == 0
    store = Store.open(office.folder, pinned("demo", office.folder), SystemClock())
    rows = store.read(lambda c: c.all("SELECT up FROM running WHERE part = 'office' ORDER BY seq"))
    store.close()
    assert [up for (up,) in rows] == [1, 0, 1, 0]


def test_only_a_supervisor_sees_figures(office: LanOffice) -> None:
    paths = ("today", "summary", "visits.csv", "kiosks.csv", "workbook.xlsx", "daily.pdf")
    for path in paths:
        assert office.console().get(f"/laporan/api/{path}").status_code == 401
        assert office.console("Petugas 1").get(f"/laporan/api/{path}").status_code == 403


@pytest.mark.parametrize(
    "period", ["first=2026-02-01&last=2026-01-01", "first=kemarin", "first=2020-01-01&last=2026-01-01"]
)
def test_a_bad_period_is_a_problem_and_not_an_error(office: LanOffice, period: str) -> None:
    answer = office.console("Penyelia").get(f"/laporan/api/summary?{period}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
