"""An event stream as the answer of a route."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kiosk.office.hub import Hub


class Stream(Response):
    """Hands the connection to the hub."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._hub.serve(scope, receive, send)
