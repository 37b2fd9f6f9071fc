"""A real office with its LAN listener, staff who sign in by HTTP, and a real browser."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from requests.adapters import HTTPAdapter

from kiosk.acts import Act, fingerprint
from kiosk.clock import SystemClock
from kiosk.demo.parts import Part
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.office.lan.access import COOKIE
from kiosk.office.lan.authority import SECRET
from kiosk.staff import accounts, pins
from kiosk.staff.accounts import Role
from kiosk.store import Store
from kiosk.store.connection import connect

PATIENCE_S = 15.0
PIN = "482915"
SETTINGS = """
[office]
code = "36.03.03"
counters = 3
[keys]
backend = "demo"
[demo]
always_open = true
[letters]
code = "Kec.Tgr"
[lan]
host = "127.0.0.1"
name = "loket.lan"
port = {port}
"""
STAFF: dict[str, Role] = {
    "Penyelia": "supervisor",
    "Petugas 1": "counter",
    "Petugas 2": "counter",
    "Teknisi": "technician",
}
SKTM: dict[str, Any] = {
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
USAHA: dict[str, Any] = {
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
"""An application whose originals the counter must see: it comes with a number."""


class _From(HTTPAdapter):
    """Speaks from one of this machine's addresses."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options, source_address=(self._address, 0))


class Console:
    """One member of staff, as their browser speaks to the office."""

    def __init__(self, office: LanOffice, address: str = "127.0.0.1") -> None:
        self.office = office
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = str(office.authority)
        self.session.mount("https://", _From(address))

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        return self.session.request(method, self.office.url + path, timeout=PATIENCE_S, **options)

    def get(self, path: str) -> requests.Response:
        return self.ask("GET", path)

    def post(self, path: str, body: Any = None, key: str | None = None, **headers: str) -> requests.Response:
        own = {"Origin": self.office.url, "Idempotency-Key": key or uuid7()}
        return self.ask("POST", path, json={} if body is None else body, headers=own | headers)

    def sign_in(self, name: str, pin: str = PIN) -> requests.Response:
        return self.post("/loket/api/session", {"name": name, "pin": pin})

    def sit(self, counter: int) -> None:
        assert self.post(f"/loket/api/counters/{counter}/open").status_code == 200

    def act(self, path: str, body: Any = None) -> Any:
        """An act that must go well."""
        answer = self.post(f"/loket/api{path}", body)
        assert answer.status_code == 200, answer.text
        return answer.json()


