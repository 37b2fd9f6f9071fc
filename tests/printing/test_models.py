"""Slips for each model of the table: what goes over the wire, and how a wrong model shows on a test page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import commands, dots, qr
from printing.address import open_printer
from printing.commands import split
from printing.documents import ApplicationReceipt, TestPage, TicketSlip
from printing.escpos import render
from printing.layout import PaperWidth
from printing.pen import Drawing, Raster
from printing.preview import drawings, to_png
from printing.printer import Confirmed
from printing.profiles import GENERIC_58, GENERIC_80, Profile, shipped
from printing.virtual import VirtualPrinter

MODELS = list(shipped().values())
NATIVE = [profile for profile in MODELS if profile.native_qr]
DEADLINE = 10.0


@pytest.mark.parametrize("profile", NATIVE, ids=lambda profile: profile.id)
def test_a_slip_is_at_most_600_bytes_where_the_printer_draws_the_qr(
    ticket: TicketSlip, profile: Profile
) -> None:
    assert len(render(ticket, profile) + commands.ask_process_id(0)) <= 600


@pytest.mark.parametrize("profile", MODELS, ids=lambda profile: profile.id)
def test_every_model_makes_one_whole_slip(
    receipt: ApplicationReceipt, test_page: TestPage, ticket: TicketSlip, profile: Profile
) -> None:
    for document in (ticket, receipt, test_page):
        data = render(document, profile)
        pieces, rest = split(data)

        assert rest == b""
        assert len(data) < 4096, "the receive buffer of the smallest"
        if profile.cut != "feed":
            assert len(drawings(data, profile.width)) == 1
        else:
            assert pieces[-1].raw == b"\x1bd\x05"


def test_the_end_of_a_slip_is_as_the_cutter_wants_it(ticket: TicketSlip) -> None:
    ends = {cut: render(ticket, replace(GENERIC_80, cut=cut))[-4:] for cut in ("full", "partial", "feed")}

    assert ends == {"full": b"\x1dVA\x00", "partial": b"\x1dVB\x00", "feed": b"\n\x1bd\x05"}


def test_a_presenter_gives_out_what_was_forgotten_and_holds_the_new_slip(ticket: TicketSlip) -> None:
    """A citizen's ticket must not go into the bin because the receipt follows at once."""
    kiosk = shipped()["custom-vkp80"]

    assert render(ticket, kiosk).startswith(b"\x1de\x05\x1b@\x1bt\x00")
    assert render(ticket, kiosk).endswith(b"\n\x1bJ\x60\x1bi\x1de\x03\x0a")
    assert render(ticket, replace(kiosk, untaken="retract")).startswith(b"\x1de\x02\x1b@")


def test_the_code_page_is_chosen_and_written_in(ticket: TicketSlip) -> None:
    latin = replace(GENERIC_80, code_page=16, codec="cp1252")
    data = render(replace(ticket, service="Café “Ñandú” ✓"), latin)

    assert data.startswith(b"\x1b@\x1bt\x10")
    assert b'Caf\xe9 "\xd1and\xfa" v' in data
    assert b"-" * 48 in data, "a page without lines has hyphens"


@pytest.mark.parametrize("profile", [GENERIC_80, GENERIC_58, shipped()["epson-tm-t88vi"]])
@pytest.mark.parametrize("length", [1, 14, 40, 120, 300])
def test_a_qr_drawn_dot_by_dot_reads_back(
    ticket: TicketSlip, profile: Profile, length: int, read_qr: Callable[[bytes], list[str]]
) -> None:
    text = ("https://antrean.contoh.go.id/t/" + "b017x" * 60)[:length]
    plain = replace(profile, native_qr=False)
    (drawing,) = drawings(render(replace(ticket, qr=text), plain), plain.width)

    assert read_qr(to_png(drawing)) == [text]


