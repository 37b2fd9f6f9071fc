"""Colours and letters of the screen, measured: 7:1 for every text, 3:1 for what marks a target, 4.8 mm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtQml import QQmlComponent, QQmlEngine

import ui
from ui import pictures

QML = Path(ui.__file__).parent / "qml"
PROBE = b"""
import QtQuick
import Anjungan.Parts
QtObject {
    property var theme: ({
        paper: Theme.paper, card: Theme.card, ink: Theme.ink, quiet: Theme.quiet, teal: Theme.teal,
        tealSoft: Theme.tealSoft, tint: Theme.tint, overTeal: Theme.overTeal, overTealQuiet: Theme.overTealQuiet,
        accent: Theme.accent, accentTint: Theme.accentTint, accentLine: Theme.accentLine, ok: Theme.ok,
        line: Theme.line, focus: Theme.focus, offFill: Theme.off.fill
    })
    property var tones: [Theme.primary, Theme.plain, Theme.secondary, Theme.chosen, Theme.quietly, Theme.action,
        Theme.call, Theme.off].map(tone => [tone.ink, tone.quietInk, tone.fill, tone.held])
    property var letters: ({ small: Type.small, middle: Type.middle, body: Type.body, title: Type.title })
    property string family: Type.family
    property real pxPerMm: Metrics.pxPerMm
}
"""


def luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def probe(qapp: QObject) -> QObject:
    engine = QQmlEngine(qapp)
    engine.addImportPath(str(QML))
    pictures.install(engine)
    component = QQmlComponent(engine)
    component.setData(PROBE, QUrl())
    assert not component.errors()
    return component.create()


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("ink", ["paper", "card", "tint", "accentTint", "offFill"]),
        ("quiet", ["paper", "card", "tint", "offFill"]),
        ("teal", ["paper", "card", "tint"]),
        ("accent", ["paper", "card", "accentTint", "offFill"]),
        ("ok", ["paper"]),
        ("overTeal", ["teal", "tealSoft"]),
        ("overTealQuiet", ["teal", "tealSoft"]),
    ],
)
def test_every_text_stands_out_7_to_1_from_its_ground(probe: QObject, text: str, grounds: list[str]) -> None:
    theme = probe.property("theme")
    for ground in grounds:
        assert contrast(theme.property(text).toVariant(), theme.property(ground).toVariant()) >= 7, ground


def test_every_touchable_thing_can_be_read_also_while_it_is_pressed(probe: QObject) -> None:
    for ink, quiet, fill, held in probe.property("tones").toVariant():
        for text in (ink, quiet):
            assert contrast(text, fill) >= 7
            assert contrast(text, held) >= 7


def test_edges_and_focus_are_seen_3_to_1(probe: QObject) -> None:
    theme = probe.property("theme")
    for edge in ("line", "teal", "accentLine", "focus"):
        assert contrast(theme.property(edge).toVariant(), theme.property("paper").toVariant()) >= 3, edge


@pytest.mark.parametrize(
    ("name", "cap_mm"), [("small", 4.8), ("middle", 4.8), ("body", 7.3), ("title", 10.2)]
)
def test_capitals_are_as_tall_as_promised(probe: QObject, name: str, cap_mm: float) -> None:
    font = QFont(str(probe.property("family")))
    font.setPixelSize(int(probe.property("letters").property(name).toNumber()))
    per_mm = float(probe.property("pxPerMm"))
    assert QFontMetricsF(font).capHeight() / per_mm >= cap_mm
