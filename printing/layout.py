"""Paper widths, and text made safe for paper: no control characters, wrapped by words, never too wide."""

from __future__ import annotations

import unicodedata
from enum import IntEnum

DOTS_PER_MM = 8
"""203 dpi, as thermal heads have it."""


class PaperWidth(IntEnum):
    """Width of the roll in millimetres."""

    MM58 = 58
    MM80 = 80

    @property
    def dots(self) -> int:
        """Printable dots of the head at 203 dpi."""
        return 384 if self is PaperWidth.MM58 else 576

    @property
    def columns(self) -> int:
        """Characters a line in font A (12 x 24 dots) at normal size."""
        return self.dots // 12


def clean(text: str) -> str:
    """One line of printable text: control, format, private and unassigned characters go, blanks become one.

    Composed (NFC), so that an accent is part of its letter.
    """
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns` (≥ 1) characters; words that are longer are broken. Blank text: no line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        if line and len(line) + 1 + len(rest) <= columns:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while len(rest) > columns:
            lines.append(rest[:columns])
            rest = rest[columns:]
        line = rest
    if line:
        lines.append(line)
    return lines


def balanced(lines: list[str]) -> list[str]:
    """The same words in as many lines of like length: centred text without a lone last word."""
    text, best = " ".join(lines), lines
    for columns in range(max(map(len, lines), default=1) - 1, 0, -1):
        tried = wrap(text, columns)
        if len(tried) != len(lines) or max(map(len, text.split())) > columns:
            return best
        best = tried
    return best
