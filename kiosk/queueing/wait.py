"""How many are called before, and how long that takes: always a range."""

from __future__ import annotations

from kiosk.catalogue.model import Queue
from kiosk.office.contract import Priority, WaitRange
from kiosk.store import Connection

IN_A_ROW = 2
"""Priority tickets called one after another while others wait."""
STEP = 5
"""Minutes; ranges are rounded outwards to it."""


def people_ahead(connection: Connection, office_day: str, series: str, priority: Priority) -> int:
    """Waiting tickets of the series that are likely called before a new one of this class."""
    ordinary, favoured = connection.one(
        "SELECT count(*) FILTER (WHERE priority = 'umum'), count(*) FILTER (WHERE priority <> 'umum')"
        " FROM tickets WHERE office_day = ? AND series = ? AND state = 'waiting'",
        (office_day, series),
    ) or (0, 0)
    return ahead(int(ordinary), int(favoured), priority)


def ahead(ordinary: int, favoured: int, priority: Priority) -> int:
    """Pure rule: priority classes first, at most two in a row while others wait."""
    if priority == "umum":
        return ordinary + min(favoured, IN_A_ROW * (ordinary + 1))
    return favoured + min(ordinary, favoured // IN_A_ROW)


def estimate(people: int, queue: Queue, open_counters: int) -> WaitRange:
    """Minutes until called, from the service's typical and slow minutes at the open counters."""
    counters = max(1, open_counters)
    low = people * queue.typical_minutes // counters
    high = -(-people * queue.slow_minutes // counters)
    return WaitRange(low=low - low % STEP, high=max(STEP, high + -high % STEP))


def waiting(connection: Connection, office_day: str) -> int:
    """Everybody who waits on that day."""
    return int(
        connection.value(
            "SELECT count(*) FROM tickets WHERE office_day = ? AND state = 'waiting'", (office_day,)
        )
    )
