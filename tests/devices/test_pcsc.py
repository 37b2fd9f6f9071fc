"""A plain contactless reader: cards come and go, and nobody's identity with them."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.devices import pcsc_library, pcsc_source
from kiosk.devices.pcsc_library import Slot
from kiosk.devices.pcsc_source import PcscSource
from kiosk.devices.ports import Happening
from kiosk.devices.reading import UID_ONLY
from kiosk.office.readings import Card
from tests.devices.conftest import PATIENCE_S, Collected, wait_until

PCSCD = Path("/usr/sbin/pcscd")
DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
SOCKET = Path("/run/pcscd/pcscd.comm")
UID = bytes.fromhex("04A1B2C3D4E580")
ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")


class Drawer:
    """PC/SC as a value: readers that are there, and the cards on them."""

    def __init__(self) -> None:
        self.there: list[Slot] | None = None
        """None: pcscd does not run."""
        self.uid_of_cards = UID
        self._stir = threading.Event()

    def __call__(self) -> Drawer:
        if self.there is None:
            raise pcsc_library.PcscGone
        return self

    def put(self, *there: Slot) -> None:
        self.there = list(there)
        self._stir.set()

    def slots(self) -> list[Slot]:
        if self.there is None:
            raise pcsc_library.PcscGone
        return self.there

    def changes(self, known: list[Slot], within_ms: int) -> None:
        self._stir.wait(within_ms / 1000)
        self._stir.clear()

    def uid(self, reader: str) -> bytes:
        if self.uid_of_cards == b"gone":
            raise pcsc_library.PcscGone
        return self.uid_of_cards

    def cancel(self) -> None:
        self._stir.set()

    def close(self) -> None:
        pass


Happened = Collected[Happening]


def phases(happened: list[Happening]) -> list[str]:
    assert all(isinstance(one, Card) for one in happened)
    return [one.phase for one in happened if isinstance(one, Card)]


def test_a_card_is_told_without_whose_it_is() -> None:
    drawer, happened = Drawer(), Happened()
    source = PcscSource(SystemClock(), lambda: None, drawer)
    drawer.put(Slot("ACR122U", False))
    source.start(happened)
    wait_until(lambda: source.reader().state == "ready")
    drawer.put(Slot("ACR122U", True))
    told = happened.until(lambda all: phases(all) == ["in", "uid_only"])
    assert isinstance(told[1], Card)
    assert told[1].sentence == UID_ONLY
    drawer.put(Slot("ACR122U", False))
    happened.until(lambda all: phases(all) == ["in", "uid_only", "out"])
    assert UID.hex() not in repr(happened.all).lower()
    source.stop()


@pytest.mark.parametrize(("uid", "phase"), [(b"", "unreadable"), (b"gone", "early")])
def test_a_card_that_says_nothing_or_leaves_at_once_is_told_as_such(uid: bytes, phase: str) -> None:
    drawer, happened = Drawer(), Happened()
    drawer.uid_of_cards = uid
    drawer.put(Slot("ACR122U", True))
    source = PcscSource(SystemClock(), lambda: None, drawer)
    source.start(happened)
    happened.until(lambda all: phases(all) == ["in", phase])
    source.stop()


def test_a_reader_that_is_pulled_out_takes_its_card_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pcsc_source, "AGAIN_S", 0.01)
    drawer, happened = Drawer(), Happened()
    source = PcscSource(SystemClock(), lambda: None, drawer)
    source.start(happened)
    wait_until(lambda: source.reader().sentence == pcsc_source.NO_SERVICE)
    drawer.put(Slot("ACR122U", True))
    wait_until(lambda: source.reader().state == "ready")
    drawer.put()
    wait_until(lambda: source.reader().sentence == pcsc_source.UNPLUGGED)
    happened.until(lambda all: phases(all) == ["in", "uid_only", "out"])
    drawer.there = None
    wait_until(lambda: source.reader().sentence == pcsc_source.NO_SERVICE)
    source.stop()


def test_a_machine_without_pcsc_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pcsc_library, "LIBRARY", "libtidakada.so.1")
    with pytest.raises(pcsc_library.PcscMissing, match="pcscd"):
        pcsc_library.Pcsc()
    source = PcscSource(SystemClock(), lambda: None)
    source.start(lambda _: None)
    wait_until(lambda: source.reader().sentence == pcsc_source.MISSING)
    assert source.reader().state == "fault"
    source.stop()


class LaidCard:
    """A card on the reader of vsmartcard's driver, which speaks lengths and bytes over TCP."""

    def __init__(self, port: int) -> None:
        self._way = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def take(self) -> None:
        self._way.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._way.close()

    def _serve(self) -> None:
        while len(head := self._way.recv(2)) == 2:
            said = self._way.recv(struct.unpack(">H", head)[0])
            if len(said) > 1:
                self._say(UID + b"\x90\x00")
            elif said == b"\x04":
                self._say(ATR)

    def _say(self, data: bytes) -> None:
        self._way.sendall(struct.pack(">H", len(data)) + data)


@pytest.fixture
def pcscd(tmp_path: Path) -> Iterator[tuple[int, list[subprocess.Popen[bytes]]]]:
    """The port of a virtual reader below a real pcscd."""
    if os.geteuid() != 0 or not DRIVER.exists() or SOCKET.exists():
        pytest.skip("needs root, vsmartcard-vpcd, and a machine without a pcscd of its own")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    (tmp_path / "reader").write_text(
        f'FRIENDLYNAME "Maya"\nDEVICENAME /dev/null:{port}\nLIBPATH {DRIVER}\nCHANNELID {port}\n'
    )
    daemon = subprocess.Popen(
        [PCSCD, "--foreground", "--config", tmp_path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    running = [daemon]
    yield port, running
    for one in running:
        one.terminate()
        one.wait(PATIENCE_S)


def test_a_real_pcscd_with_a_virtual_card(pcscd: tuple[int, list[subprocess.Popen[bytes]]]) -> None:
    port, running = pcscd
    happened = Happened()
    source = PcscSource(SystemClock(), lambda: None)
    source.start(happened)
    wait_until(lambda: source.reader().state == "ready")
    card = LaidCard(port)
    happened.until(lambda all: phases(all) == ["in", "uid_only"])
    card.take()
    happened.until(lambda all: phases(all) == ["in", "uid_only", "out"])
    running[0].terminate()
    wait_until(lambda: source.reader().sentence == pcsc_source.NO_SERVICE)
    source.stop()
