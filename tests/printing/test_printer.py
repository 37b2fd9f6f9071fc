"""The real printer object against the virtual printer, over real sockets and real pseudo-terminals."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from printing import commands
from printing.address import open_printer
from printing.documents import TicketSlip
from printing.errors import NothingSent, PrinterClosed, SentInPart
from printing.escpos import render
from printing.live import LivePrinter
from printing.printer import Confirmed, Outcome, Pending, Printer, Silent, Waiting
from printing.profiles import GENERIC_80
from printing.status import PrinterStatus
from printing.transports import Tcp
from printing.virtual import VirtualPrinter

DEADLINE = 10.0


@pytest.fixture
def slip(ticket: TicketSlip) -> bytes:
    return render(ticket, GENERIC_80)


def _impatient(virtual: VirtualPrinter, silence: float = 1.0) -> Printer:
    """Takes a second for silence, so that no test lasts 15."""
    host, port = virtual.url.removeprefix("tcp://").split(":")
    return LivePrinter(Tcp(host, int(port)), GENERIC_80, silence=silence)


@contextmanager
def _tcp(tmp_path: Path, marker: str = "process-id") -> Iterator[tuple[VirtualPrinter, Printer]]:
    with VirtualPrinter(tmp_path / "slips", draw=False) as virtual:
        printer = open_printer(f"{virtual.url}?marker={marker}", GENERIC_80)
        yield virtual, printer
        printer.close()


def _end(printer: Printer, marker: int) -> Outcome:
    """Wait as the spool does, until it is decided."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        outcome = printer.wait(marker, 0.5)
        if isinstance(outcome, Confirmed | Silent):
            return outcome
    raise AssertionError(f"undecided: {outcome}")


def _until(printer: Printer, state: str) -> PrinterStatus:
    deadline = time.monotonic() + DEADLINE
    while (status := printer.status()).state != state:
        assert time.monotonic() < deadline, status
    return status


def test_a_slip_is_confirmed_by_the_printer_itself(
    virtual: VirtualPrinter, printer: Printer, slip: bytes
) -> None:
    assert printer.confirms
    printer.send(slip, 4711)

    assert printer.wait(4711, DEADLINE) == Confirmed()
    assert virtual.slips == 1
    assert printer.late_markers() == frozenset()


def test_confirmation_takes_no_longer_than_the_printer_does(printer: Printer, slip: bytes) -> None:
    printer.status()
    taken = []
    for marker in range(20):
        started = time.perf_counter()
        printer.send(slip, marker)
        assert printer.wait(marker, DEADLINE) == Confirmed()
        taken.append(time.perf_counter() - started)

    assert sorted(taken)[10] < 0.05


@pytest.mark.parametrize(
    ("trouble", "remedy", "state"),
    [
        ("run_out", "refill", "no_paper"),
        ("open_cover", "close_cover", "cover"),
        ("jam", "clear", "cutter"),
        ("break_down", "repair", "hardware"),
        ("near_end", "refill", "low"),
        ("mute", "speak", "offline"),
        ("unplug", "plug", "offline"),
    ],
)
def test_the_printer_says_what_it_needs_and_that_it_has_it_again(
    virtual: VirtualPrinter, printer: Printer, trouble: str, remedy: str, state: str
) -> None:
    assert printer.status().state == "ready"

    getattr(virtual, trouble)()
    assert printer.status() == PrinterStatus(state)  # type: ignore[arg-type] # the table holds only states

    getattr(virtual, remedy)()
    assert _until(printer, "ready").can_print


def test_paper_that_ends_in_mid_slip_waits_without_limit_and_makes_one_slip(
    virtual: VirtualPrinter, slip: bytes
) -> None:
    printer = open_printer(virtual.url, GENERIC_80)
    virtual.run_out(after_mm=20)
    printer.send(slip, 7)

    assert printer.wait(7, DEADLINE) == Waiting(PrinterStatus("no_paper"))
    assert printer.wait(7, 0.1) == Waiting(PrinterStatus("no_paper"))
    assert virtual.slips == 0

    virtual.refill()
    assert _end(printer, 7) == Confirmed()
    assert virtual.slips == 1
    printer.close()


