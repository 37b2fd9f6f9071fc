"""What a citizen does."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from kiosk.office import contract, problems
from kiosk.office.answers import answer
from kiosk.office.bodies import Key, body_of
from kiosk.office.desk import Desk
from kiosk.office.openapi import act, refusals
from kiosk.office.turns import Turns

BODY = (problems.KEY_MISSING, problems.NOT_JSON, problems.TOO_LARGE, problems.MEDIA_TYPE, problems.INVALID)
"""Refusals of every act."""
TICKET = (
    problems.UNKNOWN_SERVICE,
    problems.CLOSED,
    problems.PAUSED,
    problems.QUOTA,
    problems.KEY_REUSED,
)
APPLICATION = (
    problems.UNKNOWN_SERVICE,
    problems.CLOSED,
    problems.PAUSED,
    problems.NOT_APPLICABLE,
    problems.OLD_VERSION,
    problems.REFUSED,
    problems.KEY_REUSED,
)
EXAMPLE = {
    "service": "sktm",
    "version": "2026.1.1",
    "answers": {"untuk": "diri", "nama_pemohon": "CONTOH PEMOHON"},
    "presented": ["ktp"],
    "declared": True,
}

TicketBody = Annotated[contract.TicketRequest, Depends(body_of(contract.TicketRequest))]
ApplicationBody = Annotated[contract.ApplicationRequest, Depends(body_of(contract.ApplicationRequest))]
HelpBody = Annotated[contract.HelpRequest, Depends(body_of(contract.HelpRequest))]
OutcomeBody = Annotated[contract.PaperOutcome, Depends(body_of(contract.PaperOutcome))]
PrintId = Annotated[str, Path(description="UUID of the print job.", max_length=60)]


def routes(desk: Desk, turns: Turns) -> APIRouter:
    """The acts, each run in its turn on the store's thread."""
    router = APIRouter(prefix="/api")

    @router.post(
        "/tickets",
        status_code=201,
        tags=["antrean"],
        summary="Take a number",
        description="Ticket, counter, slip, outbox row and audit row in one transaction.",
        response_model=contract.Ticket,
        responses=refusals(*BODY, *TICKET),
        openapi_extra=act(
            contract.TicketRequest,
            lansia={"service": "ktp_el", "priority": "lansia", "language": "id"},
        ),
    )
    async def take_ticket(key: Key, wanted: TicketBody) -> Response:
        return answer(await turns.run(desk.take_ticket, key, wanted), 201)

    @router.post(
        "/applications",
        status_code=201,
        tags=["permohonan"],
        summary="Hand in a filled form",
        description="Every answer is checked again here, with the same check as on the screen.",
        response_model=contract.Application,
        responses=refusals(*BODY, *APPLICATION),
        openapi_extra=act(contract.ApplicationRequest, sktm=EXAMPLE),
    )
    async def apply(key: Key, filled: ApplicationBody) -> Response:
        return answer(await turns.run(desk.apply, key, filled), 201)

    @router.post(
        "/help-calls",
        status_code=201,
        tags=["kantor"],
        summary="Call staff",
        description="*Panggil petugas*. The call stands in the status until somebody answers it.",
        response_model=contract.HelpCall,
        responses=refusals(*BODY, problems.KEY_REUSED),
        openapi_extra=act(contract.HelpRequest, sambutan={"page": "sambutan"}),
    )
    async def call_help(key: Key, wanted: HelpBody) -> Response:
        return answer(await turns.run(desk.call_help, key, wanted), 201)

    @router.post(
        "/prints/{id}/outcome",
        tags=["kertas"],
        summary="Say whether a paper came out",
        description="For a job whose printing is unknown; it ends the job for good.",
        response_model=contract.PrintJob,
        responses=refusals(*BODY, problems.UNKNOWN_PRINT, problems.DECIDED, problems.KEY_REUSED),
        openapi_extra=act(contract.PaperOutcome, keluar={"came_out": True}),
    )
    async def answer_for_paper(id: PrintId, key: Key, said: OutcomeBody) -> Response:
        return answer(await turns.run(desk.answer_for_paper, key, id, said))

    return router
