"""What stands before the application, as plain ASGI: who may ask, and how much may be said.

Only the machine itself (by its loopback names, so that no web page can reach us by rebinding a name), only
with the screen's token, never more than 64 KB; and whatever breaks is an answer without a traceback.
"""

from __future__ import annotations

import hmac
from typing import Final

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.office import problems
from kiosk.office.answers import refusal
from kiosk.office.errors import Refusal

LARGEST_BODY: Final = 64 * 1024
"""Bytes."""
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
OPEN_PATHS: Final = frozenset({"/openapi.json"})
"""Says nothing of anybody."""

log = structlog.get_logger()


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._bearer = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            self._check(scope)
            await self._app(scope, _limited(receive), watched)
        except Refusal as error:
            await refusal(error)(scope, receive, send)
        except ClientDisconnect:
            return  # whoever asked is gone in the middle of a request; nothing was done
        except Exception:
            # The text of an exception may quote what a citizen typed, so only its shape is logged.
            log.exception("request_failed", method=scope["method"], route=_route(scope))
            if not started:
                await refusal(problems.BROKEN())(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        if _hostname(headers.get("host", "")) not in LOOPBACK:
            raise problems.HOST()
        if scope["path"] not in OPEN_PATHS:
            shown = headers.get("authorization", "").encode("latin-1", "replace")
            if not hmac.compare_digest(shown, self._bearer):
                raise problems.TOKEN(headers={"WWW-Authenticate": "Bearer"})
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            raise problems.TOO_LARGE()


def _limited(receive: Receive) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:
            raise problems.TOO_LARGE()
        return message

    return counted


def _hostname(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _route(scope: Scope) -> str:
    """The route's pattern: the path itself may hold a code."""
    return getattr(scope.get("route"), "path", "")
