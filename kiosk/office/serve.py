"""The office service as a process: starts, says that it is ready, and ends cleanly when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gc
import json
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from kiosk import config as configuration
from kiosk.calendar import public_holidays
from kiosk.catalogue.errors import CatalogueError
from kiosk.clock import SystemClock, local
from kiosk.config import Config, ConfigError
from kiosk.keys import pinned
from kiosk.keys.errors import KeysError
from kiosk.office.errors import OfficeError, PortTaken
from kiosk.office.lock import FolderLock
from kiosk.office.server import Server
from kiosk.store.errors import StoreError

if TYPE_CHECKING:
    from kiosk.office.wiring import Office

HOST: Final = "127.0.0.1"
BACKLOG: Final = 128
SWITCH_S: Final = 0.0005
"""How long the spool may draw before a citizen's request gets its turn; Python's own 5 ms are felt."""

log = structlog.get_logger()


def serve(folder: Path, port: int = 0, *, printer: str | None = None, central: str | None = None) -> None:
    """Runs the office of `folder` on loopback until SIGTERM or SIGINT; port 0 takes a free one.

    `printer` and `central` are URLs that go before those of office.toml. When it answers, one line of JSON
    goes to stdout: `{"ready": true, "port": N}`. An office that cannot start says one sentence on stderr and
    ends the process with status 2.
    """
    import uvloop

    try:
        uvloop.run(_serve(folder, port, printer, central))
    except (CatalogueError, ConfigError, KeysError, OfficeError, StoreError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


async def _serve(folder: Path, port: int, printer: str | None, central: str | None) -> None:
    config = configuration.load(folder)
    config = dataclasses.replace(config, printer=printer or config.printer, central=central or config.central)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    _ask_for_holidays_early(config)
    with contextlib.closing(FolderLock(folder)), contextlib.closing(_listen(port)) as listening:
        from kiosk.office.wiring import wire  # half of the start-up time, while the child process works

        office = wire(folder, config, pinned(config.keys, folder))
        try:
            await _run(office, listening, stopping)
        finally:
            await office.stop()
            log.info("office_stopped")


async def _run(office: Office, listening: socket.socket, stopping: asyncio.Event) -> None:
    with contextlib.ExitStack() as sockets:
        on_lan = sockets.enter_context(contextlib.closing(office.lan.listener.open())) if office.lan else None
        await office.start()
        await _answer(office, listening, on_lan, stopping)


async def _answer(
    office: Office, listening: socket.socket, on_lan: socket.socket | None, stopping: asyncio.Event
) -> None:
    server = Server(office.app, ready=lambda: _say_ready(listening), closing=office.hub.close)
    serving = [server.serve([listening])]
    servers = [server]
    works = [office.hub.keep_fresh(), office.watch(), office.examine()]
    if office.lan and on_lan:
        lan = Server(office.lan.app, closing=office.lan.close, tls=office.lan.listener.tls)
        servers.append(lan)
        serving.append(lan.serve([on_lan]))
        works += [
            office.lan.listener.keep_certificate_fresh(),
            *(one.keep_fresh() for one in office.lan.hubs),
        ]
    works.append(_stop_when(stopping, servers))
    background = [asyncio.create_task(work) for work in works]
    for task in background:
        task.add_done_callback(lambda task: stopping.set() if _failed(task) else None)
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH_S)
    try:
        await asyncio.gather(*serving)
        for task in filter(_failed, background):
            task.result()
    finally:
        for task in background:
            task.cancel()


async def _stop_when(stopping: asyncio.Event, servers: list[Server]) -> None:
    await stopping.wait()
    for server in servers:
        server.should_exit = True


def _failed(task: asyncio.Task[None]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is not None


def _ask_for_holidays_early(config: Config) -> None:
    year = local(SystemClock().now(), config.zone).year
    threading.Thread(target=public_holidays, args=(year,), name="holidays", daemon=True).start()


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise PortTaken(f"Port {port} sudah dipakai. Pilih --port lain.") from None
    listening.listen(BACKLOG)
    return listening


def _say_ready(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    print(json.dumps({"ready": True, "port": port}), flush=True)
    log.info("office_ready", port=port)
