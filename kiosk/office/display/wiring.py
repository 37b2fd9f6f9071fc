"""Display and follow page put together: loaded only where the office has somebody to show them to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp, Scope

from kiosk.clock import Clock
from kiosk.office.app import HANDLERS
from kiosk.office.contract import WaitRange
from kiosk.office.display import follow, keeping, pages, routes, voices
from kiosk.office.display.follow import Follower
from kiosk.office.display.screen import Screen, Shown
from kiosk.office.display.slides import SlideFolder
from kiosk.office.display.voices import Displays, Voice
from kiosk.office.guard import Guard
from kiosk.office.house import House
from kiosk.office.hub import Hub
from kiosk.office.lan import gate, problems
from kiosk.office.room import DisplayState
from kiosk.office.turns import Turns
from kiosk.queueing import views
from kiosk.queueing.room import Room
from kiosk.store import Store

COPIES: Final = "layar"
"""Folder of the pictures' copies in the office's data."""
QUIET_S: Final = 0.02
"""A call must be on the display before it is spoken."""
RENEW_S: Final = 5.0
"""A display holds the line for dead after three times this."""
LOOK_S: Final = 5.0
"""Between two looks at the folder of slides."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Display:
    """What the waiting room and the phones see."""

    routers: tuple[APIRouter, ...]
    """Of /layar and /ikuti; no login."""
    staff: APIRouter
    """What staff see and choose; behind their login."""
    hub: Hub
    """Call `changed` after whatever the display shows; run `keep_fresh`."""
    slides: SlideFolder
    displays: Displays
    phones: ASGIApp
    """The follow page alone, for a listener without TLS on a guest network."""

    async def watch(self) -> None:
        """Follows the folder of slides, until cancelled."""
        while True:
            try:
                if await asyncio.to_thread(self.slides.refresh):
                    self.hub.changed()
            except Exception as error:  # the next look tries again; the slides shown go on
                log.error("slides_failed", error=type(error).__name__)
            await asyncio.sleep(LOOK_S)


@dataclass(frozen=True, slots=True)
class Around:
    """What the display takes from the office as it stands."""

    folder: Path
    """The office's data."""
    store: Store
    house: House
    clock: Clock
    turns: Turns
    room: Room
    voice: Voice
    wait: Callable[[str], WaitRange | None]
    """The wait that is left to a ticket."""


def wire_display(office: Around) -> Display:
    """Call it on the event loop."""
    config = office.house.config
    slides = SlideFolder(config.display.folder, office.folder / COPIES)
    files = pages.load("layar", fonts=True)

    def look() -> DisplayState:
        now = office.clock.now()
        return office.store.read(
            lambda connection: views.display_state(connection, office.room, now, running_text=[], slides=[])
        )

    screen = Screen(look, office.house, slides, office.clock, files)

    async def snapshot() -> Shown:
        return await office.turns.run(screen.shown)

    hub = Hub(snapshot, "display", renew_s=RENEW_S, quiet_s=QUIET_S)
    displays = Displays(office.voice)
    phone = follow.routes(
        pages.load("ikuti"),
        Follower(office.store, office.room, office.wait),
        config.name,
        office.turns,
    )
    # The voice's routes first: /layar/{version}/{name} would take theirs.
    routers = (voices.routes(displays, office.voice), routes.routes(files, hub, slides), phone)
    staff = keeping.routes(displays, slides, office.voice)
    return Display(routers, staff, hub, slides, displays, _phones(phone))


def _phones(router: APIRouter) -> ASGIApp:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, exception_handlers=HANDLERS)
    app.include_router(router)
    return Guard(app, _only_reads, gate.HEADERS)


def _only_reads(scope: Scope) -> None:
    """Any name will do: a page that anybody may read has nothing to take by rebinding one."""
    if scope["method"] not in gate.READS:
        raise problems.FOREIGN_PAGE()
