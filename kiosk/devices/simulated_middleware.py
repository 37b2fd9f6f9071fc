"""A vendor's card reader without a reader: both forms of docs/identity-middleware.md, moved by hand.

As the office's own program, for `[identity] command`::

    python -m kiosk.devices.simulated_middleware --control 8766

As a service, for `[identity] url`; it prints `{"url": …, "control": PORT}` when it is ready::

    python -m kiosk.devices.simulated_middleware --http 0

The control takes `lay NIK NAME`, `take`, `fail CODE`, `state STATE`, `say JSON`, `hang`, `quit`. A card needs
a moment to be read (`--seconds`); `take` before that is a card pulled out too early.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
import uuid
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from kiosk.devices.control import Control
from kiosk.devices.messages import PROTOCOL

READ_S: Final = 0.6
NAME: Final = "Pembaca KTP maya"
VERSION: Final = "1"
MOST_EVENTS: Final = 64

Emit = Callable[[dict[str, Any]], None]


class SimulatedReader:
    """The plate: what lies on it is told by `emit`. Every method may be called from any thread."""

    def __init__(self, emit: Emit, seconds: float = READ_S) -> None:
        self._emit = emit
        self._seconds = seconds
        self._guard = threading.RLock()
        self._read = 0
        self._lies = False
        self._timer: threading.Timer | None = None

    def lay(self, nik: str, name: str = "") -> None:
        """Lay a card down; it is read after a moment."""
        with self._guard:
            self.take()
            self._read += 1
            self._lies = True
            self._emit({"type": "card_in", "read": self._read})
            known = {"type": "identity", "read": self._read, "nik": nik, "name": name}
            self._timer = threading.Timer(self._seconds, self._tell, (known,))
            self._timer.daemon = True
            self._timer.start()

    def take(self) -> None:
        """Take the card away. Nothing if none lies there."""
        with self._guard:
            self._forget()
            if self._lies:
                self._lies = False
                self._emit({"type": "card_out", "read": self._read})

    def fail(self, code: str) -> None:
        """The card that lies there cannot be read."""
        with self._guard:
            self._forget()
            self._emit({"type": "failed", "read": self._read, "code": code})

    def state(self, state: str) -> None:
        """The reader itself is another."""
        self._emit({"type": "state", "state": state})

    def say(self, message: str) -> None:
        """Any message, also a wrong one."""
        self._emit(json.loads(message))

    def _tell(self, known: dict[str, Any]) -> None:
        with self._guard:
            if self._lies and known["read"] == self._read:
                self._emit(known)

    def _forget(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def acts(reader: SimulatedReader, hang: Callable[[], None]) -> dict[str, Callable[[str], object]]:
    """What the control takes."""

    def lay(text: str) -> None:
        nik, _, name = text.partition(" ")
        reader.lay(nik, name)

    return {
        "lay": lay,
        "take": lambda _: reader.take(),
        "fail": reader.fail,
        "state": reader.state,
        "say": reader.say,
        "hang": lambda _: hang(),
        "quit": lambda _: os._exit(1),
    }


def speak_lines(seconds: float, control_port: int) -> None:
    """The first form: until stdin ends or says stop."""
    guard = threading.Lock()
    hanging = threading.Event()

    def emit(message: dict[str, Any]) -> None:
        if not hanging.is_set():
            with guard:
                sys.stdout.write(json.dumps(message) + "\n")
                sys.stdout.flush()

    control = (
        Control(acts(SimulatedReader(emit, seconds), hanging.set), control_port) if control_port else None
    )
    emit({"type": "hello", "protocol": PROTOCOL, "name": NAME, "version": VERSION})
    for line in sys.stdin:
        match json.loads(line):
            case {"type": "ping", "id": number}:
                emit({"type": "pong", "id": number})
            case {"type": "stop"}:
                break
            case _:
                pass
    if control:
        control.close()


class Service:
    """The second form: numbered events, asked for by long polling. Port 0 takes a free one."""

    def __init__(self, port: int = 0, seconds: float = READ_S) -> None:
        self._events: list[dict[str, Any]] = []
        self._state = "ready"
        self._boot = uuid.uuid4().hex
        self._stir = threading.Condition()
        self.hanging = threading.Event()
        self.reader = SimulatedReader(self._emit, seconds)
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if service.hanging.is_set():
                    service.over.wait()
                if service.over.is_set():
                    self.close_connection = True
                    return
                body = json.dumps(service.answer(self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, request: Any, client_address: Any) -> None:
                """The office left in the middle of an answer."""

        self.over = threading.Event()
        self._server = Server(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """For office.toml."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str) -> dict[str, Any]:
        """What `GET /v1/events` says, after at most `wait_ms`."""
        asked = parse_qs(urlsplit(path).query)
        after = int(asked["after"][0]) if "after" in asked else None
        wait_s = int(asked.get("wait_ms", ["0"])[0]) / 1000
        with self._stir:
            if after is not None:
                state = self._state
                self._stir.wait_for(lambda: len(self._events) > after or self._state != state, wait_s)
            start = len(self._events) if after is None else after
            events = self._events[start : start + MOST_EVENTS]
            return {
                "protocol": PROTOCOL,
                "name": NAME,
                "version": VERSION,
                "boot": self._boot,
                "state": self._state,
                "last": len(self._events),
                "events": [{"seq": start + n, "event": event} for n, event in enumerate(events, start=1)],
            }

    def _emit(self, message: dict[str, Any]) -> None:
        with self._stir:
            if message["type"] == "state":
                self._state = message["state"]
            else:
                self._events.append(message)
            self._stir.notify_all()


def main() -> None:
    """The process."""
    parser = argparse.ArgumentParser(description="Perantara pembaca KTP maya.")
    parser.add_argument("--http", type=int, help="layani HTTP di port ini; 0 memilih sendiri")
    parser.add_argument("--control", type=int, default=0, help="port kendali")
    parser.add_argument("--seconds", type=float, default=READ_S, help="lama membaca satu kartu")
    said = parser.parse_args()
    if said.http is None:
        return speak_lines(said.seconds, said.control)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    service = Service(said.http, said.seconds)
    control = Control(acts(service.reader, service.hanging.set), said.control)
    print(json.dumps({"url": service.url, "control": control.port}), flush=True)
    over.wait()
    control.close()
    service.close()
    return None


if __name__ == "__main__":
    main()
