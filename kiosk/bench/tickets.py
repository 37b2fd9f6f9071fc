"""Tickets over HTTP: one client with and without a past, and eight at once."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kiosk.bench.history import SERVICE, fill
from kiosk.bench.memory import pss_mb
from kiosk.bench.stats import median_of, p50_p95
from kiosk.demo.house import House
from kiosk.ids import uuid7

WARM_UP = 50
ONE_AFTER_ANOTHER = 500
CLIENTS = 8
EACH = 250


def measure(rows: list[int], runs: int) -> dict[str, Any]:
    """`ticket_issue_ms`, `parallel` and the memory of office and central."""
    alone: dict[int, list[dict[str, float]]] = {count: [] for count in rows}
    memory: list[dict[str, float]] = []
    parallel = {"issued": 0, "distinct": 0}
    with_past = {count: _house_with(count) for count in rows}
    try:
        for run in range(runs):
            for count in rows if run % 2 == 0 else reversed(rows):
                alone[count].append(p50_p95(_one_after_another(with_past[count])))
    finally:
        for house in with_past.values():
            house.close()
    for _ in range(runs):
        with House(draw=False) as house:
            house.start_central()
            house.start_office()
            numbers = _all_at_once(house)
            parallel["issued"] += len(numbers)
            parallel["distinct"] += len(set(numbers))
            house.wait_until_sent(60)
            memory.append({name: pss_mb(house.part(name).process.pid) for name in ("office", "central")})
    return {
        "ticket_issue_ms": {_name(count): median_of(alone[count]) for count in rows},
        "parallel": parallel,
        "pss_mb": median_of(memory),
    }


def _name(count: int) -> str:
    return str(count) if count else "empty"


def _house_with(count: int) -> House:
    house = House(draw=False)
    if count:
        fill(house.office_folder, count)
    house.start_office()
    return house


def _one_after_another(house: House) -> list[float]:
    with connected(house) as post:
        for _ in range(WARM_UP):
            post()
        times = []
        for _ in range(ONE_AFTER_ANOTHER):
            began = time.perf_counter()
            post()
            times.append((time.perf_counter() - began) * 1000)
        return times


def _all_at_once(house: House) -> list[str]:
    numbers: list[str] = []

    def client() -> None:
        with connected(house) as post:
            numbers.extend(post() for _ in range(EACH))

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    return numbers


@contextmanager
def connected(house: House) -> Iterator[Any]:
    """A function that takes one ticket over a kept connection and returns its number."""
    host = house.office_url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    token = house.token_file.read_text().strip()
    body = json.dumps({"service": SERVICE}).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post() -> str:
        connection.request("POST", "/api/tickets", body, {**headers, "Idempotency-Key": uuid7()})
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"a ticket was refused: {answer.status}")
        number: str = json.loads(content)["number"]
        return number

    try:
        yield post
    finally:
        connection.close()
