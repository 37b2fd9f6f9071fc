"""The virtual printer's page, in a real browser: a newcomer pulls the paper out and sees what it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from printing.address import open_printer
from printing.documents import TicketSlip
from printing.escpos import render
from printing.panel import Panel
from printing.printer import Confirmed, Pending
from printing.profiles import GENERIC_80
from printing.virtual import VirtualPrinter, obey

DEADLINE = 20.0


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 900}, locale="id")
        browser.close()


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(tmp_path / "slips") as printer:
        yield printer


@pytest.fixture
def page(browser_page: Page, virtual: VirtualPrinter, tmp_path: Path) -> Iterator[Page]:
    with Panel(lambda order: obey(virtual, order), virtual.on_paper, tmp_path / "slips") as panel:
        browser_page.goto(panel.url)
        yield browser_page
        browser_page.goto("about:blank")


def test_a_newcomer_pulls_the_paper_out_in_the_middle_of_a_ticket_and_puts_a_roll_in(
    page: Page, virtual: VirtualPrinter, ticket: TicketSlip
) -> None:
    printer = open_printer(virtual.url, GENERIC_80)
    page.get_by_role("button", name="Habis di tengah karcis").click()
    expect(page.get_by_role("status")).to_have_text("Siap, kertas hampir habis.")
    printer.send(render(ticket, GENERIC_80), 1)
    expect(page.get_by_role("status")).to_have_text("Kertas habis.")
    expect(page.get_by_alt_text("Belum terpotong")).to_be_visible()

    page.get_by_role("button", name="Pasang gulungan baru").click()

    expect(page.get_by_alt_text("Karcis ke-1")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Siap mencetak.")
    assert printer.wait(1, DEADLINE) == Confirmed()
    printer.close()


def test_a_switch_on_the_page_shows_that_it_is_on_and_is_turned_off_by_the_same_button(
    page: Page, virtual: VirtualPrinter
) -> None:
    cover = page.get_by_role("button", name="Buka penutup")
    cover.click()
    expect(cover).to_have_attribute("aria-pressed", "true")
    assert virtual.state()["cover_open"]

    cover.click()

    expect(cover).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("status")).to_have_text("Siap mencetak.")


def test_a_pulled_plug_is_told_and_the_plug_goes_in_again(
    page: Page, virtual: VirtualPrinter, ticket: TicketSlip
) -> None:
    page.get_by_role("button", name="Cabut kabel data").click()
    expect(page.get_by_role("status")).to_have_text("Kabel tercabut.")
    page.get_by_role("button", name="Colokkan lagi").click()
    expect(page.get_by_role("status")).to_have_text("Siap mencetak.")

    printer = open_printer(virtual.url, GENERIC_80)
    printer.send(render(ticket, GENERIC_80), 1)
    assert printer.wait(1, DEADLINE) != Pending()
    printer.close()


def test_the_page_refuses_what_is_no_order_and_no_slip(page: Page, virtual: VirtualPrinter) -> None:
    base = page.url.rstrip("/")
    answers = {
        path: page.request.get(f"{base}{path}").status
        for path in ("/slips/1.png", "/slips/../panel.py", "/slips/x.png", "/panel.html")
    }
    long_order = page.request.post(f"{base}/orders", data="x" * 201)

    assert set(answers.values()) == {404}
    assert long_order.status == 400
    assert page.request.post(f"{base}/orders", data="eval 1").json()["ok"] is False
