"""Pieces of a page for reportlab: each knows its height and draws itself below a given edge.

Lengths are points. Marks are drawn, not written, so they look the same whatever the font has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from printing import fonts, qr
from printing.fonts import Face
from printing.layout import clean

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
CAPITAL = 0.668
"""Height of a capital of Atkinson Hyperlegible, in ems."""

INK, MUTED, LINE, TEAL, TINT, AMBER, WHITE = (
    "#16202A", "#46525D", "#B9C1C7", "#0B4F4A", "#E3F0EE", "#8A4B00", "#FFFFFF"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Type:
    """How words look."""

    size: float
    face: Face = Face.REGULAR
    colour: str = INK
    spacing: float = 1.32

    @property
    def leading(self) -> float:
        """Height of a line."""
        return self.size * self.spacing


@dataclass(frozen=True, slots=True)
class Block:
    height: float
    draw: Callable[[Canvas, float, float], None]
    """Canvas, left edge, top edge."""


def space(height: float) -> Block:
    return Block(height, lambda canvas, x, top: None)


def column(blocks: Sequence[Block]) -> Block:
    """Blocks below each other."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for block in blocks:
            block.draw(canvas, x, top)
            top -= block.height

    return Block(sum(block.height for block in blocks), draw)


def beside(parts: Sequence[tuple[float, Block]], *, middle: bool = False) -> Block:
    """Blocks next to each other, each with its distance from the left edge."""
    height = max((block.height for _, block in parts), default=0)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for left, block in parts:
            block.draw(canvas, x + left, top - ((height - block.height) / 2 if middle else 0))

    return Block(height, draw)


def paragraph(text: str, kind: Type, width: float, *, centred: bool = False) -> Block:
    """Wrapped text; no height if it is blank."""
    lines = _wrapped(fonts.drawable(clean(text), kind.face), kind, width)
    if centred:
        lines = _balanced(lines, kind, width)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(kind.colour)
        canvas.setFont(kind.face.value, kind.size)
        baseline = top - (kind.leading + CAPITAL * kind.size) / 2
        for line in lines:
            if centred:
                canvas.drawCentredString(x + width / 2, baseline, line)
            else:
                canvas.drawString(x, baseline, line)
            baseline -= kind.leading

    return Block(kind.leading * len(lines), draw)


def fitted(text: str, kind: Type, width: float, *, centred: bool = False) -> Block:
    """One line in the largest size up to the given one that fits."""
    natural = _width(fonts.drawable(clean(text), kind.face), kind)
    size = kind.size * min(1.0, width / natural) if natural else kind.size
    return paragraph(text, replace(kind, size=size * 0.999), width, centred=centred)


def rule(width: float, weight: float, colour: str) -> Block:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(colour)
        canvas.rect(x, top - weight, width, weight, stroke=0, fill=1)

    return Block(weight, draw)


def panel(inside: Block, width: float, pad: float, *, fill: str, line: str | None = None) -> Block:
    """A rounded box around a block."""
    height = inside.height + 2 * pad

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(fill)
        if line is not None:
            canvas.setStrokeColor(line)
            canvas.setLineWidth(1.1)
        canvas.roundRect(x, top - height, width, height, 2.2 * MM, stroke=int(line is not None), fill=1)
        inside.draw(canvas, x + pad, top - pad)

    return Block(height, draw)


def code(text: str, side: float) -> Block:
    """A QR as one vector path on white, quiet zone included. Errors: TooLongForQr."""
    rows = qr.matrix(clean(text).encode())
    unit = side / (len(rows) + 2 * qr.QUIET)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(WHITE)
        canvas.roundRect(x, top - side, side, side, 1.5 * MM, stroke=0, fill=1)
        path = canvas.beginPath()
        for down, row in enumerate(rows, qr.QUIET):
            across = qr.QUIET
            for dark, run in groupby(row):
                length = len(list(run))
                if dark:
                    # a hair taller than a module, or renderers leave light seams between rows
                    path.rect(x + across * unit, top - (down + 1) * unit, length * unit, unit * 1.02)
                across += length
        canvas.setFillColor("#000000")
        canvas.drawPath(path, stroke=0, fill=1, fillMode=1)  # non-zero: overlaps stay dark

    return Block(side, draw)


