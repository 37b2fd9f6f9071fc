"""What the screen asks of a code that was typed into it. Nothing is done, stored or logged."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from kiosk.devices.grammar import Refused
from kiosk.devices.readers import Readers
from kiosk.office import problems, readings
from kiosk.office.answers import answer
from kiosk.office.bodies import Key, body_of
from kiosk.office.openapi import act, refusals
from kiosk.office.routes.acts import BODY
from kiosk.office.turns import Turns

ScanBody = Annotated[readings.ScanRequest, Depends(body_of(readings.ScanRequest))]


def routes(readers: Readers, turns: Turns) -> APIRouter:
    """The question, in its turn on the store's thread."""
    router = APIRouter(prefix="/api")

    @router.post(
        "/scans",
        tags=["pembaca"],
        summary="Ask what a code is",
        description="The same grammar as for a serial scanner. Nothing is done, stored or told to anybody.",
        response_model=readings.Scan,
        responses=refusals(*BODY, problems.NOT_READ),
        openapi_extra=act(
            readings.ScanRequest,
            receipt={"text": "ANJUNGAN:PERMOHONAN:7K3M-9QXD-2B4W-5", "source": "hid"},
        ),
    )
    async def ask(key: Key, asked: ScanBody) -> Response:
        found = await turns.run(readers.judge, key, asked)
        if isinstance(found, Refused):
            raise problems.NOT_READ(found.sentence)
        return answer(found)

    return router
