"""How many numbers of a service a day has."""

from __future__ import annotations

from kiosk.office.room import Quota
from kiosk.queueing.errors import QuotaReached
from kiosk.roomrules import RoomRules
from kiosk.store import Connection

REACHED = "Nomor untuk hari ini sudah habis. Datang lagi besok pagi."


def admit(connection: Connection, day: str, service: str, rules: RoomRules) -> None:
    """Raises QuotaReached where all numbers of the service are given."""
    limit = rules.quota.get(service)
    if limit is not None and issued(connection, day, service) >= limit:
        raise QuotaReached(REACHED)


def issued(connection: Connection, day: str, service: str) -> int:
    """Numbers of the service given on `day`, also those that were cancelled since."""
    return int(
        connection.value("SELECT count(*) FROM tickets WHERE office_day = ? AND service = ?", (day, service))
    )


def quotas(connection: Connection, day: str, rules: RoomRules) -> list[Quota]:
    """Every service with a quota."""
    return [
        Quota(service, limit, issued(connection, day, service))
        for service, limit in sorted(rules.quota.items())
    ]
