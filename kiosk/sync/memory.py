"""The two things that the office remembers of central, in the store's `meta`."""

from __future__ import annotations

from typing import Literal

from kiosk.store import Connection, Transaction

Name = Literal["central_epoch", "central_cursor"]


def recall(connection: Connection, name: Name) -> str | None:
    """What was remembered last."""
    row = connection.one("SELECT value FROM meta WHERE name = ?", (name,))
    return row[0] if row else None


def remember(tx: Transaction, name: Name, value: str) -> None:
    """Replaces what was remembered."""
    tx.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
