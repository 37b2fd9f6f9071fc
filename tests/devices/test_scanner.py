"""A serial scanner over a real terminal: frames, floods, and the plug pulled at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serial import Serial

from kiosk.clock import SystemClock
from kiosk.devices import serial_scanner
from kiosk.devices.frames import Broken, Frame
from kiosk.devices.serial_scanner import SerialScanner
from kiosk.devices.simulated_scanner import SimulatedScanner
from tests.devices.conftest import Collected, wait_until

Heard = Collected[Frame | Broken]


@pytest.fixture
def reading(pemindai: SimulatedScanner) -> Iterator[tuple[SerialScanner, Heard]]:
    heard: Heard = Collected()
    scanner = SerialScanner(pemindai.url.removeprefix("serial://"), 9600, SystemClock(), lambda: None)
    scanner.start(heard)
    wait_until(lambda: scanner.reader().state == "ready")
    yield scanner, heard
    scanner.stop()


def last(text: str) -> Callable[[list[Frame | Broken]], bool]:
    return lambda heard: heard[-1:] == [Frame(text)]


def test_codes_arrive_whole_split_and_without_terminator(
    pemindai: SimulatedScanner, reading: tuple[SerialScanner, Heard]
) -> None:
    _, heard = reading
    pemindai.send(b"tanpa akhir")
    heard.until(last("tanpa akhir"))
    pemindai.scan("sekali")
    pemindai.split("dua potong")
    heard.until(last("dua potong"))
    assert heard.all == [Frame("tanpa akhir"), Frame("sekali"), Frame("dua potong")]


def test_a_flood_is_one_refusal_and_the_next_code_is_read(
    pemindai: SimulatedScanner, reading: tuple[SerialScanner, Heard]
) -> None:
    _, heard = reading
    for _ in range(3):
        pemindai.send(b"9" * 1000)
    pemindai.scan("")
    heard.until(lambda all: Broken("too_long") in all)
    pemindai.scan("sesudah banjir")
    heard.until(last("sesudah banjir"))
    assert all(isinstance(one, Broken) for one in heard.all[:-1])


def test_pulled_out_and_plugged_in_it_comes_back_by_itself(
    pemindai: SimulatedScanner, reading: tuple[SerialScanner, Heard]
) -> None:
    scanner, heard = reading
    for n in range(5):
        pemindai.send(b"3603034101")
        pemindai.unplug()
        wait_until(lambda: scanner.reader().state == "offline")
        since = scanner.reader().since
        assert scanner.reader().sentence == serial_scanner.UNPLUGGED
        pemindai.plug()
        wait_until(lambda: scanner.reader().state == "ready")
        assert scanner.reader().since >= since
        pemindai.scan(f"kembali {n}")
        heard.until(last(f"kembali {n}"))
    assert heard.all == [Frame(f"kembali {n}") for n in range(5)]


def test_what_was_scanned_while_nobody_listened_is_told_to_nobody(
    pemindai: SimulatedScanner, reading: tuple[SerialScanner, Heard]
) -> None:
    scanner, heard = reading
    scanner.stop()
    pemindai.scan("lama sekali")
    again: Heard = Collected()
    fresh = SerialScanner(pemindai.url.removeprefix("serial://"), 9600, SystemClock(), lambda: None)
    fresh.start(again)
    wait_until(lambda: fresh.reader().state == "ready")
    pemindai.scan("baru saja")
    again.until(last("baru saja"))
    fresh.stop()
    assert again.all == [Frame("baru saja")]
    assert heard.all == []


def test_a_port_that_another_program_holds_is_said_and_taken_when_it_is_free(
    pemindai: SimulatedScanner,
) -> None:
    path = pemindai.url.removeprefix("serial://")
    scanner = SerialScanner(path, 9600, SystemClock(), lambda: None)
    with Serial(path, exclusive=True):
        scanner.start(lambda _: None)
        wait_until(lambda: scanner.reader().sentence == serial_scanner.TAKEN)
        assert scanner.reader().state == "fault"
    wait_until(lambda: scanner.reader().state == "ready")
    scanner.stop()


def test_a_scanner_that_was_never_there_is_awaited_and_stops_at_once(tmp_path: Path) -> None:
    told: Collected[None] = Collected()
    scanner = SerialScanner(str(tmp_path / "pemindai"), 9600, SystemClock(), lambda: told(None))
    scanner.start(lambda _: None)
    assert scanner.reader().state == "offline"
    with SimulatedScanner(tmp_path / "pemindai"):
        told.until(len)
        assert scanner.reader().state == "ready"
    scanner.stop()


def test_nothing_stays_open_when_a_scanner_stops(pemindai: SimulatedScanner) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        scanner = SerialScanner(pemindai.url.removeprefix("serial://"), 9600, SystemClock(), lambda: None)
        scanner.start(lambda _: None)
        scanner.stop()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
