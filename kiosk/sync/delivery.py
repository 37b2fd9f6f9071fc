"""The outbox as the sender sees it: what goes next, and what central's answer does to each row.

Nothing here deletes a row, and `sent` needs central to have named the same digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from msgspec import Raw

from kiosk.clock import from_iso, iso
from kiosk.store import Connection, Store, Transaction
from kiosk.sync.contract import MAX_RECORDS, Problem, Result
from kiosk.sync.envelope import VERSION, Envelope

BATCH_BYTES = 1024 * 1024
"""A batch ends before it grows beyond this, but always has one record."""
SLICE = 2000
"""Rows that one transaction offers again, so that citizens' acts get their turn in between."""
UNCLEAR = 500
"""From this status on, a refusal says that central failed, not that the record is bad."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One unsent record and its bytes on the wire."""

    seq: int
    key: str
    sha256: str
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Tally:
    """What one answer came to."""

    sent: int = 0
    quarantined: int = 0
    unclear: int = 0
    """Still waiting: central failed on them, or named another digest."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """Figures of the outbox."""

    unsent: int
    oldest_unsent_s: int
    quarantined: int


def next_batch(connection: Connection, device_id: str, limit: int = MAX_RECORDS) -> list[Waiting]:
    """The records to send next: fewest attempts first, then oldest."""
    batch: list[Waiting] = []
    size = 0
    heads = connection.all(
        "SELECT seq FROM outbox WHERE state = 'waiting' ORDER BY attempts, seq LIMIT ?", (limit,)
    )
    for (seq,) in heads:
        record = _load(connection, device_id, seq)
        size += len(record.envelope)
        if batch and size > BATCH_BYTES:
            break
        batch.append(record)
    return batch


def _load(connection: Connection, device_id: str, seq: int) -> Waiting:
    row = connection.one(
        "SELECT key, kind, office_day, made_at, clock_quality, sha256, payload FROM outbox WHERE seq = ?",
        (seq,),
    )
    if row is None:
        raise LookupError(seq)
    key, kind, office_day, made_at, clock_quality, sha256, payload = row
    envelope = Envelope(
        v=VERSION,
        device_id=device_id,
        seq=seq,
        key=key,
        kind=kind,
        office_day=office_day,
        made_at=made_at,
        clock_quality=clock_quality,
        sha256=sha256,
        payload=Raw(payload.encode()),
    )
    return Waiting(seq, key, sha256, envelope.encode())


def settle(tx: Transaction, batch: Sequence[Waiting], results: Sequence[Result], now: datetime) -> Tally:
    """Writes down what central said of each record of the batch."""
    sent = quarantined = unclear = 0
    for record, result in zip(batch, results, strict=True):
        named = result.key == record.key and result.sha256 == record.sha256
        refusal = result.problem if result.outcome == "rejected" else None
        if result.outcome != "rejected" and named and result.server_id:
            tx.execute(
                "UPDATE outbox SET state = 'sent', server_id = ?, sent_at = ?, problem = NULL"
                " WHERE seq = ? AND state = 'waiting'",
                (result.server_id, iso(now), record.seq),
            )
            sent += 1
        elif refusal and refusal.status < UNCLEAR:
            quarantine(tx, record, refusal)
            quarantined += 1
        else:
            tx.execute("UPDATE outbox SET attempts = attempts + 1 WHERE seq = ?", (record.seq,))
            unclear += 1
    return Tally(sent, quarantined, unclear)


def quarantine(tx: Transaction, record: Waiting, problem: Problem) -> None:
    """Sets one record aside for staff, with central's reason."""
    tx.execute(
        "UPDATE outbox SET state = 'quarantined', attempts = attempts + 1, problem = ?"
        " WHERE seq = ? AND state = 'waiting'",
        (msgspec.json.encode(problem).decode(), record.seq),
    )


def offer_again(store: Store, first: int, last: int | None = None) -> int:
    """Puts sent records from `first` to `last` (or to the end) back into the queue; returns how many."""
    end = store.read(lambda connection: connection.value("SELECT coalesce(max(seq), 0) FROM outbox"))
    end = end if last is None else min(last, end)
    offered = 0
    for start in range(max(first, 1), end + 1, SLICE):
        bounds = (start, min(start + SLICE - 1, end))
        offered += store.write(
            lambda tx, bounds=bounds: tx.execute(  # type: ignore[misc] # mypy cannot see the default's type
                "UPDATE outbox SET state = 'waiting', attempts = 0"
                " WHERE seq BETWEEN ? AND ? AND state = 'sent'",
                bounds,
            )
        )
    return offered


def backlog(connection: Connection, now: datetime) -> Backlog:
    """Figures whose cost grows with what is unsent, never with what was sent."""
    unsent, oldest = connection.one("SELECT count(*), min(seq) FROM outbox WHERE state = 'waiting'") or (
        0,
        None,
    )
    age = 0
    if oldest is not None:
        made_at = from_iso(connection.value("SELECT made_at FROM outbox WHERE seq = ?", (oldest,)))
        age = max(0, int((now - made_at).total_seconds()))
    quarantined = connection.value("SELECT count(*) FROM outbox WHERE state = 'quarantined'")
    return Backlog(unsent, age, quarantined)
