"""Time. Storage keeps UTC; paper and screen show office-local time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

DEFAULT_ZONE = ZoneInfo("Asia/Jakarta")

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


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


def iso(at: datetime) -> str:
    """`at` in UTC with milliseconds, "2026-11-24T02:41:07.123Z"; sorts as text in order of time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_iso(text: str) -> datetime:
    """The inverse of `iso`. Raises ValueError."""
    return datetime.fromisoformat(text)


def day_in_words(day: date) -> str:
    """ "Selasa, 24 November 2026"."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def time_in_words(at: datetime) -> str:
    """ "09.41", the Indonesian way."""
    return at.strftime("%H.%M")
