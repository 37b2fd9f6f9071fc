from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from printing import codepage, qr
from printing.commands import split
from printing.documents import ApplicationReceipt, Document, Letterhead, Row, TestPage, TicketSlip
from printing.errors import TooLongForQr
from printing.escpos import render
from printing.layout import DOTS_PER_MM
from printing.pen import CELL_HIGH, CELL_WIDE, Glyph, Symbol
from printing.preview import drawings
from printing.profiles import GENERIC_58, GENERIC_80, Profile

PROFILES = [GENERIC_58, GENERIC_80]
TEXT = st.text(max_size=120)
SHORT = st.text(max_size=40)
TEXTS = st.lists(TEXT, max_size=4).map(tuple)
HEADS = st.builds(Letterhead, office=TEXT, above=TEXT, footer=TEXT)
QR = st.text(max_size=40)
TICKETS = st.builds(
    TicketSlip,
    head=HEADS,
    number=SHORT,
    service=TEXT,
    priority=TEXT,
    people_ahead=TEXT,
    wait=TEXT,
    made_at=SHORT,
    printed_at=SHORT,
    qr=QR,
    hints=TEXTS,
    copy=st.integers(0, 3),
)
RECEIPTS = st.builds(
    ApplicationReceipt,
    head=HEADS,
    title=TEXT,
    code=SHORT,
    qr=QR,
    service=TEXT,
    rows=st.lists(st.builds(Row, TEXT, TEXT), max_size=4).map(tuple),
    handed_in=TEXTS,
    missing=TEXTS,
    next_steps=TEXTS,
    made_at=SHORT,
    printed_at=SHORT,
    ticket_number=SHORT,
    copy=st.integers(0, 3),
)
PAGES = st.builds(TestPage, head=HEADS, printer=TEXT, made_at=SHORT, qr=QR)


def _widths_of_lines(data: bytes) -> list[int]:
    """Columns that each line of the stream takes, as the printer's own multipliers have it."""
    lines, columns, wide = [], 0, 1
    for piece in split(data)[0]:
        match piece.name:
            case "GS !":
                wide = (piece.data[0] >> 4) + 1
            case "text":
                columns += len(piece.data) * wide
            case "LF" | "ESC J":
                lines.append(columns)
                columns = 0
    return lines


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.one_of(TICKETS, RECEIPTS, PAGES), st.sampled_from(PROFILES))
def test_nothing_ever_runs_over_the_edge_and_no_text_becomes_a_command(
    document: Document, profile: Profile
) -> None:
    data = render(document, profile)
    pieces, rest = split(data)

    assert rest == b""
    assert max(_widths_of_lines(data)) <= profile.columns
    assert all(byte >= 0x20 for piece in pieces if piece.name == "text" for byte in piece.data)
    assert {piece.name for piece in pieces} <= {
        "text", "LF", "ESC @", "ESC t", "ESC a", "ESC E", "ESC J", "GS !", "GS B", "GS (k", "GS V", "GS v"
    }  # fmt: skip
    assert len(drawings(data, profile.width)) == 1


def _lines(data: bytes) -> list[str]:
    return b"".join(
        piece.raw for piece in split(data)[0] if piece.name in ("text", "LF")
    ).decode("cp437").split("\n")  # fmt: skip


def test_golden_bytes_of_a_ticket_on_58_mm(ticket: TicketSlip) -> None:
    assert render(ticket, GENERIC_58) == (
        b"\x1b@\x1bt\x00"
        b"\x1ba\x01Kabupaten Tangerang\n"
        b"\x1d!\x11\x1bE\x01Kecamatan\nTigaraksa\n"
        b"\x1ba\x00\x1d!\x00\x1bE\x00" + b"\xc4" * 32 + b"\n"
        b"\x1ba\x01Nomor antrean\n"
        b"\x1bJ\x10\x1d!\x55\x1bE\x01B-017\n\x1bJ\x10"
        b"\x1d!\x11Surat Keterangan\nTidak Mampu\n"
        b"\x1bJ\x08\x1d!\x00\x1bE\x00\x1dB\x01 Prioritas: Lansia \n (60 tahun ke atas) \n"
        b"\x1bJ\x10\x1d!\x11\x1bE\x01\x1dB\x005 orang di depan\n"
        b"\x1bE\x00Perkiraan\n15-25 menit\n"
        b"\x1bJ\x18\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x08\x1d(k\x03\x001E1"
        b"\x1d(k\x26\x001P0https://antrean.contoh.go.id/t/b017\x1d(k\x03\x001Q0\n"
        b"\x1bJ\x08\x1d!\x00\x1bE\x01Simpan karcis ini.\n"
        b"\x1ba\x00\x1bE\x00" + b"\xc4" * 32 + b"\n"
        b"\x1ba\x01Dibuat Selasa, 24\nNovember 2026, 09.41\nDicetak 09.42\n"
        b"Pertanyaan dan pengaduan: loket\ninformasi, buka 07.30-15.30.\n"
        b"\n\x1dVB\x00"
    )


