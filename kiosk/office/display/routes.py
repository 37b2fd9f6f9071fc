"""`/layar`: the waiting room's display. No login, nothing personal, nothing changes the office."""

from __future__ import annotations

import asyncio
import json
import os
from typing import Annotated, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from kiosk.office import problems
from kiosk.office.display.pages import FOR_EVER, FRESH, TYPES, Files
from kiosk.office.display.slides import SlideFolder
from kiosk.office.hub import Hub, address_of
from kiosk.office.stream import Stream

PAGE: Final = "layar.html"
KEEPING: Final = "atur.html"
"""For staff; what it shows comes from behind their login."""
GUARD: Final = "penjaga.js"
"""The worker that keeps the display's page in its browser, for when the office is off."""
ASIDE: Final = frozenset({GUARD, "atur.css", "atur.js"})
"""Files that the display's page does not use."""

STREAMS_EACH: Final = 24
"""Of one address: every change of the room is written to each."""
AT_ONCE: Final = 64
"""Slides that are being sent; each holds descriptors, and a display passes over what it does not get."""

HTML: Final = "text/html; charset=utf-8"

Id = Annotated[str, Path(pattern="[0-9a-f]{32}", description="Id of a slide, from the display's state.")]
Version = Annotated[str, Path(max_length=16, description="Version of the page's files.")]
Name = Annotated[str, Path(max_length=60, description="Name of a file.")]


class _Held(FileResponse):
    """A file that is open already, whatever its name leads to by now. Closes it."""

    opened = 0

    def __init__(self, handle: int, headers: dict[str, str], media_type: str) -> None:
        super().__init__(
            f"/proc/self/fd/{handle}", headers=headers, media_type=media_type, stat_result=os.fstat(handle)
        )
        self._handle = handle
        _Held.opened += 1

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            os.close(self._handle)
            _Held.opened -= 1


def routes(files: Files, hub: Hub, slides: SlideFolder) -> APIRouter:
    """The page, its files, its event stream, the folder's pictures and films."""
    router = APIRouter(prefix="/layar", tags=["layar"])
    page, keeping = (_page(files, name) for name in (PAGE, KEEPING))
    guard = _page(files, GUARD).replace(b"{files}", json.dumps(_kept(files)).encode())

    @router.get("", summary="The display's page")
    @router.get("/", summary="The display's page")
    async def display() -> Response:
        return Response(page, headers=FRESH, media_type=HTML)

    @router.get("/atur", summary="The page on which staff choose who speaks")
    async def keep() -> Response:
        return Response(keeping, headers=FRESH, media_type=HTML)

    @router.get(f"/{GUARD}", summary="What keeps the page while the office is off")
    async def keeper() -> Response:
        return Response(guard, headers=FRESH | {"Service-Worker-Allowed": "/layar"}, media_type=TYPES["js"])

    @router.get("/peristiwa", summary="The display's state, as it changes")
    async def events(request: Request) -> Response:
        if hub.heard_from(address_of(request.scope)) >= STREAMS_EACH:
            return _busy()
        return Stream(hub)

    @router.get("/picture/{id}", summary="A picture of the folder")
    @router.get("/film/{id}", summary="A film of the folder")
    async def slide(id: Id) -> Response:
        served = slides.find(id)
        if served is None:
            raise problems.NOT_FOUND()
        if _Held.opened >= AT_ONCE:
            return _busy()
        try:
            handle = await asyncio.to_thread(served.open)
        except OSError:
            raise problems.NOT_FOUND() from None
        return _Held(handle, headers=FOR_EVER, media_type=served.type)

    @router.get("/{version}/{name}", summary="A file of the page")
    async def file(version: Version, name: Name) -> Response:
        return files.answer(version, name)

    return router


def _kept(files: Files) -> list[str]:
    """The files of the display's own page."""
    return sorted(name for name in files.contents if name.rpartition(".")[2] in TYPES and name not in ASIDE)


def _busy() -> Response:
    return Response(status_code=503, headers=FRESH | {"Retry-After": "5"})


def _page(files: Files, name: str) -> bytes:
    return files.text(name).replace("{version}", files.version).encode()
