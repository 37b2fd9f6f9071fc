"""What the console shows beside numbers and applications: the room as it is, help calls, stuck records."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import msgspec
import structlog
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from kiosk import help
from kiosk.acts import Act
from kiosk.office.answers import answer
from kiosk.office.bodies import Key
from kiosk.office.contract import HelpCall
from kiosk.office.hub import Hub
from kiosk.office.lan import problems
from kiosk.office.lan.access import Counter, Door, Staff, token_of
from kiosk.office.lan.contract import Colleague, Offer, OfficeFacts, Stuck
from kiosk.office.lan.floor import Floor
from kiosk.office.stream import Stream
from kiosk.office.turns import Turns
from kiosk.queueing.room import By
from kiosk.staff import accounts
from kiosk.store import Connection, Transaction

CHECK_S: Final = 20.0
"""Between two looks at whether a stream's session still lasts."""
SHOWN: Final = 50
"""Stuck records that the console lists."""

log = structlog.get_logger()


class Bound(Stream):
    """A stream that ends with its session."""

    def __init__(self, hub: Hub, lasts: Callable[[], Awaitable[bool]]) -> None:
        super().__init__(hub)
        self._lasts = lasts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def until_ended() -> Message:
            waiting = asyncio.ensure_future(receive())
            try:
                while not (await asyncio.wait({waiting}, timeout=CHECK_S))[0]:
                    if not await self._still_lasts():
                        return {"type": "http.disconnect"}
                return waiting.result()
            finally:
                waiting.cancel()

        await super().__call__(scope, until_ended, send)

    async def _still_lasts(self) -> bool:
        try:
            return await self._lasts()
        except Exception as error:  # who cannot be checked is told no more; the console asks again
            log.error("session_not_checked", error=type(error).__name__)
            return False


def routes(floor: Floor, door: Door, hub: Hub, turns: Turns) -> APIRouter:
    """For anybody of the office; help calls are answered by whoever serves."""
    router = APIRouter(prefix="/loket/api")

    @router.get("/events")
    async def events(request: Request) -> Response:
        token = token_of(request)
        return Bound(hub, lambda: door.lasts(token))

    @router.get("/office")
    async def office(_: Staff) -> Response:
        return answer(await turns.run(_facts, floor))

    @router.get("/stuck")
    async def stuck(_: Staff) -> Response:
        return answer(await turns.run(floor.store.read, _stuck))

    @router.post("/help/{id}/answer")
    async def answer_help(id: str, key: Key, who: Counter) -> Response:
        def do(tx: Transaction, *, act: Act, by: By) -> tuple[HelpCall, bool]:
            try:
                return help.answer(tx, act=act, id=id)
            except help.UnknownCall:
                raise problems.UNKNOWN_HELP() from None

        return answer(await turns.run(floor.do, key, who, ("help", id), do))

    return router


def _facts(floor: Floor) -> OfficeFacts:
    config, catalogue = floor.house.config, floor.house.shelf.catalogue
    return OfficeFacts(
        name=config.name,
        regency=config.regency,
        services=[Offer(one.id, str(one.title), one.queue.series) for one in catalogue.services],
        staff=[
            Colleague(one.id, one.name)
            for one in floor.store.read(accounts.everybody)
            if one.disabled_at is None and one.role in accounts.SERVES
        ],
    )


def _stuck(connection: Connection) -> list[Stuck]:
    rows = connection.all(
        "SELECT seq, kind, made_at, problem FROM outbox WHERE state = 'quarantined'"
        " ORDER BY seq DESC LIMIT ?",
        (SHOWN,),
    )
    return [Stuck(seq, kind, made_at, _reason(problem)) for seq, kind, made_at, problem in rows]


def _reason(problem: str | None) -> str:
    try:
        title: str = msgspec.json.decode(problem or "")["title"]
    except (msgspec.DecodeError, KeyError, TypeError):
        return "Pusat menolak catatan ini."
    return title
