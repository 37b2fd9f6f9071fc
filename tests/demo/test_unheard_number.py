"""A kiosk is cut off after its office has committed a number and before the answer: who is called?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from kiosk.demo.console import Console, Refused, first_event
from kiosk.demo.house import House
from kiosk.demo.people import Employee, employ
from kiosk.demo.seat import Seat
from kiosk.ids import uuid7
from tests.satellite.line import Line

OFFICE = ("-m", "kiosk.cli", "office")
KEEPS_BOTH = (str(Path(__file__).with_name("office_that_keeps_both.py")),)
PATIENCE_S = 30
POLL_S = 0.05


@dataclass
class Scene:
    """One office, one counter, one further kiosk."""

    house: House
    clerk: Employee
    line: Line
    kiosk: Seat

    def tap_unheard(self) -> tuple[str, str]:
        """The number that the citizen is told, and the one that the office committed for the same tap."""
        before = self.waiting_numbers()
        self.line.turn("deaf")
        headers = {
            "Authorization": f"Bearer {self.kiosk.token_file.read_text().strip()}",
            "Idempotency-Key": uuid7(),
        }
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(
                f"{self.kiosk.url}/api/tickets", json={"service": "sktm"}, headers=headers, timeout=20
            )
        answer.raise_for_status()
        (unheard,) = set(self.waiting_numbers()) - set(before)
        return answer.json()["number"], unheard

    def waiting_numbers(self) -> list[str]:
        """In the order in which the console shows them."""
        with self.console() as console:
            return [one["number"] for one in console.room()["waiting"]]

    def hand_over(self) -> None:
        self.line.turn("open")
        end = time.monotonic() + PATIENCE_S
        while True:
            central = self.house.ask_office("/api/status", self.kiosk)["central"]
            if central["state"] != "unreachable" and not central["unsent"]:
                return
            assert time.monotonic() < end, central
            time.sleep(POLL_S)

    def call_everybody(self) -> list[str]:
        called: list[str] = []
        with self.console() as console:
            while (ticket := console.call_next()) is not None:
                called.append(ticket["number"])
                console.serve(ticket["id"])
        return called

    def shown(self) -> set[str]:
        """Every number that the display has shown as called."""
        display: dict[str, Any] = first_event(self.house.room_url, "/layar/peristiwa")
        return {call["number"] for call in (*display["now_calling"], *display["last"])}

    def console(self) -> Console:
        return Console(self.house.room_url, self.clerk, 1, take_over=True)


@contextmanager
def standing(program: tuple[str, ...]) -> Iterator[Scene]:
    with House(draw=False, room=True, counters=1) as house:
        _, clerk = employ(house.office_folder)
        house.start_central()
        house.start_office(program=program)
        line = Line(int(house.room_url.rpartition(":")[2]))
        try:
            yield Scene(house, clerk, line, house.start_kiosk(via=f"https://127.0.0.1:{line.port}"))
        finally:
            line.close()


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    with standing(OFFICE) as made:
        yield made


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return str(refusal.value)


def test_the_unheard_number_is_cancelled_before_anyone_is_called(scene: Scene) -> None:
    told, unheard = scene.tap_unheard()
    assert told.startswith("K2-")
    assert not unheard.startswith("K2-")
    scene.hand_over()
    assert scene.waiting_numbers() == [told]
    with scene.console() as console:
        gone = refused(lambda: console.post("/call-number", {"number": unheard}))
    assert gone == "anjungan:illegal-transition"
    assert scene.call_everybody() == [told]
    assert unheard not in scene.shown()


def test_an_unheard_number_that_was_called_already_is_the_one_that_lives(scene: Scene) -> None:
    told, unheard = scene.tap_unheard()
    assert scene.call_everybody() == [unheard]
    scene.hand_over()
    assert scene.waiting_numbers() == []
    assert scene.call_everybody() == []
    assert told not in scene.shown()


def test_without_the_rule_one_person_would_be_called_twice() -> None:
    with standing(KEEPS_BOTH) as scene:
        told, unheard = scene.tap_unheard()
        scene.hand_over()
        assert sorted(scene.waiting_numbers()) == sorted((told, unheard))
        assert sorted(scene.call_everybody()) == sorted((told, unheard))
