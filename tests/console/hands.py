"""Hands at the console's keyboard: in, pressing keys when they can be pressed, and looking."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.console.conftest import PIN, LanOffice, shots

Opened = Callable[..., Page]
NUMBER = ".hand .number"
SIZES = [(1366, 768), (1024, 768), (911, 512), (1280, 720), (1280, 1024), (1920, 1080)]
"""Screens of old PCs; 911 × 512 is the first at a zoom of 150 %."""
OUTSIDE = """() => [...document.querySelectorAll(
        ".hand .button, .file footer .button, .file header .button, .tab, .call .button, .top .button")]
    .filter((one) => {
        const at = one.getBoundingClientRect();
        const cut = one.scrollWidth > one.clientWidth + 1;
        return cut || at.width === 0 || at.bottom > innerHeight || at.right > innerWidth;
    })
    .map((one) => one.textContent)"""
"""Controls that are cut off, hidden, or outside the screen."""


def enter(page: Page, name: str = "Petugas 1", counter: int = 1) -> None:
    """Signs in and sits down, by keyboard alone."""
    page.locator("input[name=name]").wait_for()
    if not page.locator("input[name=name]").input_value():
        page.keyboard.type(name)
        page.keyboard.press("Tab")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    page.locator(".board, .chooser").wait_for()
    if page.locator(".chooser").is_visible():
        page.keyboard.press(str(counter))
    page.locator(".board").wait_for()


def press(page: Page, key: str, shown: str) -> None:
    """Presses a key of the console once its control can be pressed, and waits for what follows."""
    page.locator(f'[data-hotkey="{key}"]:not(:disabled)').wait_for()
    calm(page)
    page.keyboard.press(key)
    page.locator(shown).first.wait_for()


def calm(page: Page) -> None:
    """Waits for the end of an act, and of the guard against double clicks."""
    expect(page.locator("body[data-busy]")).to_have_count(0)


def scan(page: Page, text: str) -> None:
    """Types as a keyboard scanner does: one key every 4 ms, and Enter."""
    page.keyboard.type(text, delay=4)
    page.keyboard.press("Enter")


def board(office: LanOffice, open_page: Opened, **screen: int) -> Page:
    """The console of whoever has signed in and sits already."""
    office.colleague("Petugas 1").sit(1)
    page = open_page(name="Petugas 1", **screen)
    page.locator(".board").wait_for()
    return page


def picture(page: Page, name: str) -> None:
    """Kept where ANJUNGAN_SHOTS says, at all sizes of the office's PCs."""
    folder = shots()
    for width, height in SIZES if folder else []:
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=f"{folder}/{name}-{width}x{height}.png")
