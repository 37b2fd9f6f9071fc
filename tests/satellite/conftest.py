"""A real main office, a real further kiosk, and the line between them."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from kiosk.clock import SystemClock
from kiosk.demo.parts import Part
from kiosk.demo.people import Employee, employ
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.store import Store
from tests.satellite.line import Line

PATIENCE_S = 30.0
POLL_S = 0.05
OFFICE = ("-m", "kiosk.cli", "office")
SETTINGS = """
[office]
code = "36.03.03"
[keys]
backend = "demo"
[demo]
always_open = true
"""
APPLICATION: dict[str, Any] = {
    "service": "sktm",
    "version": "2026.11.1",
    "answers": {
        "untuk": "diri",
        "nik": "3603034101900001",
        "nama": "CONTOH PEMOHON",
        "telepon": "081200000000",
        "keperluan": "sekolah",
        "penghasilan": 1_500_000,
        "tanggungan": 4,
    },
    "presented": ["ktp", "kk"],
    "declared": True,
}
WITH_TICKET: dict[str, Any] = {
    "service": "usaha",
    "version": "2026.11.1",
    "answers": {
        "nik": "3603034101900001",
        "nama": "CONTOH PEMOHON",
        "jenis_usaha": "Warung makan",
        "alamat_usaha": {"desa": "36.03.03.2002", "rt": "001", "rw": "002", "street": "Jalan Contoh 1"},
        "mulai_usaha": "2020-01-31",
        "omzet": 5_000_000,
        "pekerja": 2,
    },
    "presented": ["ktp"],
    "declared": True,
}
"""An application whose originals the counter must see."""


@dataclass
class Machine:
    """One of the two services and its folder."""

    folder: Path
    program: tuple[str, ...]
    options: tuple[str, ...]
    port: int
    part: Part | None = None

    def start(self) -> None:
        arguments = (*self.program, "--data", str(self.folder), "--port", str(self.port), *self.options)
        self.part = Part(self.folder.name, arguments, self.folder.with_suffix(".log"))

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ends the service and returns its status; 0 where it does not run."""
        part, self.part = self.part, None
        return part.stop(number) if part else 0

    def ask(
        self, method: str, path: str, body: Any = None, key: str = "", headers: dict[str, str] | None = None
    ) -> requests.Response:
        """`body`: what becomes JSON, or bytes that are JSON already."""
        token = (self.folder / "screen.token").read_text().strip()
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                f"http://127.0.0.1:{self.port}{path}",
                data=body if isinstance(body, bytes) else None if body is None else msgspec.json.encode(body),
                headers={
                    "Authorization": f"Bearer {token}",
                    "Idempotency-Key": key or uuid7(),
                    "Content-Type": "application/json",
                    **(headers or {}),
                },
                timeout=PATIENCE_S,
            )

    def take(self, key: str = "", service: str = "sktm") -> dict[str, Any]:
        answer = self.ask("POST", "/api/tickets", {"service": service}, key)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def status(self) -> dict[str, Any]:
        return dict(self.ask("GET", "/api/status").json())

    def until(self, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Waits for a status of the service."""
        end = time.monotonic() + PATIENCE_S
        while not reached(status := self.status()):
            assert time.monotonic() < end, status
            time.sleep(POLL_S)
        return status

    def until_confirmed(self, paper: str) -> None:
        """Waits until this machine knows that the paper came out."""
        self.until(lambda _: self.ask("GET", f"/api/prints/{paper}").json()["state"] == "confirmed")

    def store(self) -> Store:
        """The store of a service that has stopped."""
        return Store.open(self.folder, pinned("demo", self.folder), SystemClock())


@dataclass
class Pair:
    """Main office, further kiosk and the line."""

    main: Machine
    kiosk: Machine
    line: Line
    room_url: str
    """Where the consoles of the office are."""
    supervisor: Employee
    clerk: Employee

    def until_all_is_handed_over(self) -> None:
        self.line.turn("open")
        self.kiosk.until(
            lambda status: status["central"] == {**status["central"], "state": "none", "unsent": 0}
        )

    def stop(self) -> None:
        """Both services end as systemd ends them."""
        assert (self.kiosk.stop(), self.main.stop()) == (0, 0)

    def close(self) -> None:
        self.kiosk.stop()
        self.main.stop()
        self.line.close()


def command(*arguments: str, said: str = "") -> str:
    """Runs a `kiosk` command and returns what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *arguments],
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def pair(folder: Path, *, printer: str = "", program: tuple[str, ...] = OFFICE, settings: str = "") -> Pair:
    """Both, joined as a technician would, and running.

    `program` is the kiosk's, `settings` are more of the office's own.
    """
    lan = _free_port()
    main = Machine(folder / "utama", OFFICE, (), _free_port())
    line = Line(lan)
    url = f"https://127.0.0.1:{line.port}"
    paper = ("--printer", printer) if printer else ()
    kiosk = Machine(folder / "teras", program, ("--of", url, *paper), _free_port())
    for machine in (main, kiosk):
        machine.folder.mkdir()
        (machine.folder / "office.toml").write_text(SETTINGS)
    with (main.folder / "office.toml").open("a") as toml:
        toml.write(f'[lan]\nhost = "127.0.0.1"\nport = {lan}\n{settings}')
    added = command("satellite", "add", "Teras", "--data", str(main.folder), "--address", url)
    invitation = re.search(r"^https://\S+$", added, re.MULTILINE)
    assert invitation, added
    supervisor, clerk = employ(main.folder)
    main.start()
    command("satellite", "join", "--data", str(kiosk.folder), said=f"{invitation[0]}\n")
    kiosk.start()
    kiosk.until(lambda status: status["central"]["state"] == "none")
    return Pair(main, kiosk, line, f"https://127.0.0.1:{lan}", supervisor, clerk)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Callable[..., Pair]]:
    """Makes a pair; all of them end with the test."""
    with contextlib.ExitStack() as pairs:

        def make(name: str = "kantor", **how: Any) -> Pair:
            folder = tmp_path / name
            folder.mkdir()
            made = pair(folder, **how)
            pairs.callback(made.close)
            return made

        yield make
