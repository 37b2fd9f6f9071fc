"""A listener whose patience ends: slow requests, too many connections, sleepers at the end."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvloop
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from kiosk.keys import pinned
from kiosk.office import crowd, guard, server
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


async def connect(
    made: Authority, port: int, address: str = "127.0.0.1"
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    tls.load_verify_locations(cadata=made.pem.decode())
    return await asyncio.open_connection(
        "127.0.0.1", port, ssl=tls, server_hostname="localhost", local_addr=(address, 0)
    )


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


LOOPS = pytest.mark.parametrize("run", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
Run = Callable[[Coroutine[Any, Any, None]], None]


async def knock(port: int, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection without a word of TLS."""
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))


async def ended(reader: asyncio.StreamReader) -> None:
    """Waits until the server has hung up."""
    with contextlib.suppress(ConnectionError):
        assert await asyncio.wait_for(reader.read(), 5) == b""


async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """What the server says to a request."""
    writer.write(HEAD + b"Content-Length: 0\r\n\r\n")
    return await asyncio.wait_for(reader.readuntil(b"bytes"), 5)


@LOOPS
def test_who_never_greets_is_cut_off(made: Authority, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr(server, "HANDSHAKE_S", 0.2)

    async def drill() -> None:
        async with listening(made) as port:
            for reader, writer in [await knock(port, "127.0.0.2") for _ in range(5)]:
                await ended(reader)
                writer.close()

    run(drill())


@LOOPS
def test_five_addresses_that_say_nothing_or_half_a_request_shut_nobody_out(
    made: Authority, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 40)
    monkeypatch.setattr(server, "CONNECTIONS_EACH", 15)

    async def drill() -> None:
        async with listening(made) as port:
            console = await connect(made, port)
            assert (await answered(*console)).startswith(b"HTTP/1.1 200 ")
            held = [await knock(port, f"127.0.0.{number % 5 + 2}") for number in range(300)]
            for number in range(40):
                with contextlib.suppress(ConnectionError):  # its own silent ones have taken the places
                    held.append(await connect(made, port, f"127.0.0.{number % 5 + 2}"))
                    held[-1][1].write(HEAD + b"Content-Length: 1000\r\n\r\n{")
            assert (await answered(*console)).startswith(b"HTTP/1.1 200 "), "who is in stays in"
            for _ in range(5):
                newcomer = await connect(made, port, "127.0.0.9")
                assert (await answered(*newcomer)).startswith(b"HTTP/1.1 200 ")
                held.append(newcomer)
            for _, writer in (*held, console):
                writer.transport.abort()

    run(drill())


@LOOPS
def test_whoever_connects_too_fast_is_hung_up_on_before_anything_is_spent_on_it(
    made: Authority, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(server, "CONNECTS", (0.001, 3))

    async def drill() -> None:
        async with listening(made) as port:
            held = [await connect(made, port, "127.0.0.2") for _ in range(3)]
            reader, writer = await knock(port, "127.0.0.2")
            await ended(reader)
            writer.close()
            held += [await connect(made, port, "127.0.0.3"), await connect(made, port)]
            for reader, writer in held:
                assert (await answered(reader, writer)).startswith(b"HTTP/1.1 200 ")
                writer.close()

    run(drill())


def test_whoever_asks_too_fast_waits_and_nobody_else_does(
    made: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "REQUESTS", (10.0, 2))

    async def drill() -> None:
        loop = asyncio.get_running_loop()
        async with listening(made) as port:
            hasty, calm = await connect(made, port, "127.0.0.2"), await connect(made, port, "127.0.0.3")
            began = loop.time()
            for _ in range(2):
                await answered(*hasty)
            waiting = asyncio.ensure_future(answered(*hasty))
            await answered(*calm)
            assert not waiting.done()
            await waiting
            assert loop.time() - began >= 0.1
            for _, writer in (hasty, calm):
                writer.close()

    asyncio.run(drill())


def test_one_address_gets_so_many_connections_and_others_still_theirs(
    made: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "CONNECTIONS_EACH", 3)
    monkeypatch.setattr(crowd, "SLOW_S", 60.0)

    async def drill() -> None:
        async with listening(made) as port:
            held = [await connect(made, port) for _ in range(3)]
            reader, writer = await knock(port, "127.0.0.1")
            await ended(reader)
            writer.close()
            held.append(await connect(made, port, "127.0.0.2"))
            for reader, writer in (held[0], held[-1]):
                assert (await answered(reader, writer)).startswith(b"HTTP/1.1 200 ")
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
