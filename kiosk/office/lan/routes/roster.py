"""How `kiosk satellite` adds kiosks while the office runs: at a socket for the office's own user alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, FastAPI
from starlette.responses import Response
from starlette.types import ASGIApp, Scope

from kiosk.office.answers import answer
from kiosk.office.app import HANDLERS
from kiosk.office.bodies import body_of, strict
from kiosk.office.contract import Problem
from kiosk.office.errors import Refusal
from kiosk.office.guard import Guard
from kiosk.office.lan.satellites import Satellites
from kiosk.office.turns import Turns
from kiosk.satellite.errors import SatelliteError
from kiosk.satellite.roster import PATH, Kept, Named

T = TypeVar("T")

NamedBody = Annotated[Named, Depends(body_of(strict(Named)))]


def application(roster: Kept, satellites: Satellites, turns: Turns) -> ASGIApp:
    """Open to whoever can open its socket."""
    router = APIRouter(prefix=PATH)

    @router.post("")
    async def add(said: NamedBody) -> Response:
        new = await turns.run(_refusing, lambda: roster.add(said.name))
        satellites.know(new.number, new.secret.encode())
        return answer(new, 201)

    @router.delete("")
    async def remove(said: NamedBody) -> Response:
        gone = await turns.run(_refusing, lambda: roster.remove(said.name))
        satellites.forget(gone.number)
        return answer(gone)

    @router.get("")
    async def kiosks() -> Response:
        return answer(await turns.run(roster.kiosks))

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, exception_handlers=HANDLERS)
    app.include_router(router)
    return Guard(app, _anybody)


def _refusing(do: Callable[[], T]) -> T:
    try:
        return do()
    except SatelliteError as error:
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
        raise Refusal(Problem(f"anjungan:{name}", str(error), 409)) from None


def _anybody(_: Scope) -> None:
    """The file's permissions have asked already."""
