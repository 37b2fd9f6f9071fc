"""Everything that listens on the LAN, behind its gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fastapi import APIRouter, Depends, FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from kiosk.office.app import HANDLERS
from kiosk.office.guard import LARGEST_BODY, Guard
from kiosk.office.lan import gate, pages
from kiosk.office.lan.access import Door, signed_in
from kiosk.satellite import contract


def application(
    *, open: Iterable[APIRouter], staff: Iterable[APIRouter], door: Door, hosts: Callable[[], frozenset[str]]
) -> ASGIApp:
    """`open` needs no login, `staff` does, and a route of it may ask for a role besides."""
    app = FastAPI(
        title="Anjungan: ruang tunggu",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        exception_handlers=HANDLERS,
    )
    app.state.door = door
    for router in open:
        app.include_router(router)
    for router in staff:
        app.include_router(router, dependencies=[Depends(signed_in)])
    app.add_route("/", _home)
    app.router.routes.extend(pages.mounts())
    return Guard(app, gate.own_pages_only(hosts), gate.HEADERS, _largest)


def _largest(path: str) -> int:
    """Whoever hands over what a kiosk took may say more than whoever only asks; they show a secret first."""
    return contract.LARGEST if path.startswith(f"{contract.PREFIX}/") else LARGEST_BODY


async def _home(_: Request) -> Response:
    return RedirectResponse("/loket/")
