from __future__ import annotations

import threading
from collections import Counter
from typing import Literal

import pytest

from kiosk.acts import Act
from kiosk.ids import uuid7
from kiosk.queueing import calling
from kiosk.queueing.errors import NobodyWaiting
from kiosk.queueing.room import By
from kiosk.roomrules import Desk
from tests.queueing.conftest import MORNING, Hall

STAFF = 8


def test_staff_who_press_at_once_call_everybody_once(hall: Hall, request: pytest.FixtureRequest) -> None:
    waiting, presses = (3000, 500) if request.config.getoption("--long") else (600, 100)
    hall.rules(desks=tuple(Desk(number, f"Loket {number}") for number in range(1, STAFF + 1)))
    hall.open(*range(1, STAFF + 1))
    for number in range(waiting):
        hall.take(priority="lansia" if number % 7 == 0 else "umum")
    room = hall.room
    called: list[str] = []
    in_vain: list[int] = []

    def press(by: By, current: Literal["miss"] | None) -> str:
        act = Act(uuid7(), "press", MORNING, "none")
        return hall.store.write(lambda tx: calling.call_next(tx, act=act, by=by, room=room, current=current))[
            0
        ].id

    def staff(counter: int) -> None:
        current: Literal["miss"] | None = None
        for _ in range(presses):
            try:
                called.append(press(By(f"staff-{counter}", counter), current))
                current = "miss"
            except NobodyWaiting:
                in_vain.append(counter)

    threads = [threading.Thread(target=staff, args=(counter,)) for counter in range(1, STAFF + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(Counter(called).values()) == 1
    assert len(called) == waiting
    assert len(in_vain) == STAFF * presses - waiting
    assert hall.value("SELECT count(*) FROM calls") == waiting
