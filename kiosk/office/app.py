"""The office as an ASGI application."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from kiosk.acts import KeyReused
from kiosk.office import lost, openapi, problems
from kiosk.office.answers import refusal
from kiosk.office.errors import Refusal
from kiosk.office.guard import Guard, screen_only

TAGS = [
    {"name": "antrean", "description": "Queue tickets."},
    {"name": "permohonan", "description": "Applications and their status."},
    {"name": "kertas", "description": "Papers on their way through the printer."},
    {"name": "pembaca", "description": "What scanners and card readers of this kiosk read."},
    {"name": "bantuan", "description": "Assisted mode: what staff do at the kiosk's own screen."},
    {"name": "kantor", "description": "The office itself."},
]


def application(routers: list[APIRouter], token: str) -> ASGIApp:
    """Everything that listens, behind its guard."""
    app = FastAPI(
        title="Anjungan: kantor",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_tags=TAGS,
        exception_handlers=HANDLERS,
    )
    for router in routers:
        app.include_router(router)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]  # FastAPI's own way to extend it
    return Guard(app, screen_only(token))


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return _said(request, error)


async def _key_reused(_: Request, _error: Exception) -> Response:
    return refusal(problems.KEY_REUSED())


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = {str(detail["loc"][-1]): "Isian ini tidak cocok." for detail in error.errors()}
    return refusal(problems.INVALID(errors=fields))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = {404: problems.NOT_FOUND, 405: problems.METHOD}.get(error.status_code, problems.BAD_REQUEST)
    return _said(request, kind(headers=error.headers))


def _said(request: Request, error: Refusal) -> Response:
    return lost.page(error) if lost.is_wanted(request.scope) else refusal(error)


async def _broken(_: Request, _error: Exception) -> Response:
    return refusal(problems.BROKEN())


HANDLERS: Final[dict[int | type[Exception], Any]] = {
    Refusal: _refusal,
    KeyReused: _key_reused,
    RequestValidationError: _invalid,
    HTTPException: _http,
    Exception: _broken,
}
"""What an application of the office says of each error."""