@settings(deadline=None, max_examples=60)
@given(st.binary(min_size=1, max_size=200), st.sampled_from([2, 4, 6, 8]))
def test_no_dots_read_as_a_command_that_printers_obey_at_once(data: bytes, module: int) -> None:
    drawn = dots.symbol(data, module)
    pieces, rest = split(drawn)

    assert rest == b""
    assert not any(order in drawn for order in dots.REAL_TIME)
    assert {piece.name for piece in pieces} == {"GS v"}
    assert all(piece.raw[6] + 256 * piece.raw[7] <= dots.BAND for piece in pieces)
    assert all((piece.raw[6] + 256 * piece.raw[7]) % dots.UNLUCKY for piece in pieces)
    side = sum(piece.raw[6] + 256 * piece.raw[7] for piece in pieces) * 2
    assert qr.modules(data) * module <= side <= qr.modules(data) * module + 4


@pytest.mark.parametrize("profile", MODELS, ids=lambda profile: profile.id)
def test_the_ruler_ends_at_the_last_dot_of_the_model(profile: Profile) -> None:
    (piece,) = split(dots.ruler(profile))[0]
    wide = piece.data[1] + 256 * piece.data[2]
    top = int.from_bytes(piece.data[5 : 5 + wide], "big")
    last_row = int.from_bytes(piece.data[-wide:], "big")
    beyond = 8 * wide - profile.dots

    assert wide == -(-profile.dots // 8)
    assert top == (1 << profile.dots) - 1 << beyond, "one line from the first dot to the last"
    assert last_row >> beyond & 1
    assert last_row >> 8 * wide - 1


def test_the_test_page_names_the_model(test_page: TestPage) -> None:
    (drawing,) = drawings(render(test_page, shipped()["epson-tm-t82x"]), PaperWidth.MM80)

    assert "Epson TM-T82X (epson-tm-t82x)" in drawing.words
    assert "80 mm, 576 dot, 48 kolom, halaman 0" in drawing.words


def _printed(folder: Path, page: TestPage, profile: Profile, width: PaperWidth) -> tuple[bytes, ...]:
    """What lies in the folder of a virtual printer of this width."""
    with VirtualPrinter(folder, width) as virtual:
        printer = open_printer(virtual.url, profile)
        printer.send(render(page, profile), 1)
        assert printer.wait(1, DEADLINE) == Confirmed()
        printer.close()
    return tuple(path.read_bytes() for path in sorted(folder.glob("*.png")))


def _inked(drawing: Drawing) -> int:
    """The last dot of the longest line of the ruler."""
    return max(8 * len(m.rows[0]) for m in drawing.marks if isinstance(m, Raster))


EPSON = shipped()["epson-tm-t82x"]
WRONG = {
    "too wide": (GENERIC_80, PaperWidth.MM58),
    "too narrow": (GENERIC_58, PaperWidth.MM80),
    "too few dots": (replace(EPSON, dots=512, dpi=180), PaperWidth.MM80),
    "no cutter": (replace(EPSON, cut="feed"), PaperWidth.MM80),
    "other page": (replace(EPSON, code_page=16), PaperWidth.MM80),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_model_is_seen_on_the_test_page(tmp_path: Path, test_page: TestPage, wrong: str) -> None:
    profile, width = WRONG[wrong]
    named = replace(profile, id=EPSON.id, title=EPSON.title)
    right = replace(EPSON, width=width, dots=384 if width is PaperWidth.MM58 else 576)

    pictures = _printed(tmp_path / "wrong", test_page, named, width)

    assert pictures != _printed(tmp_path / "right", test_page, right, width)
    assert (pictures == ()) == (wrong == "no cutter"), "nothing falls into the tray where nothing is cut"


def test_a_ruler_of_a_wrong_model_does_not_reach_the_edge_or_runs_over_it(test_page: TestPage) -> None:
    def edge(profile: Profile) -> int:
        (drawing,) = drawings(render(test_page, profile), PaperWidth.MM80)
        return _inked(drawing)

    assert edge(EPSON) == 576
    assert edge(shipped()["epson-tm-t88vi"]) == 512
    assert edge(GENERIC_58) == 384
    (narrow,) = drawings(render(test_page, EPSON), PaperWidth.MM58)
    assert any(line == "01234567890123456789012345678901" for line in narrow.words), "the line breaks"
    assert _inked(narrow) > narrow.width.dots
