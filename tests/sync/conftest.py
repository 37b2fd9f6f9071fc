"""An office with a real store, a real central, and a line between them that can be made to misbehave."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kiosk.central.house import House, open_house
from kiosk.central.serve import beside
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import Keys, pinned
from kiosk.store import Store, Transaction
from kiosk.sync import outbox
from kiosk.sync.contract import StatusChange
from kiosk.sync.tie import Pace
from kiosk.sync.worker import Sync

SECRET = b"rahasia-kantor-contoh"
CLOCK = SystemClock()
PATIENCE_S = 20.0
QUICK = Pace(first_pause_s=0.02, longest_pause_s=0.1, refused_pause_s=0.1, hold_s=1)


@dataclass(frozen=True)
class Answer:
    """What goes back to the office."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Middle:
    """Stands between office and central. `instead` answers in central's place, `after` changes its answer."""

    central: str
    instead: Callable[[str, bytes], Answer | None] = lambda path, body: None
    after: Callable[[str, Answer], Answer | None] = lambda path, answer: answer
    """None: the answer is lost."""
    seen: list[tuple[str, bytes]] = field(default_factory=list)
    url: str = ""
    answer = Answer

    def asked(self, path: str) -> int:
        """How often the office has asked for this."""
        return sum(seen.startswith(path) for seen, _ in self.seen)


class _Handler(BaseHTTPRequestHandler):
    middle: Middle
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._pass(b"")

    def do_POST(self) -> None:
        self._pass(self.rfile.read(int(self.headers["Content-Length"])))

    def _pass(self, body: bytes) -> None:
        self.middle.seen.append((self.path, body))
        answer = self.middle.instead(self.path, body) or self._forward(body)
        changed = self.middle.after(self.path, answer) if answer else None
        if changed is None:
            self.close_connection = True
            return
        self.send_response(changed.status)
        for name, value in (changed.headers | {"Content-Length": str(len(changed.body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(changed.body)

    def _forward(self, body: bytes) -> Answer | None:
        connection = http.client.HTTPConnection(urlsplit(self.middle.central).netloc, timeout=PATIENCE_S)
        try:
            connection.request(self.command, self.path, body or None, dict(self.headers.items()))
            response = connection.getresponse()
            headers = {
                name: value
                for name, value in response.getheaders()
                if name.lower() not in ("content-length", "connection", "transfer-encoding")
            }
            return Answer(response.status, headers, response.read())
        except OSError:
            return None
        finally:
            connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """An office that hangs up is no error here."""


@pytest.fixture
def central(tmp_path: Path, keys: Keys) -> Iterator[House]:
    house = open_house(tmp_path / "central", None, keys, CLOCK)
    yield house
    house.database.close()


@pytest.fixture
def middle(central: House) -> Iterator[Middle]:
    with beside(central, SECRET, clock=CLOCK) as url:
        middle = Middle(url)
        server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"middle": middle}))
        middle.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield middle
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    secrets = pinned("demo", tmp_path)
    secrets.put("device-secret", SECRET)
    return secrets


@pytest.fixture
def store(tmp_path: Path, keys: Keys) -> Iterator[Store]:
    (tmp_path / "office").mkdir()
    opened = Store.open(tmp_path / "office", keys, CLOCK)
    yield opened
    opened.close()


class Office:
    """The store's outbox, its `Sync`, and what was told to it."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self.store = store
        self.keys = keys
        self.applied: list[StatusChange] = []
        self.refuse: set[str] = set()
        self._told = threading.Condition()
        self._syncs: list[Sync] = []

    def connect(self, url: str | None, pace: Pace = QUICK) -> Sync:
        sync = Sync(self.store, self.keys, url, CLOCK, self._tell, self._apply, pace)
        self._syncs.append(sync)
        sync.start()
        return sync

    def close(self) -> None:
        for sync in self._syncs:
            sync.stop()

    def put(self, count: int = 1, sync: Sync | None = None, **changed: Any) -> list[str]:
        """Keys of new tickets in the outbox."""
        keys = [uuid7() for _ in range(count)]

        def act(tx: Transaction) -> None:
            for key in keys:
                payload = {"series": "B", "number": "B-001", "service": "sktm", "priority": "umum"} | changed
                self._append(tx, "ticket.issued", key, payload)
            if sync:
                tx.after(sync.wake)

        self.store.write(act)
        return keys

    def put_application(self, code: str) -> str:
        key = uuid7()
        payload = {"code": code, "service": "sktm", "version": "2026.1.1", "answers": {}}
        self.store.write(lambda tx: self._append(tx, "application.submitted", key, payload))
        return key

    def states(self) -> list[str]:
        return [
            state for (state,) in self.store.read(lambda c: c.all("SELECT state FROM outbox ORDER BY seq"))
        ]

    def until(self, condition: Callable[[], bool]) -> None:
        """Waits for `condition`, looking whenever `Sync` tells of a change, and a few times a second."""
        deadline = time.monotonic() + PATIENCE_S
        with self._told:
            while not condition():
                assert time.monotonic() < deadline, f"it did not come to that: {Counter(self.states())}"
                self._told.wait(0.05)

    def _append(self, tx: Transaction, kind: str, key: str, payload: dict[str, Any]) -> None:
        outbox.append(
            tx,
            kind=kind,
            key=key,
            payload=payload,
            office_day="2026-11-24",
            made_at=CLOCK.now(),
            clock_quality="ntp",
        )

    def _tell(self) -> None:
        with self._told:
            self._told.notify_all()

    def _apply(self, tx: Transaction, change: StatusChange) -> None:
        if change.state in self.refuse:
            raise ValueError(change.state)
        tx.execute("UPDATE outbox SET problem = ? WHERE key = ?", (change.state, change.application_id))
        tx.after(lambda: self.applied.append(change))


@pytest.fixture
def office(store: Store, keys: Keys, middle: Middle) -> Iterator[Office]:
    office = Office(store, keys)
    yield office
    office.close()


@pytest.fixture
def alone(store: Store, keys: Keys) -> Iterator[Office]:
    """An office without a central behind it."""
    office = Office(store, keys)
    yield office
    office.close()
