"""The virtual printer fails as real ones do: at a chosen byte, slowly, full, off, silent or talking noise."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from printing.address import open_printer
from printing.documents import TicketSlip
from printing.errors import NothingSent, SentInPart
from printing.escpos import render
from printing.layout import PaperWidth
from printing.machine import XOFF_ROOM, Machine, Model
from printing.pen import Drawing
from printing.printer import Confirmed, Pending, Printer
from printing.profiles import GENERIC_80
from printing.virtual import VirtualPrinter

DEADLINE = 20.0
SOON_S = 0.3


@pytest.fixture
def data(ticket: TicketSlip) -> bytes:
    return render(ticket, GENERIC_80)


def _machine(model: Model | None = None) -> tuple[Machine, list[Drawing], bytearray]:
    cut: list[Drawing] = []
    answers = bytearray()
    machine = Machine(PaperWidth.MM80, lambda drawing, _: cut.append(drawing), model)
    machine.connect(answers.extend)
    return machine, cut, answers


@pytest.mark.parametrize("byte", [0, 1, 57, 200])
def test_a_fault_comes_after_exactly_so_many_bytes_of_print_data(data: bytes, byte: int) -> None:
    with VirtualPrinter(None) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        virtual.fail_at(byte, "pull_cable")
        assert printer.status().can_print  # its questions are no print data
        printer.send(data, 1)
        assert printer.wait(1, SOON_S) == Pending()
        received = virtual.state()["print_bytes"]
        printer.close()

    assert received == byte


def test_what_was_drawn_before_the_power_went_stays_on_the_paper(data: bytes, ticket: TicketSlip) -> None:
    machine, cut, _ = _machine()
    half = data.index(ticket.number.encode()) + len(ticket.number) + 1
    machine.receive(data[:half])
    machine.lose_power()
    assert ticket.number in machine.on_paper().words

    machine.receive(data)

    assert [slip.words.count(ticket.number) for slip in cut] == [2]


def test_a_pulled_cable_does_not_keep_the_paper_in(data: bytes) -> None:
    with VirtualPrinter(None) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        virtual.open_cover()
        printer.send(data, 1)
        assert _held(virtual) > 0
        virtual.pull_cable()
        virtual.close_cover()

        assert virtual.wait_for(1, DEADLINE)
        printer.close()


def test_what_is_sent_to_a_serial_printer_without_power_is_lost(data: bytes, tmp_path: Path) -> None:
    with VirtualPrinter(None, pty=tmp_path / "printer.tty") as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        virtual.switch_off()
        assert printer.status().state == "offline"
        printer.send(data, 1)
        assert printer.wait(1, SOON_S) == Pending()
        virtual.switch_on()
        assert printer.status().can_print
        printer.close()

        assert (virtual.slips, virtual.state()["held_bytes"]) == (0, 0)


def test_a_slow_line_takes_as_long_as_its_bytes(data: bytes) -> None:
    with VirtualPrinter(None, bytes_per_s=2_000) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        began = time.monotonic()
        printer.send(data, 1)
        assert printer.wait(1, DEADLINE) == Confirmed()
        took = time.monotonic() - began
        printer.close()

    assert took >= len(data) / 2_000


def test_a_stopped_printer_takes_no_more_than_its_buffer(data: bytes) -> None:
    with VirtualPrinter(None, model=Model(buffer=1_000)) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        virtual.open_cover()
        with pytest.raises(SentInPart):
            printer.send(data * 10_000, 1, held=lambda _: virtual.state()["held_bytes"] < 900)

        assert virtual.state()["held_bytes"] < 1_000 + 1_024
        printer.close()


def test_it_says_xoff_before_it_is_full_and_xon_once_there_is_room() -> None:
    machine, _, answers = _machine(Model(buffer=1_000, xonxoff=True))
    machine.change(cover_open=True)
    machine.receive(b"A" * (1_000 - XOFF_ROOM) + b"\n")
    assert (bytes(answers), machine.has_room) == (b"\x13", True)

    machine.change(cover_open=False)

    assert bytes(answers) == b"\x13\x11"


def test_xoff_holds_a_serial_sender_and_xon_lets_it_go_on(data: bytes, tmp_path: Path) -> None:
    with VirtualPrinter(None, pty=tmp_path / "printer.tty") as virtual:
        printer = open_printer(f"{virtual.url}&flow=xonxoff", GENERIC_80)
        assert printer.status().can_print
        virtual.xoff()
        with pytest.raises(NothingSent):
            printer.send(data, 1, held=lambda _: False)
        virtual.xon()
        assert printer.status().can_print
        printer.close()


def test_paper_that_runs_low_is_said_before_it_ends() -> None:
    with VirtualPrinter(None) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        said = [_after(virtual, printer, mm) for mm in (4_001, 4_000, 0)]
        printer.close()

    assert said == ["ready", "low", "no_paper"]


def test_noise_is_no_answer_and_the_slip_comes_out_all_the_same(data: bytes) -> None:
    with VirtualPrinter(None) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        virtual.garble()
        for marker in range(30):
            printer.send(data, marker)
            assert printer.wait(marker, 0.05) != Confirmed()
        assert virtual.wait_for(30, DEADLINE)
        printer.close()


@pytest.mark.parametrize(
    ("model", "slip_answered"),
    [(Model(), True), (Model(process_id=False), False), (Model(paper_status=False), True)],
)
def test_a_printer_answers_only_the_markers_that_its_model_knows(model: Model, slip_answered: bool) -> None:
    machine, _, answers = _machine(model)
    machine.receive(b"\x1d(H\x06\x0000abcd")
    assert (bytes(answers) == b"\x37\x22abcd\x00") is slip_answered

    answers.clear()
    machine.receive(b"\x1dr\x01")

    assert bool(answers) is model.paper_status


def test_it_introduces_itself_by_maker_and_model() -> None:
    machine, _, answers = _machine(Model("XPRINTER", "XP-80"))

    machine.receive(b"\x1dIB\x1dIC")

    assert bytes(answers) == b"_XPRINTER\0_XP-80\0"


def test_a_stalled_printer_says_nothing_and_then_does_all_it_was_sent(data: bytes) -> None:
    with VirtualPrinter(None) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        virtual.stall()
        assert printer.status().state == "offline"
        printer.send(data, 1)
        assert printer.wait(1, SOON_S) == Pending()
        virtual.go_on()

        assert printer.wait(1, DEADLINE) == Confirmed()
        printer.close()


def _after(virtual: VirtualPrinter, printer: Printer, mm: float) -> str:
    virtual.run_out(after_mm=mm)
    return printer.status().state


def _held(virtual: VirtualPrinter) -> int:
    """Bytes that the stopped printer holds, once any have reached it."""
    end = time.monotonic() + DEADLINE
    while not (held := int(virtual.state()["held_bytes"])):
        assert time.monotonic() < end
    return held
