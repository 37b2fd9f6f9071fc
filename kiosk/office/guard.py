"""What stands before an application, as plain ASGI: who may ask, how much may be said, and how slowly.

Never more than 64 KB unless the application says so of a path, never slower than 20 s; and whatever breaks is
an answer without a traceback. Before the screen's API stands besides: only the machine itself (by its
loopback names, so that no web page can reach us by rebinding a name), and only with the screen's token.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from typing import Final

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.office import lost, problems
from kiosk.office.answers import refusal
from kiosk.office.errors import Refusal

LARGEST_BODY: Final = 64 * 1024
"""Bytes."""
BODY_S: Final = 20.0
"""For the whole body of a request."""
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
OPEN_PATHS: Final = frozenset({"/openapi.json"})
"""Says nothing of anybody."""

log = structlog.get_logger()


Check = Callable[[Scope], None]
"""Looks at a request before anything else does. Raises Refusal."""
Largest = Callable[[str], int]
"""Bytes that the body of a request to a path may have."""


def _largest_of_all(_: str) -> int:
    return LARGEST_BODY


class Guard:
    """Wraps the application. `headers` go with every answer."""

    def __init__(
        self,
        app: ASGIApp,
        check: Check,
        headers: tuple[tuple[bytes, bytes], ...] = (),
        largest: Largest = _largest_of_all,
    ) -> None:
        self._app = app
        self._check = check
        self._headers = headers
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": [*message.get("headers", ()), *self._headers]}
            await send(message)

        try:
            largest = self._largest(scope["path"])
            _check_length(scope, largest)
            self._check(scope)
            await self._app(scope, _limited(receive, largest), watched)
        except Refusal as error:
            said = lost.page(error) if lost.is_wanted(scope) else refusal(error)
            await said(scope, receive, watched)
        except ClientDisconnect:
            return  # whoever asked is gone in the middle of a request; nothing was done
        except Exception:
            # The text of an exception may quote what a citizen typed, so only its shape is logged.
            log.exception("request_failed", method=scope["method"], route=_route(scope))
            if not started:
                await refusal(problems.BROKEN())(scope, receive, watched)


def screen_only(token: str) -> Check:
    """The check before the screen's API."""
    bearer = f"Bearer {token}".encode()

    def check(scope: Scope) -> None:
        headers = Headers(scope=scope)
        if hostname(headers.get("host", "")) not in LOOPBACK:
            raise problems.HOST()
        if scope["path"] not in OPEN_PATHS:
            shown = headers.get("authorization", "").encode("latin-1", "replace")
            if not hmac.compare_digest(shown, bearer):
                raise problems.TOKEN(headers={"WWW-Authenticate": "Bearer"})

    return check


def _check_length(scope: Scope, largest: int) -> None:
    length = Headers(scope=scope).get("content-length", "0")
    if not length.isdecimal() or int(length) > largest:
        raise problems.TOO_LARGE()


def _limited(receive: Receive, largest: int) -> Receive:
    read, whole = 0, False
    latest = asyncio.get_running_loop().time() + BODY_S

    async def counted() -> Message:
        nonlocal read, whole
        try:
            async with asyncio.timeout_at(None if whole else latest):
                message = await receive()
        except TimeoutError:
            raise problems.TOO_SLOW(headers={"Connection": "close"}) from None
        whole = not message.get("more_body", False)
        read += len(message.get("body", b""))
        if read > largest:
            raise problems.TOO_LARGE()
        return message

    return counted


def hostname(host: str) -> str:
    """The name in a Host header, without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _route(scope: Scope) -> str:
    """The route's pattern: the path itself may hold a code."""
    return getattr(scope.get("route"), "path", "")
