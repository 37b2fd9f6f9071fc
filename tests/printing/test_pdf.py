from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from printing import pdf
from printing.blocks import CAPITAL, MM, Type, paragraph
from printing.documents import ApplicationReceipt, TicketSlip
from printing.fonts import Face, covers, drawable, register
from printing.pdf import A4, ROLL_80, Sheet, to_png

SHEETS = [A4, ROLL_80]
Read = Callable[[bytes], list[str]]


def _text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_receipt_says_everything_that_it_was_given(receipt: ApplicationReceipt, sheet: Sheet) -> None:
    text = " ".join(_text(pdf.render(receipt, sheet)).split())

    for said in (
        "Kabupaten Tangerang",
        "Kecamatan Tigaraksa",
        "Tanda terima permohonan",
        "7K3M-9QXD-2B4W-5",
        "Surat Keterangan Tidak Mampu",
        "CONTOH PEMOHON",
        "•••• •••• •••• 0001",
        "B-017",
        "Yang dibawa",
        "KTP-el asli pemohon",
        "Yang masih perlu dibawa",
        "Surat pengantar RT/RW atau desa",
        "Serahkan surat pengantar ke loket 2.",
        "Dibuat Selasa, 24 November 2026, 09.41",
        "Dicetak 09.42",
        "loket informasi, buka 07.30–15.30.",
    ):
        assert said in text


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_ticket_says_everything_that_it_was_given(ticket: TicketSlip, sheet: Sheet) -> None:
    text = " ".join(_text(pdf.render(ticket, sheet)).split())

    for said in ("B-017", "Surat Keterangan Tidak Mampu", "Prioritas: Lansia (60 tahun ke atas)",
                 "5 orang di depan", "Perkiraan 15–25 menit", "Simpan karcis ini."):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_qr_reads_back_at_150_dpi(
    receipt: ApplicationReceipt, ticket: TicketSlip, sheet: Sheet, read_qr: Read
) -> None:
    assert read_qr(to_png(pdf.render(receipt, sheet), 150)) == [receipt.qr]
    assert read_qr(to_png(pdf.render(ticket, sheet), 150)) == [ticket.qr]


@pytest.mark.parametrize("sheet", SHEETS)
def test_equal_receipts_give_equal_bytes(receipt: ApplicationReceipt, sheet: Sheet) -> None:
    assert pdf.render(receipt, sheet) == pdf.render(replace(receipt), sheet)


def test_no_font_is_named_that_is_not_embedded(receipt: ApplicationReceipt) -> None:
    data = pdf.render(receipt, A4)
    (page,) = PdfReader(io.BytesIO(data)).pages
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]

    assert b"Helvetica" not in data
    assert {re.sub(r".*\+", "", str(font["/BaseFont"])).lstrip("/") for font in fonts} == {
        face.value for face in Face
    }
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_document_names_itself_and_its_office_but_no_person(receipt: ApplicationReceipt) -> None:
    about = PdfReader(io.BytesIO(pdf.render(receipt, A4))).metadata

    assert about is not None
    assert about.title == "Tanda terima permohonan"
    assert about.author == "Kecamatan Tigaraksa"
    assert "CONTOH PEMOHON" not in str(dict(about))


def test_a_copy_says_so(receipt: ApplicationReceipt, ticket: TicketSlip) -> None:
    assert "SALINAN ke-3" in _text(pdf.render(replace(receipt, copy=3), A4))
    assert "SALINAN ke-1" in _text(pdf.render(replace(ticket, copy=1), ROLL_80))
    assert "SALINAN" not in _text(pdf.render(receipt, A4))


def test_a_long_receipt_goes_on_on_a_second_page_and_a_roll_just_grows(receipt: ApplicationReceipt) -> None:
    long = replace(receipt, next_steps=tuple(f"Langkah nomor {n}." for n in range(60)))
    pages = PdfReader(io.BytesIO(pdf.render(long, A4))).pages
    (roll,) = PdfReader(io.BytesIO(pdf.render(long, ROLL_80))).pages
    (short,) = PdfReader(io.BytesIO(pdf.render(receipt, ROLL_80))).pages

    assert len(pages) == 3
    assert all("Dicetak 09.42" in page.extract_text() for page in pages)
    assert "Langkah nomor 59." in pages[-1].extract_text()
    assert float(roll.mediabox.width) == pytest.approx(80 * MM, abs=0.1)
    assert roll.mediabox.height > short.mediabox.height + 500


def test_the_number_of_a_ticket_is_at_least_12_mm_high(ticket: TicketSlip) -> None:
    for number in ("B-017", "A-1000"):
        (page,) = PdfReader(io.BytesIO(pdf.render(replace(ticket, number=number), ROLL_80))).pages
        sizes: list[float] = []

        def measure(
            text: str, _matrix: object, _text: object, _font: object, size: float, n: str = number
        ) -> None:
            if n in text:
                sizes.append(size)  # noqa: B023 - called before the next round

        page.extract_text(visitor_text=measure)
        assert max(sizes) * CAPITAL >= 12 * MM


def test_a_letter_without_a_drawing_loses_its_accent_or_is_said_to_be_missing(
    receipt: ApplicationReceipt,
) -> None:
    assert drawable("Ḥasan 漢", Face.REGULAR) == "Hasan ?"

    paper = pdf.render(replace(receipt, next_steps=("Warung 😀",)), A4)

    assert "Warung ?" in _text(paper)


def test_what_the_fonts_are_said_to_cover_they_draw() -> None:
    claimed = {code for code in range(0x3000) if covers(chr(code))}

    assert len(claimed) > 200
    for face in Face:
        assert claimed <= register()[face]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=150), st.integers(20, 300))
def test_no_line_of_a_paragraph_is_wider_than_its_column(text: str, width: int) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    register()
    kind = Type(10)
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    block = paragraph(text, kind, width)
    block.draw(canvas, 0, 800)
    canvas.save()
    lines = [line for line in _text(out.getvalue()).splitlines() if line.strip()]

    assert len(lines) == round(block.height / kind.leading)
    assert all(stringWidth(line.strip(), kind.face.value, kind.size) <= width for line in lines)


def test_a_png_has_the_size_that_its_resolution_says(receipt: ApplicationReceipt) -> None:
    from PIL import Image

    image = Image.open(io.BytesIO(to_png(pdf.render(receipt, A4), 100)))

    assert image.size == pytest.approx((827, 1170), abs=1)
