from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from printing.documents import ApplicationReceipt, TestPage, TicketSlip
from printing.escpos import render
from printing.layout import PaperWidth
from printing.pen import Glyph
from printing.preview import DESK, GROUND, INK, PAPER, drawings, to_png
from printing.profiles import GENERIC_80, generic

WIDTHS = list(PaperWidth)
Read = Callable[[bytes], list[str]]


def _png(document: TicketSlip | ApplicationReceipt | TestPage, width: PaperWidth) -> bytes:
    (drawing,) = drawings(render(document, generic(width)), width)
    return to_png(drawing)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_qr_of_every_slip_reads_back(
    ticket: TicketSlip,
    receipt: ApplicationReceipt,
    test_page: TestPage,
    width: PaperWidth,
    read_qr: Read,
) -> None:
    assert [read_qr(_png(document, width)) for document in (ticket, receipt, test_page)] == [
        [ticket.qr],
        [receipt.qr],
        [test_page.qr],
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_shows_paper_of_its_width_on_a_ground(ticket: TicketSlip, width: PaperWidth) -> None:
    image = Image.open(io.BytesIO(_png(ticket, width)))

    assert image.width == width * 8 + 2 * DESK
    assert image.getpixel((0, 0)) == GROUND
    assert image.getpixel((DESK + 10, image.height // 2)) == PAPER
    assert INK in {colour for _, colour in image.getcolors(1 << 24) or []}


def test_what_is_centred_stands_in_the_middle(ticket: TicketSlip) -> None:
    (drawing,) = drawings(render(ticket, GENERIC_80), PaperWidth.MM80)
    number = [mark for mark in drawing.marks if isinstance(mark, Glyph) and mark.wide == 8]
    left, right = number[0].x, 576 - (number[-1].x + 12 * 8)

    assert abs(left - right) <= 1


def test_each_cut_is_a_slip_and_what_is_not_cut_is_none(ticket: TicketSlip) -> None:
    one = render(ticket, GENERIC_80)
    two = render(replace(ticket, number="B-018"), GENERIC_80)

    assert len(drawings(one + two + b"Karcis\n", PaperWidth.MM80)) == 2


def test_text_too_wide_goes_on_in_the_next_line_as_in_a_printer() -> None:
    (drawing,) = drawings(b"x" * 49 + b"\n\x1dVB\x00", PaperWidth.MM80)
    last = drawing.marks[-1]

    assert isinstance(last, Glyph)
    assert (last.x, last.y) == (0, 30)


def test_white_on_black_is_drawn_so(ticket: TicketSlip) -> None:
    (plain,) = drawings(b"\x1dB\x00 A \n\x1dVB\x00", PaperWidth.MM58)
    (stamp,) = drawings(b"\x1dB\x01 A \n\x1dVB\x00", PaperWidth.MM58)

    def dark(png: bytes) -> int:
        image = Image.open(io.BytesIO(png)).convert("L")
        return sum(image.histogram()[:60])

    assert dark(to_png(stamp)) > 3 * dark(to_png(plain))
