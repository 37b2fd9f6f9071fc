"""The ledger: takes batches of records from one device, each exactly once, whatever arrives how often.

A record is judged by itself before the database is touched, so a poisoned one costs only itself. Uniqueness
is the database's: insert, skip on conflict, then read who was there first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from kiosk.central import gaps, projections
from kiosk.central.database import Database
from kiosk.central.sealing import Seal
from kiosk.central.tables import conflicts, devices, records
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.sync.contract import Problem, Result
from kiosk.sync.envelope import Envelope, decode
from kiosk.sync.errors import EnvelopeError

log = structlog.get_logger()

FAILED = Problem(
    type="anjungan:central-failed",
    title="Pusat gagal memproses catatan ini.",
    status=500,
    detail="Catatan tetap di kantor dan dikirim lagi.",
)
KEY_REUSED = Problem(
    type="anjungan:key-reused",
    title="Kunci catatan sudah dipakai isi lain.",
    status=409,
    detail="Kedua isi disimpan. Petugas perlu memeriksa.",
)
SEQ_REUSED = Problem(
    type="anjungan:seq-reused",
    title="Nomor urut catatan sudah dipakai catatan lain.",
    status=409,
    detail="Kedua catatan disimpan. Petugas perlu memeriksa.",
)
OTHER_DEVICE = Problem(
    type="anjungan:other-device",
    title="Catatan ini milik perangkat lain.",
    status=422,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A record that is what it claims to be, ready for the database."""

    envelope: Envelope
    projection: projections.Projection | None
    server_id: str


def take(database: Database, seal: Seal, device_id: str, raw: Sequence[bytes], now: datetime) -> list[Result]:
    """Keeps what can be kept, in one transaction; one result for each of `raw`, in its order.

    Raises OperationalError where the database cannot be used just now.
    """
    judged = [_judge(record, device_id) for record in raw]
    good = [record for record in judged if isinstance(record, Judged)]
    kept = {record.server_id: result for record, result in _keep_all(database, seal, device_id, good, now)}
    return [kept[record.server_id] if isinstance(record, Judged) else record for record in judged]


def see_device(connection: Connection, database: Database, device_id: str) -> None:
    """Makes the device's row where there is none, and holds it until the transaction ends."""
    connection.execute(
        database.insert_new(devices),
        {"id": device_id, "highest_seq": 0, "gaps": "[]", "last_change": 0},
    )
    connection.execute(select(devices.c.id).where(devices.c.id == device_id).with_for_update())


def _judge(raw: bytes, device_id: str) -> Judged | Result:
    key: str | None = None
    try:
        envelope = decode(raw)
        key = envelope.key
        if envelope.device_id != device_id:
            return Result(outcome="rejected", key=key, problem=OTHER_DEVICE)
        return Judged(envelope, projections.read(envelope), uuid7())
    except EnvelopeError as error:
        problem = Problem(type=error.type, title=str(error), status=error.status)
        return Result(outcome="rejected", key=key, problem=problem)


def _keep_all(
    database: Database, seal: Seal, device_id: str, batch: Sequence[Judged], now: datetime
) -> list[tuple[Judged, Result]]:
    if not batch:
        return []
    try:
        with database.write() as connection:
            return _keep(connection, database, seal, device_id, batch, now)
    except OperationalError:
        raise
    except DBAPIError as error:
        log.error("batch_not_kept", error=type(error).__name__, count=len(batch))
        if len(batch) == 1:
            return [(batch[0], Result(outcome="rejected", key=batch[0].envelope.key, problem=FAILED))]
    return [pair for one in batch for pair in _keep_all(database, seal, device_id, [one], now)]


def _keep(
    connection: Connection,
    database: Database,
    seal: Seal,
    device_id: str,
    batch: Sequence[Judged],
    now: datetime,
) -> list[tuple[Judged, Result]]:
    see_device(connection, database, device_id)
    rows = [_row(seal, record, now) for record in batch]
    inserted = connection.execute(database.insert_new(records).returning(records.c.server_id), rows).scalars()
    fresh = set(inserted)
    new = [record for record in batch if record.server_id in fresh]
    projections.write(
        connection, seal, [(record.envelope, record.projection) for record in new if record.projection]
    )
    results = [(record, _accepted(record)) for record in new]
    known = [record for record in batch if record.server_id not in fresh]
    results += _compare(connection, database, seal, device_id, known, now)
    held = [record.envelope.seq for record, result in results if result.outcome != "rejected"]
    _advance(connection, device_id, held, now)
    return results


def _row(seal: Seal, record: Judged, now: datetime) -> dict[str, object]:
    envelope = record.envelope
    return {
        "server_id": record.server_id,
        "device_id": envelope.device_id,
        "seq": envelope.seq,
        "key": envelope.key,
        "kind": envelope.kind,
        "office_day": envelope.office_day,
        "made_at": envelope.made_at,
        "clock_quality": envelope.clock_quality,
        "digest": seal.index(envelope.sha256),
        "sealed": seal.close(bytes(envelope.payload), envelope.device_id, envelope.key),
        "received_at": iso(now),
    }


def _accepted(record: Judged) -> Result:
    envelope = record.envelope
    return Result(outcome="accepted", key=envelope.key, server_id=record.server_id, sha256=envelope.sha256)


def _compare(
    connection: Connection,
    database: Database,
    seal: Seal,
    device_id: str,
    known: Sequence[Judged],
    now: datetime,
) -> list[tuple[Judged, Result]]:
    """What the database already had under these keys or numbers."""
    if not known:
        return []
    first = {
        key: (digest, server_id, official)
        for key, digest, server_id, official in connection.execute(
            select(records.c.key, records.c.digest, records.c.server_id, records.c.official_number).where(
                records.c.device_id == device_id, records.c.key.in_([r.envelope.key for r in known])
            )
        )
    }
    results: list[tuple[Judged, Result]] = []
    for record in known:
        envelope = record.envelope
        digest, server_id, official = first.get(envelope.key, (None, None, None))
        if digest == seal.index(envelope.sha256):
            result = Result(
                outcome="duplicate",
                key=envelope.key,
                server_id=server_id,
                sha256=envelope.sha256,
                official_number=official,
            )
        else:
            problem = SEQ_REUSED if digest is None else KEY_REUSED
            _keep_conflict(connection, database, seal, record, problem, now)
            result = Result(outcome="rejected", key=envelope.key, problem=problem)
        results.append((record, result))
    return results


def _keep_conflict(
    connection: Connection, database: Database, seal: Seal, record: Judged, problem: Problem, now: datetime
) -> None:
    envelope = record.envelope
    connection.execute(
        database.insert_new(conflicts),
        {
            "id": uuid7(),
            "device_id": envelope.device_id,
            "seq": envelope.seq,
            "key": envelope.key,
            "problem": problem.type,
            "digest": seal.index(envelope.sha256),
            "sealed": seal.close(bytes(envelope.payload), envelope.device_id, envelope.key),
            "received_at": iso(now),
        },
    )


def _advance(connection: Connection, device_id: str, seqs: Sequence[int], now: datetime) -> None:
    before, highest = connection.execute(
        select(devices.c.gaps, devices.c.highest_seq).where(devices.c.id == device_id)
    ).one()
    ranges, highest = gaps.arrived([(first, last) for first, last in json.loads(before)], highest, seqs)
    connection.execute(
        update(devices)
        .where(devices.c.id == device_id)
        .values(gaps=json.dumps(ranges), highest_seq=highest, last_record_at=iso(now))
    )
