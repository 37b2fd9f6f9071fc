"""*Tutup sementara karena …*: what staff close while the office runs, and why a service cannot be had."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kiosk.acts import Act, once
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.room import Closure
from kiosk.officeday import office_day
from kiosk.queueing import quota
from kiosk.queueing.moves import reason_of
from kiosk.queueing.room import By, Room
from kiosk.roomrules import RoomRules
from kiosk.store import Connection, Transaction
from kiosk.sync import outbox

KIOSK: Final = ""
"""Instead of a service: the whole kiosk."""


def close(
    tx: Transaction, *, act: Act, by: By, room: Room, reason: str, service: str = KIOSK
) -> tuple[Closure, bool]:
    """Closes a service or the kiosk until `reopen`. Raises BadTarget, KeyReused."""

    def do() -> Closure:
        if service:
            room.service(service)
        why = reason_of(reason)
        since = tx.value(
            "INSERT INTO closures (service, reason, closed_at, staff) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET reason = excluded.reason, staff = excluded.staff RETURNING closed_at",
            (service, why, iso(act.now), by.staff),
        )
        _tell(tx, act, room, service, "service.closed")
        return Closure(service, why, since)

    return once(tx, act, "service.closed", Closure, do)


def reopen(
    tx: Transaction, *, act: Act, by: By, room: Room, service: str = KIOSK
) -> tuple[list[Closure], bool]:
    """Opens it again; what was open stays open. Returns what is still closed. Raises KeyReused."""

    def do() -> list[Closure]:
        if tx.execute("DELETE FROM closures WHERE service = ?", (service,)):
            _tell(tx, act, room, service, "service.opened")
        return closures(tx)

    return once(tx, act, "service.opened", list[Closure], do)


def closures(connection: Connection) -> list[Closure]:
    """All that is closed for a while, the kiosk first."""
    rows = connection.all("SELECT service, reason, closed_at FROM closures ORDER BY service")
    return [Closure(*row) for row in rows]


def adopt(tx: Transaction, closed: list[Closure], now: datetime) -> None:
    """What the main office has closed is closed at this further kiosk, not later than now; nothing else."""
    tx.execute("DELETE FROM closures")
    for one in closed:
        tx.execute(
            "INSERT INTO closures (service, reason, closed_at) VALUES (?, ?, ?)",
            (one.service, one.reason, min(one.since, iso(now))),
        )


def closed_because(connection: Connection, service: str, began: datetime) -> str | None:
    """Why nobody can begin with the service at `began`; what was closed later does not count."""
    row = connection.one(
        "SELECT reason FROM closures WHERE service IN ('', ?) AND closed_at <= ? ORDER BY service LIMIT 1",
        (service, iso(began)),
    )
    return str(row[0]) if row else None


def unavailable(connection: Connection, day: str, rules: RoomRules) -> dict[str, str]:
    """Service → why it cannot be had now: closed by staff, or no number is left. KIOSK: why nothing can."""
    reached = {
        one.service: quota.REACHED
        for one in quota.quotas(connection, day, rules)
        if one.issued >= one.per_day
    }
    closed = {one.service: one.reason for one in closures(connection)}
    return reached | closed


def _tell(tx: Transaction, act: Act, room: Room, service: str, kind: str) -> None:
    outbox.append(
        tx,
        kind=kind,
        key=uuid7(),
        payload={"service": service or None, "at": iso(act.now)},
        office_day=office_day(tx, act.now, room.office.zone),
        made_at=act.now,
        clock_quality=act.clock_quality,
    )
