"""What ESC/POS bytes put on paper: a print head without ink, for the virtual printer and the preview.

Positions are dots from the top left of the printable strip. A line is as high as its highest character,
at least 30 dots; characters stand on its foot; what is too wide goes on in the next line, as in a printer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from printing import codepage, qr
from printing.commands import Piece
from printing.layout import PaperWidth

CELL_WIDE, CELL_HIGH, LINE = 12, 24, 30
CUTTER = 96
"""Dots between head and cutter."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character in its cell."""

    x: int
    y: int
    char: str
    wide: int
    high: int
    bold: bool
    reverse: bool


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR without its quiet zone."""

    x: int
    y: int
    module: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Raster:
    """Dots as they were sent; those beyond the edge are on no paper."""

    x: int
    y: int
    rows: tuple[bytes, ...]
    scale: int
    """1, or 2 where every dot is printed twice as wide and high."""


Mark = Glyph | Symbol | Raster


@dataclass(frozen=True, slots=True)
class Drawing:
    """One cut slip."""

    width: PaperWidth
    marks: tuple[Mark, ...]
    height: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its printed lines, top to bottom."""
        lines: dict[int, list[Glyph]] = {}
        for mark in self.marks:
            if isinstance(mark, Glyph):
                lines.setdefault(mark.y + CELL_HIGH * mark.high, []).append(mark)
        return tuple("".join(g.char for g in line).strip() for _, line in sorted(lines.items()))


@dataclass(frozen=True, slots=True)
class _Style:
    wide: int = 1
    high: int = 1
    bold: bool = False
    reverse: bool = False
    align: int = 0
    line: int = LINE


class Pen:
    """Takes whole commands one by one."""

    def __init__(self, width: PaperWidth) -> None:
        self.width = width
        self._style = _Style()
        self._line: list[Glyph] = []
        self._codec = codepage.CODEC
        self._module = 3
        self._symbol = b""
        self._marks: list[Mark] = []
        self._y = 0

    @property
    def fed(self) -> int:
        """Dots of paper since the last cut."""
        return self._y

    def uncut(self) -> Drawing:
        """What is on the paper since the last cut."""
        return Drawing(self.width, tuple(self._marks), self._y)

    def forget(self) -> None:
        """Power was lost: style, line and symbol are gone, the paper is as it is."""
        self._style, self._line, self._codec = _Style(), [], codepage.CODEC
        self._module, self._symbol = 3, b""

    def take(self, piece: Piece) -> Drawing | None:
        """Do one command; a drawing when it was a cut."""
        data = piece.data
        match piece.name:
            case "text":
                for char in codepage.decode(bytes(b for b in data if b >= 0x20), self._codec):
                    self._char(char)
            case "LF":
                self._feed(self._style.line)
            case "ESC J":
                self._feed(data[0])
            case "ESC d":
                for _ in range(data[0]):
                    self._feed(self._style.line)
            case "ESC @":
                self._style, self._line, self._codec = _Style(), [], codepage.CODEC
            case "ESC a":
                self._style = replace(self._style, align=data[0] % 48)
            case "ESC E":
                self._style = replace(self._style, bold=bool(data[0] & 1))
            case "ESC 2":
                self._style = replace(self._style, line=LINE)
            case "ESC 3":
                self._style = replace(self._style, line=data[0])
            case "GS !":
                self._style = replace(self._style, wide=(data[0] >> 4 & 7) + 1, high=(data[0] & 7) + 1)
            case "GS B":
                self._style = replace(self._style, reverse=bool(data[0] & 1))
            case "GS (k":
                self._code(data)
            case "GS v":
                self._raster(data)
            case "ESC t":
                self._codec = codepage.PAGES.get(data[0], codepage.CODEC)
            case "ESC i":
                return self._cut(False)
            case "GS V":
                return self._cut(data[0] >= 65)
            case _:
                pass
        return None

    def _char(self, char: str) -> None:
        style = self._style
        wide = CELL_WIDE * style.wide
        x = self._line[-1].x + CELL_WIDE * self._line[-1].wide if self._line else 0
        if x + wide > self.width.dots:
            self._feed(style.line)
            x = 0
        self._line.append(Glyph(x, 0, char, style.wide, style.high, style.bold, style.reverse))

    def _feed(self, dots: int) -> None:
        high = max((CELL_HIGH * glyph.high for glyph in self._line), default=0)
        if self._line:
            last = self._line[-1]
            left = self._left(last.x + CELL_WIDE * last.wide)
            self._marks += (
                replace(g, x=left + g.x, y=self._y + high - CELL_HIGH * g.high) for g in self._line
            )
        self._line = []
        self._y += max(dots, high)

    def _left(self, wide: int) -> int:
        return (self.width.dots - wide) * self._style.align // 2

    def _code(self, data: bytes) -> None:
        match data[:2]:
            case b"1C":
                self._module = data[2]
            case b"1P":
                self._symbol = data[3:]
            case b"1Q":
                side = qr.modules(self._symbol) * self._module
                self._marks.append(Symbol(self._left(side), self._y, self._module, self._symbol))
                self._y += side
            case _:
                pass

    def _raster(self, data: bytes) -> None:
        """m, width in bytes and height as two bytes each, rows."""
        wide, high, scale = data[1] + 256 * data[2], data[3] + 256 * data[4], 2 if data[0] % 48 == 3 else 1
        if wide == 0:
            return
        rows = tuple(data[5 + wide * n : 5 + wide * (n + 1)] for n in range(high))
        self._marks.append(Raster(max(0, self._left(8 * wide * scale)), self._y, rows, scale))
        self._y += high * scale

    def _cut(self, feeds: bool) -> Drawing:
        self._y += CUTTER if feeds else 0
        drawing = self.uncut()
        self._marks, self._y = [], 0
        return drawing
