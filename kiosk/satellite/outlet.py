"""What a further kiosk still owes its main office: the rows of its outbox, in order, until each is taken.

What the office has is no longer the kiosk's: the number leaves its count of waiting people, and what an
applicant entered is deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec

from kiosk.clock import from_iso, iso
from kiosk.satellite.contract import Done, Paper, Record, RecordKind, Subject
from kiosk.spool import jobs
from kiosk.store import Connection, Transaction

SUBJECTS: Final[dict[RecordKind, Subject]] = {
    "ticket.issued": "ticket",
    "application.submitted": "receipt",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """Figures of the outbox."""

    unsent: int
    oldest_s: int
    """Age of the oldest of them, seconds."""
    quarantined: int


def owed(connection: Connection, now: datetime) -> Owed:
    """How much waits, and how much was refused."""
    unsent, oldest = connection.all("SELECT count(*), min(made_at) FROM outbox WHERE state = 'waiting'")[0]
    refused = int(connection.value("SELECT count(*) FROM outbox WHERE state = 'quarantined'"))
    age = max(0, (now - from_iso(oldest)) // timedelta(seconds=1)) if oldest else 0
    return Owed(unsent, age, refused)


def first(connection: Connection) -> tuple[int, Record] | None:
    """The next record and its place, or None where nothing is owed."""
    row = connection.one(
        "SELECT seq, key, kind, office_day, made_at, clock_quality, payload FROM outbox"
        " WHERE state = 'waiting' ORDER BY attempts, seq LIMIT 1"
    )
    if row is None:
        return None
    seq, key, kind, office_day, made_at, clock_quality, payload = row
    done = connection.one("SELECT fingerprint, answer FROM acts WHERE key = ? AND kind = ?", (key, kind))
    return seq, Record(
        key=key,
        kind=kind,
        office_day=office_day,
        made_at=made_at,
        clock_quality=clock_quality,
        payload=msgspec.json.decode(payload),
        done=Done(*done) if done else None,
        papers=_papers(connection, kind, key),
    )


def taken_over(tx: Transaction, seq: int, record: Record, now: datetime) -> None:
    """The office has it: a number lives on there, and here it is over."""
    match record.kind:
        case "ticket.issued":
            tx.execute("UPDATE tickets SET state = 'cancelled' WHERE id = ?", (record.key,))
        case "application.submitted":
            tx.execute("UPDATE tickets SET application_id = NULL WHERE application_id = ?", (record.key,))
            tx.execute("DELETE FROM applications WHERE id = ?", (record.key,))
        case "print.outcome":
            pass
    tx.execute("UPDATE outbox SET state = 'sent', sent_at = ?, payload = '{}' WHERE seq = ?", (iso(now), seq))


def refused(tx: Transaction, seq: int, problem: str) -> None:
    """The office will never take it: it stays here, and staff see that it does."""
    tx.execute("UPDATE outbox SET state = 'quarantined', problem = ? WHERE seq = ?", (problem, seq))


def _papers(connection: Connection, kind: RecordKind, key: str) -> list[Paper]:
    subject = SUBJECTS.get(kind)
    job = jobs.original(connection, subject, key) if subject else None
    return [Paper(job.id, job.subject, job.subject_id, job.document)] if job else []
