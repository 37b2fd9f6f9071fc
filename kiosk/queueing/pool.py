"""Who waits for a counter, read from partial indexes and kept counts: a few seeks, however many wait.

`queue_counts` is kept by triggers, in the transaction of whatever changes a ticket.
"""

from __future__ import annotations

import json
from typing import Final

from kiosk.office.room import TicketState
from kiosk.queueing.rules import Candidate, streak_after
from kiosk.queueing.states import DIRECTED_SQL, UNDIRECTED_SQL
from kiosk.queueing.tickets import Row
from kiosk.roomrules import Desk, RoomRules
from kiosk.store import Connection, Transaction

_SERVICES: Final = f"""
    WITH RECURSIVE found (service) AS (
        SELECT min(service) FROM tickets WHERE queue_day = ?1 AND {UNDIRECTED_SQL}
        UNION ALL
        SELECT (SELECT min(service) FROM tickets
                WHERE queue_day = ?1 AND service > found.service AND {UNDIRECTED_SQL})
        FROM found WHERE found.service IS NOT NULL
    ) SELECT service FROM found WHERE service IS NOT NULL"""  # noqa: S608 constants of states.py
_HEADS: Final = f"""
    SELECT id, favoured, front, since, number FROM tickets WHERE id IN (
        SELECT (SELECT id FROM tickets
                WHERE queue_day = ?1 AND service = wanted.value AND favoured = class.column1
                AND {UNDIRECTED_SQL} ORDER BY front DESC, since, number LIMIT 1)
        FROM json_each(?2) AS wanted, (VALUES (0), (1)) AS class)"""  # noqa: S608 constants of states.py
_FOR_ONE: Final = f"""
    SELECT id, favoured, front, since, number FROM tickets
    WHERE queue_day = ? AND {DIRECTED_SQL} AND (for_counter = ? OR for_staff = ?)"""  # noqa: S608 as above
_COUNTS: Final = """
    SELECT service, sum(people) FILTER (WHERE NOT favoured AND NOT front),
           sum(people) FILTER (WHERE favoured AND NOT front), sum(people) FILTER (WHERE front)
    FROM queue_counts WHERE queue_day = ? AND state = 'waiting' AND NOT directed GROUP BY service"""
_OLDER: Final = f"""
    SELECT sum((SELECT count(*) FROM tickets WHERE queue_day = ?1 AND service = wanted.value
                AND favoured = class.column1 AND front = ?2 AND (since, number) < (?4, ?5)
                AND {UNDIRECTED_SQL}))
    FROM json_each(?6) AS wanted, (VALUES (0), (1)) AS class WHERE ?2 OR class.column1 = ?3"""  # noqa: S608 as above
_DIRECTED_BEFORE: Final = f"""
    SELECT count(*) FROM tickets WHERE queue_day = ? AND for_counter IS ? AND for_staff IS ?
        AND (since, number) < (?, ?) AND {DIRECTED_SQL}"""  # noqa: S608 as above


def candidates(connection: Connection, day: str, rules: RoomRules, desk: Desk, staff: str) -> list[Candidate]:
    """The oldest of every kind whom the counter may call, and all who wait for it or for this person."""
    services = [service for (service,) in connection.all(_SERVICES, (day,)) if rules.serves(desk, service)]
    heads = connection.all(_HEADS, (day, json.dumps(services)))
    directed = connection.all(_FOR_ONE, (day, desk.number, staff))
    return [
        Candidate(id, bool(favoured), bool(front), since, number)
        for id, favoured, front, since, number in heads + directed
    ]


def standing(connection: Connection, day: str) -> dict[TicketState, int]:
    """How many wait, are parked and did not come on that day."""
    return dict(
        connection.all(
            "SELECT state, sum(people) FROM queue_counts WHERE queue_day = ? GROUP BY state", (day,)
        )
    )


def by_series(connection: Connection, day: str) -> list[tuple[str, int]]:
    """How many wait under each letter, by letter; those without anybody are left out."""
    rows = connection.all(
        "SELECT series, sum(people) AS waiting FROM queue_counts WHERE queue_day = ? AND state = 'waiting'"
        " GROUP BY series HAVING waiting > 0 ORDER BY series",
        (day,),
    )
    return [(series, waiting) for series, waiting in rows]


def waiting(connection: Connection, day: str, rules: RoomRules, pool: int) -> tuple[int, int, int]:
    """How many wait in the pool: ordinary ones, favoured ones, and those put first."""
    counts = [
        (ordinary or 0, favoured or 0, front or 0)
        for service, ordinary, favoured, front in connection.all(_COUNTS, (day,))
        if rules.pool(service) == pool
    ]
    ordinary, favoured, front = (sum(column) for column in zip((0, 0, 0), *counts, strict=True))
    return ordinary, favoured, front


def older(connection: Connection, rules: RoomRules, row: Row) -> int:
    """How many of the ticket's own kind wait in its pool and are older; among those put first, if it was."""
    shared = rules.pool(row.service)
    services = [one for (one,) in connection.all(_SERVICES, (row.queue_day,)) if rules.pool(one) == shared]
    wanted = (row.queue_day, row.front, row.favoured, row.since, row.number, json.dumps(services))
    return int(connection.value(_OLDER, wanted) or 0)


def directed_before(connection: Connection, row: Row) -> int:
    """How many wait for the same counter or person and are older."""
    return int(
        connection.value(
            _DIRECTED_BEFORE, (row.queue_day, row.for_counter, row.for_staff, row.since, row.number)
        )
    )


def streak(connection: Connection, day: str, pool: int) -> int:
    """Favoured tickets that the pool called one after another."""
    row = connection.one("SELECT favoured FROM streaks WHERE queue_day = ? AND pool = ?", (day, pool))
    return int(row[0]) if row else 0


def count_call(tx: Transaction, day: str, pool: int, *, favoured: bool) -> None:
    """The pool has called such a ticket."""
    tx.execute(
        "INSERT INTO streaks (queue_day, pool, favoured) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET favoured = excluded.favoured",
        (day, pool, streak_after(streak(tx, day, pool), favoured)),
    )
