"""Central, office, virtual printer and screen in one temporary folder."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

from kiosk.demo.parts import Part, PartFailed
from kiosk.keys import pinned
from kiosk.sync.contract import DEVICE, SECRET

PATIENCE_S = 10
POLL_S = 0.05

OFFICE_TOML = """\
[office]
code = "36.03.03"
counters = {counters}
footer = "Pengaduan dan saran: loket 1"
announcements = ["Blangko KTP-el tersedia. Lansia dan difabel bisa dilayani di rumah: tanya petugas."]

[keys]
backend = "demo"

[demo]
always_open = true

[printer]
url = "{printer}"
width_mm = {width}

[central]
url = "{central}"
longest_pause_s = 5
"""
ROOM_TOML = """
[lan]
port = {port}
host = "127.0.0.1"

[speech]
device = "{device}"
"""
SOUND_CARDS = Path("/proc/asound/cards")


class House:
    """Starts parts one by one and stops them together; the folder is gone afterwards."""

    def __init__(
        self, width_mm: int = 80, *, draw: bool = True, room: bool = False, counters: int = 2
    ) -> None:
        """With `room` the office serves consoles and displays too, and calls with a voice."""
        self.folder = Path(tempfile.mkdtemp(prefix="anjungan-"))
        self.office_folder = self.folder / "office"
        self.central_folder = self.folder / "central"
        self.slips = self.folder / "slips"
        self._central_port = _free_port()
        self._office_port = _free_port()
        self._room_port = _free_port()
        self._parts: dict[str, Part] = {}
        for folder in (self.office_folder, self.central_folder, self.folder / "logs"):
            folder.mkdir()
        self._secret = secrets.token_hex(32).encode()
        for folder in (self.office_folder, self.central_folder):
            pinned("demo", folder).put(SECRET, self._secret)
        drawing = () if draw else ("--no-draw",)
        try:
            self.printer = self._start(
                "printer",
                *("-m", "printing.virtual", "--out", str(self.slips), "--port", "0"),
                *("--width", str(width_mm), *drawing),
            )
        except PartFailed:
            self.close()
            raise
        settings = OFFICE_TOML.format(
            printer=self.printer.said["url"],
            width=width_mm,
            central=self.central_url,
            counters=counters,
        )
        if room:
            settings += ROOM_TOML.format(port=self._room_port, device=self._voice())
        (self.office_folder / "office.toml").write_text(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def central_url(self) -> str:
        return f"http://127.0.0.1:{self._central_port}"

    @property
    def office_url(self) -> str:
        return f"http://127.0.0.1:{self._office_port}"

    @property
    def room_url(self) -> str:
        """Where consoles and displays are served."""
        return f"https://127.0.0.1:{self._room_port}"

    @property
    def announcements(self) -> Path:
        """What the voice said, where the machine has no sound card."""
        return self.folder / "suara"

    def _voice(self) -> str:
        has_sound = SOUND_CARDS.exists() and "no soundcards" not in SOUND_CARDS.read_text()
        return "default" if has_sound else f"folder:{self.announcements}"

    @property
    def token_file(self) -> Path:
        return self.office_folder / "screen.token"

    @property
    def screen_arguments(self) -> tuple[str, ...]:
        """How a screen finds its office."""
        return ("--office", self.office_url, "--token-file", str(self.token_file))

    def part(self, name: str) -> Part:
        return self._parts[name]

    def start_central(self) -> Part:
        return self._start(
            "central",
            *("-m", "kiosk.cli", "central", "--data", str(self.central_folder)),
            *("--port", str(self._central_port), "--keys", "demo"),
        )

    def start_office(self, *, program: tuple[str, ...] = ("-m", "kiosk.cli", "office")) -> Part:
        folder, port = str(self.office_folder), str(self._office_port)
        return self._start("office", *program, "--data", folder, "--port", port)

    def start_screen(self, module: str, *arguments: str) -> Part:
        """A process of `ui`: offscreen where there is no display."""
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return self._start("screen", "-m", module, *self.screen_arguments, *arguments, ready=False)

    def fetch(self, path: str) -> bytes:
        """GET of the office's API."""
        token = self.token_file.read_text().strip()
        return _get(f"{self.office_url}{path}", {"Authorization": f"Bearer {token}"})

    def ask_office(self, path: str) -> Any:
        """GET of the office's API, decoded."""
        return json.loads(self.fetch(path))

    def ask_central(self, path: str, device: str) -> Any:
        """GET of central's API as the office's device, decoded."""
        secret = self._secret.decode()
        headers = {"Authorization": f"Bearer {secret}", DEVICE: device}
        return json.loads(_get(f"{self.central_url}{path}", headers))

    def wait_until_sent(self, patience_s: float) -> None:
        """Until central holds everything. Raises PartFailed."""
        end = time.monotonic() + patience_s
        while self.ask_office("/api/status")["central"]["unsent"]:
            if time.monotonic() > end:
                raise PartFailed(f"Central still lacks records after {patience_s:.0f} s.")
            time.sleep(POLL_S)

    def last_words(self, name: str) -> str:
        """The last lines of a part's log."""
        log = self.folder / "logs" / f"{name}.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-8:])

    def revive(self) -> list[str]:
        """Starts again whatever ended by itself, the screen excepted; returns their names."""
        ended = [name for name, part in self._parts.items() if name != "screen" and not part.running]
        for name in ended:
            self._parts[name] = self._parts[name].again()
        return ended

    def stop(self, name: str) -> int:
        """Stops one part and returns its exit status."""
        return self._parts.pop(name).stop()

    def close(self) -> None:
        """Stops everything, screen first, and removes the folder."""
        for name in reversed(list(self._parts)):
            self.stop(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, name: str, *arguments: str, ready: bool = True) -> Part:
        part = Part(name, arguments, self.folder / "logs" / f"{name}.log", ready=ready)
        self._parts[name] = part
        return part


def _get(url: str, headers: dict[str, str]) -> bytes:
    with requests.Session() as session:
        session.trust_env = False  # the machine's proxy does not lead to the machine itself
        answer = session.get(url, headers=headers, timeout=PATIENCE_S)
    answer.raise_for_status()
    return answer.content


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
