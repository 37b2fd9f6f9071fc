"""Print jobs as rows. The table is the queue: whoever wants to know what is unprinted reads it.

All moves between states are in `MOVES`; nothing ever returns to `queued`, and what has ended stays ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from kiosk.clock import iso
from kiosk.office.contract import PrinterState, PrintJob, PrintState
from kiosk.spool import papers
from kiosk.spool.errors import IllegalMove, JobNotOpenToAnswer, JobUnknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.store import Connection, Transaction
    from printing.documents import Document

Subject = Literal["ticket", "receipt"]
Decider = Literal["printer", "person"]

MOVES: Final[Mapping[PrintState, frozenset[PrintState]]] = {
    "queued": frozenset({"sending", "failed"}),
    "sending": frozenset({"in_printer", "unknown", "failed"}),
    "in_printer": frozenset({"confirmed", "unknown"}),
    "unknown": frozenset({"confirmed", "failed"}),
    "confirmed": frozenset(),
    "failed": frozenset(),
}
"""`queued → failed`: the paper cannot be drawn. `sending → failed`: not one byte reached the printer.
`unknown → confirmed`: a late marker, or a person who saw it. `unknown → failed`: a person who did not."""

ENDS: Final = frozenset(state for state, onward in MOVES.items() if not onward)


@dataclass(frozen=True, slots=True)
class Job:
    """A row of `print_jobs`."""

    id: str
    subject: Subject
    subject_id: str
    document: str
    """As `papers.to_text` wrote it; it holds personal data, so it goes nowhere but to the printer."""
    state: PrintState
    copy: int
    marker: int | None
    """What the printer was asked to answer with after the cut."""
    waits_for: PrinterState | None
    problem: str | None
    """A stable name, never a text from outside: "restarted", "silent", "cannot_draw", …"""
    decided_by: Decider | None

    def shown(self) -> PrintJob:
        """What the screen may know."""
        return PrintJob(self.id, self.state, self.subject, self.waits_for)


_COLUMNS = "id, subject, subject_id, document, state, copy, marker, waits_for, problem, decided_by"


def enqueue(
    tx: Transaction, *, id: str, document: Document, subject: Subject, subject_id: str, now: datetime
) -> PrintJob:
    """Add a job in the act's own transaction. The office wakes the spool after the commit."""
    at = iso(now)
    tx.execute(
        "INSERT INTO print_jobs (id, subject, subject_id, document, state, copy, created_at, changed_at)"
        " VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)",
        (id, subject, subject_id, papers.to_text(document), getattr(document, "copy", 0), at, at),
    )
    return PrintJob(id, "queued", subject)


def find(connection: Connection, id: str) -> Job:
    """The job `id`. Raises `JobUnknown`."""
    row = connection.one(f"SELECT {_COLUMNS} FROM print_jobs WHERE id = ?", (id,))  # noqa: S608 (constant)
    if row is None:
        raise JobUnknown("no print job has this id")
    return _job(row)


def oldest(connection: Connection, state: PrintState) -> Job | None:
    """The longest waiting job in `state`."""
    row = connection.one(
        f"SELECT {_COLUMNS} FROM print_jobs WHERE state = ? ORDER BY created_at, rowid LIMIT 1",  # noqa: S608 (constant)
        (state,),
    )
    return None if row is None else _job(row)


def with_marker(connection: Connection, marker: int) -> Job | None:
    """The latest unknown job that was sent with `marker`, for an answer that comes late."""
    row = connection.one(
        f"SELECT {_COLUMNS} FROM print_jobs"  # noqa: S608 (constant)
        " WHERE state = 'unknown' AND marker = ? ORDER BY changed_at DESC, rowid DESC LIMIT 1",
        (marker,),
    )
    return None if row is None else _job(row)


def move(
    tx: Transaction,
    id: str,
    to: PrintState,
    *,
    now: datetime,
    marker: int | None = None,
    problem: str | None = None,
    decided_by: Decider | None = None,
) -> Job:
    """Bring a job one step on and return it. Clears `waits_for`. Raises `JobUnknown`, `IllegalMove`."""
    job = find(tx, id)
    if to not in MOVES[job.state]:
        raise IllegalMove(job.state, to)
    tx.execute(
        "UPDATE print_jobs SET state = ?, marker = coalesce(?, marker), waits_for = NULL, problem = ?,"
        " decided_by = ?, changed_at = ? WHERE id = ?",
        (to, marker, problem, decided_by, iso(now), id),
    )
    return find(tx, id)


def hold(tx: Transaction, id: str, waits_for: PrinterState | None, *, now: datetime) -> Job:
    """Say which condition of the printer holds the job up, or that none does any more."""
    find(tx, id)
    tx.execute("UPDATE print_jobs SET waits_for = ?, changed_at = ? WHERE id = ?", (waits_for, iso(now), id))
    return find(tx, id)


def answered(tx: Transaction, id: str, *, came_out: bool, now: datetime) -> Job:
    """A person says what became of an unknown job. Raises `JobUnknown`, `JobNotOpenToAnswer`."""
    job = find(tx, id)
    if job.state != "unknown":
        raise JobNotOpenToAnswer(job.state)
    if came_out:
        return move(tx, id, "confirmed", now=now, decided_by="person")
    return move(tx, id, "failed", now=now, problem="not_seen", decided_by="person")


def after_restart(tx: Transaction, *, now: datetime) -> list[Job]:
    """Whatever was under way when the office went down is unknown: only a person or the printer can tell."""
    rows = tx.all("SELECT id FROM print_jobs WHERE state IN ('sending', 'in_printer') ORDER BY created_at")
    return [move(tx, id, "unknown", now=now, problem="restarted") for (id,) in rows]


def _job(row: tuple[Any, ...]) -> Job:
    return Job(*row)
