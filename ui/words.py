"""Indonesian words for waiting, promises and groups of digits, as the screen shows them."""

from __future__ import annotations

from datetime import date

from kiosk.words import (
    FOLLOW,
    MONTHS,
    ahead_words,
    clock_words,
    date_words,
    fee_words,
    full_date,
    rupiah,
    wait_words,
)

__all__ = [
    "FOLLOW",
    "MONTHS",
    "ahead_words",
    "clock_words",
    "date_words",
    "fee_words",
    "full_date",
    "grouped",
    "ready_words",
    "rupiah",
    "time_words",
    "wait_words",
]


def time_words(minutes: int | None, working_days: int | None) -> str:
    """How long a service takes: "Selesai 1 hari kerja", "Ditunggu 15 menit"."""
    if minutes is not None:
        return f"Ditunggu ± {minutes} menit"
    return f"Selesai {working_days} hari kerja" if working_days else ""


def ready_words(day: str | None) -> str:
    """What is promised of an application that is ready on `day`, ISO."""
    if day is None:
        return "Selesai sambil ditunggu di loket."
    return f"Siap diambil {full_date(date.fromisoformat(day))}"


def grouped(text: str, *sizes: int) -> str:
    """`text` cut into groups of `sizes`, the last size repeated: NIK is 6, 6, 4."""
    groups: list[str] = []
    at = 0
    while at < len(text):
        size = sizes[min(len(groups), len(sizes) - 1)]
        groups.append(text[at : at + size])
        at += size
    return " ".join(groups)
