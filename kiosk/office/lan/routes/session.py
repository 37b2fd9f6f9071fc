"""Signing in and out, and what every console needs at first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from kiosk.office.answers import PRIVATE, answer
from kiosk.office.bodies import body_of
from kiosk.office.lan.access import Door, Staff, Who, forget, remember, token_of
from kiosk.office.lan.contract import Me
from kiosk.office.lan.requests import SignIn

Credentials = Annotated[SignIn, Depends(body_of(SignIn))]


def routes(door: Door) -> APIRouter:
    """Open to everybody but for *who am I*, which asks for a session itself."""
    router = APIRouter(prefix="/loket/api/session")

    @router.post("")
    async def sign_in(request: Request, said: Credentials) -> Response:
        address = request.client.host if request.client else ""
        session = await door.sign_in(address, said.name, said.pin)
        response = answer(_me(session.account))
        remember(response, session.token)
        return response

    @router.get("")
    async def who_am_i(who: Staff) -> Response:
        return answer(_me(who))

    @router.delete("")
    async def sign_out(request: Request) -> Response:
        await door.sign_out(token_of(request))
        response = Response(status_code=204, headers=PRIVATE)
        forget(response)
        return response

    return router


def _me(who: Who) -> Me:
    return Me(who.id, who.name, who.role)
