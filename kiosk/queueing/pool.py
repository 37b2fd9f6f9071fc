"""Who waits for a counter, read from partial indexes: a few seeks, however many wait and ever waited."""

from __future__ import annotations

import json
from typing import Final

from kiosk.queueing.rules import Candidate, streak_after
from kiosk.queueing.tickets import Row
from kiosk.roomrules import Desk, RoomRules
from kiosk.store import Connection, Transaction

_UNDIRECTED: Final = "state = 'waiting' AND for_counter IS NULL AND for_staff IS NULL"
"""Word for word the condition of the partial index `tickets_waiting`."""
_DIRECTED: Final = "state = 'waiting' AND (for_counter IS NOT NULL OR for_staff IS NOT NULL)"
"""The same for `tickets_directed`."""

_SERVICES: Final = f"""
    WITH RECURSIVE found (service) AS (
        SELECT min(service) FROM tickets WHERE queue_day = ?1 AND {_UNDIRECTED}
        UNION ALL
        SELECT (SELECT min(service) FROM tickets
                WHERE queue_day = ?1 AND service > found.service AND {_UNDIRECTED})
        FROM found WHERE found.service IS NOT NULL
    ) SELECT service FROM found WHERE service IS NOT NULL"""  # noqa: S608 constants of this module
_HEADS: Final = f"""
    SELECT id, favoured, front, since, number FROM tickets WHERE id IN (
        SELECT (SELECT id FROM tickets
                WHERE queue_day = ?1 AND service = wanted.value AND favoured = class.column1 AND {_UNDIRECTED}
                ORDER BY front DESC, since, number LIMIT 1)
        FROM json_each(?2) AS wanted, (VALUES (0), (1)) AS class)"""  # noqa: S608 constants of this module
_FOR_ONE: Final = f"""
    SELECT id, favoured, front, since, number FROM tickets
    WHERE queue_day = ? AND {_DIRECTED} AND (for_counter = ? OR for_staff = ?)"""  # noqa: S608 as above
_COUNTS: Final = f"""
    SELECT service, count(*) FILTER (WHERE NOT favoured AND NOT front),
           count(*) FILTER (WHERE favoured AND NOT front), count(*) FILTER (WHERE front)
    FROM tickets WHERE queue_day = ? AND {_UNDIRECTED} GROUP BY service"""  # noqa: S608 as above
_OLDER: Final = f"""
    SELECT service, count(*) FROM tickets WHERE queue_day = ?1 AND front = ?2
        AND (?2 OR favoured = ?3) AND (since, number) < (?4, ?5) AND {_UNDIRECTED} GROUP BY service"""  # noqa: S608 as above
_DIRECTED_BEFORE: Final = f"""
    SELECT count(*) FROM tickets WHERE queue_day = ? AND for_counter IS ? AND for_staff IS ?
        AND (since, number) < (?, ?) AND {_DIRECTED}"""  # noqa: S608 as above


def candidates(connection: Connection, day: str, rules: RoomRules, desk: Desk, staff: str) -> list[Candidate]:
    """The oldest of every kind whom the counter may call, and all who wait for it or for this person."""
    services = [service for (service,) in connection.all(_SERVICES, (day,)) if rules.serves(desk, service)]
    heads = connection.all(_HEADS, (day, json.dumps(services)))
    directed = connection.all(_FOR_ONE, (day, desk.number, staff))
    return [
        Candidate(id, bool(favoured), bool(front), since, number)
        for id, favoured, front, since, number in heads + directed
    ]


def waiting(connection: Connection, day: str, rules: RoomRules, pool: int) -> tuple[int, int, int]:
    """How many wait in the pool: ordinary ones, favoured ones, and those put first."""
    counts = [
        (ordinary, favoured, front)
        for service, ordinary, favoured, front in connection.all(_COUNTS, (day,))
        if rules.pool(service) == pool
    ]
    ordinary, favoured, front = (sum(column) for column in zip((0, 0, 0), *counts, strict=True))
    return ordinary, favoured, front


def older(connection: Connection, rules: RoomRules, row: Row) -> int:
    """How many of the ticket's own kind wait in its pool and are older; among those put first, if it was."""
    counts = connection.all(_OLDER, (row.queue_day, row.front, row.favoured, row.since, row.number))
    shared = rules.pool(row.service)
    return sum(count for service, count in counts if rules.pool(service) == shared)


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
