"""An event stream of the office: what changed, to everybody who listens. One hub for each audience.

A client that reads too slowly is dropped; it reconnects and begins with the whole state afresh, so nothing is
owed to it and no buffer grows. Everything lives on the event loop, except `publish` and `changed`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, Final

import msgspec
import structlog
from starlette.types import Receive, Scope, Send

from kiosk.office.contract import EventName

HEARTBEAT_S: Final = 15.0
SLOW_S: Final = 10.0
"""A client that takes no byte for so long is dropped."""
WAITING_EVENTS: Final = 256
"""Events that may wait for one client."""
QUIET_S: Final = 0.1
"""Shortest time between two events of the whole state: every ticket changes the status."""

_START: Final = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
    ],
}

log = structlog.get_logger()


def event(name: EventName, value: Any) -> bytes:
    """One event as it goes over the wire."""
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(value) + b"\n\n"


class Listener:
    """One client's place in the stream; `address` is where it listens from."""

    def __init__(self, address: str = "") -> None:
        self.address = address
        self._waiting: list[bytes] = []
        self._whole: int | None = None
        """Where a whole state stands among them."""
        self._stir = asyncio.Event()
        self._ended = False

    def put(self, chunk: bytes, *, whole: bool = False) -> bool:
        """False: too much waits already, and the client is dropped.

        Of `whole` states the latest alone waits.
        """
        if whole and self._whole is not None:
            del self._waiting[self._whole]
        if whole:
            self._whole = len(self._waiting)
        if len(self._waiting) >= WAITING_EVENTS:
            self.end()
            return False
        self._waiting.append(chunk)
        self._stir.set()
        return True

    def end(self) -> None:
        self._ended = True
        self._stir.set()

    async def take(self) -> bytes | None:
        """All that waits, or a heartbeat after a while; None at the end."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stir.wait(), HEARTBEAT_S)
        self._stir.clear()
        if self._ended:
            return None
        chunk = b"".join(self._waiting) or b": hidup\n\n"
        self._waiting.clear()
        self._whole = None
        return chunk


class Hub:
    """All listeners of one audience. `snapshot` makes its full state, off the event loop where it must.

    The state travels as the event `state`, first of all and after every change; with `renew_s` also when
    nothing changed for so long, so that a page can tell a quiet office from a dead line. `quiet_s` is the
    shortest time between two of them.
    """

    def __init__(
        self,
        snapshot: Callable[[], Awaitable[Any]],
        state: EventName = "status",
        *,
        renew_s: float | None = None,
        quiet_s: float = QUIET_S,
    ) -> None:
        self._snapshot = snapshot
        self._state: EventName = state
        self._renew_s = renew_s
        self._quiet_s = quiet_s
        self._listeners: set[Listener] = set()
        self._stale = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._closed = False

    @property
    def listened(self) -> bool:
        """Somebody reads the stream now."""
        return bool(self._listeners)

    def heard_from(self, address: str) -> int:
        """How many clients at this address listen."""
        return sum(listener.address == address for listener in self._listeners)

    def publish(self, name: EventName, value: Any) -> None:
        """Tells every listener; from any thread."""
        self._on_loop(self._spread, event(name, value))

    def changed(self) -> None:
        """Some part of the state is new; from any thread. Many calls make one event."""
        self._on_loop(self._stale.set)

    async def keep_fresh(self) -> None:
        """Sends the state whenever it changed, until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stale.wait(), self._renew_s)
            self._stale.clear()
            if self._listeners:
                try:
                    self._spread(event(self._state, await self._snapshot()), whole=True)
                except Exception as error:  # the next change tries again; the stream goes on
                    log.error("status_failed", error=type(error).__name__)
            await asyncio.sleep(self._quiet_s)

    def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        self._closed = True
        for listener in self._listeners:
            listener.end()

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer to a request for the stream, as plain ASGI."""
        listener = Listener(address_of(scope))
        self._listeners.add(listener)
        gone = asyncio.ensure_future(_until_disconnect(receive, listener))
        try:
            first = event(self._state, await self._snapshot())
            await send(_START)
            chunk: bytes | None = first
            while chunk is not None and not self._closed:
                async with asyncio.timeout(SLOW_S):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                chunk = await listener.take()
            async with asyncio.timeout(SLOW_S):
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        except TimeoutError:
            log.warning("slow_listener_dropped")
        finally:
            gone.cancel()
            self._listeners.discard(listener)

    def _spread(self, chunk: bytes, *, whole: bool = False) -> None:
        for listener in list(self._listeners):
            if not listener.put(chunk, whole=whole):
                log.warning("slow_listener_dropped")
                self._listeners.discard(listener)

    def _on_loop(self, do: Callable[..., object], *args: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody listens any more
            self._loop.call_soon_threadsafe(do, *args)


def address_of(scope: Scope) -> str:
    """Where a request comes from; empty for one of this machine's own sockets."""
    client = scope.get("client")
    return str(client[0]) if client else ""


async def _until_disconnect(receive: Receive, listener: Listener) -> None:
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        listener.end()
