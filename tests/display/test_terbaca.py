"""The promise "readable from 6 m", measured on what Chromium paints.

The rule stands at the head of resources/web/layar/layar.css; the shares here are its own.
"""

from __future__ import annotations

import io
import math
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, ViewportSize

from kiosk.queueing import handling
from tests.display.conftest import Television, WaitingRoom

Open = Callable[..., Television]
SIZES: dict[str, ViewportSize] = {
    "full-hd": {"width": 1920, "height": 1080},
    "small": {"width": 1366, "height": 768},
    "portrait": {"width": 1080, "height": 1920},
    "4k": {"width": 3840, "height": 2160},
}
LONG_SIDE_MM = 952
AWAY_MM = 6_000
NUMBER = AWAY_MM * math.tan(math.radians(0.7)) / LONG_SIDE_MM
GOAL = 25 / LONG_SIDE_MM
DESKS = "".join(
    f'[[loket]]\nnumber = {number}\nname = "{name}"\n'
    for number, name in enumerate(("Loket 12", "Loket 3", "Loket Pelayanan 2", "Loket Kependudukan 14"), 1)
)
CALLED = (
    {1: "A-017"},
    {1: "A-1024"},
    {3: "K2-1024"},
    {1: "A-020", 2: "B-203"},
    {3: "D-040", 4: "B-204"},
    {1: "A-1028", 2: "K2-003"},
    {3: "K2-004", 4: "K2-1028"},
)
"""Counter → number: one and two calls at once, with every length of number and of name."""
OUTSIDE = """() => [...
        document.querySelectorAll('.kartu:not([hidden]), #terakhir li, #loket > div')].flatMap(card => {
    const box = card.getBoundingClientRect();
    return [...card.querySelectorAll('.nomor, .tujuan, .kartu-kata, b, i, span')].filter(one => {
        const own = one.getBoundingClientRect();
        return own.width && (own.left < box.left || own.right > box.right || own.bottom > box.bottom + 1 ||
            one.scrollWidth > one.clientWidth + 1 && one.clientWidth);
    }).map(one => one.textContent);
})"""
MEETING = """() => [...document.querySelectorAll('.kartu:not([hidden]), #terakhir li')].flatMap(card => {
    const parts = [...card.querySelectorAll('.tujuan, .kartu-kata, b, span')]
        .map(one => one.getBoundingClientRect());
    return parts.filter((one, index) => parts.slice(index + 1).some(other => one.width && other.width &&
        one.left < other.right - 1 && other.left < one.right - 1 &&
        one.top < other.bottom - 1 && other.top < one.bottom - 1));
}).length"""


def painted_height(element: Locator) -> int:
    """Rows between the first and the last that the letters themselves colour, CSS px."""
    element.evaluate("one => one.closest('.kartu').classList.remove('baru')")
    element.evaluate("one => { one.style.background = '#fff'; one.style.color = '#000'; }")
    picture = Image.open(io.BytesIO(element.screenshot())).convert("L")
    box = (
        picture.point(lambda grey: 255 if grey < 96 else 0)
        .crop((8, 0, picture.width - 8, picture.height))
        .getbbox()
    )
    assert box
    return box[3] - box[1]


@pytest.fixture
def more() -> str:
    return DESKS


@pytest.mark.parametrize("pictures", [False, True], ids=("alone", "with-pictures"))
@pytest.mark.parametrize("size", SIZES)
def test_every_called_number_and_its_counter_are_read_from_6_m(
    size: str, pictures: bool, room: WaitingRoom, slides: Path, television: Open
) -> None:
    if pictures:
        Image.new("RGB", (640, 360), "#0b4f4a").save(slides / "satu.png")
    long_side = max(SIZES[size]["width"], SIZES[size]["height"])
    display = television(SIZES[size])
    if pictures:
        display.wait("() => document.body.classList.contains('dengan-media')")
    for called in CALLED:
        ids = [call(room, counter, number) for counter, number in called.items()]
        display.page.reload()
        display.shows(*reversed(called.values()))
        if picture := os.environ.get("ANJUNGAN_SHOTS"):
            name = f"{size}-{pictures:d}-{'_'.join(called.values())}-{min(called)}.png"
            display.page.screenshot(path=Path(picture) / name)
        assert display.page.evaluate(OUTSIDE) == [], called
        assert display.page.evaluate(MEETING) == 0, called
        for card in display.page.locator(".kartu:not([hidden])").all():
            assert painted_height(card.locator(".nomor")) >= NUMBER * long_side, called
            assert painted_height(card.locator(".tujuan")) >= GOAL * long_side, called
        for counter, id in zip(called, ids, strict=True):
            room.move(counter, handling.no_show, ticket=id)


def call(room: WaitingRoom, counter: int, number: str) -> str:
    """Calls a ticket that bears this number, as late in a busy day; its id."""
    series, _, count = number.partition("-")
    taken = room.take()
    named = (series, int(count), taken.id)
    room.store.write(lambda tx: tx.execute("UPDATE tickets SET series = ?, number = ? WHERE id = ?", named))
    called = room.call(counter)
    assert called.number == number
    return called.id
