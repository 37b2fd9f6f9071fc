"""Partitions of random length, late and lost answers, kill -9 of either side: one person, one live number."""

from __future__ import annotations

import json
import random
import signal
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from kiosk.ids import uuid7
from kiosk.queueing.handover import handing_over
from kiosk.store import Connection
from tests.satellite.conftest import APPLICATION, WITH_TICKET, Machine, Pair
from tests.satellite.line import Weather

FORGETS = (str(Path(__file__).with_name("kiosk_that_forgets.py")),)
WEATHERS: tuple[Weather, ...] = ("open", "cut", "late", "deaf", "mute")
LIVE = ("waiting", "called", "serving", "parked")


class Drill:
    """Citizens at both kiosks; the screen asks again with the same key until it has an answer."""

    def __init__(self, pair: Pair, seed: int) -> None:
        self._pair = pair
        self._random = random.Random(seed)
        self.told: dict[str, str] = {}
        """Key of the tap → number that the citizen was told; empty: an application without a number."""
        self.codes: dict[str, str] = {}
        """Key of an application → its code."""
        self._pending: dict[str, tuple[Machine, str]] = {}
        self.kills = 0
        self.partitions = 0

    def spell(self, weather: Weather, taps: int, kill: Machine | None) -> None:
        """Some citizens in one weather; one of the machines may die meanwhile."""
        self._pair.line.turn(weather)
        self.partitions += weather != "open"
        death = threading.Timer(self._random.uniform(0, 1.5), self._kill, (kill,)) if kill else None
        if death:
            death.start()
        for _ in range(taps):
            machine = self._pair.main if self._random.random() < 0.25 else self._pair.kiosk
            self._tap(uuid7(), machine, self._random.choice(("ticket", "ticket", "form", "form+ticket")))
        if death and kill:
            death.join()
            kill.stop()
            kill.start()
        for key, (machine, what) in list(self._pending.items()):
            self._tap(key, machine, what)

    def run(self, spells: int) -> None:
        for n in range(spells):
            kill = (None, self._pair.main, self._pair.kiosk)[n % 3]
            self.spell(WEATHERS[n % len(WEATHERS)], self._random.randint(1, 3), kill)

    def settle(self) -> None:
        """Fair weather until everything is handed over, and the same answer to every key once more."""
        self._pair.until_all_is_handed_over()
        for key, (machine, what) in list(self._pending.items()):
            self._tap(key, machine, what)
        self._pair.until_all_is_handed_over()

    def faults(self) -> list[str]:
        """Everything that was promised and is not so; both services have stopped afterwards."""
        waiting = self._pair.main.status()["waiting"]
        shown = self._pair.kiosk.until(lambda status: status["waiting"] == waiting)["waiting"]
        self._pair.stop()
        store = self._pair.main.store()
        try:
            faults = store.read(self._faults_at_the_office)
        finally:
            store.close()
        store = self._pair.kiosk.store()
        try:
            left = store.read(lambda c: c.all("SELECT kind, state FROM outbox WHERE state <> 'sent'"))
        finally:
            store.close()
        numbers = sum(bool(number) for number in self.told.values())
        if not shown == waiting == numbers:
            faults.append(f"{waiting} wait at the office and {shown} at the kiosk, of {numbers}")
        return faults + [f"{kind} is {state} at the kiosk" for kind, state in left]

    def _faults_at_the_office(self, c: Connection) -> list[str]:
        faults = []
        rows = c.all("SELECT id, series, number, state, application_id FROM tickets")
        live = Counter[str]()
        for id, series, number, state, application in rows:
            owner = next(
                (key for key in self.told if key in (id, application) or handing_over(key) == id), None
            )
            if state not in LIVE:
                continue
            live[owner or id] += 1
            if owner is None or self.told[owner] != f"{series}-{number:03d}":
                faults.append(f"{series}-{number:03d} lives and was told to nobody")
        for key, number in self.told.items():
            if live[key] != bool(number):
                faults.append(f"{number or 'a form'} has {live[key]} live tickets")
        told = Counter(number for number in self.told.values() if number)
        faults += [f"{number} was told {times} times" for number, times in told.items() if times > 1]
        stored: dict[str, str] = dict(c.all("SELECT id, code FROM applications"))
        if stored != self.codes:
            faults.append(f"{len(stored)} applications of {len(self.codes)}, or other codes")
        return faults

    def superseded(self) -> int:
        """Numbers that the office had given unheard. After `faults`."""
        store = self._pair.main.store()
        try:
            return int(
                store.read(lambda c: c.value("SELECT count(*) FROM tickets WHERE state = 'cancelled'"))
            )
        finally:
            store.close()

    def _tap(self, key: str, machine: Machine, what: str) -> None:
        self._pending[key] = (machine, what)
        try:
            if what == "ticket":
                answer = machine.ask("POST", "/api/tickets", {"service": "sktm"}, key)
            else:
                form = APPLICATION if what == "form" else WITH_TICKET
                answer = machine.ask("POST", "/api/applications", form, key)
        except requests.RequestException:
            return
        assert answer.status_code == 201, answer.text
        said = answer.json()
        if what != "ticket":
            self.codes[key] = said["code"]
        ticket = said if what == "ticket" else said["ticket"]
        self.told[key] = ticket["number"] if ticket else ""
        del self._pending[key]

    def _kill(self, machine: Machine) -> None:
        assert machine.part
        machine.part.process.send_signal(signal.SIGKILL)
        self.kills += 1


def test_whatever_the_network_does_a_person_holds_one_live_number(
    joined: Callable[..., Pair], request: pytest.FixtureRequest
) -> None:
    spells = 100 if request.config.getoption("--long") else 6
    drill = Drill(joined(), seed=20261124)
    drill.run(spells)
    drill.settle()
    assert drill.faults() == []
    in_emergency = sum(number.startswith("K2-") for number in drill.told.values())
    assert in_emergency
    assert drill.superseded()
    print(
        json.dumps(
            {
                "acts": len(drill.told),
                "applications": len(drill.codes),
                "in_emergency": in_emergency,
                "superseded": drill.superseded(),
                "partitions": drill.partitions,
                "kills": drill.kills,
                "lost": 0,
                "doubled": 0,
            }
        )
    )


def test_the_drill_notices_a_kiosk_that_forgets_the_keys_of_acts(joined: Callable[..., Pair]) -> None:
    drill = Drill(joined(program=FORGETS), seed=1)
    drill.spell("deaf", 2, None)
    drill.settle()
    assert drill.faults()
