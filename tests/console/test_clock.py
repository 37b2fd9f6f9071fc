"""A clock that jumped ahead: whoever may decide sees both dates in words, the others see the doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import expect

from kiosk.words import full_date
from tests.console.conftest import LanOffice, Room, clear
from tests.console.hands import Opened, picture, press


@pytest.fixture(autouse=True)
def nothing_in_hand(office: LanOffice) -> Iterator[None]:
    clear(office)
    yield
    clear(office)


@pytest.mark.parametrize("name", ["Penyelia", "Teknisi"])
def test_a_clock_that_jumped_ahead_is_confirmed_with_its_date_in_words(
    office: LanOffice, open_page: Opened, name: str
) -> None:
    today = office.screen("GET", "/api/status")["office_day"]
    jump(office)
    page = open_page(name=name)
    expect(page.locator(".call")).to_contain_text("Jam komputer melompat maju.")
    press(page, "O", "dialog[open]")
    assert page.locator(".dates dd").all_inner_texts() == [words(today), words(EARLIER)]
    picture(page, f"tanggal-{name.lower()}")
    page.keyboard.press("Enter")
    expect(page.locator(".says")).to_contain_text(f"Hari antrean sekarang {words(today)}.")
    expect(page.locator(".call")).to_have_count(0)
    assert office.screen("GET", "/api/status")["office_day"] == today
    who = office.look(f"SELECT id FROM staff WHERE name = '{name}'")[0][0]
    written = (
        "SELECT staff, subject FROM audit WHERE event = 'clock.date_confirmed' ORDER BY seq DESC LIMIT 1"
    )
    assert office.look(written) == [(who, today)]


def test_whoever_serves_sees_the_doubt_and_cannot_decide_it(office: LanOffice, open_page: Opened) -> None:
    jump(office)
    page = open_page(name="Petugas 1")
    expect(page.locator(".call")).to_contain_text("Minta penyelia memeriksa.")
    expect(page.locator("[data-act=clock]")).to_have_count(0)
    refused = office.colleague("Petugas 1").post("/loket/api/clock/confirm", {"today": EARLIER})
    assert (refused.status_code, refused.json()["type"]) == (403, "anjungan:role")
    supervisor = office.colleague("Penyelia")
    other = supervisor.post("/loket/api/clock/confirm", {"today": EARLIER})
    assert (other.status_code, other.json()["type"]) == (409, "anjungan:other-date")
    shown = Room(supervisor).next()[1]["clock"]
    assert shown["queue_day"] == EARLIER
    supervisor.act("/clock/confirm", {"today": shown["today"]})


EARLIER = "2026-01-05"


def jump(office: LanOffice) -> None:
    """As if the last trusted time, and the last day on which something was done, lay long ago."""
    office.ticket()
    office.alter("UPDATE meta SET value = '2026-01-05T02:00:00.000Z' WHERE name = 'trusted_at'")
    office.alter(f"UPDATE meta SET value = '{EARLIER}' WHERE name = 'office_day'")


def words(day: str) -> str:
    """ "Senin, 5 Januari 2026"."""
    return full_date(date.fromisoformat(day))
