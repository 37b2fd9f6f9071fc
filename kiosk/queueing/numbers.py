"""Numbers of the queue: series letter and three digits from 001, four after 999."""

from __future__ import annotations

from kiosk.store import Transaction


def allocate(tx: Transaction, office_day: str, series: str) -> int:
    """The next number of the series on that day; unique by constraint, never reused."""
    return int(
        tx.value(
            "INSERT INTO counters (office_day, series, last) VALUES (?, ?, 1)"
            " ON CONFLICT (office_day, series) DO UPDATE SET last = last + 1 RETURNING last",
            (office_day, series),
        )
    )


def shown(series: str, number: int) -> str:
    """ "B-017", "A-1000"."""
    return f"{series}-{number:03d}"
