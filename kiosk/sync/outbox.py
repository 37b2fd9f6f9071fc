"""The office's outbox: records wait here until central has named their digest.

Rows are written in the transaction of the act that they tell of, and are never changed afterwards but for
their way to central: `waiting`, then `sent` or `quarantined`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kiosk.clock import iso
from kiosk.store import Transaction
from kiosk.sync.envelope import ClockQuality, digest, freeze


def append(
    tx: Transaction,
    *,
    kind: str,
    key: str,
    payload: dict[str, Any],
    office_day: str,
    made_at: datetime,
    clock_quality: ClockQuality,
) -> int:
    """Freezes one record and returns its `seq`, which rises by one with each.

    `key` is the record's own UUIDv7. Raises BadPayload, TooLarge; IntegrityError where the key is taken.
    """
    frozen = freeze(payload)
    # No AUTOINCREMENT: SQLite gives the highest seq + 1, and a transaction that fails leaves no gap.
    return int(
        tx.value(
            "INSERT INTO outbox (key, kind, office_day, made_at, clock_quality, sha256, payload)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq",
            (key, kind, office_day, iso(made_at), clock_quality, digest(frozen), frozen.decode()),
        )
    )
