"""Central, office, further kiosks, virtual printers and screens in one temporary folder."""

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
from kiosk.demo.seat import Seat
from kiosk.keys import pinned
from kiosk.sync.contract import DEVICE, SECRET

SCREEN = "screen"
PATIENCE_S = 10
POLL_S = 0.05

KIOSK_TOML = """\
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
"""
CENTRAL_TOML = """
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
READERS_TOML = """
[scanner]
url = "{scanner}"
hid = true

[identity]
url = "{cards}"
"""
SOUND_CARDS = Path("/proc/asound/cards")


class House:
    """Starts parts one by one and stops them together; the folder is gone afterwards."""

    def __init__(
        self, width_mm: int = 80, *, draw: bool = True, room: bool = False, counters: int = 2
    ) -> None:
        """With `room` the office serves consoles and displays too, and calls with a voice."""
        self.folder = Path(tempfile.mkdtemp(prefix="anjungan-"))
        self.main = Seat(self.folder / "office", _free_port(), self.folder / "slips")
        self.further: list[Seat] = []
        """Its further kiosks, in the order of their digits."""
        self.central_folder = self.folder / "central"
        self._central_port = _free_port()
        self._room_port = _free_port()
        self._paper = ("--width", str(width_mm), *(() if draw else ("--no-draw",)))
        self._settings = {"width": width_mm, "counters": counters}
        self._parts: dict[str, Part] = {}
        for folder in (self.office_folder, self.central_folder, self.folder / "logs"):
            folder.mkdir()
        self._secret = secrets.token_hex(32).encode()
        for folder in (self.office_folder, self.central_folder):
            pinned("demo", folder).put(SECRET, self._secret)
        try:
            self.printer = self._start_printer("printer", self.slips)
        except PartFailed:
            self.close()
            raise
        settings = self._toml(self.printer) + CENTRAL_TOML.format(central=self.central_url)
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
    def office_folder(self) -> Path:
        return self.main.folder

    @property
    def slips(self) -> Path:
        return self.main.slips

    @property
    def office_url(self) -> str:
        return self.main.url

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
        return self.main.token_file

    def part(self, name: str) -> Part:
        return self._parts[name]

    def plug_readers(self) -> tuple[int, int]:
        """Ports of the hands of a scanner and a card reader without hardware; before the office starts."""
        simulated = "kiosk.devices.simulated_"
        scanner_hand, card_hand, service = _free_port(), _free_port(), _free_port()
        scanner = self._start(
            "scanner",
            *("-m", f"{simulated}scanner", "--link", str(self.folder / "pemindai")),
            *("--control", str(scanner_hand)),
        )
        cards = self._start(
            "cards",
            *("-m", f"{simulated}middleware", "--http", str(service), "--control", str(card_hand)),
        )
        with (self.office_folder / "office.toml").open("a") as settings:
            settings.write(READERS_TOML.format(scanner=scanner.said["url"], cards=cards.said["url"]))
        return scanner_hand, card_hand

    def start_central(self) -> Part:
        return self._start(
            "central",
            *("-m", "kiosk.cli", "central", "--data", str(self.central_folder)),
            *("--port", str(self._central_port), "--keys", "demo"),
        )

    def start_office(self, *, program: tuple[str, ...] = ("-m", "kiosk.cli", "office")) -> Part:
        folder, port = str(self.office_folder), str(self.main.port)
        return self._start("office", *program, "--data", folder, "--port", port)

    def start_kiosk(self, via: str = "") -> Seat:
        """A further kiosk of the running office, which has a room; `via`: how it reaches the office.

        Added and joined as a technician does it. Raises PartFailed, OfficeError.
        """
        from kiosk import config
        from kiosk.satellite import membership
        from kiosk.satellite.inviting import invite
        from kiosk.satellite.roster import Running

        name = f"kiosk-{len(self.further) + 2}"
        slips = self.folder / f"slips-{name}"
        printer = self._start_printer(f"printer-{name}", slips)
        seat = Seat(self.folder / name, _free_port(), slips, printer.said["panel"])
        seat.folder.mkdir()
        (seat.folder / "office.toml").write_text(self._toml(printer))
        settings, keys = config.load(self.office_folder), pinned("demo", self.office_folder)
        invitation = invite(Running(self.office_folder), settings, keys, name, via or self.room_url)
        membership.join(pinned("demo", seat.folder), invitation)
        self._start(
            name,
            *("-m", "kiosk.cli", "office", "--of", invitation.url),
            *("--data", str(seat.folder), "--port", str(seat.port)),
        )
        self.further.append(seat)
        return seat

    def start_screen(self, module: str, *arguments: str, seat: Seat | None = None) -> Part:
        """A process of `ui` at the main office or at `seat`: offscreen where there is no display."""
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        name = f"{SCREEN}-{seat.folder.name}" if seat else SCREEN
        where = (seat or self.main).screen_arguments
        return self._start(name, "-m", module, *where, *arguments, ready=False)

    def fetch(self, path: str, seat: Seat | None = None) -> bytes:
        """GET of the screen's API at the main office, or at `seat`."""
        seat = seat or self.main
        token = seat.token_file.read_text().strip()
        return _get(f"{seat.url}{path}", {"Authorization": f"Bearer {token}"})

    def ask_office(self, path: str, seat: Seat | None = None) -> Any:
        """The same, decoded."""
        return json.loads(self.fetch(path, seat))

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
        """Starts again whatever ended by itself, the screens excepted; returns their names."""
        ended = [name for name, part in self._parts.items() if not (name.startswith(SCREEN) or part.running)]
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

    def _start_printer(self, name: str, slips: Path) -> Part:
        return self._start(name, "-m", "printing.virtual", "--out", str(slips), "--port", "0", *self._paper)

    def _toml(self, printer: Part) -> str:
        return KIOSK_TOML.format(printer=printer.said["url"], **self._settings)

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
