"""Migrations: SQL files in order of name, each committed together with its own record."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from kiosk.clock import Clock, iso
from kiosk.store.errors import StoreTooNew

RECORDS = """CREATE TABLE IF NOT EXISTS migrations (
    name TEXT PRIMARY KEY, applied_at TEXT NOT NULL) WITHOUT ROWID"""


def known() -> dict[str, str]:
    """SQL of every migration of this release by name, in order."""
    folder = files("kiosk.store") / "migrations"
    return {
        entry.name: entry.read_text()
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".sql")
    }


def migrate(raw: Any, clock: Clock) -> None:
    """Brings the database to this release. Raises StoreTooNew, with nothing changed."""
    raw.execute(RECORDS)
    applied = {name for (name,) in raw.execute("SELECT name FROM migrations")}
    release = known()
    if applied - set(release):
        raise StoreTooNew("Basis data ini dari versi lebih baru. Pasang versi aplikasi yang baru.")
    for name, sql in release.items():
        if name in applied:
            continue
        stamp = iso(clock.now())
        raw.executescript(
            f"BEGIN IMMEDIATE;\n{sql}\n"
            f"INSERT INTO migrations (name, applied_at) VALUES ('{name}', '{stamp}');\nCOMMIT;"
        )
