"""Time. Storage keeps UTC; paper and screen show office-local time."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

DEFAULT_ZONE = ZoneInfo("Asia/Jakarta")


class Clock(Protocol):
    """Where the time comes from; constructor argument of whatever needs it."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def local(at: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> datetime:
    """`at` as the office's wall clock shows it."""
    return at.astimezone(zone)


def midnight(at: datetime, zone: ZoneInfo) -> datetime:
    """When the day of `at` began at the office."""
    return datetime.combine(local(at, zone).date(), time(), zone)


def iso(at: datetime) -> str:
    """`at` in UTC with milliseconds, "2026-11-24T02:41:07.123Z"; sorts as text in order of time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_iso(text: str) -> datetime:
    """The inverse of `iso`. Raises ValueError."""
    return datetime.fromisoformat(text)
