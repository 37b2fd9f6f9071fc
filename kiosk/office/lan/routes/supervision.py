"""What a supervisor looks after: accounts, and what is closed for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from kiosk.acts import Act
from kiosk.office.answers import answer
from kiosk.office.bodies import Key, body_of
from kiosk.office.lan import problems, requests
from kiosk.office.lan.access import Supervisor, Technician, Who
from kiosk.office.lan.floor import Do, Floor
from kiosk.office.turns import Turns
from kiosk.queueing import closures
from kiosk.queueing.room import By
from kiosk.staff import accounts, pins
from kiosk.staff.errors import StaffError
from kiosk.staff.pins import PinHash
from kiosk.store import Transaction

Id = Annotated[str, Path(max_length=60)]
NewAccount = Annotated[requests.NewAccount, Depends(body_of(requests.NewAccount))]
NewPin = Annotated[requests.NewPin, Depends(body_of(requests.NewPin))]
NewRole = Annotated[requests.NewRole, Depends(body_of(requests.NewRole))]
Close = Annotated[requests.Close, Depends(body_of(requests.Close))]
Reopen = Annotated[requests.Reopen, Depends(body_of(requests.Reopen))]


def routes(floor: Floor, turns: Turns) -> APIRouter:
    """For supervisors; who looks after the machines closes the kiosk besides."""
    router = APIRouter(prefix="/loket/api")

    async def run(key: str, who: Who, content: Any, do: Do[Any]) -> Response:
        return answer(await turns.run(floor.do, key, who, content, do))

    @router.get("/staff")
    async def everybody(_: Supervisor) -> Response:
        return answer(await turns.run(floor.store.read, accounts.everybody))

    @router.post("/staff")
    async def make(key: Key, who: Supervisor, said: NewAccount) -> Response:
        pin = await _hashed(said.pin)
        do = _on_accounts(accounts.make, name=said.name, role=said.role, pin=pin)
        return await run(key, who, ("make", said.name, said.role), do)

    @router.post("/staff/{id}/pin")
    async def reset(id: Id, key: Key, who: Supervisor, said: NewPin) -> Response:
        pin = await _hashed(said.pin)
        return await run(key, who, ("pin", id), _on_accounts(accounts.reset_pin, id=id, pin=pin))

    @router.post("/staff/{id}/role")
    async def role(id: Id, key: Key, who: Supervisor, said: NewRole) -> Response:
        do = _on_accounts(accounts.change_role, id=id, role=said.role)
        return await run(key, who, ("role", id, said), do)

    @router.post("/staff/{id}/disable")
    async def disable(id: Id, key: Key, who: Supervisor) -> Response:
        return await run(key, who, ("disable", id), _on_accounts(accounts.disable, id=id))

    @router.post("/staff/{id}/enable")
    async def enable(id: Id, key: Key, who: Supervisor) -> Response:
        return await run(key, who, ("enable", id), _on_accounts(accounts.enable, id=id))

    @router.post("/closures/close")
    async def close(key: Key, who: Technician, said: Close) -> Response:
        _check_closer(who, said.service)
        do = partial(closures.close, room=floor.house.room, reason=said.reason, service=said.service)
        return await run(key, who, ("close", said), do)

    @router.post("/closures/reopen")
    async def reopen(key: Key, who: Technician, said: Reopen) -> Response:
        _check_closer(who, said.service)
        do = partial(closures.reopen, room=floor.house.room, service=said.service)
        return await run(key, who, ("reopen", said), do)

    return router


def _check_closer(who: Who, service: str) -> None:
    """Who looks after the machines closes the kiosk, here as at its screen; services are for supervisors."""
    if service != closures.KIOSK and who.role not in accounts.MANAGES:
        raise problems.ROLE()


def _on_accounts(use_case: Callable[..., tuple[Any, bool]], **asked: Any) -> Do[Any]:
    """An act on accounts: no counter has a part in it, and whose act it is is written down."""

    def do(tx: Transaction, *, act: Act, by: By) -> tuple[Any, bool]:
        return use_case(tx, act=act, **asked)

    return do


async def _hashed(pin: str) -> PinHash:
    try:
        return await asyncio.to_thread(pins.hashed, pin)
    except StaffError as error:
        raise problems.of_staff(error) from None
