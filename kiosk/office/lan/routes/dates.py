"""A clock that jumped ahead is confirmed by whoever may judge it."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from kiosk.office.answers import answer
from kiosk.office.bodies import Key, body_of
from kiosk.office.lan import requests
from kiosk.office.lan.access import Technician
from kiosk.office.lan.floor import Floor
from kiosk.office.turns import Turns
from kiosk.queueing import newday

Today = Annotated[requests.Today, Depends(body_of(requests.Today))]


def routes(floor: Floor, turns: Turns) -> APIRouter:
    """For technicians and supervisors."""
    router = APIRouter(prefix="/loket/api/clock")

    @router.post("/confirm")
    async def confirm(key: Key, who: Technician, said: Today) -> Response:
        do = partial(newday.confirm, room=floor.house.room, today=said.today)
        return answer(await turns.run(floor.do, key, who, ("clock", said), do))

    return router
