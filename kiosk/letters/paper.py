"""The papers of a counter as PDF on A4, from the same blocks as tickets and receipts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, assert_never

from kiosk.letters.documents import FormSheet, Group, Letter, Need
from kiosk.letters.template import Listed, Paragraph, Part, Row
from printing import blocks, fonts, pdf
from printing.blocks import INK, LINE, MM, MUTED, TEAL, TINT, Block, Type
from printing.fonts import Face
from printing.pdf import A4, gap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DRAFT: Final = "KONSEP"
_PALE: Final = "#E9E4DA"
_SIGNING_MM: Final = 22
"""Room for a signature and a stamp."""


def form_sheet(form: FormSheet) -> bytes:
    """*Lembar permohonan*."""
    fonts.register()
    wide = A4.column
    content = [
        *pdf.letterhead(form.head, A4),
        gap(A4, 0.8),
        blocks.paragraph("Lembar permohonan", A4.type(2, Face.BOLD), wide),
        blocks.paragraph(form.service, A4.type(1.2, colour=MUTED), wide),
        gap(A4, 0.8),
        _code(form),
        gap(A4, 0.8),
        *(block for group in form.groups for block in _group(group)),
        *_needs(form.needs),
        *([blocks.paragraph(form.declaration, A4.type(), wide), gap(A4, 1)] if form.declaration else []),
        _signatures(("Pemohon", "Petugas")),
    ]
    foot = _foot(f"Lembar permohonan {form.code} · dicetak {form.printed_at}")
    return pdf.pages(content, foot, A4, "Lembar permohonan", form.head.office)


def letter(draft: Letter) -> bytes:
    """A draft letter, marked on every page."""
    fonts.register()
    wide = A4.column
    content = [
        *_formal_head(draft),
        gap(A4, 1.6),
        blocks.paragraph(draft.title.upper(), A4.type(1.35, Face.BOLD), wide, centred=True),
        blocks.paragraph(f"Nomor: {draft.number}", A4.type(), wide, centred=True),
        gap(A4, 1.6),
        *_parts(draft.parts),
        gap(A4, 1.2),
        _signed(draft),
    ]
    foot = _foot(
        f"Konsep dari permohonan {draft.code}, dicetak {draft.printed_at}. Sah setelah ditandatangani."
    )
    return pdf.pages(content, foot, A4, draft.title, draft.head.office, under=_watermark())


def _code(form: FormSheet) -> Block:
    pad = 5 * MM
    wide = A4.column - 2 * pad
    symbol = blocks.code(form.qr, 28 * MM)
    room = wide - symbol.height - 6 * MM
    told = [
        blocks.paragraph("Kode permohonan", A4.type(colour=MUTED), room),
        blocks.fitted(form.code, A4.type(2, Face.BOLD, TEAL), room),
        gap(A4, 0.3),
        *(_pair(label, value, room) for label, value in form.facts),
    ]
    inside = blocks.beside([(0, blocks.column(told)), (wide - symbol.height, symbol)], middle=True)
    return blocks.panel(inside, A4.column, pad, fill=TINT)


def _group(group: Group) -> list[Block]:
    rows = [
        blocks.column([gap(A4, 0.2), _pair(*row, A4.column), gap(A4, 0.2), blocks.rule(A4.column, 0.5, LINE)])
        for row in group.rows
    ]
    if not rows:
        return []
    if not group.title:
        return [*rows, gap(A4, 0.9)]
    title = blocks.paragraph(group.title, A4.type(1.15, Face.BOLD, TEAL), A4.column)
    return [blocks.column([title, rows[0]]), *rows[1:], gap(A4, 0.9)]


def _needs(needs: Iterable[Need]) -> list[Block]:
    size = A4.body * 1.05
    marked = [(blocks.tick(size) if need.seen else blocks.box(size), need.title) for need in needs]
    return pdf.listed("Persyaratan (dicentang: asli sudah dilihat)", marked, A4, A4.column)


def _pair(label: str, value: str, wide: float) -> Block:
    left = wide * 0.42
    return blocks.beside(
        [
            (0, blocks.paragraph(label, A4.type(colour=MUTED), left - 3 * MM)),
            (left, blocks.paragraph(value, A4.type(face=Face.BOLD), wide - left)),
        ]
    )


def _formal_head(draft: Letter) -> list[Block]:
    """As letters of the government have it: the regency above, the office large, a double rule."""
    wide, side = A4.column, 17 * MM

    def centred(text: str, kind: Type) -> Block:
        return blocks.paragraph(text, kind, wide - 2 * side, centred=True)

    names = [
        centred(f"Pemerintah {draft.head.above}".upper(), A4.type(1.15)),
        centred(draft.head.office.upper(), A4.type(1.6, Face.BOLD)),
        centred(draft.head.footer, A4.type(0.85, colour=MUTED)),
    ]
    top = blocks.beside([(0, blocks.kawung(side * 0.86)), (side, blocks.column(names))], middle=True)
    rules = [blocks.rule(wide, 1.8, INK), blocks.space(1.4), blocks.rule(wide, 0.6, INK)]
    return [top, gap(A4, 0.6), *rules]


def _parts(parts: Iterable[Part]) -> list[Block]:
    wide, kind = A4.column, Type(A4.body, spacing=1.5)
    made: list[Block] = []
    for part in parts:
        match part:
            case Paragraph(text=text):
                made += [gap(A4, 0.35), blocks.paragraph(text, kind, wide), gap(A4, 0.35)]
            case Row(label=label, value=value):
                made.append(_lettered_row(label, value, kind))
            case Listed(items=items):
                made += [
                    blocks.item(blocks.numeral(at, A4.body * 1.3), text, kind, wide)
                    for at, text in enumerate(items, 1)
                ]
            case _:
                assert_never(part)
    return made


def _lettered_row(label: str, value: str, kind: Type) -> Block:
    inset, left, wide = 8 * MM, 58 * MM, A4.column
    return blocks.beside(
        [
            (inset, blocks.paragraph(label, kind, left - inset - 2 * MM)),
            (left, blocks.paragraph(":", kind, 4 * MM)),
            (left + 4 * MM, blocks.paragraph(value, kind, wide - left - 4 * MM)),
        ]
    )


def _signed(draft: Letter) -> Block:
    wide = A4.column / 2
    lines = [
        blocks.paragraph(draft.place_and_date, A4.type(), wide, centred=True),
        blocks.paragraph(draft.signer, A4.type(), wide, centred=True),
        blocks.space(_SIGNING_MM * MM),
        blocks.paragraph("(……………………………………)", A4.type(), wide, centred=True),
        blocks.paragraph("NIP ……………………………", A4.type(colour=MUTED), wide, centred=True),
    ]
    return blocks.beside([(A4.column - wide, blocks.column(lines))])


def _signatures(roles: tuple[str, str]) -> Block:
    wide = A4.column / 2

    def signature(role: str) -> Block:
        return blocks.column(
            [
                blocks.paragraph(role, A4.type(), wide, centred=True),
                blocks.space(_SIGNING_MM * MM),
                blocks.paragraph("(……………………………………)", A4.type(), wide, centred=True),
            ]
        )

    return blocks.beside([(at * wide, signature(role)) for at, role in enumerate(roles)])


def _foot(text: str) -> Block:
    small = A4.type(0.85, colour=MUTED)
    line = blocks.paragraph(text, small, A4.column)
    return blocks.column([blocks.rule(A4.column, 0.5, LINE), gap(A4, 0.4), line])


def _watermark() -> Block:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.saveState()
        canvas.setFillColor(_PALE)
        canvas.translate(x + A4.width * MM / 2, top - (A4.height or 0) * MM / 2)
        canvas.rotate(52)
        canvas.setFont(Face.BOLD.value, 132)
        canvas.drawCentredString(0, -44, DRAFT)
        canvas.restoreState()

    return Block(0, draw)
