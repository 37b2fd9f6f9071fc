"""What further kiosks ask of the main office; each shows its secret with every request."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from kiosk.office import contract
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.bodies import act_key, body_of, strict
from kiosk.office.lan.satellites import Satellites
from kiosk.office.shelf import Shelf
from kiosk.office.turns import Turns
from kiosk.satellite.contract import PREFIX, Beat, Done, Filled, Paper, Record
from kiosk.spool import papers

for _type in (Beat, Done, Filled, Paper, Record):
    strict(_type)


def _kiosk(request: Request) -> int:
    number: int = request.state.kiosk
    return number


Kiosk = Annotated[int, Depends(_kiosk)]
"""The digit of whoever asks."""
Key = Annotated[str, Depends(act_key)]
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
    async def take_ticket(kiosk: Kiosk, key: Key, wanted: TicketBody) -> Response:
        return answer(await turns.run(satellites.take_ticket, kiosk, key, wanted), 201)

    @router.post("/applications")
    async def apply(kiosk: Kiosk, key: Key, filled: FilledBody) -> Response:
        return answer(await turns.run(satellites.apply, kiosk, key, filled), 201)

    @router.post("/help-calls")
    async def call_help(kiosk: Kiosk, key: Key, wanted: HelpBody) -> Response:
        return answer(await turns.run(satellites.call_help, kiosk, key, wanted), 201)

    @router.get("/applications/{code}")
    async def application(code: Code) -> Response:
        return answer(await turns.run(satellites.application, code))

    @router.get("/applications/{code}/receipt")
    async def receipt(code: Code) -> Response:
        document = await turns.run(satellites.receipt, code)
        return Response(papers.to_text(document), headers=PRIVATE, media_type="application/json")

    @router.post("/records")
    async def take(kiosk: Kiosk, record: RecordBody) -> Response:
        await turns.run(satellites.take, kiosk, record)
        return Response(status_code=204, headers=PRIVATE)

    return router
