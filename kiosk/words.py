"""Days, times and money as people read them, on paper and on the screen. The standard library alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

FOLLOW: Final = "Pantau dari ponsel: pindai kode ini"
"""Beside the code that leads a phone to its number, on paper and on the screen."""
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


_AHEAD: Final[Mapping[str, tuple[str, str, str]]] = {
    "id": ("Giliran Bapak/Ibu berikutnya", "1 orang di depan", "{} orang di depan"),
    "en": ("You are next", "1 person ahead", "{} people ahead"),
    "su": ("Giliran Bapa/Ibu saparantosna", "1 urang di payun", "{} urang di payun"),
    "jv": ("Candhakipun Bapak/Ibu", "1 tiyang ing ngajeng", "{} tiyang ing ngajeng"),
}
_WAIT: Final[Mapping[str, tuple[str, str]]] = {
    "id": ("Perkiraan {} menit", "Perkiraan kurang dari {} menit"),
    "en": ("About {} minutes", "Less than {} minutes"),
    "su": ("Kira-kira {} menit", "Kirang ti {} menit"),
    "jv": ("Kinten-kinten {} menit", "Kirang saking {} menit"),
}
"""Sundanese and Javanese here and above are drafts for speakers of the languages."""


def ahead_words(people: int, language: str = "id") -> str:
    """ "5 orang di depan", on paper, screen and phone."""
    nobody, one, many = _AHEAD[language]
    return many.format(people) if people > 1 else one if people else nobody


def wait_words(low: int, high: int, language: str = "id") -> str:
    """ "Perkiraan 20–35 menit", on paper, screen and phone; nothing where nothing is known."""
    about, less = _WAIT[language]
    if high <= 0:
        return ""
    if low <= 0:
        return less.format(high)
    return about.format(f"{low}–{high}" if low < high else high)


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
