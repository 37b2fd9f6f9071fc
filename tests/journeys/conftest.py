"""Whole ways through the real thing: an office process, a virtual printer, the QML, and a finger."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from PySide6.QtGui import QGuiApplication

from printing.virtual import VirtualPrinter
from ui.finger import Finger, wait_until
from ui.options import PROFILES, Timing
from ui.token import Token
from ui.tour import Tour
from ui.window import Pane
from ui.wiring import Wired, wire

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

CATALOGUE = Path(__file__).parent / "katalog"
_SERVE = (
    "import sys; from pathlib import Path; from kiosk.office.serve import serve;"
    "serve(Path(sys.argv[1]), int(sys.argv[2]), printer=sys.argv[3])"
)


_SETTINGS = """
[office]
code = "36.03.03"
[keys]
backend = "demo"
[demo]
always_open = true
[catalogue]
folder = "{catalogue}"
"""


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


class OfficeProcess:
    """The office service as a process of its own, on a folder that outlives it."""

    def __init__(self, folder: Path, printer: str, catalogue: Path) -> None:
        self.folder = folder
        self._printer = printer
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        (folder / "office.toml").write_text(_SETTINGS.format(catalogue=catalogue))

    def start(self) -> None:
        command = [sys.executable, "-c", _SERVE, str(self.folder), str(self._port), self._printer]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        self._port = json.loads(self._process.stdout.readline())["port"]

    def freeze(self) -> None:
        """It takes what is sent to it, and answers nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGCONT)
            process.send_signal(signal.SIGTERM)
            process.wait(10)
            assert process.stdout is not None
            process.stdout.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def token(self) -> str:
        return (self.folder / "screen.token").read_text().strip()

    def status(self) -> dict[str, object]:
        asked = Request(self.url + "/api/status", headers={"Authorization": f"Bearer {self.token}"})
        with urlopen(asked, timeout=5) as answer:
            told: dict[str, object] = json.load(answer)
        return told


@pytest.fixture(scope="module")
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter(None, draw=False) as machine:
        yield machine


@contextmanager
def _office_on(printer: str, catalogue: Path) -> Iterator[OfficeProcess]:
    folder = Path(tempfile.mkdtemp(prefix="anjungan-uji-"))
    process = OfficeProcess(folder, printer, catalogue)
    process.start()
    yield process
    process.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def office_on() -> Callable[[str, Path], AbstractContextManager[OfficeProcess]]:
    """An office of its own, for the address of a printer and the folder of a catalogue."""
    return _office_on


@pytest.fixture(scope="session")
def catalogue_folder() -> Path:
    return CATALOGUE


@pytest.fixture(scope="module")
def office(printer: VirtualPrinter) -> Iterator[OfficeProcess]:
    with _office_on(printer.url, CATALOGUE) as process:
        yield process


class Screen:
    """The real screen on an office, and somebody in front of it."""

    def __init__(self, office: OfficeProcess, timing: Timing, profile: str = "portrait-21") -> None:
        self.wired: Wired = wire(office.url, Token.of(office.folder / "screen.token"), timing)
        self.wired.line.open()
        self.pane = Pane(self.wired, PROFILES[profile], timing)
        self.pane.window.frameSwapped.connect(self.wired.line.want_catalogue_once)
        self.finger = Finger(self.pane.window, timing.double_strike_ms, lambda: self.wired.desk.world.serial)
        self.tour = Tour(self.wired, self.pane, self.finger, None)
        self.pane.show(full_screen=False)
        self.until(lambda: self.wired.desk.world.catalogue is not None, "the catalogue")

    def until(self, holds: Callable[[], bool], what: str, patience_s: float = 10.0) -> None:
        wait_until(holds, lambda: f"{what}; page {self.finger.page()}", patience_s)

    def shown(self, model: str) -> object:
        return self.wired.kiosk.parts[model].props


@pytest.fixture
def timing() -> Timing:
    """As in the kiosk, but a steady hand needs no guard and a test no patience."""
    return Timing(double_strike_ms=0, settle_ms=0)


@pytest.fixture
def screen(qapp: QGuiApplication, office: OfficeProcess, timing: Timing) -> Iterator[Screen]:
    """QML warnings fail the test: pytest-qt is set so in pyproject.toml."""
    standing = Screen(office, timing)
    yield standing
    standing.pane.close()
