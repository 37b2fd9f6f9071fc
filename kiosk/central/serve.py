"""Runs central in this process until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from kiosk.central.app import create
from kiosk.central.changes import Feed
from kiosk.central.errors import CannotStart, KeyMissing, PortTaken
from kiosk.central.house import House, open_house
from kiosk.central.routes import Serving
from kiosk.clock import Clock, SystemClock
from kiosk.keys import Keys
from kiosk.keys.errors import KeysError
from kiosk.sync.contract import SECRET

LAST_REQUESTS_S = 5
KEEP_OPEN_S = 75
"""An office's connection stays open between its records."""


def serve(
    folder: Path, port: int, database: str | None = None, *, keys: Keys, host: str = "127.0.0.1"
) -> int:
    """Serves central's data in `folder`; returns the exit code: 0 when told to stop, 2 if it cannot start.

    `port` 0 takes a free one. `database` is a PostgreSQL URL; None means SQLite in `folder`. Once it answers,
    one line of JSON on stdout says so: `{"ready": true, "port": N}`. SIGTERM and SIGINT stop it.
    """
    clock = SystemClock()
    try:
        secret = keys.get(SECRET)
        if secret is None:
            raise KeyMissing("Rahasia kantor (device-secret) belum ada. Pasang dahulu.")
        with _listening(host, port) as listener:
            house = open_house(folder, database, keys, clock)
            try:
                asyncio.run(_run(Serving(house, Feed(house.database), secret, clock), listener))
            finally:
                house.database.close()
    except (CannotStart, KeysError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        listener = socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise PortTaken(f"Port {port} tidak bisa dipakai. Pilih port lain.") from error
    with listener:
        yield listener


@contextlib.contextmanager
def beside(house: House, secret: bytes, *, clock: Clock, port: int = 0) -> Iterator[str]:
    """Serves an open house from a thread of this process while the block runs; for tests and bench.

    Yields the URL. The house stays open.
    """
    serving = Serving(house, Feed(house.database), secret, clock)
    with _listening("127.0.0.1", port) as listener:
        server = _server(serving)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), name="central")
        thread.start()
        try:
            server.ready.wait()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            serving.feed.close()
            thread.join()


async def _run(serving: Serving, listener: socket.socket) -> None:
    server = _server(serving, announce=True)

    def stop() -> None:
        server.should_exit = True
        serving.feed.close()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    await server.serve([listener])


def _server(serving: Serving, *, announce: bool = False) -> _Server:
    config = uvicorn.Config(
        create(serving),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_OPEN_S,
        timeout_graceful_shutdown=LAST_REQUESTS_S,
    )
    return _Server(config, announce=announce)


class _Server(uvicorn.Server):
    """Says when it is ready; leaves signals to us, so that a stop is a clean exit."""

    def __init__(self, config: uvicorn.Config, *, announce: bool) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._announce and sockets and not self.should_exit:
            print(json.dumps({"ready": True, "port": sockets[0].getsockname()[1]}), flush=True)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
