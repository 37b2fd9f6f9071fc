"""The event stream without a server: what happens to listeners that are too slow, or gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.office import hub as hub_module
from kiosk.office.contract import Central, Printer, PrintJob, Status
from kiosk.office.hub import WAITING_EVENTS, Hub, Listener

STATUS = Status(
    office_code="36.03.03",
    office_name="Kecamatan Tigaraksa",
    regency_name="Kabupaten Tangerang",
    now="2026-11-24T09:41:00+07:00",
    office_day="2026-11-24",
    opening="open",
    opening_sentence="Buka sampai 15.30",
    waiting=0,
    services=[],
    announcements=[],
    printer=Printer("ready", "2026-11-24T02:00:00.000Z", "Pencetak siap."),
    central=Central("none", 0, 0, 0),
    help_calls=[],
    catalogue_sha256="0" * 64,
)
JOB = PrintJob("019311c0-0000-7000-8000-000000000001", "confirmed", "ticket")


async def snapshot() -> Status:
    return STATUS


async def never() -> Any:
    await asyncio.Event().wait()


def serve(hub: Hub, send: Callable[[Any], Any], receive: Callable[[], Any] = never) -> asyncio.Task[None]:
    return asyncio.ensure_future(hub.serve({"type": "http"}, receive, send))


def test_a_listener_with_too_much_waiting_is_dropped(expect_log: Callable[[str], None]) -> None:
    expect_log("slow_listener_dropped")

    async def drill() -> None:
        hub = Hub(snapshot)
        reading = asyncio.Event()
        bodies: list[bytes] = []

        async def send(message: Any) -> None:
            bodies.append(message.get("body", b""))
            await reading.wait()

        served = serve(hub, send)
        await asyncio.sleep(0)
        for _ in range(WAITING_EVENTS + 1):
            hub.publish("print", JOB)
        await asyncio.sleep(0)
        reading.set()
        await asyncio.wait_for(served, 5)
        assert len(bodies) < 5
        assert bodies[-1] == b""

    asyncio.run(drill())


def test_a_listener_that_takes_no_byte_is_dropped(
    expect_log: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("slow_listener_dropped")
    monkeypatch.setattr(hub_module, "SLOW_S", 0.05)

    async def drill() -> None:
        async def send(message: Any) -> None:
            if message["type"] == "http.response.body":
                await asyncio.Event().wait()

        await asyncio.wait_for(serve(Hub(snapshot), send), 5)

    asyncio.run(drill())


def test_a_client_that_reads_slowly_is_owed_the_latest_state_alone_and_every_event() -> None:
    async def drill() -> None:
        listener = Listener()
        for number in range(3):
            assert listener.put(b"print %d\n" % number)
            assert listener.put(b"state %d\n" % number, whole=True)
        assert listener.put(b"call\n")
        assert await listener.take() == b"print 0\nprint 1\nprint 2\nstate 2\ncall\n"

    asyncio.run(drill())


def test_states_alone_never_cost_a_slow_client_its_stream() -> None:
    async def drill() -> None:
        listener = Listener()
        for number in range(2 * WAITING_EVENTS):
            assert listener.put(b"state %d\n" % number, whole=True)
        assert await listener.take() == b"state %d\n" % (2 * WAITING_EVENTS - 1)

    asyncio.run(drill())


def test_a_heartbeat_comes_when_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "HEARTBEAT_S", 0.02)

    async def drill() -> None:
        beats = asyncio.Event()

        async def send(message: Any) -> None:
            if message.get("body", b"").startswith(b": "):
                beats.set()

        hub = Hub(snapshot)
        served = serve(hub, send)
        await asyncio.wait_for(beats.wait(), 5)
        hub.close()
        await asyncio.wait_for(served, 5)

    asyncio.run(drill())


def test_a_listener_that_disconnects_is_forgotten() -> None:
    async def drill() -> None:
        async def send(message: Any) -> None:
            pass

        async def gone() -> Any:
            return {"type": "http.disconnect"}

        await asyncio.wait_for(serve(Hub(snapshot), send, gone), 5)

    asyncio.run(drill())


def test_many_changes_in_a_moment_make_few_status_events() -> None:
    async def drill() -> None:
        statuses = 0
        three = asyncio.Event()

        async def send(message: Any) -> None:
            nonlocal statuses
            statuses += message.get("body", b"").count(b"event: status")
            if statuses >= 2:
                three.set()

        hub = Hub(snapshot)
        served = serve(hub, send)
        fresh = asyncio.ensure_future(hub.keep_fresh())
        await asyncio.sleep(0)
        for _ in range(1000):
            hub.changed()
        await asyncio.wait_for(three.wait(), 5)
        hub.close()
        await asyncio.wait_for(served, 5)
        fresh.cancel()
        assert statuses <= 3

    asyncio.run(drill())
