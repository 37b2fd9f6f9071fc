"""Colours and letters of the screen, measured: 7:1 for every text, 3:1 for what marks a target, 4.8 mm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QQmlComponent, QQmlEngine

import ui
from ui import pictures

QML = Path(ui.__file__).parent / "qml"
PROBE = b"""
import QtQuick
import Anjungan.Parts
QtObject {
    readonly property var tones: [Theme.primary, Theme.plain, Theme.secondary, Theme.chosen,
        Theme.action, Theme.call, Theme.off]
    readonly property string told: JSON.stringify({
        paper: Theme.paper, card: Theme.card, ink: Theme.ink, quiet: Theme.quiet, teal: Theme.teal,
        tealSoft: Theme.tealSoft, tint: Theme.tint, overTeal: Theme.overTeal,
        overTealQuiet: Theme.overTealQuiet, accent: Theme.accent, accentTint: Theme.accentTint,
        accentLine: Theme.accentLine, ok: Theme.ok, line: Theme.line, focus: Theme.focus,
        off: Theme.off.fill,
        tones: tones.map(tone => [tone.ink, tone.quietInk, tone.fill, tone.held]),
        small: Type.small, middle: Type.middle, body: Type.body, title: Type.title,
        family: Type.family, pxPerMm: Metrics.pxPerMm
    })
}
"""


Colour = dict[str, float]
"""As QML writes a colour in JSON: `r`, `g` and `b` from 0 to 1."""


def luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in (colour["r"], colour["g"], colour["b"])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def told(qapp: QObject) -> dict[str, Any]:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    pictures.install(engine)
    component = QQmlComponent(engine)
    component.setData(PROBE, QUrl())
    assert not component.errors()
    probe = component.create()
    return dict(json.loads(str(probe.property("told"))))


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("ink", ["paper", "card", "tint", "accentTint", "off"]),
        ("quiet", ["paper", "card", "tint", "off"]),
        ("teal", ["paper", "card", "tint"]),
        ("accent", ["paper", "card", "accentTint", "off"]),
        ("ok", ["paper"]),
        ("overTeal", ["teal", "tealSoft"]),
        ("overTealQuiet", ["teal", "tealSoft"]),
    ],
)
def test_every_text_stands_out_7_to_1_from_its_ground(
    told: dict[str, Any], text: str, grounds: list[str]
) -> None:
    for ground in grounds:
        assert contrast(told[text], told[ground]) >= 7, ground


def test_every_touchable_thing_can_be_read_also_while_it_is_pressed(told: dict[str, Any]) -> None:
    for ink, quiet, fill, held in told["tones"]:
        for text in (ink, quiet):
            assert contrast(text, fill) >= 7
            assert contrast(text, held) >= 7


def test_edges_and_focus_are_seen_3_to_1(told: dict[str, Any]) -> None:
    for edge in ("line", "teal", "accentLine", "focus"):
        assert contrast(told[edge], told["paper"]) >= 3, edge


@pytest.mark.parametrize(
    ("name", "cap_mm"), [("small", 4.8), ("middle", 4.8), ("body", 7.3), ("title", 10.2)]
)
def test_capitals_are_as_tall_as_promised(told: dict[str, Any], name: str, cap_mm: float) -> None:
    font = QFont(told["family"])
    font.setPixelSize(told[name])
    assert QFontMetricsF(font).capHeight() / told["pxPerMm"] >= cap_mm
