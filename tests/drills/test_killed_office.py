"""kill -9 of the office between any two steps of one act: nothing is lost and nothing happens twice."""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from unittest.mock import patch

import pytest
import requests

from kiosk.clock import SystemClock
from kiosk.demo.house import House
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.store import Connection, Store

PROGRAM = (str(Path(__file__).with_name("office_that_dies.py")),)
DRILL = "killed-office"
PROMISE = "nothing told is lost, nothing happens twice, no second unmarked original, wherever the office dies"
PIECES = 2
STEPS = 50
"""More than one act with its paper and its record has."""
QUIET_S = 0.6
"""Longer than an act with its paper takes; then it is killed wherever it is."""
SETTLE_S = 20.0
UNDER_WAY = ("queued", "sending", "in_printer")


class Drill:
    """One citizen after another, each at an office that is killed on the way; the same key is tried again."""

    def __init__(self, house: House, seed: int, *, unprotected: bool = False) -> None:
        self._house = house
        self._random = random.Random(seed)
        self._environment = {"DRILL_UNPROTECTED": "1"} if unprotected else {}
        self.answered: dict[str, str] = {}
        """Key of the tap → number that the citizen was told."""
        self.refused = 0
        self.on_the_way = 0
        """Kills between two steps of the act; the others came after its end."""
        self._pending: list[str] = []
        self._papers: set[str] = set()
        self._line = requests.Session()
        self._line.trust_env = False

    def round(self) -> None:
        """Start, finish what is pending, take one more ticket, die on the way."""
        key = uuid7()
        self._start(self._random.randrange(1, STEPS), key)
        for pending in list(self._pending):
            self._take(pending)
        self._take(key)
        office = self._house.part("office").process
        with suppress(subprocess.TimeoutExpired):
            office.wait(QUIET_S)
            self.on_the_way += 1
        office.kill()
        self._house.stop("office")

    def settle(self) -> None:
        """A last start without a kill: what is pending is answered, and no paper is under way any more."""
        self._start(0, "")
        for key in list(self._pending):
            self._take(key)
        end = time.monotonic() + SETTLE_S
        while under_way := [id for id in self._papers if self._state_of(id) in UNDER_WAY]:
            assert time.monotonic() < end, f"{len(under_way)} papers are still under way"
            self._papers = set(under_way)
        self._house.wait_until_sent(SETTLE_S)
        assert self._house.stop("office") == 0

    def faults(self) -> list[str]:
        """Everything that was promised and is not so."""
        store = self._store()
        try:
            faults = store.read(self._faults_in)
        finally:
            store.close()
        device = store.device_id
        held = self._house.ask_central("/v1/summary", device)["tickets"]
        if held != len(self.answered):
            faults.append(f"central holds {held} tickets of {len(self.answered)}")
        originals = Counter(self._printed())
        faults += [f"{number} was printed {times} times" for number, times in originals.items() if times > 1]
        return faults

    def _faults_in(self, c: Connection) -> list[str]:
        tickets = c.all("SELECT id, series, number FROM tickets")
        numbers = {id: f"{series}-{number:03d}" for id, series, number in tickets}
        seqs = [seq for (seq,) in c.all("SELECT seq FROM outbox ORDER BY seq")]
        issued = Counter(key for (key,) in c.all("SELECT key FROM outbox WHERE kind = 'ticket.issued'"))
        slips = Counter(id for (id,) in c.all("SELECT subject_id FROM print_jobs WHERE copy = 0"))
        audited = Counter(id for (id,) in c.all("SELECT subject FROM audit WHERE event = 'ticket.issued'"))
        faults = []
        if numbers != self.answered:
            faults.append(f"{len(numbers)} tickets for {len(self.answered)} citizens, or other numbers")
        if sorted(numbers.values()) != [f"B-{n:03d}" for n in range(1, len(numbers) + 1)]:
            faults.append("numbers have gaps or repeats")
        if seqs != list(range(1, len(seqs) + 1)):
            faults.append("the outbox has gaps")
        for what, counted in (("record", issued), ("slip", slips), ("audit row", audited)):
            if counted != Counter(dict.fromkeys(self.answered, 1)):
                faults.append(f"not exactly one {what} for each ticket")
        return faults

    def _printed(self) -> list[str]:
        slips = [file.read_bytes() for file in self._house.slips.glob("*.escpos")]
        numbers = [f"B-{n:03d}" for n in range(1, len(self.answered) + 1)]
        return [number for slip in slips for number in numbers if number.encode() + b"\n" in slip]

    def close(self) -> None:
        self._line.close()

    def _start(self, die_at: int, key: str) -> None:
        os.environ.update(self._environment, DRILL_DIE_AT=str(die_at), DRILL_KEY=key)
        self._house.start_office(program=PROGRAM)

    def _take(self, key: str) -> bool:
        if key not in self._pending:
            self._pending.append(key)
        token = self._house.token_file.read_text().strip()
        try:
            answer = self._line.post(
                f"{self._house.office_url}/api/tickets",
                json={"service": "sktm"},
                headers={"Authorization": f"Bearer {token}", "Idempotency-Key": key},
                timeout=10,
            )
        except requests.ConnectionError:
            return False
        self._pending.remove(key)
        if answer.status_code == 201:
            ticket = answer.json()
            self.answered[key] = ticket["number"]
            self._papers.add(ticket["print"]["id"])
        else:
            self.refused += 1
        return True

    def _state_of(self, paper: str) -> str:
        return str(self._house.ask_office(f"/api/prints/{paper}")["state"])

    def _store(self) -> Store:
        folder = self._house.office_folder
        return Store.open(folder, pinned("demo", folder), SystemClock())


@pytest.fixture
def drill() -> Iterator[Callable[..., Drill]]:
    with patch.dict(os.environ), House(draw=False) as house, ExitStack() as drills:
        house.start_central()
        yield lambda seed, **how: drills.enter_context(closing(Drill(house, seed, **how)))


@pytest.mark.parametrize("piece", range(PIECES))
def test_an_office_killed_between_any_two_steps_loses_and_doubles_nothing(
    drill: Callable[..., Drill],
    piece: int,
    is_long: bool,
    once: Callable[[str, str], None],
    found: Callable[..., None],
) -> None:
    once(DRILL, str(piece))
    kills = 250 if is_long else 10
    office = drill(seed=20261124 + piece)
    for _ in range(kills):
        office.round()
    office.settle()
    faults = office.faults()
    found(DRILL, str(piece), PROMISE, n=kills, failures=len(faults) + office.refused)
    assert (faults, office.refused) == ([], 0)
    assert len(office.answered) == kills
    assert office.on_the_way > kills / 3


def test_the_drill_notices_when_an_act_is_not_one_transaction(
    drill: Callable[..., Drill], found: Callable[..., None]
) -> None:
    office = drill(seed=1, unprotected=True)
    for _ in range(8):
        office.round()
    office.settle()
    failures = len(office.faults()) + office.refused
    found(DRILL, "control", PROMISE, n=8, failures=failures, control=True)
    assert failures
