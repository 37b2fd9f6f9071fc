"""Printers that contradict themselves, answer unasked, answer noise, or break off in mid-answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from printing.address import open_printer, parse
from printing.commands import Piece
from printing.documents import TicketSlip
from printing.escpos import render
from printing.live import LivePrinter
from printing.printer import Confirmed, Outcome, Silent, Waiting
from printing.profiles import GENERIC_80, MarkerKind, shipped
from printing.status import PrinterStatus
from printing.virtual import VirtualPrinter
from tests.printing.scripted import Answer, ScriptedPrinter, looks

ALL_WELL = b"\x12\x12\x12\x12"
OLD_FLAG = b"\x12\x16\x12\x12"
"""Online, with the cover open."""
NO_REASON = b"\x1a\x12\x12\x12"
RECOVERING = b"\x32\x12\x12\x12"
COVER = b"\x1a\x16\x12\x12"
NO_PAPER = b"\x1a\x32\x12\x7e"
DEADLINE = 10.0


@pytest.fixture
def slip(ticket: TicketSlip) -> bytes:
    return render(ticket, GENERIC_80)


@contextmanager
def _asking(
    answer: Answer, marker: MarkerKind = "process-id", greeting: bytes = b""
) -> Iterator[LivePrinter]:
    with ScriptedPrinter(answer, greeting) as scripted:
        make, profile = parse(scripted.url, replace(GENERIC_80, marker=marker))
        printer = LivePrinter(make(), profile, silence=1.0)
        yield printer
        printer.close()


def _end(printer: LivePrinter, marker: int) -> Outcome:
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        outcome = printer.wait(marker, 0.2)
        if isinstance(outcome, Confirmed | Silent):
            return outcome
    raise AssertionError(outcome)


@pytest.mark.parametrize("first", [OLD_FLAG, NO_REASON, RECOVERING, COVER, NO_PAPER])
def test_bad_or_contradictory_news_is_asked_once_more(first: bytes) -> None:
    with _asking(looks(ALL_WELL, first, ALL_WELL)) as printer:
        assert printer.status().state == "ready"

        assert printer.status().state == "ready"


@pytest.mark.parametrize(
    ("always", "state"),
    [(OLD_FLAG, "cover"), (COVER, "cover"), (NO_PAPER, "no_paper"), (NO_REASON, "offline")],
)
def test_what_is_said_twice_is_believed(always: bytes, state: str) -> None:
    with _asking(looks(ALL_WELL, always)) as printer:
        assert printer.status().state == "ready"

        assert printer.status().state == state


@pytest.mark.parametrize("always", [NO_REASON, RECOVERING])
def test_a_printer_that_stands_still_without_a_reason_waits_for_a_button(always: bytes, slip: bytes) -> None:
    """It answers, so it is no silence: the slip waits without limit, and staff is told what to press."""
    with _asking(lambda piece: looks(always)(piece) if piece.name == "DLE EOT" else b"") as printer:
        assert printer.status() == PrinterStatus("offline", paused=True)
        assert "FEED" in printer.status().sentence
        printer.send(slip, 1)

        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            assert printer.wait(1, 0.2) == Waiting(PrinterStatus("offline", paused=True))


def test_an_answer_that_nobody_asked_for_shifts_no_meaning() -> None:
    """10 04 n in raster data: one answer too many. Shifted by one, "no paper" would read as "broken"."""
    odd = iter([b"\x12"])

    def answer(piece: Piece) -> bytes:
        return next(odd, b"") + looks(NO_PAPER)(piece)

    with _asking(answer) as printer:
        assert printer.status().state == "no_paper"


def test_noise_once_is_asked_again_and_noise_always_is_silence() -> None:
    once = iter([b"\xff\x80"])
    with _asking(lambda piece: next(once, b"") + looks(ALL_WELL)(piece)) as printer:
        assert printer.status().state == "ready"
    with _asking(lambda piece: b"\xff" + looks(ALL_WELL)(piece)) as printer:
        assert printer.status() == PrinterStatus("offline")


@pytest.mark.parametrize("half", [b"\x10", b"\x10\x00\x00", b"\x37", b"\x37\x22 !~"])
def test_an_answer_cut_short_by_an_earlier_loss_swallows_nothing(half: bytes, slip: bytes) -> None:
    with _asking(looks(ALL_WELL), greeting=half) as printer:
        assert printer.status().state == "ready"
        printer.send(slip, 2)

        assert _end(printer, 2) == Confirmed()


def test_a_printer_that_answers_noise_confirms_nothing(slip: bytes) -> None:
    for marker in ("process-id", "paper"):
        with VirtualPrinter(None) as virtual:
            make, profile = parse(f"{virtual.url}?marker={marker}", GENERIC_80)
            printer = LivePrinter(make(), profile, silence=0.5)
            virtual.garble()
            for number in range(10):
                printer.send(slip, number)
                assert _end(printer, number) == Silent()
            printer.close()


def test_a_lone_zero_byte_is_no_proof_of_paper(slip: bytes) -> None:
    """What a serial line says when the printer's power goes."""
    zero = iter([b"\x00"])

    def answer(piece: Piece) -> bytes:
        match piece.name:
            case "GS r":
                return next(zero, b"")
            case _:
                return looks(ALL_WELL)(piece)

    with _asking(answer, "paper") as printer:
        printer.send(slip, 3)

        assert _end(printer, 3) == Silent()


def test_on_a_line_with_noise_only_a_named_answer_confirms(slip: bytes) -> None:
    def answer(piece: Piece) -> bytes:
        return b"\xff" + looks(ALL_WELL)(piece) if piece.name in ("GS r", "GS (H") else looks(ALL_WELL)(piece)

    with _asking(answer, "paper") as printer:
        printer.send(slip, 4)
        assert _end(printer, 4) == Silent()
    with _asking(answer, "process-id") as printer:
        printer.send(slip, 5)
        assert _end(printer, 5) == Confirmed()


def test_a_model_that_tells_by_itself_is_asked_to_do_so_again_with_every_slip(ticket: TicketSlip) -> None:
    """ESC @ of each slip turns it off."""
    profile = shipped()["epson-tm-t82x"]
    with VirtualPrinter(None) as virtual:
        printer = open_printer(virtual.url, profile)
        data = render(ticket, profile)
        for number, after_mm in enumerate((20, 20)):
            virtual.run_out(after_mm=after_mm)
            printer.send(data, number)
            started = time.monotonic()
            assert printer.wait(number, DEADLINE) == Waiting(PrinterStatus("no_paper"))
            assert time.monotonic() - started < 0.4, "before the first poll"
            virtual.refill()
            assert _end_of(printer, number) == Confirmed()
        printer.close()


def _end_of(printer: object, marker: int) -> Outcome:
    assert isinstance(printer, LivePrinter)
    return _end(printer, marker)
