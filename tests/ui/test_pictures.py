"""Pictures of the screen: found, recoloured, sharp, and drawn quickly enough for the GUI thread."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui import pictures

pytestmark = pytest.mark.usefixtures("qapp")
DRAWINGS = sorted(pictures.DRAWINGS.glob("*.svg"))


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixelColor(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_takes_the_colour_it_is_asked_in() -> None:
    assert "#0b4f4a" in colours(pictures.icon("bold/check/0B4F4A", QSize(64, 64)))


def test_an_icon_that_does_not_exist_becomes_a_sheet_of_paper() -> None:
    asked = QSize(48, 48)
    assert pictures.icon("bold/no-such-icon/000000", asked) == pictures.icon("bold/file-text/000000", asked)
    assert pictures.icon("bold/../../secret/000000", asked) == pictures.icon("bold/file-text/000000", asked)


def test_a_picture_without_a_drawing_falls_back_to_its_first_word_and_then_to_a_document() -> None:
    asked = QSize(120, 90)
    assert pictures.picture("tanya_choice", asked) == pictures.picture("tanya", asked)
    assert pictures.picture("entah", asked) == pictures.picture("dokumen", asked)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_every_drawing_fits_the_place_it_is_asked_for_and_is_not_empty(file: Path) -> None:
    image = pictures.picture(file.stem, QSize(300, 200))
    assert image.width() <= 300
    assert image.height() <= 200
    assert len(colours(image.scaled(40, 40))) > 1


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_drawing_uses_only_what_svg_tiny_can_draw_and_no_text(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    for forbidden in ("<text", "<filter", "<clipPath", "<mask", "<style", "class=", "Gradient", "<image"):
        assert forbidden not in source


def test_the_qr_code_on_the_screen_can_be_read_back(tmp_path: Path) -> None:
    image = pictures.qr("7K3M2PQR9TVWX", QSize(210, 210))
    file = tmp_path / "qr.png"
    assert image.save(str(file))
    found = zxingcpp.read_barcodes(Image.open(file))
    assert [code.text for code in found] == ["7K3M2PQR9TVWX"]


def test_the_pattern_is_opaque_and_in_the_asked_colours() -> None:
    tile = pictures.pattern("kawung/0B4F4A/115952", QSize(68, 68))
    assert not tile.hasAlphaChannel()
    assert {"#0b4f4a", "#115952"} <= colours(tile)


def test_the_largest_picture_is_drawn_in_less_than_a_frame_or_two(qtbot: QtBot) -> None:
    def drawn_in() -> float:
        begun = time.perf_counter()
        pictures.picture("sambutan", QSize(0, 640))
        return time.perf_counter() - begun

    assert min(drawn_in() for _ in range(5)) < 0.05
