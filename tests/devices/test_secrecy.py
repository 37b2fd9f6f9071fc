"""A NIK that a reader read is on the screen's own stream, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import requests

from kiosk.devices.simulated_middleware import Service
from kiosk.devices.simulated_scanner import SimulatedScanner
from kiosk.keys import pinned
from kiosk.store.connection import connect
from tests.console.conftest import SKTM, LanOffice, Room
from tests.office.conftest import Office, Stream

SCANNED = "3603034101900001"
LAID = "3603035202910002"
TYPED = "3603036303920003"
KEPT = "3603036404940004"
NAME = "CONTOH RAHASIA"
PLANTED = (SCANNED, LAID, TYPED, NAME)


def dump(folder: Path) -> str:
    """Everything in the office's database, read with its key."""
    raw = connect(folder / "office.db", pinned("demo", folder).get("store") or b"")
    try:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return repr([raw.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables])
    finally:
        raw.close()


def test_what_was_read_is_told_to_the_screen_and_kept_nowhere(tmp_path: Path) -> None:
    office, service = LanOffice(tmp_path / "kantor"), Service(seconds=0.1)
    assert office.stop() == 0
    with SimulatedScanner(tmp_path / "pemindai") as scanner:
        with (office.folder / "office.toml").open("a") as settings:
            settings.write(f'[scanner]\nurl = "{scanner.url}"\n[identity]\nurl = "{service.url}"\n')
        office.start()
        console = office.console("Penyelia")
        room = Room(console)
        token = (office.folder / "screen.token").read_text()
        screen = Stream(Office(office.folder, None, office.screen_port, token, Path()))  # type: ignore[arg-type]  # the stream needs its port alone
        screen.until("status", lambda status: {one["state"] for one in status["readers"]} == {"ready"})

        scanner.scan(f"NIK:{SCANNED}|{NAME}")
        assert screen.until("scan")["nik"] == SCANNED
        scanner.scan(f"{SCANNED} dan {LAID}")
        screen.until("misread")
        service.reader.lay(LAID, NAME)
        assert screen.until("scan")["name"] == NAME
        assert office.screen("POST", "/api/scans", {"text": TYPED, "source": "keypad"})["nik"] == TYPED

        control = {**SKTM["answers"], "nik": KEPT}
        office.screen("POST", "/api/applications", {**SKTM, "answers": control})
        office.ticket()
        lan: list[Any] = []

        def hears(state: Any) -> bool:
            lan.append(state)
            return bool(state["waiting"])

        room.next(hears)
        lan.append(console.get("/loket/api/office").json())
        room.close()
        screen.close()
        database = dump(office.folder)
        assert office.stop() == 0
    service.close()
    files = [file.read_bytes() for file in office.folder.rglob("*") if file.is_file()]
    assert KEPT in database  # what is stored on purpose is found by the same search
    for secret in PLANTED:
        assert secret not in json.dumps(lan, default=str)
        assert secret not in database
        assert not any(secret.encode() in content for content in files)
    assert "scan_failed" not in office.log()


def test_nothing_of_the_readers_is_asked_for_without_the_screens_token(tmp_path: Path) -> None:
    office = LanOffice(tmp_path / "kantor")
    url = f"http://127.0.0.1:{office.screen_port}/api/scans"
    assert requests.post(url, json={"text": SCANNED}, timeout=15).status_code == 401
    answer = office.console("Penyelia").post("/api/scans", {"text": SCANNED})
    assert answer.status_code == 404
    assert office.stop() == 0
