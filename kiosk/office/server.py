"""uvicorn as the office runs it: without its signals and its own logging, and with an end to patience."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Final

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kiosk.office.crowd import ITSELF, Crowd, Guest, Pace

HEAD_S: Final = 10.0
"""From the first byte of a request, or from connecting, to the end of its headers."""
HANDSHAKE_S: Final = 5.0
GOODBYE_S: Final = 1.0
"""For what is under way at the end; a browser that sleeps would hold a restart up much longer."""
CONNECTIONS: Final = 400
"""Of strangers at one listener. Two of them and all that is open besides stay below descriptor 1,024, beyond
which pyserial's select() fails."""
CONNECTIONS_EACH: Final = 128
"""From one address: a PC with several pages open has a dozen, a whole office behind one router some more."""
CONNECTS: Final = (20.0, 128)
"""A second from one address, and at once; each costs a handshake."""
REQUESTS: Final = (50.0, 200)
"""A second from one address, and at once; others wait for their turn."""
WAITING: Final = 1024
"""Connections that the system keeps until they are looked at."""
DESCRIPTORS: Final = 4096
"""Room for streams, files, printers and their programs, whatever strangers hold."""
FULL_S: Final = 0.2
"""Before the next look when the machine has no descriptor left."""


class Patient(HttpToolsProtocol):
    """HTTP from a network that is not trusted: who is slow with the headers is cut off."""

    guest: Guest
    left: Callable[[Guest], None]
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.guest.leave = transport.abort
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self.left(self.guest)
        self._head_is_here()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self.guest.comes_to("unfinished", self.loop.time())
        self._head_is_here()
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_is_here()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self.guest.comes_to("answered", self.loop.time())
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self.guest.comes_to("idle", self.loop.time())
        super().on_response_complete()

    def _wait_for_head(self) -> None:
        self._late = self.loop.call_later(HEAD_S, self.transport.abort)

    def _head_is_here(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class Porter:
    """Takes connections in, one by one: who they are is known before anything is spent on them."""

    def __init__(
        self, listening: socket.socket, tls: ssl.SSLContext | None, protocol: Callable[[], Patient]
    ) -> None:
        listening.setblocking(False)
        listening.listen(WAITING)
        self._listening = listening
        self._tls = tls
        self._protocol = protocol
        self._crowd = Crowd(CONNECTIONS, CONNECTIONS_EACH)
        self._connects = Pace(*CONNECTS)
        self._loop = asyncio.get_running_loop()
        self._greeting: set[asyncio.Task[None]] = set()
        self._standing = self._loop.create_task(self._stand())

    def close(self) -> None:
        """Takes nobody in any more, and waits for no greeting."""
        for task in (self._standing, *self._greeting):
            task.cancel()

    async def _stand(self) -> None:
        while True:
            try:
                connection, peer = await self._loop.sock_accept(self._listening)
            except OSError:  # gone before it was taken, or no descriptor is left
                await asyncio.sleep(FULL_S)
                continue
            guest = self._admitted(peer[0])
            if guest is None:
                connection.close()
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            greeting = self._loop.create_task(self._greet(connection, guest))
            guest.leave = greeting.cancel
            self._greeting.add(greeting)
            greeting.add_done_callback(self._greeting.discard)

    def _admitted(self, address: str) -> Guest | None:
        now = self._loop.time()
        if address not in ITSELF and not self._connects.allows(address, now):
            return None
        return self._crowd.enter(address, now)

    async def _greet(self, connection: socket.socket, guest: Guest) -> None:
        protocol = self._protocol()
        protocol.guest, protocol.left = guest, self._crowd.left
        try:
            await self._loop.connect_accepted_socket(
                lambda: protocol,
                connection,
                ssl=self._tls,
                ssl_handshake_timeout=HANDSHAKE_S if self._tls else None,
            )
        except (OSError, asyncio.CancelledError):  # no TLS, too slow, or sent away
            self._crowd.left(guest)
            connection.close()


class Paced:
    """The application for strangers: nobody asks faster than REQUESTS, so nobody takes all of its time."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pace = Pace(*REQUESTS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if client and client[0] not in ITSELF:
            await asyncio.sleep(self._pace.wait(client[0], asyncio.get_running_loop().time()))
        await self._app(scope, receive, send)


class Server(uvicorn.Server):
    """A listener of the office. A signal ends it with status 0, streams first.

    With `tls` or `patient` it expects strangers, and is patient with them to an end.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        closing: Callable[[], None],
        ready: Callable[[], None] | None = None,
        tls: ssl.SSLContext | None = None,
        patient: bool = False,
    ) -> None:
        # What uvicorn would log of a request is logged by the guard, without the request's address.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self._strangers = patient or tls is not None
        config = uvicorn.Config(
            Paced(app) if self._strangers else app,
            http=Patient if self._strangers else "httptools",
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
        super().__init__(config)
        self._tls = tls
        self._ready = ready
        self._closing = closing
        self._porters: list[Porter] = []

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        strangers = sockets if sockets and self._strangers else []
        if strangers:
            _have_descriptors()
        await super().startup([] if strangers else sockets)
        self._porters = [Porter(one, self._tls, self._patient) for one in strangers]
        if self._ready:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for porter in self._porters:
            porter.close()
        self._closing()
        if self._tls:
            asyncio.get_running_loop().call_later(GOODBYE_S, self._hang_up)
        await super().shutdown(sockets)

    def _patient(self) -> Patient:
        return Patient(self.config, self.server_state, self.lifespan.state)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()


def _have_descriptors() -> None:
    """Takes as many descriptors as the system lets this process have: often a quarter of it is preset."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if most == resource.RLIM_INFINITY else min(DESCRIPTORS, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