def test_a_reported_condition_outlasts_the_time_for_silence(tmp_path: Path, slip: bytes) -> None:
    with VirtualPrinter(tmp_path / "slips", draw=False) as virtual:
        printer = _impatient(virtual, silence=0.2)
        virtual.open_cover()
        printer.send(slip, 8)
        until = time.monotonic() + 1.0
        while time.monotonic() < until:
            assert not isinstance(printer.wait(8, 0.2), Silent | Confirmed)
        virtual.close_cover()

        assert _end(printer, 8) == Confirmed()
        printer.close()


def test_another_condition_is_told_too(virtual: VirtualPrinter, slip: bytes) -> None:
    """The cover is closed, and the paper is out underneath."""
    printer = open_printer(virtual.url, GENERIC_80)
    virtual.open_cover()
    virtual.run_out()
    printer.send(slip, 9)
    assert printer.wait(9, DEADLINE) == Waiting(PrinterStatus("cover"))

    virtual.close_cover()
    assert printer.wait(9, DEADLINE) == Waiting(PrinterStatus("no_paper"))
    printer.close()


def test_silence_is_unknown_and_a_marker_that_comes_later_is_still_heard(tmp_path: Path, slip: bytes) -> None:
    with VirtualPrinter(tmp_path / "slips", draw=False) as virtual:
        printer = _impatient(virtual)
        printer.status()
        virtual.open_cover()
        printer.send(slip, 10)
        assert isinstance(printer.wait(10, DEADLINE), Waiting)
        virtual.mute()
        assert _end(printer, 10) == Silent()
        assert printer.late_markers() == frozenset()

        virtual.speak()
        virtual.close_cover()
        _until(printer, "ready")
        assert printer.late_markers() == frozenset({10})
        assert printer.late_markers() == frozenset()
        assert virtual.slips == 1
        printer.close()


def test_a_mute_printer_is_offline_and_its_slip_is_unknown(tmp_path: Path, slip: bytes) -> None:
    with VirtualPrinter(tmp_path / "slips", draw=False) as virtual:
        printer = _impatient(virtual)
        virtual.mute()

        assert printer.status().state == "offline"
        printer.send(slip, 11)
        assert _end(printer, 11) == Silent()
        printer.close()


def test_a_marker_left_for_another_job_is_reported_late_and_confuses_nobody(
    virtual: VirtualPrinter, printer: Printer, slip: bytes
) -> None:
    virtual.run_out()
    printer.send(slip, 12)
    assert isinstance(printer.wait(12, DEADLINE), Waiting)
    printer.send(slip, 13)
    virtual.refill()

    assert _end(printer, 13) == Confirmed()
    assert printer.late_markers() == frozenset({12})
    assert virtual.slips == 2


def test_a_marker_of_an_earlier_life_is_reported(virtual: VirtualPrinter, slip: bytes) -> None:
    """The office was restarted while the printer held the slip."""
    before = open_printer(virtual.url, GENERIC_80)
    virtual.run_out()
    before.send(slip, 14)
    before.close()
    after = open_printer(virtual.url, GENERIC_80)
    assert after.status().state == "no_paper"

    virtual.refill()
    _until(after, "ready")
    assert after.late_markers() == frozenset({14})
    after.close()


def test_unplugged_in_mid_slip_is_unknown_and_the_next_slip_prints(tmp_path: Path, slip: bytes) -> None:
    with VirtualPrinter(tmp_path / "slips", draw=False) as virtual:
        printer = _impatient(virtual)
        virtual.run_out(after_mm=20)
        printer.send(slip, 15)
        assert isinstance(printer.wait(15, DEADLINE), Waiting)
        virtual.unplug()
        assert _end(printer, 15) == Silent()

        virtual.refill()
        virtual.plug()
        _until(printer, "ready")
        printer.send(slip, 16)
        assert _end(printer, 16) == Confirmed()
        assert virtual.slips == 1
        printer.close()


def test_what_never_left_us_is_not_unknown(virtual: VirtualPrinter, printer: Printer, slip: bytes) -> None:
    virtual.unplug()

    with pytest.raises(NothingSent):
        printer.send(slip, 17)


def test_a_long_document_stops_between_commands_and_goes_on_after_the_new_roll(
    virtual: VirtualPrinter, printer: Printer, slip: bytes
) -> None:
    """Ten slips do not fit the printer's buffer: sending itself must wait for the paper."""
    said: list[PrinterStatus] = []

    def held(status: PrinterStatus) -> bool:
        said.append(status)
        virtual.refill()
        return True

    virtual.run_out(after_mm=20)
    printer.send(slip * 10, 18, held)

    assert _end(printer, 18) == Confirmed()
    assert virtual.slips == 10
    assert set(said) == {PrinterStatus("no_paper")}


