"""The outbox numbers records without gaps, in the transaction of their act."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.store import Connection, IntegrityError, Store, Transaction
from kiosk.sync import outbox
from kiosk.sync.delivery import backlog, next_batch
from kiosk.sync.envelope import decode, digest
from kiosk.sync.errors import BadPayload


def append(tx: Transaction, key: str, payload: dict[str, Any]) -> int:
    return outbox.append(
        tx,
        kind="ticket.issued",
        key=key,
        payload=payload,
        office_day="2026-11-24",
        made_at=SystemClock().now(),
        clock_quality="none",
    )


def test_an_act_that_fails_leaves_no_gap(store: Store) -> None:
    key = uuid7()
    assert store.write(lambda tx: append(tx, key, {})) == 1
    with pytest.raises(IntegrityError):
        store.write(lambda tx: (append(tx, uuid7(), {}), append(tx, key, {})))
    with pytest.raises(BadPayload):
        store.write(lambda tx: (append(tx, uuid7(), {}), append(tx, uuid7(), {"a": 1.5})))
    assert store.write(lambda tx: append(tx, uuid7(), {})) == 2


def test_the_envelope_on_the_wire_holds_the_bytes_that_were_frozen(store: Store) -> None:
    store.write(lambda tx: append(tx, uuid7(), {"b": [None, "é"], "a": 1}))
    (record,) = store.read(lambda connection: next_batch(connection, store.device_id))
    envelope = decode(record.envelope)
    frozen = store.read(lambda connection: connection.value("SELECT payload FROM outbox")).encode()
    assert bytes(envelope.payload) == frozen
    assert (envelope.device_id, envelope.seq, envelope.sha256) == (store.device_id, 1, digest(frozen))


def test_a_batch_ends_before_it_grows_too_heavy_but_always_has_one(store: Store) -> None:
    for _ in range(9):
        store.write(lambda tx: append(tx, uuid7(), {"a": "x" * 250_000}))
    batch = store.read(lambda connection: next_batch(connection, store.device_id))
    assert [record.seq for record in batch] == [1, 2, 3, 4]


def test_figures_and_batches_never_read_what_was_sent_long_ago(store: Store) -> None:
    """Each query walks a partial index of unsent rows, or goes straight to a row."""
    asked: list[str] = []

    class Watched(Connection):
        def one(self, sql: str, params: tuple[Any, ...] = ()) -> Any:
            asked.extend(detail for *_, detail in super().all(f"EXPLAIN QUERY PLAN {sql}", params))
            return super().one(sql, params)

        def all(self, sql: str, params: tuple[Any, ...] = ()) -> Any:
            asked.extend(detail for *_, detail in super().all(f"EXPLAIN QUERY PLAN {sql}", params))
            return super().all(sql, params)

    store.write(lambda tx: append(tx, uuid7(), {}))
    store.read(lambda connection: backlog(Watched(connection._raw), SystemClock().now()))
    store.read(lambda connection: next_batch(Watched(connection._raw), store.device_id))
    assert len(asked) == 5
    assert all(
        "outbox_waiting" in plan or "outbox_quarantined" in plan or "rowid=?" in plan for plan in asked
    ), asked