class LanOffice:
    """A running office with a LAN."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self._tokens: dict[str, str] = {}
        self.rooms: list[Room] = []
        self.url = f"https://localhost:{self.port}"
        self.authority = folder / "lan-ca.pem"
        folder.mkdir(exist_ok=True)
        (folder / "office.toml").write_text(SETTINGS.format(port=self.port))
        store = Store.open(folder, pinned("demo", folder), SystemClock())
        kept = pins.hashed(PIN)
        for name, role in STAFF.items():
            act = Act(uuid7(), fingerprint(name), SystemClock().now(), "none")
            store.write(
                lambda tx, act=act, name=name, role=role: accounts.make(  # type: ignore[misc]  # defaults bind the loop's values
                    tx, act=act, name=name, role=role, pin=kept
                )
            )
        store.close()
        self.start()

    def start(self) -> None:
        log = self.folder / "office.log"
        arguments = ("-m", "kiosk.cli", "office", "--data", str(self.folder), "--port", "0")
        self._part = Part("office", arguments, log)
        self.screen_port: int = self._part.said["port"]
        kept = pinned("demo", self.folder).get(SECRET) or b""
        self.authority.write_bytes(kept[kept.index(b"-----BEGIN CERTIFICATE") :])
        self.wait_for_lan()

    def wait_for_lan(self) -> None:
        wait_until(lambda: _listens(self.port), "the LAN")

    def stop(self) -> int:
        return self._part.stop()

    def screen(self, method: str, path: str, body: Any = None) -> Any:
        """Asks as the kiosk's screen does."""
        token = (self.folder / "screen.token").read_text()
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid7()}
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(
                method, f"http://127.0.0.1:{self.screen_port}{path}", json=body, headers=headers, timeout=15
            )
        answer.raise_for_status()
        return answer.json()

    def ticket(self, service: str = "sktm", **more: Any) -> Any:
        return self.screen("POST", "/api/tickets", {"service": service, **more})

    def console(self, name: str | None = None, counter: int | None = None) -> Console:
        made = Console(self)
        if name:
            assert made.sign_in(name).status_code == 200
        if counter:
            made.sit(counter)
        return made

    def look(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the office's database, read beside the running office."""
        raw = connect(self.folder / "office.db", pinned("demo", self.folder).get("store") or b"")
        try:
            rows: list[tuple[Any, ...]] = raw.execute(sql).fetchall()
            return rows
        finally:
            raw.close()

    def alter(self, sql: str) -> None:
        """Changes the database beside the running office: time passes, a clock jumps."""
        raw = connect(self.folder / "office.db", pinned("demo", self.folder).get("store") or b"")
        try:
            raw.execute(sql)
        finally:
            raw.close()

    def token(self, name: str) -> str:
        """The session of a colleague who signed in before, or does so now."""
        if name not in self._tokens:
            self._tokens[name] = self.console(name).session.cookies[COOKIE]
        return self._tokens[name]

    def colleague(self, name: str) -> Console:
        """Somebody who has signed in already."""
        made = self.console()
        made.session.headers["Cookie"] = f"{COOKIE}={self.token(name)}"
        return made

    def forget(self, name: str) -> None:
        """The sessions of this person have ended."""
        self._tokens.pop(name, None)

    def log(self) -> str:
        return (self.folder / "office.log").read_text()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanOffice]:
    """One office for all tests; nothing may go wrong in it unnoticed."""
    running = LanOffice(tmp_path_factory.mktemp("kantor"))
    yield running
    assert running.stop() == 0
    for line in running.log().splitlines():
        assert '"level": "error"' not in line, line


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless. Gone with its module: its driver tolerates no other event loop."""
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, office: LanOffice) -> Iterator[Callable[..., Page]]:
    """A browser of its own at an old PC's screen, on the console; errors of its scripts fail the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    def opened(path: str = "/loket/", name: str | None = None, width: int = 1366, height: int = 768) -> Page:
        contexts.append(
            browser.new_context(
                ignore_https_errors=True, viewport={"width": width, "height": height}, locale="id-ID"
            )
        )
        if name:
            contexts[-1].add_cookies([{"name": COOKIE, "value": office.token(name), "url": office.url}])
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", heard)
        page.set_default_timeout(PATIENCE_S * 1000)
        page.goto(office.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


class Room:
    """The events of one console; `clear` closes it."""

    def __init__(self, console: Console) -> None:
        console.office.rooms.append(self)
        self._answer = console.session.get(
            console.office.url + "/loket/api/events", stream=True, timeout=PATIENCE_S
        )
        assert self._answer.status_code == 200
        self._events: queue.Queue[tuple[float, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def next(self, reached: Callable[[Any], bool] = lambda _: True) -> tuple[float, Any]:
        """When it came and the state of the next event that satisfies `reached`."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            at, state = self._events.get(timeout=max(0.01, deadline - time.monotonic()))
            if reached(state):
                return at, state

    def close(self) -> None:
        self._answer.raw.shutdown()  # wakes the reader
        self._reader.join(PATIENCE_S)
        self._answer.close()

    def _read(self) -> None:
        with contextlib.suppress(requests.RequestException, AttributeError):  # closed in the middle
            self._take()

    def _take(self) -> None:
        name = b""
        for line in self._answer.iter_lines():
            if line.startswith(b"event: "):
                name = line[7:]
            elif line.startswith(b"data: ") and name == b"room":
                self._events.put((time.monotonic(), json.loads(line[6:])))


def clear(office: LanOffice) -> None:
    """Free counters and an empty queue."""
    tidy = office.colleague("Penyelia")
    for counter in Room(tidy).next()[1]["counters"]:
        held = counter["current"]
        if held:
            move = "finish" if held["state"] == "serving" else "no-show"
            tidy.act(f"/tickets/{held['id']}/{move}")
    room = Room(tidy).next()[1]
    for one in room["waiting"] + room["parked"] + room["no_shows"]:
        tidy.act(f"/tickets/{one['id']}/cancel", {"reason": "Akhir tes"})
    while office.rooms:
        office.rooms.pop().close()


def wait_until(reached: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not reached():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def shots() -> Path | None:
    """Where pictures go, when somebody wants to look: the folder in ANJUNGAN_SHOTS."""
    wanted = os.environ.get("ANJUNGAN_SHOTS")
    return Path(wanted) if wanted else None
