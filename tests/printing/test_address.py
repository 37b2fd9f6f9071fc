from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from printing.address import open_printer
from printing.documents import TicketSlip
from printing.errors import BadPrinterAddress, NothingSent, PrinterClosed
from printing.escpos import render
from printing.printer import Silent
from printing.profiles import GENERIC_58, GENERIC_80


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("lpt1:", "write tcp, serial, usb or file"),
        ("usb://1", "three slashes"),
        ("", "write tcp, serial, usb or file"),
        ("tcp://", "write the printer's address"),
        ("tcp://10.0.0.9:999999", "port must be a number"),
        ("tcp://10.0.0.9:abc", "port must be a number"),
        ("serial://dev", "three slashes"),
        ("serial:///dev/ttyS0?baud=1", "baud must be one of 9600"),
        ("serial:///dev/ttyS0?flow=dsrdtr", "flow must be one of none"),
        ("serial:///dev/ttyS0?bauds=9600", "unknown option bauds"),
        ("tcp://10.0.0.9?baud=9600", "unknown option baud"),
        ("tcp://10.0.0.9?marker=maybe", "marker must be one of process-id"),
        ("file://", "three slashes"),
    ],
)
def test_an_address_that_cannot_be_meant_says_what_to_write(url: str, said: str) -> None:
    with pytest.raises(BadPrinterAddress, match=said):
        open_printer(url, GENERIC_80)


def test_opening_a_printer_touches_nothing_until_it_is_used() -> None:
    printer = open_printer("serial:///dev/serial/by-id/none?baud=115200&flow=rtscts", GENERIC_58)

    assert printer.profile == replace(GENERIC_58, baud=115200, flow="rtscts")
    assert printer.status().state == "offline"
    printer.close()


def test_a_file_takes_everything_and_confirms_nothing(tmp_path: Path, ticket: TicketSlip) -> None:
    path = tmp_path / "slips.escpos"
    printer = open_printer(f"file://{path}", GENERIC_80)
    data = render(ticket, GENERIC_80)

    assert not printer.confirms
    assert printer.status().state == "ready"
    printer.send(data, 1)
    assert printer.wait(1, 5) == Silent()
    printer.send(data, 2)
    printer.close()
    assert path.read_bytes().count(data) == 2
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_is_offline(tmp_path: Path) -> None:
    printer = open_printer(f"file://{tmp_path}/none/slips.escpos", GENERIC_80)

    assert printer.status().state == "offline"
    with pytest.raises(NothingSent):
        printer.send(b"x", 1)
    printer.close()
    with pytest.raises(PrinterClosed):
        printer.status()
