"""The real office service as its own process, and a client that speaks to it as the screen does."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from kiosk.ids import uuid7
from printing.virtual import VirtualPrinter

PATIENCE_S = 15.0
RUN = """
import sys
from pathlib import Path
from kiosk import logs
from kiosk.office import watch, wiring
from kiosk.office.serve import serve
from kiosk.spool import worker
logs.configure()
wiring.EXAMINE_AFTER_S = float(sys.argv[2])
watch.LOOK_S = worker.IDLE_S = 0.2
serve(Path(sys.argv[1]))
"""
SETTINGS = """
[office]
code = "36.03.03"
[keys]
backend = "demo"
[demo]
always_open = true
"""
ANSWERS: dict[str, Any] = {
    "untuk": "diri",
    "nik": "3603034101900001",
    "nama": "CONTOH PEMOHON",
    "telepon": "081200000000",
    "keperluan": "sekolah",
    "penghasilan": 1_500_000,
    "tanggungan": 4,
}
APPLICATION: dict[str, Any] = {
    "service": "sktm",
    "version": "2026.11.1",
    "answers": ANSWERS,
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


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def is_problem(self) -> bool:
        """Problem+json with everything that a person needs, and no trace of the program."""
        kind = self.headers.get("content-type", "")
        problem = self.json if kind == "application/problem+json" else {}
        return (
            self.status >= 400
            and problem.get("status") == self.status
            and problem.get("type", "").startswith("anjungan:")
            and bool(problem.get("title"))
            and b"Traceback" not in self.body
            and b".py" not in self.body
        )


class Stream:
    """One listener of the office's events."""

    def __init__(self, office: Office) -> None:
        self._socket = socket.create_connection(("127.0.0.1", office.port))
        self._socket.sendall(
            b"GET /api/events HTTP/1.1\r\nHost: localhost\r\n"
            b"Authorization: Bearer " + office.token.encode() + b"\r\n\r\n"
        )
        self.head: list[bytes] = []
        self._events: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def until(self, name: str, reached: Callable[[Any], bool] = lambda _: True) -> Any:
        """The next event of that name that satisfies `reached`."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            got, value = self._events.get(timeout=max(0.01, deadline - time.monotonic()))
            if got == name and reached(value):
                return value
            assert got != "end", f"the stream ended before {name}"

    def _read(self) -> None:
        """Chunks begin and end between events, so the lines of their sizes can be passed over."""
        name = ""
        with self._socket.makefile("rb") as lines:
            for line in lines:
                match line.rstrip(b"\r\n").split(b": ", 1):
                    case [b"event", value]:
                        name = value.decode()
                    case [b"data", value]:
                        self._events.put((name, json.loads(value)))
                    case [header, value] if not name:
                        self.head.append(header.lower() + b": " + value)
                    case _:
                        pass
        self._events.put(("end", None))

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE_S)
        self._socket.close()


@dataclass
class Office:
    """A running office."""

    folder: Path
    process: subprocess.Popen[bytes]
    port: int
    token: str
    log_file: Path
    expected: set[str] = field(default_factory=set)
    """Log events at WARNING or above that the test provokes."""
    streams: list[Stream] = field(default_factory=list)

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body, self.headers() if headers is None else headers)
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, headers=self.headers() | headers)

    def post(self, path: str, body: Any, key: str | None = None) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        more = {"Content-Type": "application/json", "Idempotency-Key": key or uuid7()}
        return self.request("POST", path, content, self.headers() | more)

    def ticket(self, key: str | None = None, **fields: Any) -> Answer:
        return self.post("/api/tickets", {"service": "sktm"} | fields, key)

    def apply(self, key: str | None = None, **fields: Any) -> Answer:
        return self.post("/api/applications", APPLICATION | fields, key)

    def apply_with_ticket(self) -> Answer:
        return self.post("/api/applications", WITH_TICKET)

    def events(self) -> Stream:
        self.streams.append(Stream(self))
        return self.streams[-1]

    def until_print(self, id: str, state: str, waits_for: str | None = None) -> dict[str, Any]:
        """Waits for a state of a paper, on the event stream."""
        stream = self.events()
        try:
            stream.until("status")
            now = self.get(f"/api/prints/{id}").json
            if (now["state"], now["waits_for"]) == (state, waits_for):
                return dict(now)
            found: dict[str, Any] = stream.until(
                "print", lambda job: (job["id"], job["state"], job["waits_for"]) == (id, state, waits_for)
            )
            return found
        finally:
            stream.close()

    def waiting(self) -> int:
        return int(self.get("/api/status").json["waiting"])

    def log(self) -> str:
        return self.log_file.read_text()

    def stop(self) -> int:
        """Ends the office as systemd does; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_S)

    def complaints(self) -> list[str]:
        """Log lines at WARNING or above that nobody expected."""
        lines = []
        for line in self.log().splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                lines.append(line)
                continue
            if entry.get("level") not in ("info", "debug") and entry.get("event") not in self.expected:
                lines.append(line)
        return lines


def _launch(folder: Path, settings: str, examine_after_s: float = 60.0) -> Office:
    folder.mkdir(exist_ok=True)
    (folder / "office.toml").write_text(settings)
    log_file = folder / "office.log"
    with log_file.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(folder), str(examine_after_s)],
            stdout=subprocess.PIPE,
            stderr=log,
            env=os.environ | {"PYTHONWARNINGS": "error,ignore:SOCKS support in urllib3"},
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"the office did not start: {log_file.read_text()}"
    port = json.loads(line)["port"]
    return Office(folder, process, port, (folder / "screen.token").read_text(), log_file)


def _end(office: Office) -> None:
    for stream in office.streams:
        stream.close()
    if office.process.poll() is None:
        assert office.stop() == 0
    assert office.process.stdout is not None
    office.process.stdout.close()
    assert office.complaints() == []


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Starts an office in the test's own folder; again after a stop, on the same data."""
    launched: list[Office] = []

    def start(
        settings: str = SETTINGS, printer: VirtualPrinter | None = None, examine_after_s: float = 60.0
    ) -> Office:
        more = f'[printer]\nurl = "{printer.url}"\n' if printer else ""
        launched.append(_launch(tmp_path / "kantor", settings + more, examine_after_s))
        return launched[-1]

    yield start
    for office in launched:
        _end(office)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office without a printer for all tests of a module."""
    running = _launch(tmp_path_factory.mktemp("kantor"), SETTINGS)
    yield running
    _end(running)


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(tmp_path / "slips", draw=False) as printer:
        yield printer
