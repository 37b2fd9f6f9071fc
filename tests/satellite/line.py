"""The network between a further kiosk and its main office, with everything that networks do. Not a test."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Literal

Weather = Literal["open", "cut", "mute", "late", "deaf"]
"""`cut`: no connection stands. `mute`: nothing gets through, and nobody says so. `late`: the office hears at
once, its answers come after the kiosk has lost patience. `deaf`: the office hears, its answers are lost."""

LATE_S = 1.9
HANDSHAKE = 2
"""A client of TLS 1.3 speaks twice before the server has to answer a request."""


class Line:
    """Listens on `port` of loopback and passes everything on to `to`, as the weather is."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._weather: Weather = "open"
        self._standing: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="line", daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._meet, "127.0.0.1", 0), self._loop
        ).result()
        self.port: int = self._server.sockets[0].getsockname()[1]

    def turn(self, weather: Weather) -> None:
        """From now on. Connections that missed something end, as nobody could read on in them."""
        asyncio.run_coroutine_threadsafe(self._turn(weather), self._loop).result()

    def close(self) -> None:
        self.turn("cut")
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _turn(self, weather: Weather) -> None:
        if weather == "cut" or self._weather in ("mute", "deaf"):
            await self._end_all()
        self._weather = weather

    async def _end(self) -> None:
        self._server.close()
        await self._end_all()

    async def _end_all(self) -> None:
        standing = list(self._standing)
        for task in standing:
            task.cancel()
        await asyncio.gather(*standing, return_exceptions=True)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._pass(reader, writer))
        self._standing.add(task)
        task.add_done_callback(self._standing.discard)
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await task

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._weather == "cut":
            writer.transport.abort()
            return
        onward: asyncio.StreamWriter | None = None
        ways: list[asyncio.Task[None]] = []
        try:
            back, onward = await asyncio.open_connection("127.0.0.1", self._to)
            spoken = [0]
            ways = [
                asyncio.ensure_future(self._forth(reader, onward, spoken)),
                asyncio.ensure_future(self._back(back, writer, spoken)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for one in (writer, onward):
                if one is not None:
                    one.transport.abort()

    async def _forth(
        self, reader: asyncio.StreamReader, onward: asyncio.StreamWriter, spoken: list[int]
    ) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(65536):
                while self._weather == "mute":
                    await asyncio.sleep(0.05)
                spoken[0] += 1
                onward.write(chunk)
                await onward.drain()

    async def _back(
        self, back: asyncio.StreamReader, writer: asyncio.StreamWriter, spoken: list[int]
    ) -> None:
        with contextlib.suppress(OSError):
            while chunk := await back.read(65536):
                if spoken[0] >= HANDSHAKE:
                    while self._weather in ("mute", "deaf"):
                        await asyncio.sleep(0.05)
                    if self._weather == "late":
                        await asyncio.sleep(LATE_S)
                writer.write(chunk)
                await writer.drain()
