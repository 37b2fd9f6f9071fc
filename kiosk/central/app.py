"""Central's HTTP application: the guard around it, what it answers when something is wrong, its document."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from kiosk.central import openapi, problems
from kiosk.central.guard import Guard, refuse
from kiosk.central.problems import Refusal
from kiosk.central.routes import Serving, router

BUSY_FOR_S = "5"


def create(serving: Serving) -> FastAPI:
    """The application. Close `serving.feed` when it is to stop, or held requests keep it up."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(serving.feed.watch())
        yield
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching

    app = FastAPI(
        title="Anjungan: pusat",
        version="1",
        description="What offices of Anjungan send to central, and what central tells them.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.state.serving = serving
    app.add_middleware(Guard)
    app.include_router(router)
    _say_what_is_wrong(app)
    openapi.describe(app)
    return app


def _say_what_is_wrong(app: FastAPI) -> None:
    @app.exception_handler(Refusal)
    async def refused(_request: Request, refusal: Refusal) -> Response:
        return refuse(refusal.problem, refusal.headers)

    @app.exception_handler(HTTPException)
    async def not_here(_request: Request, error: HTTPException) -> Response:
        by_status = {404: problems.NOT_FOUND, 405: problems.NOT_ALLOWED}
        headers: Any = error.headers
        return refuse(by_status.get(error.status_code, problems.WRONG_QUESTION), headers)

    @app.exception_handler(RequestValidationError)
    async def wrong(_request: Request, _error: RequestValidationError) -> Response:
        return refuse(problems.WRONG_QUESTION)

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    async def busy(_request: Request, _error: Exception) -> Response:
        return refuse(problems.BUSY, {"Retry-After": BUSY_FOR_S})
