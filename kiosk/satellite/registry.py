"""The further kiosks of an office: their names and digits in its store, their secrets in its keyring."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from kiosk.acts import Act
from kiosk.clock import from_iso, iso
from kiosk.keys import Keys
from kiosk.office.room import Kiosk
from kiosk.satellite.contract import FIRST, LAST, Beat, series
from kiosk.satellite.errors import NameUnusable, TooManyKiosks
from kiosk.store import Connection, Transaction, audit

SILENT_AFTER: Final = timedelta(seconds=15)
LONGEST: Final = 30
"""Letters of a kiosk's name."""


def secret_name(number: int) -> str:
    """Under which the office's keyring keeps a kiosk's secret."""
    return f"satellite-{number}"


def draw() -> str:
    """A new secret."""
    return secrets.token_urlsafe(32)


def add(tx: Transaction, *, act: Act, name: str) -> int:
    """Registers a kiosk and returns its digit. Raises NameUnusable, TooManyKiosks."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise NameUnusable(f"Tulis nama anjungan, paling banyak {LONGEST} huruf.")
    if tx.one("SELECT 1 FROM satellites WHERE name = ?", (name,)):
        raise NameUnusable("Nama ini sudah dipakai anjungan lain.")
    taken = {number for (number,) in tx.all("SELECT number FROM satellites")}
    free = [number for number in range(FIRST, LAST + 1) if number not in taken]
    if not free:
        raise TooManyKiosks(f"Satu kantor paling banyak punya {LAST} anjungan.")
    tx.execute(
        "INSERT INTO satellites (number, name, added_at) VALUES (?, ?, ?)", (free[0], name, iso(act.now))
    )
    audit.record(tx, event="satellite.added", subject=act.key, now=act.now)
    return free[0]


def remove(tx: Transaction, *, act: Act, name: str) -> int:
    """Takes a kiosk off and returns its digit: its secret opens nothing any more. Raises NameUnusable."""
    gone = tx.one("DELETE FROM satellites WHERE name = ? RETURNING number", (" ".join(name.split()),))
    if gone is None:
        raise NameUnusable("Anjungan ini tidak terdaftar. Lihat: kiosk satellite list")
    audit.record(tx, event="satellite.removed", subject=act.key, now=act.now)
    return int(gone[0])


def secrets_of(connection: Connection, keys: Keys) -> dict[int, bytes]:
    """The secret of every kiosk. Raises KeysError."""
    numbers = [number for (number,) in connection.all("SELECT number FROM satellites")]
    kept = {number: keys.get(secret_name(number)) for number in numbers}
    return {number: secret for number, secret in kept.items() if secret}


def note(tx: Transaction, number: int, beat: Beat, now: datetime) -> None:
    """Keeps how a kiosk stands."""
    tx.execute(
        "UPDATE satellites SET seen_at = ?, printer = ?, unsent = ?, quarantined = ? WHERE number = ?",
        (iso(now), beat.printer, beat.unsent, beat.quarantined, number),
    )


def names(connection: Connection) -> dict[int, str]:
    """Where each further kiosk stands, by digit."""
    return dict(connection.all("SELECT number, name FROM satellites ORDER BY number"))


def kiosks(connection: Connection, now: datetime) -> list[Kiosk]:
    """All further kiosks, by digit."""
    rows = connection.all(
        "SELECT number, name, seen_at, printer, unsent, quarantined FROM satellites ORDER BY number"
    )
    return [
        Kiosk(
            number=number,
            name=name,
            series=series(number),
            seen_at=seen_at,
            silent=seen_at is None or now - from_iso(seen_at) > SILENT_AFTER,
            printer=printer,
            unsent=unsent,
            quarantined=quarantined,
        )
        for number, name, seen_at, printer, unsent, quarantined in rows
    ]