def test_golden_text_of_a_receipt_on_80_mm(receipt: ApplicationReceipt) -> None:
    data = render(receipt, GENERIC_80)

    assert data.startswith(b"\x1b@\x1bt\x00")
    assert data.endswith(b"\n\x1dVB\x00")
    assert b"\x1d!\x22\x1bE\x017K3M-9QXD-2B4W-5\n" in data, "the code is three times as large"
    assert _lines(data) == [
        "Kabupaten Tangerang",
        "Kecamatan Tigaraksa",
        "─" * 48,
        "Tanda terima permohonan",
        "Kode permohonan",
        "7K3M-9QXD-2B4W-5",
        "",
        "Pindai untuk cek status",
        "Surat Keterangan",
        "Tidak Mampu",
        "Nomor antrean  B-017",
        "Pemohon        CONTOH PEMOHON",
        "NIK            **** **** **** 0001",
        "Biaya          Gratis",
        "Yang dibawa",
        "[√] KTP-el asli pemohon",
        "[√] Kartu Keluarga (asli atau fotokopi)",
        "Yang masih perlu dibawa",
        "[ ] Surat pengantar RT/RW atau desa",
        "Langkah berikutnya",
        "1. Serahkan surat pengantar ke loket 2.",
        "2. Datang lagi pada Rabu, 25 November 2026.",
        "─" * 48,
        "Dibuat Selasa, 24 November 2026, 09.41",
        "Dicetak 09.42",
        "Pertanyaan dan pengaduan: loket",
        "informasi, buka 07.30-15.30.",
        "",
        "",
    ]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("number", ["B-017", "A-1000", "A-999999"])
def test_the_number_is_at_least_12_mm_high(ticket: TicketSlip, profile: Profile, number: str) -> None:
    (drawing,) = drawings(render(replace(ticket, number=number), profile), profile.width)
    digits = [mark for mark in drawing.marks if isinstance(mark, Glyph) and mark.high > 2]

    assert "".join(mark.char for mark in digits) == number
    assert all(mark.high * 17 / DOTS_PER_MM >= 12 for mark in digits), "a digit is 17 of 24 dots"


def test_a_copy_says_so_in_the_middle_of_the_slip(ticket: TicketSlip) -> None:
    lines = _lines(render(replace(ticket, copy=2), GENERIC_80))

    said = lines.index(" SALINAN ke-2 ")
    assert lines.index("B-017") < said < lines.index("5 orang di depan")
    assert not any("SALINAN" in line for line in _lines(render(ticket, GENERIC_80)))


def test_a_slip_says_when_it_was_made_and_when_it_was_printed(ticket: TicketSlip) -> None:
    lines = _lines(render(ticket, GENERIC_80))

    assert "Dibuat Selasa, 24 November 2026, 09.41" in lines
    assert "Dicetak 09.42" in lines


def test_hostile_text_cannot_command_the_printer(ticket: TicketSlip) -> None:
    data = render(replace(ticket, service="A\x1b@\x1dV\x00\x10\x04\x01\nB"), GENERIC_80)

    assert data.count(b"\x1dV") == 1
    assert "A@ V B" in _lines(data)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("length", [1, 30, 200, 600])
def test_a_qr_of_any_length_fits_with_its_quiet_zone(
    ticket: TicketSlip, profile: Profile, length: int
) -> None:
    (drawing,) = drawings(render(replace(ticket, qr="x" * length), profile), profile.width)
    (symbol,) = [mark for mark in drawing.marks if isinstance(mark, Symbol)]
    side = qr.modules(symbol.data) * symbol.module

    assert symbol.x >= qr.QUIET * symbol.module
    assert symbol.x + side + qr.QUIET * symbol.module <= profile.dots


def test_a_text_that_no_qr_holds_is_an_error(ticket: TicketSlip) -> None:
    with pytest.raises(TooLongForQr):
        render(replace(ticket, qr="x" * 667), GENERIC_80)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_slip_is_small_enough_for_any_receive_buffer(ticket: TicketSlip, profile: Profile) -> None:
    assert len(render(ticket, profile)) < 1024


@pytest.mark.parametrize("profile", PROFILES)
def test_the_test_page_reaches_from_edge_to_edge(test_page: TestPage, profile: Profile) -> None:
    (drawing,) = drawings(render(test_page, profile), profile.width)
    glyphs = [mark for mark in drawing.marks if isinstance(mark, Glyph)]

    assert min(mark.x for mark in glyphs) == 0
    assert max(mark.x + CELL_WIDE * mark.wide for mark in glyphs) == profile.dots
    assert max(mark.y + CELL_HIGH * mark.high for mark in glyphs) <= drawing.height


def test_the_test_page_shows_the_characters_of_the_code_page(test_page: TestPage) -> None:
    text = "".join(_lines(render(test_page, GENERIC_80)))

    assert "ABCDEFGHIJKLMNOPQRSTUVWXYZ" in text
    assert "éèêçñ½°" in text
    assert codepage.TICK in text
