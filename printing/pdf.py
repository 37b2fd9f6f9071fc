"""Ticket and receipt as PDF, on A4 and on a roll of 80 mm; and any PDF as PNG.

Fonts are embedded, no other font is named, equal documents give equal bytes. reportlab and pypdfium2 are
loaded at the first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import assert_never

from printing import blocks, fonts, words
from printing.blocks import AMBER, INK, LINE, MM, MUTED, TEAL, TINT, WHITE, Block, Type
from printing.documents import ApplicationReceipt, Letterhead, TicketSlip
from printing.fonts import Face

POINT = 1.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on. Lengths in millimetres, type in points."""

    width: float
    height: float | None
    """None: as long as the content."""
    margin: float
    body: float
    """Size of the body type; all others follow from it."""
    qr: float

    @property
    def column(self) -> float:
        """Width of the text in points."""
        return (self.width - 2 * self.margin) * MM

    @property
    def is_roll(self) -> bool:
        return self.height is None

    def type(self, scale: float = 1, face: Face = Face.REGULAR, colour: str = INK) -> Type:
        return Type(self.body * scale, face, colour)


A4 = Sheet(width=210, height=297, margin=22, body=11, qr=36)
ROLL_80 = Sheet(width=80, height=None, margin=5, body=9, qr=32)


def render(document: TicketSlip | ApplicationReceipt, sheet: Sheet) -> bytes:
    """A PDF. Errors: TooLongForQr."""
    fonts.register()
    match document:
        case TicketSlip():
            content, title = _ticket(document, sheet), words.TICKET_NUMBER
        case ApplicationReceipt():
            content, title = _receipt(document, sheet), document.title
        case _:
            assert_never(document)
    foot = dated_foot(document.head, document.made_at, document.printed_at, sheet)
    return pages(content, foot, sheet, title, document.head.office)


def to_png(pdf: bytes, dpi: int, page: int = 0) -> bytes:
    """One page as PNG on white."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=dpi / 72).to_pil()
    out = BytesIO()
    image.save(out, "PNG", compress_level=3, dpi=(dpi, dpi))
    return out.getvalue()


# --- documents ----------------------------------------------------------------------------------------


def _ticket(ticket: TicketSlip, sheet: Sheet) -> list[Block]:
    wide = sheet.column
    large = 1.0 if sheet.is_roll else 1.7
    number = Type(sheet.body * (9.5 if sheet.is_roll else 14), Face.BOLD, TEAL, spacing=1.05)
    copy = [_copy(ticket.copy, sheet), gap(sheet, large)] if ticket.copy else []
    priority = words.priority(ticket.priority) if ticket.priority else ""

    def line(text: str, scale: float, face: Face = Face.REGULAR, colour: str = INK) -> Block:
        return blocks.paragraph(text, sheet.type(scale * large, face, colour), wide, centred=True)

    return [
        *letterhead(ticket.head, sheet),
        gap(sheet, 0.6 * large),
        line(words.TICKET_NUMBER, 1.1, colour=MUTED),
        blocks.fitted(ticket.number, number, wide, centred=True),
        gap(sheet, 0.6),
        line(ticket.service, 1.5, Face.BOLD),
        line(priority, 1.1, Face.BOLD, AMBER),
        gap(sheet, large),
        *copy,
        line(ticket.people_ahead, 1.5, Face.BOLD),
        line(ticket.wait, 1.3),
        gap(sheet, 0.4 * large),
        _centred(blocks.code(ticket.qr, sheet.qr * MM * large), wide),
        gap(sheet, 0.4 * large),
        *(line(hint, 1.1, Face.BOLD) for hint in ticket.hints),
        gap(sheet, 1),
    ]


def _receipt(receipt: ApplicationReceipt, sheet: Sheet) -> list[Block]:
    wide = sheet.column
    centred = sheet.is_roll
    title = sheet.type(1.45 if sheet.is_roll else 2, Face.BOLD, INK)
    return [
        *letterhead(receipt.head, sheet),
        gap(sheet, 0.8),
        blocks.paragraph(receipt.title, title, wide, centred=centred),
        blocks.paragraph(receipt.service, sheet.type(1.2, colour=MUTED), wide, centred=centred),
        gap(sheet, 0.8),
        _code_panel(receipt, sheet),
        *([gap(sheet, 0.9), _copy(receipt.copy, sheet)] if receipt.copy else []),
        gap(sheet, 0.9),
        *_rows(receipt, sheet),
        gap(sheet, 1.2),
        *_papers(receipt, sheet),
        *_next_steps(receipt.next_steps, sheet),
    ]


def letterhead(head: Letterhead, sheet: Sheet) -> list[Block]:
    """The office's name at the top of a paper."""
    wide = sheet.column
    double_rule = [
        blocks.rule(wide, 1.6, TEAL),
        blocks.space(1.4),
        blocks.rule(wide, 0.5, TEAL),
    ]
    if sheet.is_roll:
        names = [
            blocks.paragraph(head.above, sheet.type(colour=MUTED), wide, centred=True),
            blocks.paragraph(head.office, sheet.type(1.6, Face.BOLD, TEAL), wide, centred=True),
        ]
        return [*names, gap(sheet, 0.4), *double_rule]
    side = 15 * MM
    left = side + 5 * MM
    names = [
        blocks.paragraph(head.above, sheet.type(1.05, colour=MUTED), wide - left),
        blocks.paragraph(head.office, sheet.type(1.9, Face.BOLD, TEAL), wide - left),
    ]
    top = blocks.beside([(0, blocks.kawung(side)), (left, blocks.column(names))], middle=True)
    return [top, gap(sheet, 0.7), *double_rule, gap(sheet, 0.6)]


