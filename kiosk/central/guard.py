"""The outermost layer: every answer is marked as central's, and none carries a traceback."""

from __future__ import annotations

from typing import Any

import msgspec
import structlog
from fastapi import Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.central.problems import BROKEN
from kiosk.sync.contract import MARKER, MARKER_VALUE, MEDIA, PROBLEM, Problem

log = structlog.get_logger()


def answer(value: Any) -> Response:
    """A contract value as our media type."""
    return Response(msgspec.json.encode(value), media_type=MEDIA)


def refuse(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """A problem with its own status."""
    return Response(
        msgspec.json.encode(problem), status_code=problem.status, media_type=PROBLEM, headers=headers
    )


class Guard:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def marked(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message)[MARKER] = MARKER_VALUE
            await send(message)

        try:
            await self._app(scope, receive, marked)
        except Exception as error:
            log.error("request_failed", path=scope["path"], error=type(error).__name__)
            if begun:
                raise
            await refuse(BROKEN)(scope, receive, marked)
