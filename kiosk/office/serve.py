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
    from kiosk.satellite.wiring import Satellite

HOST: Final = "127.0.0.1"
BACKLOG: Final = 128
SWITCH_S: Final = 0.0005
"""How long the spool may draw before a citizen's request gets its turn; Python's own 5 ms are felt."""

log = structlog.get_logger()


def serve(
    folder: Path,
    port: int = 0,
    *,
    printer: str | None = None,
    central: str | None = None,
    of: str | None = None,
) -> None:
    """Runs the office of `folder` on loopback until SIGTERM or SIGINT; port 0 takes a free one.

    `printer` and `central` are URLs that go before those of office.toml. `of` is the URL of a main office:
    this is a further kiosk of that one. When it answers, one line of JSON goes to stdout:
    `{"ready": true, "port": N}`. An office that cannot start says one sentence on stderr and ends the
    process with status 2.
    """
    import uvloop

    try:
        uvloop.run(_serve(folder, port, printer, central, of))
    except (CatalogueError, ConfigError, KeysError, OfficeError, StoreError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


async def _serve(folder: Path, port: int, printer: str | None, central: str | None, of: str | None) -> None:
    config = configuration.load(folder)
    config = dataclasses.replace(config, printer=printer or config.printer, central=central or config.central)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    _ask_for_holidays_early(config)
    with contextlib.closing(FolderLock(folder)), contextlib.closing(_listen(port)) as listening:
        office = _wire(folder, config, of)
        try:
            await _run(folder, office, listening, stopping)
        finally:
            await office.stop()
            log.info("office_stopped")


def _wire(folder: Path, config: Config, of: str | None) -> Office | Satellite:
    # Loading is half of the start-up time, while the child process works.
    keys = pinned(config.keys, folder)
    if of:
        from kiosk.satellite.wiring import wire as wire_satellite

        return wire_satellite(folder, config, keys, of)
    from kiosk.office.wiring import wire

    return wire(folder, config, keys)


async def _run(
    folder: Path, office: Office | Satellite, listening: socket.socket, stopping: asyncio.Event
) -> None:
    answering = [
        (Server(office.app, ready=lambda: _say_ready(listening), closing=office.hub.close), listening)
    ]
    with contextlib.ExitStack() as sockets:
        if office.lan:
            on_lan = sockets.enter_context(contextlib.closing(office.lan.listener.open()))
            lan = Server(office.lan.app, closing=office.lan.close, tls=office.lan.listener.tls)
            answering.append((lan, on_lan))
            at_socket = sockets.enter_context(contextlib.closing(_listen_for_technicians(folder)))
            answering.append((Server(office.lan.roster, closing=_nothing_open), at_socket))
            if port := office.house.config.follow.http_port:
                for_phones = sockets.enter_context(contextlib.closing(_listen_for_phones(port)))
                phones = Server(office.lan.display.phones, closing=_nothing_open, patient=True)
                answering.append((phones, for_phones))
        await office.start()
        await _answer(office, answering, stopping)


async def _answer(
    office: Office | Satellite, answering: list[tuple[Server, socket.socket]], stopping: asyncio.Event
) -> None:
    serving = [server.serve([listening]) for server, listening in answering]
    works = [office.hub.keep_fresh(), office.watch(), office.examine()]
    if office.lan:
        works += [
            office.lan.listener.keep_certificate_fresh(),
            office.lan.display.watch(),
            *(one.keep_fresh() for one in office.lan.hubs),
            office.lan.logbook.watch(lambda: office.hub.listened),
        ]
    works.append(_stop_when(stopping, [server for server, _ in answering]))
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
        if office.lan:
            await asyncio.to_thread(office.lan.logbook.end)


async def _stop_when(stopping: asyncio.Event, servers: list[Server]) -> None:
    await stopping.wait()
    for server in servers:
        server.should_exit = True


def _nothing_open() -> None:
    """Phones and `kiosk satellite` hold no stream."""


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


def _listen_for_technicians(folder: Path) -> socket.socket:
    from kiosk.satellite import roster

    return roster.listen(folder)


def _listen_for_phones(port: int) -> socket.socket:
    """The listening socket of the follow page without TLS. Raises PortTaken."""
    try:
        return socket.create_server(("", port), backlog=BACKLOG)
    except OSError:
        raise PortTaken(f"follow.http_port: port {port} tidak bisa dipakai. Pilih yang lain.") from None


def _say_ready(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    print(json.dumps({"ready": True, "port": port}), flush=True)
    log.info("office_ready", port=port)
