"""Atkinson Hyperlegible, drawn for low vision: where its files are and which characters it has."""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import cache
from pathlib import Path


class Face(Enum):
    """The value is the name of the font in a PDF."""

    REGULAR = "AtkinsonHyperlegible-Regular"
    BOLD = "AtkinsonHyperlegible-Bold"


def path(face: Face) -> Path:
    """The TrueType file of a face."""
    import fontpkg_atkinson_hyperlegible as package

    return Path(package.ROOT, "files", f"{face.value}.ttf")


@cache
def register() -> dict[Face, frozenset[int]]:
    """Make the faces known to reportlab, once in a process; the characters that each has a drawing for."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    drawn = {}
    for face in Face:
        font = TTFont(face.value, str(path(face)))
        pdfmetrics.registerFont(font)
        drawn[face] = frozenset(font.face.charToGlyph)
    return drawn


def covers(char: str) -> bool:
    """Whether both faces draw it, told without loading them."""
    return char in _COVERED


def drawable(text: str, face: Face) -> str:
    """The text; a letter that the font lacks loses its accent, or becomes "?" as on a slip.

    reportlab itself would print a blank in silence.
    """
    has = register()[face]
    if has.issuperset(map(ord, text)):
        return text
    plain = "".join(char if ord(char) in has else _base(char) for char in text)
    return "".join(char if ord(char) in has else "?" for char in plain)


_COVERED = frozenset(
    [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *"–—‘’‚“”„†‡•…‰‹›⁄€™−√∞≈≠≤≥"]
)
"""Latin as offices write it."""


def _base(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)) or char
