"""uvicorn as the office runs it: without its signals and its own logging, and with an end to patience."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S: Final = 10.0
"""From the first byte of a request, or from connecting, to the end of its headers."""
GOODBYE_S: Final = 1.0
"""For what is under way at the end; a browser that sleeps would hold a restart up much longer."""
CONNECTIONS: Final = 512
CONNECTIONS_EACH: Final = 128
"""From one address: a PC with several pages open has a dozen, a whole office behind one router some more."""


class Patient(HttpToolsProtocol):
    """HTTP from a network that is not trusted: who is slow with the headers is cut off, so are too many."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        addresses = Counter(one.client[0] for one in self._others() if one.client)
        mine = addresses[self.client[0]] if self.client else 0
        if addresses.total() > CONNECTIONS or mine > CONNECTIONS_EACH:
            transport.abort()
            return
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_here()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._head_is_here()
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_is_here()
        super().on_headers_complete()

    def _others(self) -> list[Any]:
        return list(self.connections)

    def _wait_for_head(self) -> None:
        self._late = self.loop.call_later(HEAD_S, self.transport.abort)

    def _head_is_here(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class Server(uvicorn.Server):
    """A listener of the office. A signal ends it with status 0, streams first.

    With `tls` or `patient` it expects strangers, and is patient with them to an end.
    """

    def __init__(
        self,
        app: object,
        *,
        closing: Callable[[], None],
        ready: Callable[[], None] | None = None,
        tls: ssl.SSLContext | None = None,
        patient: bool = False,
    ) -> None:
        # What uvicorn would log of a request is logged by the guard, without the request's address.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        config = uvicorn.Config(
            app,  # type: ignore[arg-type]  # uvicorn's own union of ASGI types
            http=Patient if tls or patient else "httptools",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
        config.load()
        config.ssl = tls
        super().__init__(config)
        self._ready = ready
        self._closing = closing

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._ready:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._closing()
        if self.config.ssl:
            asyncio.get_running_loop().call_later(GOODBYE_S, self._hang_up)
        await super().shutdown(sockets)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()
