"""Icons, drawings, the QR code and the fonts of the screen.

QML asks by address and gets a QImage in the size it asked for:

    image://icon/duotone/house-line/0B4F4A    Phosphor, from py-phosphor-icons, recoloured
    image://picture/ktp                       our own drawing, resources/pictures/ktp.svg
    image://pattern/kawung/0B4F4A/115952      a tile: ground and ornament colour
    image://qr/7K3M-2PQR-9TVW-X               whole modules only, with its quiet zone
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).parent.parent / "resources" / "pictures"
ICONS = Path(__file__).parent.parent / "resources" / "icons"
UNKNOWN_ICON = "file-text"
DEFAULT_SIDE = 256
QUIET_ZONE = 4
ENDLESS = 1 << 20
KEPT_BYTES = 48 * 1024

_NAME = re.compile(r"[a-z0-9_-]{1,60}")


def install(engine: QQmlEngine) -> None:
    """Give `engine` the four kinds of image, and the application its typeface."""
    for file in sorted((_package("fontpkg_atkinson_hyperlegible") / "files").glob("*.ttf")):
        if "Italic" not in file.stem:
            QFontDatabase.addApplicationFont(str(file))
    engine.addImageProvider("icon", _Drawer(icon))
    engine.addImageProvider("picture", _Drawer(picture))
    engine.addImageProvider("pattern", _Drawer(pattern))
    engine.addImageProvider("qr", _Drawer(qr))


def warm() -> None:
    """Load the QR encoder beside the GUI thread, which it would hold up for 40 ms; call it when idle."""
    Thread(target=import_module, args=("segno",), daemon=True).start()


def icon(id: str, asked: QSize) -> QImage:
    """`weight/name/rrggbb`; what Phosphor lacks is ours, or else a sheet of paper."""
    weight, _, rest = id.partition("/")
    name, _, colour = rest.rpartition("/")
    source = _icon_source(weight, name) or _icon_source(weight, UNKNOWN_ICON) or ""
    return _render(source.replace("currentColor", f"#{colour}"), asked)


def picture(id: str, asked: QSize) -> QImage:
    """One of our drawings; a name without one becomes its first word (`tanya_choice`: `tanya`)."""
    source = _drawing(id) or _drawing(id.partition("_")[0]) or _drawing("dokumen") or ""
    return _render(source, asked)


def pattern(id: str, asked: QSize) -> QImage:
    """`name/ground/ornament`, opaque, so that tiling it costs a copy and no blending."""
    name, ground, ornament = id.split("/")
    source = (_drawing(name) or "").replace("#000001", f"#{ground}").replace("#000002", f"#{ornament}")
    return _render(source, asked).convertToFormat(QImage.Format.Format_RGB32)


def qr(id: str, asked: QSize) -> QImage:
    """Black on white, every module the same whole number of pixels, centred in the asked size."""
    segno = import_module("segno")

    modules = segno.make(QUrl.fromPercentEncoding(QByteArray(id.encode())), error="m", micro=False).matrix
    side = len(modules) + 2 * QUIET_ZONE
    small = QImage(side, side, QImage.Format.Format_RGB32)
    small.fill(Qt.GlobalColor.white)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                small.setPixelColor(x + QUIET_ZONE, y + QUIET_ZONE, Qt.GlobalColor.black)
    room = min(asked.width(), asked.height()) if not asked.isEmpty() else DEFAULT_SIDE
    whole = max(1, room // side) * side
    canvas = QImage(max(room, whole), max(room, whole), QImage.Format.Format_RGB32)
    canvas.fill(Qt.GlobalColor.white)
    with QPainter(canvas) as painter:
        at = (canvas.width() - whole) // 2
        painter.drawImage(QRect(at, at, whole, whole), small)
    return canvas


class _Drawer(QQuickImageProvider):
    """Draws what is asked and keeps what is small. Large pictures are drawn again, in 1 ms: kept, they
    would cost the screen 30 MB."""

    def __init__(self, draw: Callable[[str, QSize], QImage]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._draw = draw
        self._kept: dict[tuple[str, int, int], QImage] = {}

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        key = (id, requestedSize.width(), requestedSize.height())
        image = self._kept.get(key)
        if image is None:
            image = self._draw(id, requestedSize)
            if image.sizeInBytes() <= KEPT_BYTES:
                self._kept[key] = image
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def _render(source: str, asked: QSize) -> QImage:
    """The SVG as large as fits into `asked`; a side of 0 or less is free."""
    renderer = QSvgRenderer(QByteArray(source.encode()))
    image = QImage(_fitting(renderer.defaultSize(), asked), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(image.rect()))
    return image


def _fitting(natural: QSize, asked: QSize) -> QSize:
    if natural.isEmpty():
        natural = QSize(DEFAULT_SIDE, DEFAULT_SIDE)
    if asked.width() <= 0 and asked.height() <= 0:
        return natural
    bounds = QSize(
        asked.width() if asked.width() > 0 else ENDLESS, asked.height() if asked.height() > 0 else ENDLESS
    )
    return natural.scaled(bounds, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


@lru_cache(maxsize=256)
def _icon_source(weight: str, name: str) -> str | None:
    suffix = "" if weight == "regular" else f"-{weight}"
    file = _package("py_phosphor_icons") / "svgs" / "flat" / weight / f"{name}{suffix}.svg"
    if not (_NAME.fullmatch(name) and _NAME.fullmatch(weight)):
        return None
    return _text(file) or _text(ICONS / f"{name}.svg")


@lru_cache(maxsize=64)
def _drawing(name: str) -> str | None:
    return _text(DRAWINGS / f"{name}.svg") if _NAME.fullmatch(name) else None


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return None


@lru_cache(maxsize=4)
def _package(name: str) -> Path:
    """Folder of an installed package, without importing it: its search index alone costs 30 ms."""
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(found.submodule_search_locations[0])
