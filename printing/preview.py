"""What is on the paper, as a PNG: 203 dpi, one pixel a dot, the slip lying on a quiet ground.

Pillow and segno are loaded at the first drawing.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from printing import codepage, fonts, qr
from printing.commands import split
from printing.layout import DOTS_PER_MM, PaperWidth
from printing.pen import CELL_HIGH, CELL_WIDE, CUTTER, Drawing, Glyph, Pen, Raster, Symbol

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

GROUND, PAPER, INK, SHADOW = (232, 228, 220), (254, 254, 252), (22, 24, 28), (196, 190, 178)
DESK = 28
"""Ground around the paper, dots."""
TOP = 4 * DOTS_PER_MM
TOOTH = 6
"""Height of the teeth that the cutter leaves, dots."""


def drawings(data: bytes, width: PaperWidth) -> list[Drawing]:
    """The slips that a printer makes of `data`; what is not cut is no slip."""
    pen = Pen(width)
    return [drawing for piece in split(data)[0] if (drawing := pen.take(piece)) is not None]


def to_png(drawing: Drawing) -> bytes:
    """PNG of one slip."""
    out = BytesIO()
    _on_desk(_paper(drawing)).save(out, "PNG", compress_level=3)
    return out.getvalue()


def _paper(drawing: Drawing) -> Image:
    """The strip with its unprintable edges, 0 white and 255 ink."""
    from PIL import Image

    edge = _edge(drawing.width)
    high = max(TOP + drawing.height - CUTTER // 2, 2 * TOP)
    paper = Image.new("L", (drawing.width.dots + 2 * edge, high), 0)
    for mark in drawing.marks:
        match mark:
            case Glyph():
                _glyph(paper, mark, mark.x + edge, mark.y + TOP)
            case Symbol():
                paper.paste(_symbol(mark.data, mark.module), (mark.x + edge, mark.y + TOP))
            case Raster():
                dots = _dots(mark, drawing.width.dots - mark.x)
                paper.paste(255, (mark.x + edge, mark.y + TOP), dots)
            case _:
                assert_never(mark)
    return paper


def _edge(width: PaperWidth) -> int:
    return (width * DOTS_PER_MM - width.dots) // 2


def _glyph(paper: Image, mark: Glyph, x: int, y: int) -> None:
    from PIL import ImageChops

    if mark.char == codepage.RULE:
        middle = y + CELL_HIGH * mark.high // 2
        paper.paste(255, (x, middle - 1, x + CELL_WIDE * mark.wide, middle + 1))
        return
    cell = _cell(mark.char, mark.wide, mark.high, mark.bold)
    paper.paste(ImageChops.invert(cell) if mark.reverse else cell, (x, y))


@lru_cache(maxsize=1024)
def _cell(char: str, wide: int, high: int, bold: bool) -> Image:
    """A character in a cell of a thermal head: the proportional letter narrowed until it fits."""
    from PIL import Image, ImageDraw

    cell = Image.new("L", (CELL_WIDE * wide, CELL_HIGH * high), 0)
    font = _font(bold, round(24 * high))
    left, _, right, _ = font.getbbox(char)
    natural = round(right - left)
    if natural <= 0:
        return cell
    letter = Image.new("L", (natural, cell.height), 0)
    ImageDraw.Draw(letter).text((-left, round(19 * high)), char, fill=255, font=font, anchor="ls")
    fitted = max(1, min(round(natural * wide / high * 0.92), cell.width - wide))
    narrowed = letter.resize((fitted, cell.height), Image.Resampling.LANCZOS)
    cell.paste(narrowed, ((cell.width - fitted) // 2, 0))
    return cell


@lru_cache(maxsize=32)
def _font(bold: bool, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(fonts.path(fonts.Face.BOLD if bold else fonts.Face.REGULAR)), size)


def _dots(mark: Raster, room: int) -> Image:
    """A mask of the dots, cut off where the head ends."""
    from PIL import Image

    size = (8 * len(mark.rows[0]), len(mark.rows))
    sent = Image.frombytes("1", size, b"".join(mark.rows)).convert("L")
    printed = sent.resize((size[0] * mark.scale, size[1] * mark.scale), Image.Resampling.NEAREST)
    return printed.crop((0, 0, min(room, printed.width), printed.height))


def _symbol(data: bytes, module: int) -> Image:
    from PIL import Image

    rows = qr.matrix(data)
    small = Image.frombytes("L", (len(rows), len(rows)), bytes(255 * dark for row in rows for dark in row))
    return small.resize((len(rows) * module, len(rows) * module), Image.Resampling.NEAREST)


def _on_desk(ink: Image) -> Image:
    """The printed strip with the cutter's teeth and a soft shadow."""
    from PIL import Image, ImageDraw, ImageFilter

    shape = Image.new("L", ink.size, 255)
    draw = ImageDraw.Draw(shape)
    wide, high = ink.size
    for x in range(0, wide, 2 * TOOTH):
        draw.polygon([(x, high), (x + TOOTH, high - TOOTH), (x + 2 * TOOTH, high)], fill=0)
        draw.polygon([(x, 0), (x + TOOTH, TOOTH), (x + 2 * TOOTH, 0)], fill=0)
    desk = Image.new("RGB", (wide + 2 * DESK, high + 2 * DESK), GROUND)
    shadow = Image.new("L", desk.size, 0)
    shadow.paste(shape, (DESK, DESK + 5))
    desk.paste(SHADOW, mask=shadow.filter(ImageFilter.GaussianBlur(6)))
    desk.paste(PAPER, (DESK, DESK), mask=shape)
    desk.paste(INK, (DESK, DESK), mask=ink)
    return desk
