"""Numbers of the queue: series letter and three digits from 001, four after 999."""

from __future__ import annotations

from kiosk.store import Transaction


def allocate(tx: Transaction, office_day: str, series: str) -> int:
    """The next number of the series on that day; unique by constraint, never reused.

    A number that somebody still holds from an earlier day, where they are kept over night, is left out.
    """
    while True:
        number = int(
            tx.value(
                "INSERT INTO counters (office_day, series, last) VALUES (?, ?, 1)"
                " ON CONFLICT (office_day, series) DO UPDATE SET last = last + 1 RETURNING last",
                (office_day, series),
            )
        )
        kept = tx.one(
            "SELECT 1 FROM tickets WHERE queue_day = ? AND queue_day <> office_day AND series = ?"
            " AND number = ?",
            (office_day, series, number),
        )
        if kept is None:
            return number


def shown(series: str, number: int) -> str:
    """ "B-017", "A-1000"."""
    return f"{series}-{number:03d}"
