"""A central on each database, and an office that makes records for it."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from msgspec import Raw

from kiosk.central.house import House, open_house
from kiosk.central.serve import beside
from kiosk.clock import SystemClock, iso
from kiosk.ids import uuid7
from kiosk.keys import Keys, pinned
from kiosk.sync.contract import DEVICE, MEDIA
from kiosk.sync.envelope import Envelope, digest, freeze

SECRET = b"rahasia-kantor-contoh"
PLANTED_NIK = "3603034101900001"


class Office:
    """Makes the records of one device."""

    def __init__(self) -> None:
        self.device_id = uuid7()
        self.seq = 0

    def record(self, kind: str, payload: dict[str, Any], **changed: Any) -> bytes:
        self.seq += 1
        frozen = freeze(payload)
        fields: dict[str, Any] = {
            "v": 1,
            "device_id": self.device_id,
            "seq": self.seq,
            "key": uuid7(),
            "kind": kind,
            "office_day": "2026-11-24",
            "made_at": iso(SystemClock().now()),
            "clock_quality": "ntp",
            "sha256": digest(frozen),
            "payload": Raw(frozen),
        }
        return Envelope(**fields | changed).encode()

    def ticket(self, number: int = 1, **changed: Any) -> bytes:
        payload = {"series": "B", "number": f"B-{number:03d}", "service": "sktm", "priority": "umum"}
        return self.record("ticket.issued", payload, **changed)

    def application(self, code: str, nik: str = PLANTED_NIK, **changed: Any) -> bytes:
        payload = {
            "code": code,
            "service": "sktm",
            "version": "2026.1.1",
            "answers": {"nik": nik, "nama": "CONTOH PEMOHON", "anak": [{"nik": nik}]},
        }
        return self.record("application.submitted", payload, **changed)


class Line:
    """An office's requests to one central."""

    def __init__(self, url: str, device_id: str, secret: bytes = SECRET) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers.update({"Authorization": f"Bearer {secret.decode()}", DEVICE: device_id})

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.url + path, timeout=30)

    def post(self, body: bytes, **headers: str) -> requests.Response:
        return self.session.post(
            self.url + "/v1/records", data=body, headers={"Content-Type": MEDIA} | headers, timeout=30
        )

    def send(self, *records: bytes) -> list[dict[str, Any]]:
        response = self.post(b'{"records":[' + b",".join(records) + b"]}")
        assert response.status_code == 200, response.text
        results: list[dict[str, Any]] = response.json()["results"]
        return results


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """Folder of the socket of a real PostgreSQL cluster that belongs to this test run."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))  # noqa: PTH207 a pattern from the root
    if not found:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL must be installed in CI: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="anjungan-pg-"))
    user = None if os.geteuid() else "postgres"  # the server refuses to run as root
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(*command: str) -> None:
        with (folder.parent / f"{folder.name}.log").open("a") as log:
            subprocess.run(command, user=user, cwd="/", check=True, stdout=log, stderr=log)

    binaries, data = Path(found[-1]), str(folder / "data")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(str(binaries / "initdb"), "-D", data, "-U", "pusat", "-A", "trust", "--no-sync", "-E", "UTF8")
        run(str(binaries / "pg_ctl"), "-D", data, "-w", "-o", settings, "start")
        try:
            yield folder
        finally:
            run(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)
        (folder.parent / f"{folder.name}.log").unlink()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """URL of an empty database, or None for SQLite in the folder."""
    if request.param == "sqlite":
        return None
    socket: Path = request.getfixturevalue("postgres")
    name = f"pusat_{uuid7().replace('-', '')}"
    with psycopg.connect(f"postgresql://pusat@/postgres?host={socket}", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://pusat@/{name}?host={socket}"


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    secrets = pinned("demo", tmp_path)
    secrets.put("device-secret", SECRET)
    return secrets


@pytest.fixture
def house(tmp_path: Path, database: str | None, keys: Keys) -> Iterator[House]:
    opened = open_house(tmp_path, database, keys, SystemClock())
    yield opened
    opened.database.close()


@pytest.fixture
def url(house: House) -> Iterator[str]:
    with beside(house, SECRET, clock=SystemClock()) as url:
        yield url


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def make_line(office: Office) -> Iterator[Callable[[str], Line]]:
    """Lines of the office to any address."""
    made: list[Line] = []

    def make(url: str) -> Line:
        made.append(Line(url, office.device_id))
        return made[-1]

    yield make
    for line in made:
        line.session.close()


@pytest.fixture
def line(url: str, make_line: Callable[[str], Line]) -> Line:
    return make_line(url)