def _code_panel(receipt: ApplicationReceipt, sheet: Sheet) -> Block:
    pad = (3 if sheet.is_roll else 6) * MM
    wide = sheet.column - 2 * pad
    label, large = sheet.type(colour=MUTED), sheet.type(2.75, Face.BOLD, TEAL)
    symbol = blocks.code(receipt.qr, sheet.qr * MM)
    if sheet.is_roll:
        inside = [
            blocks.paragraph(words.CODE, label, wide, centred=True),
            blocks.fitted(receipt.code, large, wide, centred=True),
            gap(sheet, 0.3),
            _centred(symbol, wide),
            gap(sheet, 0.2),
            blocks.paragraph(words.SCAN, label, wide, centred=True),
        ]
        return blocks.panel(blocks.column(inside), sheet.column, pad, fill=TINT)
    room = wide - symbol.height - 6 * MM
    told = [
        blocks.paragraph(words.CODE, label, room),
        blocks.fitted(receipt.code, large, room),
        gap(sheet, 0.3),
        blocks.paragraph(words.SCAN_OR_TYPE, label, room),
    ]
    inside = [blocks.beside([(0, blocks.column(told)), (wide - symbol.height, symbol)], middle=True)]
    return blocks.panel(blocks.column(inside), sheet.column, pad, fill=TINT)


def _rows(receipt: ApplicationReceipt, sheet: Sheet) -> list[Block]:
    wide = sheet.column
    left = wide * (0.34 if sheet.is_roll else 0.28)
    pairs = [(words.TICKET_NUMBER, receipt.ticket_number)] if receipt.ticket_number else []
    pairs += [(row.label, row.value) for row in receipt.rows]
    made: list[Block] = []
    for label, value in pairs:
        parts = [
            (0.0, blocks.paragraph(label, sheet.type(colour=MUTED), left - 2 * MM)),
            (left, blocks.paragraph(value, sheet.type(face=Face.BOLD), wide - left)),
        ]
        row = [gap(sheet, 0.28), blocks.beside(parts), gap(sheet, 0.28), blocks.rule(wide, 0.5, LINE)]
        made.append(blocks.column(row))
    return made


