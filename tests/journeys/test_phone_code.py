"""The code for a phone on the page of the number: there where phones reach the office, and only there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication

from printing.virtual import VirtualPrinter
from tests.journeys.conftest import CATALOGUE, OfficeProcess, Screen
from tests.journeys.test_ways import to_priority
from ui.options import PROFILES, Timing
from ui.ways import Taken, TicketWay

PUBLIC = "https://antre.example.go.id"


@pytest.fixture(scope="module")
def followed(printer: VirtualPrinter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeProcess]:
    """An office that phones reach."""
    process = OfficeProcess(tmp_path_factory.mktemp("kantor"), printer.url, CATALOGUE)
    with (process.folder / "office.toml").open("a") as settings:
        settings.write(f'[follow]\npublic_url = "{PUBLIC}"\n')
    process.start()
    yield process
    process.stop()


@pytest.mark.parametrize("profile", PROFILES)
def test_a_phone_reads_its_address_from_the_screen_of_every_kiosk(
    profile: str, qapp: QGuiApplication, followed: OfficeProcess, timing: Timing, tmp_path: Path
) -> None:
    screen = Screen(followed, timing, profile)
    to_priority(screen)
    screen.finger.touch("tile-lansia")
    screen.finger.wait_for("ticket")
    taken = screen.wired.desk.world.session
    assert isinstance(taken, TicketWay)
    assert isinstance(taken.step, Taken)
    address = taken.step.ticket.follow
    assert address.startswith(f"{PUBLIC}/ikuti/")
    file = tmp_path / "layar.png"

    def read() -> list[str]:
        assert screen.pane.window.grabWindow().save(str(file))
        return [found.text for found in zxingcpp.read_barcodes(Image.open(file))]

    screen.until(lambda: read() == [address], "the code")
    if folder := os.environ.get("ANJUNGAN_SHOTS"):
        (Path(folder) / f"tiket-{profile}.png").write_bytes(file.read_bytes())
    boxes = [scene(screen, name) for name in ("page-ticket", "number", "phone-qr")]
    assert boxes[0].contains(boxes[1])
    assert boxes[0].contains(boxes[2])
    assert not boxes[1].intersects(boxes[2])
    screen.pane.close()


def test_without_a_public_address_there_is_no_code(screen: Screen) -> None:
    to_priority(screen)
    screen.finger.touch("tile-lansia")
    screen.finger.wait_for("ticket")
    assert screen.finger.find("phone-qr") is None


def scene(screen: Screen, name: str) -> QRectF:
    """Where the item is painted."""
    item = screen.finger.find(name)
    assert item is not None, name
    return item.mapRectToScene(item.boundingRect())
