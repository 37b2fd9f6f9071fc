"""How many are called before, and how long that takes: always a range."""

from __future__ import annotations

from typing import Final

from kiosk.acts import Office
from kiosk.catalogue.model import Queue, Service
from kiosk.office.contract import Priority, WaitRange
from kiosk.queueing import pool
from kiosk.queueing.rules import ahead
from kiosk.queueing.tickets import Row
from kiosk.roomrules import RoomRules
from kiosk.store import Connection

STEP: Final = 5
"""Minutes; ranges are rounded outwards to it."""


def people_ahead(connection: Connection, day: str, rules: RoomRules, service: str, priority: Priority) -> int:
    """How many are likely called before somebody who takes a number for the service now."""
    shared = rules.pool(service)
    ordinary, favoured, front = pool.waiting(connection, day, rules, shared)
    same, others = (ordinary, favoured) if priority == "umum" else (favoured, ordinary)
    return front + ahead(
        favoured=priority != "umum",
        before=same,
        others=others,
        streak=pool.streak(connection, day, shared),
    )


def place(connection: Connection, rules: RoomRules, row: Row) -> int:
    """How many are likely called before this waiting ticket."""
    if row.for_counter or row.for_staff:
        return pool.directed_before(connection, row)
    shared = rules.pool(row.service)
    ordinary, favoured, front = pool.waiting(connection, row.queue_day, rules, shared)
    older = pool.older(connection, rules, row)
    if row.front:
        return older
    return front + ahead(
        favoured=row.favoured,
        before=older,
        others=ordinary if row.favoured else favoured,
        streak=pool.streak(connection, row.queue_day, shared),
    )


def expected(office: Office, service: Service, priority: Priority, people: int) -> WaitRange:
    """Minutes until called: as simulated, or from the catalogue's figures before anything is known."""
    return office.expected(service.id, priority != "umum", people) or estimate(
        people, service.queue, office.open_counters
    )


def estimate(people: int, queue: Queue, open_counters: int) -> WaitRange:
    """Minutes until called, from the service's typical and slow minutes at the open counters."""
    counters = max(1, open_counters)
    low = people * queue.typical_minutes // counters
    high = -(-people * queue.slow_minutes // counters)
    return WaitRange(low=low - low % STEP, high=max(STEP, high + -high % STEP))


def waiting(connection: Connection, day: str) -> int:
    """Everybody who waits on that day."""
    return pool.standing(connection, day).get("waiting", 0)
