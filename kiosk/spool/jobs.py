"""Print jobs as rows. The table is the queue: whoever wants to know what is unprinted reads it.

All moves between states are in `MOVES`; nothing ever returns to `queued`, and what has ended stays ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.contract import PrintJob, PrintState, WaitsFor
from kiosk.officeday import office_day
from kiosk.spool import papers
from kiosk.spool.errors import IllegalMove, JobNotOpenToAnswer, JobUnknown
from kiosk.store import Connection, Transaction
from kiosk.sync import outbox
from kiosk.sync.envelope import ClockQuality
from printing.documents import Document

Subject = Literal["ticket", "receipt"]
SUBJECTS: Final[tuple[Subject, ...]] = ("ticket", "receipt")
Place = Literal["first", "second", "a4"]
"""A printer of this machine: for slips, in its stead, for sheets."""
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

_COLUMNS: Final = (
    "id, subject, subject_id, document, state, copy, marker, waits_for, problem, decided_by, created_at"
)
_OPEN: Final = "state IN ('queued', 'sending', 'in_printer', 'unknown')"
"""Word for word the condition of the partial index `print_jobs_open`, without which history is read."""
_MINE: Final = "state = 'queued' AND kiosk IS NULL"
"""What waits for this machine's own printer."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens, as records tell it."""

    now: datetime
    zone: ZoneInfo
    clock_quality: ClockQuality


@dataclass(frozen=True, slots=True)
class Job:
    """A row of `print_jobs`."""

    id: str
    subject: Subject
    subject_id: str
    document: str
    """As `papers.to_text` wrote it. It can hold personal data and goes nowhere but to paper."""
    state: PrintState
    copy: int
    marker: int | None
    """What the printer was asked to answer with after the cut."""
    waits_for: WaitsFor | None
    problem: str | None
    """A stable name, never a text from outside: "restarted", "silent", "cannot_draw", …"""
    decided_by: Decider | None
    created_at: str
    """UTC."""

    def shown(self) -> PrintJob:
        """What the screen may know."""
        return PrintJob(self.id, self.state, self.subject, self.waits_for)


def enqueue(
    tx: Transaction, *, id: str, document: Document, subject: Subject, subject_id: str, now: datetime
) -> PrintJob:
    """Adds a job in the act's own transaction. The office wakes the spool after the commit."""
    at = iso(now)
    tx.execute(
        "INSERT INTO print_jobs (id, subject, subject_id, document, state, copy, created_at, changed_at)"
        " VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)",
        (id, subject, subject_id, papers.to_text(document), papers.copy_of(document), at, at),
    )
    return PrintJob(id, "queued", subject)


def find(connection: Connection, id: str) -> Job:
    """The job `id`. Raises JobUnknown."""
    job = _one(connection, "id = ?", id)
    if job is None:
        raise JobUnknown("no print job has this id")
    return job


def original(connection: Connection, subject: Subject, subject_id: str) -> Job | None:
    """The first paper of a ticket or an application."""
    return _one(connection, "subject = ? AND subject_id = ? AND copy = 0", subject, subject_id)


def next_copy(connection: Connection, subject: Subject, subject_id: str) -> int:
    """The n of the next *SALINAN ke-n*. Whoever takes it first has it: the table's own uniqueness."""
    row = connection.one(
        "SELECT max(copy) + 1 FROM print_jobs WHERE subject = ? AND subject_id = ?", (subject, subject_id)
    )
    return int(row[0]) if row and row[0] is not None else 1


def unknown(connection: Connection, limit: int) -> list[Job]:
    """Papers of which nobody knows whether they came out, newest first."""
    rows = connection.all(
        f"SELECT {_COLUMNS} FROM print_jobs WHERE {_OPEN} AND state = 'unknown'"  # noqa: S608 (constants)
        " ORDER BY created_at DESC, id LIMIT ?",
        (limit,),
    )
    return [Job(*row) for row in rows]


def next_queued(connection: Connection, subjects: Sequence[Subject] = SUBJECTS) -> Job | None:
    """The job of these subjects that has waited longest."""
    wanted = ", ".join("?" * len(subjects))
    where = f"{_OPEN} AND {_MINE} AND +subject IN ({wanted}) ORDER BY created_at, id LIMIT 1"
    return _one(connection, where, *subjects)


def undecided(connection: Connection, marker: int) -> Job | None:
    """The job under way or unknown that was sent with `marker`, for an answer that comes late."""
    return _one(connection, f"{_OPEN} AND marker = ? ORDER BY created_at DESC LIMIT 1", marker)