def _papers(receipt: ApplicationReceipt, sheet: Sheet) -> list[Block]:
    """Handed in and missing, side by side where there is room."""
    size = sheet.body * 1.05
    gutter = 8 * MM
    wide = sheet.column if sheet.is_roll else (sheet.column - gutter) / 2
    lists = [
        listed(words.HANDED_IN, [(blocks.tick(size), text) for text in receipt.handed_in], sheet, wide),
        listed(words.MISSING, [(blocks.box(size), text) for text in receipt.missing], sheet, wide),
    ]
    shown = [made for made in lists if made]
    if sheet.is_roll:
        return [block for made in shown for block in made]
    places = [(n * (wide + gutter), blocks.column(made)) for n, made in enumerate(shown)]
    return [blocks.beside(places)] if places else []


def _next_steps(steps: Sequence[str], sheet: Sheet) -> list[Block]:
    size = sheet.body * 1.5
    marked = [(blocks.numeral(n, size), text) for n, text in enumerate(steps, 1)]
    return listed(words.NEXT_STEPS, marked, sheet, sheet.column)


def listed(title: str, items: Sequence[tuple[Block, str]], sheet: Sheet, wide: float) -> list[Block]:
    """Title and items; nothing for no items. The title stays with the first item."""
    made = [
        blocks.column([blocks.item(mark, text, sheet.type(), wide), gap(sheet, 0.35)]) for mark, text in items
    ]
    if not made:
        return []
    heading = blocks.paragraph(title, sheet.type(1.15, Face.BOLD, TEAL), wide)
    return [blocks.column([heading, gap(sheet, 0.4), made[0]]), *made[1:], gap(sheet, 0.9)]


def _copy(number: int, sheet: Sheet) -> Block:
    stamp = blocks.paragraph(
        words.copy(number), sheet.type(1.5, Face.BOLD), sheet.column - 4 * MM, centred=True
    )
    return blocks.panel(stamp, sheet.column, 2 * MM, fill=WHITE, line=INK)


def dated_foot(head: Letterhead, made_at: str, printed_at: str, sheet: Sheet) -> Block:
    """When it was made and printed, and where to ask."""
    wide, small = sheet.column, sheet.type(0.85, colour=MUTED)
    times = f"{words.made(made_at)} · {words.printed(printed_at)}"
    lines = [
        blocks.paragraph(times, small, wide, centred=sheet.is_roll),
        blocks.paragraph(head.footer, small, wide, centred=sheet.is_roll),
    ]
    return blocks.column([blocks.rule(wide, 0.5, LINE), gap(sheet, 0.4), *lines])


def _centred(block: Block, wide: float) -> Block:
    """A square block in the middle."""
    return blocks.beside([((wide - block.height) / 2, block)])


def gap(sheet: Sheet, ems: float) -> Block:
    """Space in sizes of the body type."""
    return blocks.space(sheet.body * ems)


# --- pages --------------------------------------------------------------------------------------------


def pages(
    content: Sequence[Block],
    foot: Block,
    sheet: Sheet,
    title: str,
    office: str,
    *,
    under: Block | None = None,
) -> bytes:
    """Content from the top, the foot at the end of each page; a roll is one page as long as it needs.

    `under` is drawn below the content of every page, from the top left corner of the sheet.
    """
    from reportlab.pdfgen.canvas import Canvas

    margin = sheet.margin * MM
    total = sum(block.height for block in content)
    height = 2 * margin + total + foot.height if sheet.height is None else sheet.height * MM
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(sheet.width * MM, height),
        invariant=1,
        initialFontName=Face.REGULAR.value,  # type: ignore[arg-type] # the stubs say float
        lang="id",
    )
    canvas.setTitle(title)
    canvas.setAuthor(office)
    lowest = margin + foot.height
    top = height - margin
    below = under or blocks.space(0)
    below.draw(canvas, 0, height)
    for block in content:
        if top - block.height < lowest - POINT and top < height - margin:
            foot.draw(canvas, margin, lowest)
            canvas.showPage()
            below.draw(canvas, 0, height)
            top = height - margin
        block.draw(canvas, margin, top)
        top -= block.height
    foot.draw(canvas, margin, lowest)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
