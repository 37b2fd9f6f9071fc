"""The virtual printer as programs and tests use it: a folder of slips, a page, a process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from printing.address import open_printer
from printing.documents import TicketSlip
from printing.escpos import render
from printing.printer import Confirmed
from printing.profiles import GENERIC_80
from printing.virtual import VirtualPrinter, obey

DEADLINE = 20.0


def _print(url: str, data: bytes, marker: int = 1) -> None:
    printer = open_printer(url, GENERIC_80)
    printer.send(data, marker)
    assert printer.wait(marker, DEADLINE) == Confirmed()
    printer.close()


def test_each_slip_lies_in_the_folder_as_picture_and_as_bytes(
    tmp_path: Path, ticket: TicketSlip, read_qr: Callable[[bytes], list[str]]
) -> None:
    data = render(ticket, GENERIC_80)
    with VirtualPrinter(tmp_path / "slips") as virtual:
        _print(virtual.url, data)
        _print(virtual.url, data, 2)
        assert virtual.wait_for(2, DEADLINE)

    assert sorted(path.name for path in (tmp_path / "slips").iterdir()) == [
        "001.escpos", "001.png", "002.escpos", "002.png"
    ]  # fmt: skip
    assert (tmp_path / "slips" / "002.escpos").read_bytes() == data
    assert read_qr((tmp_path / "slips" / "001.png").read_bytes()) == [ticket.qr]


def test_closing_waits_for_the_last_picture(tmp_path: Path, ticket: TicketSlip) -> None:
    with VirtualPrinter(tmp_path / "slips") as virtual:
        _print(virtual.url, render(ticket, GENERIC_80))

    assert (tmp_path / "slips" / "001.png").exists()


def test_slips_can_be_counted_without_a_folder(ticket: TicketSlip) -> None:
    with VirtualPrinter(None) as virtual:
        printer = open_printer(virtual.url, GENERIC_80)
        data = render(ticket, GENERIC_80)
        for marker in range(200):
            printer.send(data, marker)
            assert printer.wait(marker, DEADLINE) == Confirmed()
        printer.close()

        assert virtual.slips == 200


def test_a_pseudo_terminal_keeps_its_path_over_unplug_and_plug(tmp_path: Path, ticket: TicketSlip) -> None:
    link = tmp_path / "printer.tty"
    with VirtualPrinter(None, pty=link) as virtual:
        url = virtual.url
        virtual.unplug()
        assert not link.exists()
        virtual.plug()

        assert virtual.url == url
        _print(url, render(ticket, GENERIC_80))
    assert not link.is_symlink()


def test_a_tcp_printer_keeps_its_port_over_unplug_and_plug(ticket: TicketSlip) -> None:
    with VirtualPrinter(None) as virtual:
        url = virtual.url
        virtual.unplug()
        virtual.unplug()
        virtual.plug()
        virtual.plug()

        assert virtual.url == url
        _print(url, render(ticket, GENERIC_80))


@pytest.mark.parametrize(
    ("order", "field", "value"),
    [
        ("run_out 20", "paper_mm", 20.0),
        ("run_out", "paper_mm", 0.0),
        ("open_cover", "cover_open", True),
        ("jam", "cutter_jammed", True),
        ("break_down", "broken", True),
        ("mute", "mute", True),
        ("near_end", "near_end", True),
        ("state", "slips", 0),
    ],
)
def test_an_order_changes_what_the_printer_is(order: str, field: str, value: object) -> None:
    with VirtualPrinter(None) as virtual:
        answer = obey(virtual, order)

    assert answer["ok"] is True
    assert answer[field] == value


def test_an_order_that_is_not_understood_is_answered_with_those_that_are() -> None:
    with VirtualPrinter(None) as virtual:
        answer = obey(virtual, "__class__")

    assert answer["ok"] is False
    assert {"refill", "run_out MM"} <= set(answer["orders"])


def _post(panel: str, order: str) -> dict[str, Any]:
    answer: dict[str, Any] = requests.post(f"{panel}/orders", data=order, timeout=DEADLINE).json()
    return answer


Started = tuple["subprocess.Popen[str]", dict[str, Any]]


@pytest.fixture(params=["tcp", "pty"])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Started]:
    command = [sys.executable, "-m", "printing.virtual", "--out", str(tmp_path / "slips"), "--port", "0"]
    if request.param == "pty":
        command.append("--pty")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        yield running, json.loads(running.stdout.readline())
        if running.poll() is None:
            running.kill()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_as_a_process_it_prints_obeys_and_ends_with_zero(
    process: Started, tmp_path: Path, ticket: TicketSlip, how: signal.Signals
) -> None:
    running, ready = process
    _print(ready["url"], render(ticket, GENERIC_80))

    assert _post(ready["panel"], "open_cover")["cover_open"] is True
    printer = open_printer(ready["url"], GENERIC_80)
    assert printer.status().state == "cover"
    printer.close()

    running.send_signal(how)
    assert running.wait(DEADLINE) == 0
    assert (tmp_path / "slips" / "001.png").exists()
