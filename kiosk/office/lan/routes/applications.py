"""Applications at a counter: whoever serves may see them, and what is seen unmasked is written down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from kiosk.office.answers import PRIVATE, answer
from kiosk.office.bodies import Key, body_of
from kiosk.office.contract import ApplicationStatus
from kiosk.office.lan import requests
from kiosk.office.lan.access import Counter
from kiosk.office.lan.files import Files
from kiosk.office.turns import Turns

Id = Annotated[str, Path(max_length=60)]
CodeBody = Annotated[requests.Code, Depends(body_of(requests.Code))]
PersonBody = Annotated[requests.Person, Depends(body_of(requests.Person))]
TickBody = Annotated[requests.Tick, Depends(body_of(requests.Tick))]
NoteBody = Annotated[requests.Note, Depends(body_of(requests.Note))]
AdvanceBody = Annotated[requests.Advance, Depends(body_of(requests.Advance))]


def routes(files: Files, turns: Turns, moved: Callable[[ApplicationStatus], None]) -> APIRouter:
    """`moved` hears of every change that the citizen may see."""
    router = APIRouter(prefix="/loket/api/applications")

    @router.post("/find")
    async def find(_: Counter, said: CodeBody) -> Response:
        return answer(await turns.run(files.find, said.code))

    @router.post("/search")
    async def search(key: Key, who: Counter, said: PersonBody) -> Response:
        return answer(await turns.run(files.search, key, who, said))

    @router.get("/{id}")
    async def show(id: Id, _: Counter) -> Response:
        return answer(await turns.run(files.show, id))

    @router.post("/{id}/reveal")
    async def reveal(id: Id, key: Key, who: Counter) -> Response:
        return answer(await turns.run(files.reveal, key, who, id))

    @router.post("/{id}/requirements")
    async def tick(id: Id, key: Key, who: Counter, said: TickBody) -> Response:
        return answer(await turns.run(files.tick, key, who, id, said))

    @router.post("/{id}/state")
    async def advance(id: Id, key: Key, who: Counter, said: AdvanceBody) -> Response:
        file, status = await turns.run(files.advance, key, who, id, said)
        moved(status)
        return answer(file)

    @router.post("/{id}/note")
    async def write_note(id: Id, key: Key, who: Counter, said: NoteBody) -> Response:
        file, status = await turns.run(files.write_note, key, who, id, said)
        moved(status)
        return answer(file)

    @router.post("/{id}/undo")
    async def take_back(id: Id, key: Key, who: Counter) -> Response:
        file, status = await turns.run(files.take_back, key, who, id)
        moved(status)
        return answer(file)

    @router.post("/{id}/letter")
    async def number_letter(id: Id, key: Key, who: Counter) -> Response:
        return answer(await turns.run(files.number_letter, key, who, id))

    @router.get("/{id}/letter.pdf")
    async def letter(id: Id, who: Counter) -> Response:
        return _pdf(await asyncio.to_thread(files.letter, who, id))

    @router.get("/{id}/form.pdf")
    async def form_sheet(id: Id, who: Counter) -> Response:
        return _pdf(await asyncio.to_thread(files.form_sheet, who, id))

    return router


def _pdf(content: bytes) -> Response:
    return Response(content, headers=PRIVATE, media_type="application/pdf")