def test_giving_up_in_mid_document_says_that_a_part_was_sent(
    virtual: VirtualPrinter, printer: Printer, slip: bytes
) -> None:
    virtual.run_out(after_mm=20)

    with pytest.raises(SentInPart):
        printer.send(slip * 10, 19, lambda status: False)


def test_a_printer_that_takes_nothing_and_says_nothing_is_left(tmp_path: Path, slip: bytes) -> None:
    """A stalled printer stalls nothing else."""
    with socket.create_server(("127.0.0.1", 0), backlog=1) as deaf:
        printer = LivePrinter(Tcp(*deaf.getsockname()[:2]), GENERIC_80, silence=0.5)
        with pytest.raises(SentInPart):
            printer.send(b"x" * 20_000_000, 20)
        printer.close()


@pytest.mark.parametrize("call", ["status", "wait", "send"])
def test_closing_ends_any_call_at_once(virtual: VirtualPrinter, slip: bytes, call: str) -> None:
    printer = open_printer(virtual.url, GENERIC_80)
    assert printer.status().state == "ready"
    virtual.run_out()
    entered = threading.Event()
    ended: list[float] = []

    def use_for_ever() -> None:
        while True:
            entered.set()
            match call:
                case "status":
                    printer.status()
                case "wait":
                    printer.wait(21, 60)
                case _:
                    printer.send(slip * 10, 21)

    def work() -> None:
        with pytest.raises(PrinterClosed):
            use_for_ever()
        ended.append(time.monotonic())

    worker = threading.Thread(target=work)
    worker.start()
    assert entered.wait(DEADLINE)
    closed = time.monotonic()
    printer.close()
    worker.join(DEADLINE)

    assert ended[0] - closed < 0.3
    printer.close()
    with pytest.raises(PrinterClosed):
        printer.send(slip, 22)


def test_without_process_ids_the_paper_answer_confirms(tmp_path: Path, slip: bytes) -> None:
    with _tcp(tmp_path, "paper") as (virtual, printer):
        virtual.run_out(after_mm=20)
        printer.send(slip, 23)
        assert printer.wait(23, DEADLINE) == Waiting(PrinterStatus("no_paper"))
        virtual.refill()

        assert _end(printer, 23) == Confirmed()


def test_an_answer_that_names_no_job_confirms_the_later_of_two_only_with_both(
    tmp_path: Path, slip: bytes
) -> None:
    with _tcp(tmp_path, "paper") as (virtual, printer):
        virtual.run_out()
        printer.send(slip, 24)
        assert isinstance(printer.wait(24, DEADLINE), Waiting)
        printer.send(slip, 25)
        virtual.run_out(after_mm=200)
        assert virtual.wait_for(1, DEADLINE)
        assert isinstance(printer.wait(25, 0.1), Waiting)
        virtual.refill()

        assert _end(printer, 25) == Confirmed()
        assert printer.late_markers() == frozenset({24})


def test_a_printer_that_cannot_confirm_says_so_at_once(tmp_path: Path, slip: bytes) -> None:
    with _tcp(tmp_path, "none") as (virtual, printer):
        printer.send(slip, 26)

        assert not printer.confirms
        assert printer.wait(26, DEADLINE) == Silent()
        assert virtual.wait_for(1, DEADLINE)


def test_automatic_status_is_told_without_asking(tmp_path: Path, slip: bytes) -> None:
    with _tcp(tmp_path) as (virtual, printer):
        virtual.run_out(after_mm=20)
        printer.send(b"\x1da\xff" + slip, 27)
        started = time.monotonic()

        assert printer.wait(27, DEADLINE) == Waiting(PrinterStatus("no_paper"))
        assert time.monotonic() - started < 0.4, "before the first poll"


def test_a_status_byte_sequence_inside_a_command_is_no_question(
    virtual: VirtualPrinter, printer: Printer
) -> None:
    printer.send(commands.INIT + commands.qr(b"\x10\x04\x01", 4) + commands.FEED + commands.CUT, 28)

    assert printer.wait(28, DEADLINE) == Confirmed()
    assert printer.status().state == "ready"


def test_nothing_yet_is_pending(tmp_path: Path, slip: bytes) -> None:
    with _tcp(tmp_path) as (virtual, printer):
        printer.status()
        virtual.mute()
        printer.send(slip, 29)

        assert printer.wait(29, 0.05) == Pending()
