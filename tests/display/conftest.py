"""A waiting room with the real queue, the real voice, the real pages on a real socket, and real browsers."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import threading
import time
import wave
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

import resources
from kiosk.acts import Act, fingerprint
from kiosk.calendar import Calendar
from kiosk.clock import SystemClock
from kiosk.config import Config, parse
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.office.app import HANDLERS
from kiosk.office.contract import Language, Ticket
from kiosk.office.display.wiring import Around, Display, wire_display
from kiosk.office.guard import Guard
from kiosk.office.house import House
from kiosk.office.lan import gate
from kiosk.office.room import CalledTicket
from kiosk.office.server import Server
from kiosk.office.shelf import Shelf
from kiosk.office.turns import Turns
from kiosk.queueing import calling, counters, follow, issue
from kiosk.queueing.room import By
from kiosk.speech.announce import AnnouncementQueue
from kiosk.speech.announcement import CHIME, inventory
from kiosk.speech.opening import open_voice
from kiosk.store import Store

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=document-user-activation-required",
]  # fmt: skip
PATIENCE_MS = 15_000
LANDSCAPE: ViewportSize = {"width": 1920, "height": 1080}
SETTINGS = """
[office]
code = "36.03.03"
counters = 6
announcements = ["Bawa KTP asli."]
[speech]
device = "folder:{out}"
folder = "{clips}"
[display]
folder = "{slides}"
[follow]
public_url = "https://antre.example.go.id"
[keys]
backend = "demo"
[demo]
always_open = true
"""
_direct = build_opener(ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class WaitingRoom:
    """An office with six open counters. Its pages can be taken off the network and put back."""

    def __init__(self, folder: Path, slides: Path, clips: Path, more: str = "") -> None:
        written = SETTINGS.format(slides=slides, out=folder / "terdengar", clips=clips)
        self.config: Config = parse(written + more)
        self.clock = SystemClock()
        self.folder = folder
        self.store = Store.open(folder, pinned("demo", folder), self.clock)
        catalogue = Path(resources.__file__).parent / "catalogue"
        self.house = House(self.config, Calendar(self.config), Shelf(catalogue, folder / "catalogue.json"))
        self.voice: AnnouncementQueue = open_voice(
            folder,
            self.store,
            self.config.speech,
            clock=self.clock,
            zone=self.config.zone,
            on_state=lambda: None,
            on_offer=lambda: self.display.hub.changed(),
        )
        self.port, self.phone_port = free_port(), free_port()
        self.display: Display
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def up(self) -> None:
        """Puts the pages on the network."""
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(10)

    def down(self) -> None:
        """Takes them off: every connection ends, and none is taken."""
        if self._thread and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop)
            self._thread.join(15)
            assert not self._thread.is_alive()

    def close(self) -> None:
        self.down()
        self.voice.stop()
        self.store.close()

    async def _serve(self, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        turns = Turns()
        self.display = wire_display(
            Around(
                folder=self.folder,
                store=self.store,
                house=self.house,
                clock=self.clock,
                turns=turns,
                room=self.house.room,
                voice=self.voice,
                wait=lambda ticket: None,
            )
        )
        app = FastAPI(exception_handlers=HANDLERS)
        for router in (*self.display.routers, self.display.staff):
            app.include_router(router)
        server = Server(
            Guard(app, lambda scope: None, gate.HEADERS), closing=self.display.hub.close, ready=ready.set
        )
        phones = Server(self.display.phones, closing=lambda: None, patient=True)

        def stop() -> None:
            for one in (server, phones):
                one.should_exit = True

        self._stop = stop
        works: list[Coroutine[Any, Any, None]] = [self.display.hub.keep_fresh(), self.display.watch()]
        tasks = [asyncio.create_task(work) for work in works]
        with (
            closing(socket.create_server(("127.0.0.1", self.port))) as listening,
            closing(socket.create_server(("127.0.0.1", self.phone_port))) as for_phones,
        ):
            await asyncio.gather(server.serve([listening]), phones.serve([for_phones]))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(turns.close)

    def get(
        self, path: str, method: str = "GET", body: Any = None, *, port: int = 0, **headers: str
    ) -> Answer:
        content = None if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named.setdefault("Content-Type", "application/json")
        request = Request(f"http://127.0.0.1:{port or self.port}{path}", content, named, method=method)
        try:
            with _direct.open(request, timeout=10) as answer:
                return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
        except HTTPError as error:
            with error:
                return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())

    def take(self, service: str = "sktm", language: Language = "id") -> Ticket:
        found = self.house.shelf.catalogue.service(service)
        assert found is not None
        ticket, _ = self.store.write(
            lambda tx: issue.issue(
                tx,
                act=self._act(),
                service=found,
                priority="umum",
                language=language,
                office=self.house.facts,
            )
        )
        self.display.hub.changed()
        return ticket

    def move(self, counter: int, do: Callable[..., tuple[Any, bool]], /, **how: Any) -> Any:
        by = By(f"staff-{counter}", counter)
        result, _ = self.store.write(lambda tx: do(tx, act=self._act(), by=by, room=self.house.room, **how))
        self.display.hub.changed()
        self.voice.wake()
        return result

    def open(self, *numbers: int) -> None:
        for number in numbers:
            self.move(number, counters.open_counter)

    def call(self, counter: int) -> CalledTicket:
        called: CalledTicket = self.move(counter, calling.call_next)
        return called

    def token(self, ticket: str) -> str:
        return self.store.read(lambda connection: follow.token(connection, ticket))

    def _act(self) -> Act:
        return Act(uuid7(), fingerprint(""), self.clock.now(), "none")


def record(folder: Path) -> None:
    """Short recordings of the office's own, so that a call takes a second and not five."""
    (folder / "id").mkdir(parents=True)
    files = [folder / f"{CHIME}.wav", *(folder / clip.path for clip in inventory("id"))]
    for file in files:
        with wave.open(str(file), "wb") as clip:
            clip.setparams((1, 2, 22_050, 0, "NONE", ""))
            clip.writeframes(bytes(range(0, 200, 2)) * 40)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    """The display's folder; empty."""
    folder = tmp_path / "slides"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Recordings of the office's own."""
    folder = tmp_path_factory.mktemp("rekaman")
    record(folder)
    return folder


