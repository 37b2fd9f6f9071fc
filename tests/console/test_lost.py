"""Somebody opens an address that is not there: a page in words, and programs get their problem as before."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.console.conftest import Console, LanOffice, shots


def test_a_wrong_address_is_answered_in_words(open_page: Callable[..., Page]) -> None:
    page = open_page("/salah")

    expect(page.get_by_role("heading")).to_have_text("Alamat ini tidak ada.")
    expect(page.get_by_role("main")).to_contain_text("Periksa alamatnya.")
    if folder := shots():
        page.screenshot(path=folder / "salah.png")


def test_a_program_gets_the_problem(office: LanOffice) -> None:
    answer = Console(office).get("/salah")

    assert answer.headers["content-type"] == "application/problem+json"
