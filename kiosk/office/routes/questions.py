"""What can be asked of the office."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Path, Query
from starlette.responses import Response

from kiosk.office import contract, problems
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.board import Board
from kiosk.office.hub import Hub
from kiosk.office.openapi import refusals
from kiosk.office.shelf import Shelf
from kiosk.office.stream import Stream
from kiosk.office.turns import Turns
from printing.documents import ApplicationReceipt

Code = Annotated[str, Path(description="Public code; case, spaces and dashes do not matter.", max_length=60)]
PrintId = Annotated[str, Path(description="UUID of the print job.", max_length=60)]
Paper = Annotated[Literal["a4", "80mm"], Query(description="Size of the paper.")]

CODES = refusals(problems.UNKNOWN_CODE, problems.TOO_MANY_CODES, problems.INVALID)
_CATALOGUE_DOC: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Categories and services; the types are those of the published catalogue schema.",
        "content": {"application/json": {"schema": {"type": "object"}}},
        "headers": {"ETag": {"schema": {"type": "string"}, "description": "Digest of the catalogue."}},
    },
    304: {"description": "The catalogue that `If-None-Match` names is still in use."},
}
_PDF_DOC: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The receipt.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_EVENTS_DOC: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events `status`, `print`, `application`, `catalogue`; a comment every 15 s.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


def _pdf(document: ApplicationReceipt, paper: Literal["a4", "80mm"]) -> bytes:
    from printing import pdf

    return pdf.render(document, pdf.A4 if paper == "a4" else pdf.ROLL_80)


def routes(board: Board, shelf: Shelf, hub: Hub, turns: Turns) -> APIRouter:
    """The questions; those to the store take their turn on its thread."""
    router = APIRouter(prefix="/api")

    @router.get(
        "/status",
        tags=["kantor"],
        summary="The office now",
        description="Opening, paper, central, open calls for staff: all that the screen shows of its office.",
        response_model=contract.Status,
        responses=refusals(),
    )
    async def status() -> Response:
        return answer(await turns.run(board.status))

    @router.get(
        "/catalogue",
        tags=["kantor"],
        summary="The services of the office",
        description="As last checked and found good.",
        response_class=Response,
        responses=_CATALOGUE_DOC | refusals(),
    )
    async def catalogue(if_none_match: Annotated[str | None, Header()] = None) -> Response:
        stock = shelf.stock
        headers = {"ETag": f'"{stock.catalogue.sha256}"', "Cache-Control": "no-cache"}
        if if_none_match is not None and headers["ETag"] in if_none_match:
            return Response(status_code=304, headers=headers)
        return Response(stock.encoded, headers=headers, media_type="application/json")

    @router.get(
        "/applications/{code}",
        tags=["permohonan"],
        summary="Follow an application",
        description="Ten wrong codes in ten minutes, and no code is looked up for a while.",
        response_model=contract.ApplicationStatus,
        responses=CODES,
    )
    async def application(code: Code) -> Response:
        return answer(await turns.run(board.application, code))

    @router.get(
        "/applications/{code}/receipt.pdf",
        tags=["permohonan"],
        summary="The receipt as PDF",
        description="The same content as the receipt on the roll.",
        response_class=Response,
        responses=_PDF_DOC | CODES,
    )
    async def receipt(code: Code, paper: Paper = "a4") -> Response:
        document = await turns.run(board.receipt, code)
        pdf = await asyncio.to_thread(_pdf, document, paper)
        return Response(pdf, headers=PRIVATE, media_type="application/pdf")

    @router.get(
        "/prints/{id}",
        tags=["kertas"],
        summary="What became of a paper",
        description="The same as the last `print` event of the job.",
        response_model=contract.PrintJob,
        responses=refusals(problems.UNKNOWN_PRINT, problems.INVALID),
    )
    async def paper(id: PrintId) -> Response:
        return answer(await turns.run(board.paper, id))

    @router.get(
        "/events",
        tags=["kantor"],
        summary="Whatever changes, as it changes",
        description="Server-sent events. The first is `status`; a reader that is too slow is dropped.",
        response_class=Response,
        responses=_EVENTS_DOC | refusals(),
    )
    async def events() -> Response:
        return Stream(hub)

    return router
