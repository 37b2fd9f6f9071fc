"""The audit log: what happened to which record, chained by hash, written in the act's own transaction."""

from __future__ import annotations

import hashlib
from datetime import datetime

from kiosk.clock import iso
from kiosk.store.connection import Transaction


def record(tx: Transaction, *, event: str, subject: str, now: datetime, staff: str | None = None) -> None:
    """Adds one row. `subject` is the id of a record, never personal data.

    `staff`: id of the account of whoever did it; none: a citizen, or the office by itself.
    """
    last = tx.one("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1")
    before = last[0] if last else ""
    at = iso(now)
    named = (staff,) if staff else ()
    chained = hashlib.sha256("\n".join((before, at, event, subject, *named)).encode()).hexdigest()
    tx.execute(
        "INSERT INTO audit (at, event, subject, staff, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?)",
        (at, event, subject, staff, before, chained),
    )
