"""Days, times and money as people read them, on paper and on the screen. The standard library alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""In the order of `date.weekday()`."""
MONTHS: Final = (
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
_MONTHS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def date_words(day: date, language: str = "id") -> str:
    """ "24 November 2026". Languages without month names of their own read Indonesian."""
    return f"{day.day} {_MONTHS_OF.get(language, MONTHS)[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """ "Selasa, 24 November 2026"."""
    return f"{DAYS[day.weekday()]}, {date_words(day)}"


def clock_words(at: datetime | time) -> str:
    """ "09.41", the Indonesian way."""
    return f"{at.hour:02d}.{at.minute:02d}"


def moment_words(at: datetime) -> str:
    """ "Selasa, 24 November 2026, 09.41"."""
    return f"{full_date(at.date())}, {clock_words(at)}"


def rupiah(amount: int) -> str:
    """ "Rp 1.500.000"."""
    return f"Rp {amount:,}".replace(",", ".")


def fee_words(amount: int) -> str:
    """ "Gratis" or "Rp 10.000"."""
    return rupiah(amount) if amount else "Gratis"
