"""The services of a visit, and the three times of each: wait, walk and service.

`wait`: from its beginning to the first call. `walk`: from that call, recalls and all, to the beginning of the
service; from a later call where the person had been away. `service`: what was spent at counters, without the
time parked. A clock that was set back meanwhile makes a time of zero, never a negative one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, assert_never

from kiosk.clock import iso
from kiosk.office.room import Outcome
from kiosk.queueing.errors import BadTarget
from kiosk.queueing.states import Stamp
from kiosk.queueing.tickets import Row
from kiosk.store import Connection, Transaction

MOST: Final = 8
"""Services of one visit."""


def begin(tx: Transaction, ticket_id: str, step: int, service: str, day: str, now: datetime) -> None:
    """A step whose wait begins now; it counts on `day` unless it is served on a later one."""
    tx.execute(
        "INSERT INTO visit_steps (ticket_id, step, service, state, office_day, waiting_since)"
        " VALUES (?, ?, ?, 'open', ?, ?)",
        (ticket_id, step, service, day, iso(now)),
    )


def plan(tx: Transaction, row: Row, service: str) -> None:
    """A further service after those of the visit. Raises BadTarget after too many."""
    step = last(tx, row.id) + 1
    if step > MOST:
        raise BadTarget(f"Paling banyak {MOST} layanan untuk satu nomor.")
    tx.execute(
        "INSERT INTO visit_steps (ticket_id, step, service, state, office_day)"
        " VALUES (?, ?, ?, 'planned', ?)",
        (row.id, step, service, row.queue_day),
    )


def stamp(tx: Transaction, row: Row, column: Stamp, now: datetime) -> None:
    """Takes down the time of a move, and the figure that it ends."""
    at = iso(now)
    match column:
        case "called_at":
            tx.execute(
                "UPDATE visit_steps SET called_at = ?1, counter = ?2, staff = ?3,"  # noqa: S608 constants of this module
                f" wait_ms = coalesce(wait_ms, {_ms_since('waiting_since')})"
                " WHERE ticket_id = ?4 AND step = ?5",
                (at, row.counter, row.staff, row.id, row.step),
            )
        case "serving_at":
            tx.execute(
                "UPDATE visit_steps SET serving_at = ?1, office_day = ?2,"  # noqa: S608 as above
                f" walk_ms = coalesce(walk_ms, {_ms_since('called_at')}) WHERE ticket_id = ?3 AND step = ?4",
                (at, row.queue_day, row.id, row.step),
            )
        case "ended_at":
            tx.execute(
                "UPDATE visit_steps SET state = 'ended', ended_at = ? WHERE ticket_id = ? AND step = ?",
                (at, row.id, row.step),
            )
        case _:
            assert_never(column)


def interrupted(tx: Transaction, row: Row, now: datetime) -> None:
    """The service stops for now or for good; what was spent so far is added up."""
    tx.execute(
        "UPDATE visit_steps SET"  # noqa: S608 constants of this module
        f" service_ms = coalesce(service_ms, 0) + {_ms_since('serving_at')}"
        " WHERE ticket_id = ?2 AND step = ?3",
        (iso(now), row.id, row.step),
    )


def outcome(
    tx: Transaction, row: Row, how: Outcome | Literal["transferred"], *, forgotten: bool = False
) -> None:
    """How the service ended. `forgotten`: its end was pressed too late."""
    tx.execute(
        "UPDATE visit_steps SET outcome = ?, forgotten = ? WHERE ticket_id = ? AND step = ?",
        (how, int(forgotten), row.id, row.step),
    )


def forget(tx: Transaction, row: Row) -> None:
    """The end of the last step was pressed too late: its service time says nothing."""
    tx.execute(
        "UPDATE visit_steps SET forgotten = 1 WHERE ticket_id = ? AND step ="
        " (SELECT step FROM visit_steps WHERE ticket_id = ? AND ended_at IS NOT NULL"
        "  ORDER BY ended_at DESC, step DESC LIMIT 1)",
        (row.id, row.id),
    )


def redirect(tx: Transaction, row: Row, service: str) -> None:
    """The step turns out to be for another service, before anyone served it."""
    tx.execute(
        "UPDATE visit_steps SET service = ? WHERE ticket_id = ? AND step = ?", (service, row.id, row.step)
    )


def next_planned(tx: Transaction, row: Row, now: datetime) -> tuple[int, str] | None:
    """Opens the next planned step, if there is one: its number and service."""
    opened = tx.one(
        "UPDATE visit_steps SET state = 'open', waiting_since = ?, office_day = ?"
        " WHERE ticket_id = ? AND step ="
        " (SELECT min(step) FROM visit_steps WHERE ticket_id = ? AND state = 'planned')"
        " RETURNING step, service",
        (iso(now), row.queue_day, row.id, row.id),
    )
    return (int(opened[0]), str(opened[1])) if opened else None


def drop_planned(tx: Transaction, row: Row) -> None:
    """Nobody comes for them any more."""
    tx.execute("DELETE FROM visit_steps WHERE ticket_id = ? AND state = 'planned'", (row.id,))


def served(connection: Connection, row: Row) -> bool:
    """Whether the service of the present step was begun, however the ticket stands now."""
    begun = "SELECT 1 FROM visit_steps WHERE ticket_id = ? AND step = ? AND serving_at IS NOT NULL"
    return connection.one(begun, (row.id, row.step)) is not None


def carry_over(tx: Transaction, row: Row, since: str) -> None:
    """Steps that did not end before `since` are of the day in whose queue the ticket stands now."""
    tx.execute(
        "UPDATE visit_steps SET office_day = ? WHERE ticket_id = ? AND (ended_at IS NULL OR ended_at >= ?)",
        (row.queue_day, row.id, since),
    )


def last(connection: Connection, ticket_id: str) -> int:
    """The highest number of the visit's steps."""
    return int(
        connection.value("SELECT coalesce(max(step), 0) FROM visit_steps WHERE ticket_id = ?", (ticket_id,))
    )


def _ms_since(column: Literal["waiting_since", "called_at", "serving_at"]) -> str:
    """SQL: milliseconds from that time of the step until ?1, 0 where there is none."""
    return f"max(0, coalesce(CAST(round((julianday(?1) - julianday({column})) * 86400000) AS INTEGER), 0))"
