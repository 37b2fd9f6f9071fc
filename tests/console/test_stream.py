"""A console's stream ends with its session, also when nobody can tell whether that lasts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.office.hub import Hub
from kiosk.office.lan.routes import room
from kiosk.office.lan.routes.room import Bound


async def state() -> Any:
    return {}


async def never() -> Any:
    await asyncio.Event().wait()


def listened(lasts: Callable[[], Any]) -> bytes:
    """Everything that a console hears until its stream ends by itself."""

    async def drill() -> bytes:
        bodies: list[bytes] = []

        async def send(message: Any) -> None:
            bodies.append(message.get("body", b""))

        await asyncio.wait_for(Bound(Hub(state, "room"), lasts)({"type": "http"}, never, send), 5)
        return b"".join(bodies)

    return asyncio.run(drill())


def test_a_stream_ends_with_its_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "CHECK_S", 0.01)
    answers = iter([True, True, False])

    async def lasts() -> bool:
        return next(answers)

    assert listened(lasts).startswith(b"event: room")
    assert next(answers, None) is None


def test_a_stream_whose_session_cannot_be_checked_ends_as_well(
    monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    monkeypatch.setattr(room, "CHECK_S", 0.01)
    expect_log("session_not_checked")

    async def lasts() -> bool:
        raise OSError

    assert listened(lasts).startswith(b"event: room")
