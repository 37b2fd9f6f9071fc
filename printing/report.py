"""The daily report as PDF on A4: figures at a glance, the line of waiting, tables.

Fonts are embedded, equal documents give equal bytes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from printing import blocks, fonts, pdf
from printing.blocks import LINE, MM, MUTED, TEAL, TINT, Block, Type
from printing.documents import DailyReport, Figure, Table
from printing.fonts import Face
from printing.pdf import A4, gap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

A_ROW: Final = 4
"""Figures beside each other."""
GUTTER: Final = 4 * MM
CURVE_HIGH: Final = 42 * MM
BETWEEN: Final = 6 * MM
"""Columns of figures."""


def render(report: DailyReport) -> bytes:
    """A PDF."""
    fonts.register()
    wide = A4.column
    content = [
        *pdf.letterhead(report.head, A4),
        blocks.paragraph(report.title, A4.type(2, Face.BOLD), wide),
        blocks.paragraph(report.day, A4.type(1.2, colour=MUTED), wide),
        gap(A4, 1),
        *_figures(report.figures, wide),
        *_curve(report, wide),
        *(block for table in report.tables for block in _table(table, wide)),
        *(blocks.paragraph(note, A4.type(0.85, colour=MUTED), wide) for note in report.notes),
    ]
    foot = pdf.dated_foot(report.head, report.made_at, report.printed_at, A4)
    return pdf.pages(content, foot, A4, f"{report.title}, {report.day}", report.head.office)


def _figures(figures: Sequence[Figure], wide: float) -> list[Block]:
    each = (wide - (A_ROW - 1) * GUTTER) / A_ROW
    rows = [figures[start : start + A_ROW] for start in range(0, len(figures), A_ROW)]
    made: list[Block] = []
    for row in rows:
        parts = [(n * (each + GUTTER), _figure(figure, each)) for n, figure in enumerate(row)]
        made += [blocks.beside(parts), gap(A4, 0.5)]
    return made


def _figure(figure: Figure, wide: float) -> Block:
    pad = 3 * MM
    inside = wide - 2 * pad
    told = [
        blocks.fitted(figure.value, A4.type(2.1, Face.BOLD, TEAL), inside),
        blocks.fitted(figure.label, A4.type(0.9, colour=MUTED), inside),
    ]
    return blocks.panel(blocks.column(told), wide, pad, fill=TINT)


def _curve(report: DailyReport, wide: float) -> list[Block]:
    if len(report.curve) < 2:
        return []
    title = blocks.paragraph(report.curve_title, A4.type(1.15, Face.BOLD, TEAL), wide)
    return [gap(A4, 0.6), blocks.column([title, gap(A4, 0.5), _line(report.curve, wide)]), gap(A4, 0.8)]


def _line(points: Sequence[tuple[int, int]], wide: float) -> Block:
    """Steps under a line, with hours below and two heights beside."""
    small = Type(A4.body * 0.75, Face.REGULAR, MUTED)
    left, below = 9 * MM, 6 * MM
    first, last = points[0][0], points[-1][0]
    top_value = _round_up(max(count for _, count in points))

    def draw(canvas: Canvas, x: float, top: float) -> None:
        across, high = wide - left, CURVE_HIGH - below
        base = top - high

        def place(minute: float, count: float) -> tuple[float, float]:
            return x + left + (minute - first) / (last - first) * across, base + count / top_value * high

        canvas.setFont(small.face.value, small.size)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(LINE)
        canvas.setFillColor(small.colour)
        for count in (0, top_value / 2, top_value):
            _, y = place(first, count)
            canvas.line(x + left, y, x + wide, y)
            canvas.drawRightString(x + left - 1.5 * MM, y - small.size * 0.3, f"{count:g}")
        for hour in range(math.ceil(first / 60), last // 60 + 1):
            at, _ = place(hour * 60, 0)
            canvas.drawCentredString(at, base - small.size * 1.5, f"{hour:02}.00")
        path = canvas.beginPath()
        path.moveTo(*place(first, 0))
        for minute, count in points:
            path.lineTo(*place(minute, count))
        path.lineTo(*place(last, 0))
        path.close()
        canvas.setFillColor(TINT)
        canvas.drawPath(path, stroke=0, fill=1)
        edge = canvas.beginPath()
        edge.moveTo(*place(*points[0]))
        for point in points[1:]:
            edge.lineTo(*place(*point))
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(1.4)
        canvas.setLineJoin(1)
        canvas.drawPath(edge, stroke=1, fill=0)

    return Block(CURVE_HIGH, draw)


def _round_up(most: int) -> int:
    """An even number on or above `most`."""
    step = 2 if most <= 10 else 10
    return max(2, -(-most // step) * step)


def _table(table: Table, wide: float) -> list[Block]:
    """Title, headings and the first row stay together; nothing for no rows."""
    if not table.rows:
        return []
    title = blocks.paragraph(table.title, A4.type(1.15, Face.BOLD, TEAL), wide)
    small, plain = A4.type(0.8, colour=MUTED), A4.type(0.95)
    columns = [
        max(_width(heading, small), *(_width(cell, plain) for cell in cells)) + BETWEEN
        for heading, cells in zip(table.headings, zip(*table.rows, strict=True), strict=True)
    ][1:]
    rows = [_ruled(_row(row, plain, wide, columns), wide) for row in table.rows]
    heading = _row(table.headings, small, wide, columns)
    top = blocks.column([gap(A4, 0.5), title, gap(A4, 0.3), heading, gap(A4, 0.2), rows[0]])
    return [top, *rows[1:], gap(A4, 0.6)]


def _row(cells: Sequence[str], kind: Type, wide: float, columns: Sequence[float]) -> Block:
    left = wide - sum(columns)
    parts = [(0.0, blocks.paragraph(cells[0], kind, left - 2 * MM))]
    for cell, column in zip(cells[1:], columns, strict=True):
        parts.append((left, _right(cell, kind, column)))
        left += column
    return blocks.beside(parts)


def _width(text: str, kind: Type) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(max(stringWidth(line, kind.face.value, kind.size) for line in text.split("\n")))


def _right(text: str, kind: Type, wide: float) -> Block:
    """One or more lines that end at the right edge."""
    lines = [fonts.drawable(line, kind.face) for line in text.split("\n")]

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(kind.colour)
        canvas.setFont(kind.face.value, kind.size)
        baseline = top - (kind.leading + blocks.CAPITAL * kind.size) / 2
        for line in lines:
            canvas.drawRightString(x + wide, baseline, line)
            baseline -= kind.leading

    return Block(kind.leading * len(lines), draw)


def _ruled(row: Block, wide: float) -> Block:
    return blocks.column([blocks.rule(wide, 0.5, LINE), gap(A4, 0.18), row, gap(A4, 0.18)])
