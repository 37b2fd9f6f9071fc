"""What further kiosks ask of the main office; each shows its secret with every request."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from kiosk.office import contract
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.bodies import Key, body_of, strict
from kiosk.office.lan.satellites import Satellites
from kiosk.office.routes.assist import (
    AssistBody,
    ClosingBody,
    CopyBody,
    OpeningBody,
    PriorityBody,
    Staff,
    TicketId,
)
from kiosk.office.shelf import Shelf
from kiosk.office.turns import Turns
from kiosk.satellite.contract import PREFIX, Beat, Done, Filled, Helper, Paper, Record
from kiosk.spool import papers

for _type in (Beat, Done, Filled, Paper, Record):
    strict(_type)


def _kiosk(request: Request) -> int:
    number: int = request.state.kiosk
    return number


Kiosk = Annotated[int, Depends(_kiosk)]
"""The digit of whoever asks."""
Code = Annotated[str, Path(max_length=60)]
TicketBody = Annotated[contract.TicketRequest, Depends(body_of(contract.TicketRequest))]
FilledBody = Annotated[Filled, Depends(body_of(Filled))]
HelpBody = Annotated[contract.HelpRequest, Depends(body_of(contract.HelpRequest))]
BeatBody = Annotated[Beat, Depends(body_of(Beat))]
RecordBody = Annotated[Record, Depends(body_of(Record))]


def routes(satellites: Satellites, shelf: Shelf, turns: Turns) -> APIRouter:
    """Open to nobody without a kiosk's secret."""

    async def who(request: Request) -> None:
        request.state.kiosk = satellites.who(request.headers.get("authorization", ""))

    router = APIRouter(prefix=PREFIX, dependencies=[Depends(who)])

    @router.post("/beat")
    async def beat(kiosk: Kiosk, said: BeatBody) -> Response:
        return answer(await turns.run(satellites.beat, kiosk, said))

    @router.get("/catalogue")
    async def catalogue() -> Response:
        return Response(shelf.stock.encoded, headers=PRIVATE, media_type="application/json")

    @router.post("/tickets")
    async def take_ticket(kiosk: Kiosk, key: Key, wanted: TicketBody, staff: Staff = "") -> Response:
        return answer(await turns.run(satellites.take_ticket, kiosk, key, wanted, staff), 201)

    @router.post("/applications")
    async def apply(kiosk: Kiosk, key: Key, filled: FilledBody, staff: Staff = "") -> Response:
        return answer(await turns.run(satellites.apply, kiosk, key, filled, staff), 201)

    @router.post("/help-calls")
    async def call_help(kiosk: Kiosk, key: Key, wanted: HelpBody) -> Response:
        return answer(await turns.run(satellites.call_help, kiosk, key, wanted), 201)

    @router.get("/applications/{code}")
    async def application(kiosk: Kiosk, code: Code) -> Response:
        return answer(await turns.run(satellites.application, kiosk, code))

    @router.get("/applications/{code}/receipt")
    async def receipt(kiosk: Kiosk, code: Code) -> Response:
        document = await turns.run(satellites.receipt, kiosk, code)
        return Response(papers.to_text(document), headers=PRIVATE, media_type="application/json")

    @router.post("/records")
    async def take(kiosk: Kiosk, record: RecordBody) -> Response:
        await turns.run(satellites.take, kiosk, record)
        return Response(status_code=204, headers=PRIVATE)

    _assist(router, satellites, turns)
    return router


def _assist(router: APIRouter, satellites: Satellites, turns: Turns) -> None:
    """Assisted mode at a kiosk's screen: names, PINs, sessions and roles are the office's."""

    @router.get("/assist/staff")
    async def staff_names(kiosk: Kiosk) -> Response:
        return answer(await turns.run(satellites.assist(kiosk).staff))

    @router.post("/assist/session")
    async def begin(kiosk: Kiosk, wanted: AssistBody) -> Response:
        return answer(await asyncio.to_thread(satellites.assist(kiosk).begin, wanted), 201)

    @router.delete("/assist/session")
    async def end(kiosk: Kiosk, staff: Staff = "") -> Response:
        await turns.run(satellites.assist(kiosk).end, staff)
        return Response(status_code=204, headers=PRIVATE)

    @router.get("/assist/helper")
    async def helper(kiosk: Kiosk, staff: Staff = "") -> Response:
        return answer(Helper(await turns.run(satellites.assist(kiosk).helper, staff)))

    @router.post("/assist/tickets/{id}/priority")
    async def set_priority(
        kiosk: Kiosk, id: TicketId, key: Key, wanted: PriorityBody, staff: Staff = ""
    ) -> Response:
        return answer(await turns.run(satellites.assist(kiosk).set_priority, key, staff, id, wanted))

    @router.post("/assist/copies")
    async def copy(kiosk: Kiosk, key: Key, wanted: CopyBody, staff: Staff = "") -> Response:
        return answer(await turns.run(satellites.copy, kiosk, key, wanted, staff), 201)

    @router.get("/assist/closure")
    async def closure(kiosk: Kiosk, staff: Staff = "") -> Response:
        return answer(await turns.run(satellites.assist(kiosk).closure, staff))

    @router.post("/assist/closing")
    async def close(kiosk: Kiosk, key: Key, wanted: ClosingBody, staff: Staff = "") -> Response:
        return answer(await turns.run(satellites.assist(kiosk).close, key, staff, wanted))

    @router.post("/assist/opening")
    async def open_again(kiosk: Kiosk, key: Key, wanted: OpeningBody, staff: Staff = "") -> Response:
        return answer(await turns.run(satellites.assist(kiosk).open, key, staff, wanted))