@pytest.fixture
def more() -> str:
    """What a module's office.toml has besides."""
    return ""


@pytest.fixture
def room(tmp_path: Path, slides: Path, clips: Path, more: str) -> Iterator[WaitingRoom]:
    folder = tmp_path / "kantor"
    folder.mkdir()
    room = WaitingRoom(folder, slides, clips, more)
    room.up()
    room.open(*(desk.number for desk in room.config.room.desks))
    yield room
    room.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ.setdefault("NO_PROXY", "127.0.0.1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Television:
    """A page, and what it complained of."""

    page: Page
    errors: list[str]

    def wait(self, condition: str, *arguments: Any) -> None:
        """Until the JavaScript expression holds."""
        self.page.wait_for_function(condition, arg=arguments[0] if arguments else None, polling=20)

    def large(self) -> list[str]:
        """The numbers on the stage."""
        found: list[str] = self.page.eval_on_selector_all(
            ".kartu:not([hidden]) .nomor", "all => all.map(one => one.textContent)"
        )
        return found

    def shows(self, *numbers: str) -> None:
        """Waits until these stand on the stage, from the top."""
        self.wait(
            "wanted => [...document.querySelectorAll('.kartu:not([hidden]) .nomor')]"
            ".map(one => one.textContent).join() === wanted",
            ",".join(numbers),
        )

    def lasts(self) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all(
            "#terakhir b", "all => all.map(one => one.textContent).filter(Boolean)"
        )
        return found


@pytest.fixture
def television(room: WaitingRoom, browser: Browser) -> Iterator[Callable[..., Television]]:
    """Opens a display; as many as the test wants."""
    opened: list[Television] = []

    def open(size: ViewportSize = LANDSCAPE, path: str = "/layar") -> Television:
        page = browser.new_page(viewport=size)
        page.set_default_timeout(PATIENCE_MS)
        page.clock.install()
        television = Television(page, [])
        page.on("pageerror", lambda error: television.errors.append(str(error)))
        page.goto(room.url + path)
        if path == "/layar":
            television.wait("() => document.querySelector('#kantor').textContent.startsWith('Kecamatan')")
        opened.append(television)
        return television

    yield open
    for one in opened:
        one.page.close()
        assert one.errors == []


def until(condition: Callable[[], bool], patience_s: float = 10) -> None:
    """Waits for a condition."""
    end = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
