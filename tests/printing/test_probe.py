"""What a printer tells of itself when it is set up."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from printing.address import parse
from printing.commands import Piece
from printing.documents import TicketSlip
from printing.escpos import render
from printing.live import LivePrinter
from printing.machine import Model
from printing.printer import Confirmed, Silent
from printing.probe import Probe, probe
from printing.profiles import GENERIC_80
from printing.status import PrinterStatus
from printing.virtual import VirtualPrinter
from tests.printing.scripted import ScriptedPrinter, looks

FULL, NO_ID, NOTHING = Model(), Model(process_id=False), Model(process_id=False, paper_status=False)


def _probe(url: str) -> Probe:
    way = parse(url, GENERIC_80)[0]()
    try:
        return probe(way)
    finally:
        way.interrupt()
        way.close()


@pytest.mark.parametrize(("model", "marker"), [(FULL, "process-id"), (NO_ID, "paper"), (NOTHING, "none")])
def test_how_a_printer_confirms_is_found_out(model: Model, marker: str) -> None:
    with VirtualPrinter(None, model=model) as virtual:
        found = _probe(virtual.url)

        assert found.reached
        assert found.status == PrinterStatus("ready")
        assert found.answered == (1, 2, 3, 4)
        assert found.marker == marker
        assert found.applied(GENERIC_80) == replace(GENERIC_80, marker=marker)
        assert virtual.slips == 0
        assert virtual.state()["held_bytes"] == 0


def test_a_printer_says_who_it_is_and_the_table_knows_it() -> None:
    with VirtualPrinter(None) as virtual:
        found = _probe(virtual.url)

    assert (found.maker, found.model) == ("EPSON", "TM-T82X")
    assert found.likely is not None
    assert found.likely.id == "epson-tm-t82x"


@pytest.mark.parametrize(
    ("model", "id"),
    [
        ("TM-T82III", "epson-tm-t82"),
        ("TM-T88VI", "epson-tm-t88vi"),
        ("SRP-350III", "bixolon-srp-350"),
        ("VKP80II", "custom-vkp80"),
        ("POS-80", None),
        ("", None),
    ],
)
def test_the_nearest_model_of_the_table_is_proposed(model: str, id: str | None) -> None:
    likely = Probe(reached=True, model=model).likely

    assert (likely.id if likely else None) == id


@pytest.mark.parametrize("trouble", ["run_out", "open_cover", "jam"])
def test_a_printer_that_stands_still_cannot_be_told_apart_yet_and_is_left_nothing(trouble: str) -> None:
    """Questions that are answered in order would be answered later, in the midst of other things."""
    with VirtualPrinter(None) as virtual:
        getattr(virtual, trouble)()
        found = _probe(virtual.url)

        assert found.marker is None
        assert found.applied(GENERIC_80) == GENERIC_80
        assert virtual.state()["held_bytes"] == 0


def test_what_cannot_be_reached_is_said_and_changes_nothing(tmp_path: Path) -> None:
    with VirtualPrinter(None) as virtual:
        url = virtual.url
    for gone in (url, f"serial://{tmp_path}/none", f"usb://{tmp_path}/none", f"file://{tmp_path}/one-way"):
        found = _probe(gone)
        assert found == Probe(reached=False)
        assert found.marker is None


def test_a_one_way_cable_is_reached_and_answers_nothing() -> None:
    with VirtualPrinter(None) as virtual:
        virtual.mute()
        found = _probe(virtual.url)

    assert (found.reached, found.answered, found.status.state) == (True, (), "offline")
    assert found.marker is None


def test_noise_proves_nothing() -> None:
    with VirtualPrinter(None) as virtual:
        virtual.garble()

        assert not _probe(virtual.url).process_id


def test_a_clone_that_echoes_the_unknown_question_is_not_taken_for_one_that_confirms() -> None:
    def answer(piece: Piece) -> bytes:
        return b"\x37\x22    \x00" if piece.name == "GS (H" else looks(b"\x12\x12\x12\x12")(piece)

    with ScriptedPrinter(answer) as scripted:
        assert _probe(scripted.url).marker == "paper"


def test_a_printer_in_use_confirms_from_then_on_as_it_can(ticket: TicketSlip) -> None:
    """Without process ids each slip would wait 15 s and be unknown."""
    with VirtualPrinter(None, model=NO_ID) as virtual:
        make, profile = parse(virtual.url, GENERIC_80)
        printer = LivePrinter(make(), profile, silence=0.5)
        printer.send(render(ticket, profile), 1)
        assert printer.wait(1, 2) == Silent()

        assert printer.probe().marker == "paper"
        assert printer.profile.marker == "paper"
        printer.send(render(ticket, profile), 2)
        assert printer.wait(2, 2) == Confirmed()
        printer.close()


def test_a_probe_takes_a_blink_where_everything_is_answered() -> None:
    with VirtualPrinter(None) as virtual:
        started = time.monotonic()
        _probe(virtual.url)

        assert time.monotonic() - started < 1.0