def tick(size: float) -> Block:
    """A filled box with a tick: handed in."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(TEAL)
        canvas.roundRect(x, top - size, size, size, size * 0.18, stroke=0, fill=1)
        canvas.setStrokeColor(WHITE)
        canvas.setLineWidth(size * 0.14)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(x + size * 0.24, top - size * 0.53)
        path.lineTo(x + size * 0.43, top - size * 0.72)
        path.lineTo(x + size * 0.77, top - size * 0.31)
        canvas.drawPath(path, stroke=1, fill=0)

    return Block(size, draw)


def box(size: float) -> Block:
    """An empty box: still missing."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        weight = size * 0.11
        canvas.setStrokeColor(AMBER)
        canvas.setLineWidth(weight)
        inner = size - weight
        canvas.roundRect(x + weight / 2, top - size + weight / 2, inner, inner, size * 0.15, stroke=1, fill=0)

    return Block(size, draw)


def numeral(number: int, size: float) -> Block:
    """A number in a ring."""
    kind = Type(size * 0.62, Face.BOLD, TEAL)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(0.9)
        canvas.circle(x + size / 2, top - size / 2, size / 2 - 0.45, stroke=1, fill=0)
        canvas.setFillColor(kind.colour)
        canvas.setFont(kind.face.value, kind.size)
        canvas.drawCentredString(x + size / 2, top - size / 2 - CAPITAL * kind.size / 2, str(number))

    return Block(size, draw)


def kawung(side: float) -> Block:
    """Four petals of the batik pattern on teal: the only ornament."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(TEAL)
        canvas.roundRect(x, top - side, side, side, side * 0.16, stroke=0, fill=1)
        centre = (x + side / 2, top - side / 2)
        for turn in (45, 135, 225, 315):
            canvas.saveState()
            canvas.translate(*centre)
            canvas.rotate(turn)
            canvas.setFillColor(WHITE)
            canvas.ellipse(side * 0.07, -side * 0.115, side * 0.46, side * 0.115, stroke=0, fill=1)
            canvas.setFillColor(TEAL)
            canvas.ellipse(side * 0.2, -side * 0.03, side * 0.34, side * 0.03, stroke=0, fill=1)
            canvas.restoreState()

    return Block(side, draw)


def item(mark: Block, text: str, kind: Type, width: float) -> Block:
    """A line of a list: its mark stands on the middle of the first line."""
    gap = mark.height + 2 * MM
    words = paragraph(text, kind, width - gap)
    lower = (kind.leading - mark.height) / 2
    return beside(
        [(0, column([space(max(0.0, lower)), mark])), (gap, column([space(max(0.0, -lower)), words]))]
    )


def _width(text: str, kind: Type) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, kind.face.value, kind.size))


def _wrapped(text: str, kind: Type, width: float) -> list[str]:
    """Lines no wider than `width`; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if _width(joined, kind) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, kind, width)
        lines += whole
    return [*lines, line] if line else lines


def _pieces(word: str, kind: Type, width: float) -> list[str]:
    """A word in pieces no wider than `width`, or of one letter."""
    pieces, piece, taken = [], "", 0.0
    for char in word:
        wide = _width(char, kind)
        if piece and taken + wide > width:
            pieces.append(piece)
            piece, taken = "", 0.0
        piece, taken = piece + char, taken + wide
    return [*pieces, piece]


def _balanced(lines: list[str], kind: Type, width: float) -> list[str]:
    """The same words in as many lines of like length, without a lone last word."""
    text, best, narrow = " ".join(lines), lines, width / len(lines) if lines else width
    for _ in range(5 if len(lines) > 1 else 0):
        middle = (narrow + width) / 2
        tried = _wrapped(text, kind, middle)
        if len(tried) == len(lines) and " ".join(tried) == text:
            best, width = tried, middle
        else:
            narrow = middle
    return best
