"""The office with a central: records go there, and what staff decide there comes back to the screen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.keys import pinned

SECRET = b"rahasia-kantor-contoh"
SETTINGS = '[office]\ncode = "36.03.03"\n[keys]\nbackend = "demo"\n[demo]\nalways_open = true\n'


class Pusat:
    """A running central, and its command line."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        pinned("demo", folder).put("device-secret", SECRET)
        self._where = [sys.executable, "-m", "kiosk.cli", "central", "--data", str(folder), "--keys", "demo"]
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [*self._where, "--port", "0"], stdout=subprocess.PIPE, stderr=log
            )
        assert self._process.stdout is not None
        self.url = f"http://127.0.0.1:{json.loads(self._process.stdout.readline())['port']}"

    def decide(self, code: str, state: str, note: str) -> None:
        command = [*self._where, "status", code, state, "--note", note]
        subprocess.run(command, check=True, capture_output=True, env=os.environ, timeout=30)

    def close(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(15)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def pusat(tmp_path: Path) -> Iterator[Pusat]:
    central = Pusat(tmp_path / "pusat")
    yield central
    central.close()


def test_what_staff_decide_at_central_reaches_the_screen(launch: Any, pusat: Pusat, tmp_path: Path) -> None:
    folder = tmp_path / "kantor"
    folder.mkdir()
    pinned("demo", folder).put("device-secret", SECRET)
    office = launch(SETTINGS + f'[central]\nurl = "{pusat.url}"\n')
    stream = office.events()
    stream.until("status", lambda status: status["central"]["state"] == "connected")
    code = office.apply().json["code"]
    found = f"/api/applications/{code}"
    stream.until("status", lambda _: office.get(found).json["record"] == "at_central")
    pusat.decide(code, "in_review", "Berkas sedang diperiksa.")
    told = stream.until("application", lambda application: application["code"] == code)
    assert (told["state"], told["note"]) == ("in_review", "Berkas sedang diperiksa.")
    assert office.get(found).json == told


def test_an_office_without_its_central_says_so_and_serves_on(launch: Any, tmp_path: Path) -> None:
    folder = tmp_path / "kantor"
    folder.mkdir()
    pinned("demo", folder).put("device-secret", SECRET)
    office = launch(SETTINGS + '[central]\nurl = "http://127.0.0.1:9"\n')
    stream = office.events()
    stream.until("status", lambda status: status["central"]["state"] == "unreachable")
    code = office.apply().json["code"]
    told = stream.until("status", lambda status: status["central"]["unsent"] >= 1)
    assert told["central"]["state"] == "unreachable"
    assert office.get(f"/api/applications/{code}").json["record"] == "at_office"