def move(
    tx: Transaction,
    id: str,
    to: PrintState,
    *,
    at: Moment,
    marker: int | None = None,
    printer: Place | None = None,
    problem: str | None = None,
    decided_by: Decider | None = None,
) -> Job:
    """Brings a job one step on and returns it; an end is told to central.

    Whatever it waited for is over. Raises JobUnknown, IllegalMove.
    """
    before = find(tx, id)
    if to not in MOVES[before.state]:
        raise IllegalMove(before.state, to)
    tx.execute(
        "UPDATE print_jobs SET state = ?, marker = coalesce(?, marker), printer = coalesce(?, printer),"
        " waits_for = NULL, problem = ?, decided_by = ?, changed_at = ? WHERE id = ?",
        (to, marker, printer, problem, decided_by, iso(at.now), id),
    )
    after = find(tx, id)
    if to in ENDS:
        _tell_central(tx, after, at)
    return after


def hold(tx: Transaction, id: str, waits_for: WaitsFor | None, *, now: datetime) -> list[Job]:
    """Says which condition of the printer holds a job up; returns the job where that is news."""
    changed = tx.execute(
        "UPDATE print_jobs SET waits_for = ?, changed_at = ? WHERE id = ? AND waits_for IS NOT ?",
        (waits_for, iso(now), id, waits_for),
    )
    return [find(tx, id)] if changed else []


def hold_queued(
    tx: Transaction, waits_for: WaitsFor | None, subjects: Sequence[Subject] = SUBJECTS, *, now: datetime
) -> list[Job]:
    """The same for everything of these subjects that is queued."""
    return [job for id in misheld(tx, waits_for, subjects) for job in hold(tx, id, waits_for, now=now)]


def misheld(
    connection: Connection, waits_for: WaitsFor | None, subjects: Sequence[Subject] = SUBJECTS
) -> list[str]:
    """Ids of queued jobs of these subjects that say they wait for something else."""
    wanted = ", ".join("?" * len(subjects))
    rows = connection.all(
        f"SELECT id FROM print_jobs WHERE {_OPEN} AND {_MINE} AND waits_for IS NOT ?"  # noqa: S608 (constants)
        f" AND +subject IN ({wanted})",
        (waits_for, *subjects),
    )
    return [id for (id,) in rows]


def answered(tx: Transaction, id: str, *, came_out: bool, at: Moment) -> Job:
    """A person says what became of an unknown job. Raises JobUnknown, JobNotOpenToAnswer."""
    job = find(tx, id)
    if job.state != "unknown":
        raise JobNotOpenToAnswer(job.state)
    if came_out:
        return move(tx, id, "confirmed", at=at, decided_by="person")
    return move(tx, id, "failed", at=at, problem="not_seen", decided_by="person")


def divert(tx: Transaction, id: str, kiosk: int) -> None:
    """The paper comes out at a further kiosk, from that kiosk's own printer."""
    tx.execute("UPDATE print_jobs SET kiosk = ? WHERE id = ?", (kiosk, id))


def settle_diverted(
    tx: Transaction,
    id: str,
    to: PrintState,
    *,
    problem: str | None,
    decided_by: Decider | None,
    now: datetime,
) -> None:
    """What a further kiosk says became of its paper; nothing where it is no diverted one, or has ended."""
    tx.execute(
        f"UPDATE print_jobs SET state = ?, problem = ?, decided_by = ?, changed_at = ?"  # noqa: S608 (constant)
        f" WHERE id = ? AND kiosk IS NOT NULL AND {_OPEN}",
        (to, problem, decided_by, iso(now), id),
    )


def lose_track(tx: Transaction, place: Place = "first", *, problem: str, at: Moment) -> list[Job]:
    """Whatever is under way on this printer and no longer followed is unknown.

    Only a person or the printer can tell.
    """
    rows = tx.all(
        f"SELECT id FROM print_jobs WHERE {_OPEN} AND state IN ('sending', 'in_printer')"  # noqa: S608 (constant)
        " AND coalesce(printer, 'first') = ?",
        (place,),
    )
    return [move(tx, id, "unknown", at=at, problem=problem) for (id,) in rows]


def forget_documents(tx: Transaction, ended_before: datetime) -> int:
    """Empties what was printed on papers that ended before then; the jobs stay. Returns how many."""
    return tx.execute(
        "UPDATE print_jobs SET document = '' WHERE document <> '' AND state IN ('confirmed', 'failed')"
        " AND changed_at < ?",
        (iso(ended_before),),
    )


def _one(connection: Connection, where: str, *params: str | int) -> Job | None:
    row = connection.one(f"SELECT {_COLUMNS} FROM print_jobs WHERE {where}", params)  # noqa: S608 (constants only)
    return None if row is None else Job(*row)


def _tell_central(tx: Transaction, job: Job, at: Moment) -> None:
    outbox.append(
        tx,
        kind="print.outcome",
        key=uuid7(),
        payload={
            "job": job.id,
            "subject": job.subject,
            "subject_id": job.subject_id,
            "copy": job.copy,
            "state": job.state,
            "decided_by": job.decided_by,
            "problem": job.problem,
        },
        office_day=office_day(tx, at.now, at.zone),
        made_at=at.now,
        clock_quality=at.clock_quality,
    )
