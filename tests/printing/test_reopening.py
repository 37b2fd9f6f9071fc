"""Every way to a printer opens again by itself: after unplug, power cycle and loss of the network."""

from __future__ import annotations

import os
import socket
import termios
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from printing.address import open_printer
from printing.documents import TicketSlip
from printing.escpos import render
from printing.printer import Confirmed, Printer
from printing.profiles import GENERIC_80
from printing.transports import SerialLine, Tcp, Transport, UsbDevice
from printing.virtual import VirtualPrinter

DEADLINE = 10.0


@pytest.fixture
def slip(ticket: TicketSlip) -> bytes:
    return render(ticket, GENERIC_80)


@pytest.fixture(params=["tcp", "serial", "usb"])
def plugged(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[VirtualPrinter, Printer]]:
    """A virtual printer, and the way to it. A terminal stands in for usblp: a device that comes and goes."""
    device = tmp_path / "device"
    with VirtualPrinter(None, pty=None if request.param == "tcp" else device) as virtual:
        printer = open_printer(f"usb://{device}" if request.param == "usb" else virtual.url, GENERIC_80)
        yield virtual, printer
        printer.close()


def _until(printer: Printer, state: str) -> None:
    deadline = time.monotonic() + DEADLINE
    while (status := printer.status()).state != state:
        assert time.monotonic() < deadline, status


def _prints(virtual: VirtualPrinter, printer: Printer, slip: bytes, marker: int) -> None:
    before = virtual.slips
    printer.send(slip, marker)
    assert printer.wait(marker, DEADLINE) == Confirmed()
    assert virtual.slips == before + 1


def test_unplugged_while_idle_it_is_back_as_soon_as_it_is_plugged(
    plugged: tuple[VirtualPrinter, Printer], slip: bytes
) -> None:
    virtual, printer = plugged
    for marker in range(5):
        _prints(virtual, printer, slip, marker)
        virtual.unplug()
        _until(printer, "offline")
        virtual.plug()
        _until(printer, "ready")


def test_a_power_cycle_that_nobody_noticed_costs_no_slip(
    plugged: tuple[VirtualPrinter, Printer], slip: bytes
) -> None:
    virtual, printer = plugged
    for marker in range(5):
        _prints(virtual, printer, slip, marker)
        virtual.unplug()
        virtual.plug()
        _until(printer, "ready")


def test_lost_in_mid_document_it_is_back_for_the_next(
    plugged: tuple[VirtualPrinter, Printer], slip: bytes
) -> None:
    virtual, printer = plugged
    virtual.run_out(after_mm=20)
    printer.send(slip, 1)
    virtual.unplug()
    virtual.refill()
    virtual.plug()
    _until(printer, "ready")

    _prints(virtual, printer, slip, 2)
    assert printer.late_markers() == frozenset()


def test_a_network_that_is_gone_ends_the_connection_within_8_s() -> None:
    """By the kernel's own watch: a printer that is only mute still acknowledges, and keeps its connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        way = Tcp(*server.getsockname()[:2])
        way.open()
        with socket.socket(fileno=os.dup(way._descriptor())) as link:
            idle, every, count = (
                link.getsockopt(socket.IPPROTO_TCP, option)
                for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
            )
            assert link.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            assert idle + every * count <= 8
            assert link.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 8000
        _end(way)


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    """The far end of a terminal in raw mode, and the device."""
    far, near = os.openpty()
    tty.setraw(near)
    device = os.ttyname(near)
    os.close(near)
    yield far, device
    with suppress(OSError):
        os.close(far)


def _usb(device: str) -> Transport:
    return UsbDevice(Path(device))


def _serial(device: str) -> Transport:
    return SerialLine(device, 9600, "none")


def _end(way: Transport) -> None:
    way.interrupt()
    way.close()


@pytest.mark.parametrize("make", [_usb, _serial])
def test_a_device_is_for_one_program_at_a_time(
    terminal: tuple[int, str], make: Callable[[str], Transport]
) -> None:
    first, second = make(terminal[1]), make(terminal[1])
    first.open()
    with pytest.raises(OSError):  # noqa: PT011 which one differs between kinds of device
        second.open()

    first.lose()
    second.open()
    assert second.is_open
    _end(first)
    _end(second)


@pytest.mark.parametrize("make", [_usb, _serial])
def test_a_device_that_takes_nothing_costs_no_more_than_the_time_out(
    terminal: tuple[int, str], make: Callable[[str], Transport]
) -> None:
    way = make(terminal[1])
    way.open()
    data = b"x" * 1_000_000
    started = time.monotonic()

    assert way.write(data, 0.2) < len(data)
    assert time.monotonic() - started < 1.0
    _end(way)


def test_an_empty_usb_packet_is_no_end_and_an_unplugged_printer_is(terminal: tuple[int, str]) -> None:
    """In line mode a terminal hands on ^D as an empty read, as usblp does an empty packet."""
    far, device = terminal
    near = os.open(device, os.O_RDWR | os.O_NOCTTY)
    mode = termios.tcgetattr(near)
    mode[3] |= termios.ICANON
    termios.tcsetattr(near, termios.TCSANOW, mode)
    way = UsbDevice(Path(device))
    way.open()

    os.write(far, b"\x04")
    assert way.read(1) == b""
    assert way.is_open
    os.write(far, b"\x12\n")
    assert way.read(1) == b"\x12\n"

    os.close(far)
    with pytest.raises(OSError):  # noqa: PT011 EIO here, ENODEV from usblp
        way.read(1)
    assert not way.is_open
    os.close(near)
    _end(way)
