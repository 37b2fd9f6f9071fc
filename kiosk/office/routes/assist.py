"""What staff do at the kiosk's own screen, in assisted mode."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path
from starlette.responses import Response

from kiosk.office import assistance, contract, problems
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.assist import Assist
from kiosk.office.bodies import Key, body_of
from kiosk.office.openapi import act, refusals
from kiosk.office.routes import acts
from kiosk.office.routes.acts import BODY, ApplicationBody, OutcomeBody, PrintId, TicketBody
from kiosk.office.turns import Turns

Staff = Annotated[str, Header(alias="Anjungan-Staff", description="Token of whoever helps, from signing in.")]
TicketId = Annotated[str, Path(description="UUID of the ticket.", max_length=60)]
AssistBody = Annotated[assistance.AssistRequest, Depends(body_of(assistance.AssistRequest))]
PriorityBody = Annotated[assistance.PriorityRequest, Depends(body_of(assistance.PriorityRequest))]
CopyBody = Annotated[assistance.CopyRequest, Depends(body_of(assistance.CopyRequest))]
ClosingBody = Annotated[assistance.ClosingRequest, Depends(body_of(assistance.ClosingRequest))]
OpeningBody = Annotated[assistance.OpeningRequest, Depends(body_of(assistance.OpeningRequest))]

SIGNED_IN = (problems.STAFF_ENDED, problems.ROLE)
"""Refusals of everything that needs somebody who helps."""


def routes(assist: Assist, turns: Turns) -> APIRouter:
    """Signing in and what it allows; each act in its turn on the store's thread."""
    router = APIRouter(prefix="/api/assist", tags=["bantuan"])

    @router.get(
        "/staff",
        summary="Who may help",
        description="Names of the active accounts, for *Saya petugas*.",
        response_model=assistance.AssistStaff,
        responses=refusals(),
    )
    async def staff() -> Response:
        return answer(await turns.run(assist.staff))

    @router.post(
        "/session",
        status_code=201,
        summary="Sign in at the kiosk",
        description="Name and PIN for a token. Wrong PINs are counted and lock the account, ever longer. The"
        " key is not kept: each request is an attempt.",
        response_model=assistance.AssistSession,
        responses=refusals(*BODY, problems.WRONG_PIN, problems.LOCKED),
        openapi_extra=act(assistance.AssistRequest, petugas={"name": "Petugas Contoh", "pin": "270418"}),
    )
    async def begin(_key: Key, wanted: AssistBody) -> Response:
        return answer(await asyncio.to_thread(assist.begin, wanted), 201)

    @router.delete(
        "/session",
        status_code=204,
        summary="Stop helping",
        description="*Selesai membantu*. Ending twice is no error.",
        responses=refusals(),
    )
    async def end(staff: Staff = "") -> Response:
        await turns.run(assist.end, staff)
        return Response(status_code=204, headers=PRIVATE)

    @router.post(
        "/tickets",
        status_code=201,
        summary="Take a number for a citizen",
        description="As `POST /api/tickets`; the record says who helped.",
        response_model=contract.Ticket,
        responses=refusals(*BODY, *acts.TICKET),
        openapi_extra=act(contract.TicketRequest, lansia={"service": "ktp_el", "priority": "lansia"}),
    )
    async def take_ticket(key: Key, wanted: TicketBody, staff: Staff = "") -> Response:
        return answer(await turns.run(assist.take_ticket, key, staff, wanted), 201)

    @router.post(
        "/applications",
        status_code=201,
        summary="Hand in a form for a citizen",
        description="As `POST /api/applications`; the record says who helped.",
        response_model=contract.Application,
        responses=refusals(*BODY, *acts.APPLICATION),
        openapi_extra=act(contract.ApplicationRequest, sktm=acts.EXAMPLE),
    )
    async def apply(key: Key, filled: ApplicationBody, staff: Staff = "") -> Response:
        return answer(await turns.run(assist.apply, key, staff, filled), 201)

    @router.post(
        "/tickets/{id}/priority",
        summary="Correct the priority of a ticket",
        description="Of a ticket that is still open today.",
        response_model=assistance.TicketPriority,
        responses=refusals(
            *BODY, *SIGNED_IN, problems.UNKNOWN_NUMBER, problems.WRONG_STATE, problems.KEY_REUSED
        ),
        openapi_extra=act(assistance.PriorityRequest, lansia={"priority": "lansia"}),
    )
    async def set_priority(id: TicketId, key: Key, wanted: PriorityBody, staff: Staff = "") -> Response:
        return answer(await turns.run(assist.set_priority, key, staff, id, wanted))

    @router.post(
        "/copies",
        status_code=201,
        summary="Print a slip or a receipt once more",
        description="*SALINAN ke-n*, numbered by the database's own uniqueness.",
        response_model=assistance.PaperCopy,
        responses=refusals(
            *BODY,
            *SIGNED_IN,
            problems.UNKNOWN_NUMBER,
            problems.UNKNOWN_CODE,
            problems.NO_PAPER,
            problems.KEY_REUSED,
        ),
        openapi_extra=act(
            assistance.CopyRequest, karcis={"paper": "B-017"}, tanda_terima={"paper": "7K3M-9QXD-2B4W-5"}
        ),
    )
    async def copy(key: Key, wanted: CopyBody, staff: Staff = "") -> Response:
        return answer(await turns.run(assist.copy, key, staff, wanted), 201)

    @router.get(
        "/papers",
        summary="Papers whose printing is unknown",
        description="Newest first.",
        response_model=assistance.OpenPapers,
        responses=refusals(*SIGNED_IN),
    )
    async def papers(staff: Staff = "") -> Response:
        return answer(await turns.run(assist.papers, staff))

    @router.post(
        "/papers/{id}/outcome",
        summary="Say for a citizen whether a paper came out",
        description="As `POST /api/prints/{id}/outcome`; the audit log says who helped.",
        response_model=contract.PrintJob,
        responses=refusals(*BODY, *SIGNED_IN, problems.UNKNOWN_PRINT, problems.DECIDED, problems.KEY_REUSED),
        openapi_extra=act(contract.PaperOutcome, keluar={"came_out": True}),
    )
    async def answer_for_paper(id: PrintId, key: Key, said: OutcomeBody, staff: Staff = "") -> Response:
        return answer(await turns.run(assist.answer_for_paper, key, staff, id, said))

    @router.get(
        "/closure",
        summary="Whether staff have closed the kiosk",
        description="With the reason that Sambutan shows.",
        response_model=assistance.KioskClosure,
        responses=refusals(*SIGNED_IN),
    )
    async def closure(staff: Staff = "") -> Response:
        return answer(await turns.run(assist.closure, staff))

    @router.post(
        "/closing",
        summary="Close the kiosk for a while",
        description="The whole kiosk, with a message; nothing is taken until it is opened.",
        response_model=assistance.KioskClosure,
        responses=refusals(*BODY, *SIGNED_IN, problems.WRONG_STATE, problems.KEY_REUSED),
        openapi_extra=act(assistance.ClosingRequest, listrik={"reason": "Listrik sedang padam."}),
    )
    async def close(key: Key, wanted: ClosingBody, staff: Staff = "") -> Response:
        return answer(await turns.run(assist.close, key, staff, wanted))

    @router.post(
        "/opening",
        summary="Open the kiosk again",
        description="What was open stays open.",
        response_model=assistance.KioskClosure,
        responses=refusals(*BODY, *SIGNED_IN, problems.KEY_REUSED),
        openapi_extra=act(assistance.OpeningRequest, buka={}),
    )
    async def open_again(key: Key, wanted: OpeningBody, staff: Staff = "") -> Response:
        return answer(await turns.run(assist.open, key, staff, wanted))

    return router
