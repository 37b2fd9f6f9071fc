"""A listener whose patience ends: slow requests, too many connections, sleepers at the end."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from kiosk.keys import pinned
from kiosk.office import guard, server
from kiosk.office.guard import Guard
from kiosk.office.lan import authority
from kiosk.office.lan.authority import Authority
from kiosk.office.server import Server

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture
def made(tmp_path: Path) -> Authority:
    return authority.open_authority(pinned("demo", tmp_path), "Kantor", [], datetime.now(UTC))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"{len(body)} bytes")(scope, receive, send)


@contextlib.asynccontextmanager
async def listening(made: Authority) -> AsyncIterator[int]:
    """A server with TLS on a free port, stopped at the end."""
    now = datetime.now(UTC)
    tls = authority.context(made, authority.identity(made, ["localhost"], ["127.0.0.1"]), now)
    running = Server(Guard(application, lambda _: None), closing=lambda: None, tls=tls)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.ensure_future(running.serve([listener]))
        try:
            yield listener.getsockname()[1]
        finally:
            running.should_exit = True
            await asyncio.wait_for(serving, 10)


async def connect(made: Authority, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    tls.load_verify_locations(cadata=made.pem.decode())
    return await asyncio.open_connection("127.0.0.1", port, ssl=tls, server_hostname="localhost")


def test_a_request_whose_head_never_ends_is_cut_off(made: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEAD_S", 0.2)

    async def drill() -> None:
        async with listening(made) as port:
            reader, writer = await connect(made, port)
            writer.write(HEAD + b"X-Slow: ")
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()

    asyncio.run(drill())


def test_a_connection_that_says_nothing_is_cut_off(made: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEAD_S", 0.2)

    async def drill() -> None:
        async with listening(made) as port:
            reader, writer = await connect(made, port)
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()

    asyncio.run(drill())


def test_a_body_that_drips_is_refused(made: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BODY_S", 0.2)

    async def drill() -> None:
        async with listening(made) as port:
            reader, writer = await connect(made, port)
            writer.write(HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 10)
            said = await asyncio.wait_for(reader.readuntil(b"}"), 5)
            assert said.startswith(b"HTTP/1.1 408 ")
            assert b"anjungan:too-slow" in said
            writer.close()

    asyncio.run(drill())


def test_one_address_gets_so_many_connections_and_others_still_theirs(
    made: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "CONNECTIONS_EACH", 3)

    async def drill() -> None:
        async with listening(made) as port:
            held = [await connect(made, port) for _ in range(3)]
            reader, writer = await connect(made, port)
            writer.write(HEAD + b"Content-Length: 0\r\n\r\n")
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()
            reader, writer = held[0]
            writer.write(HEAD + b"Content-Length: 0\r\n\r\n")
            assert (await asyncio.wait_for(reader.readuntil(b"bytes"), 5)).startswith(b"HTTP/1.1 200 ")
            for _, one in held:
                one.close()

    asyncio.run(drill())


def test_a_sleeping_browser_does_not_hold_up_the_end(
    made: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "GOODBYE_S", 0.1)

    async def drill() -> float:
        loop = asyncio.get_running_loop()
        async with listening(made) as port:
            _, writer = await connect(made, port)
            writer.transport.pause_reading()  # type: ignore[attr-defined]  # asleep: it answers no goodbye
            began = loop.time()
        took = loop.time() - began
        writer.transport.abort()
        return took

    assert asyncio.run(drill()) < 2.0
