"""Indonesian words for times, dates, money and counts, as the screen shows them."""

from __future__ import annotations

from datetime import date, datetime

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
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def date_words(day: date) -> str:
    """ "24 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """ "Selasa, 24 November 2026"."""
    return f"{DAYS[day.weekday()]}, {date_words(day)}"


def clock_words(at: datetime) -> str:
    """ "09.41"."""
    return f"{at.hour:02d}.{at.minute:02d}"


def rupiah(amount: int) -> str:
    """ "Rp 1.500.000"."""
    return f"Rp {amount:,}".replace(",", ".")


def fee_words(amount: int) -> str:
    return rupiah(amount) if amount else "Gratis"


def time_words(minutes: int | None, working_days: int | None) -> str:
    """How long a service takes: "Selesai 1 hari kerja", "Ditunggu 15 menit"."""
    if minutes is not None:
        return f"Ditunggu ± {minutes} menit"
    return f"Selesai {working_days} hari kerja" if working_days else ""


def ahead_words(people: int) -> str:
    return f"{people} orang di depan Bapak/Ibu" if people else "Giliran Bapak/Ibu berikutnya"


def wait_words(low: int, high: int) -> str:
    """ "Perkiraan 20–35 menit"."""
    if high <= 0:
        return ""
    if low <= 0:
        return f"Perkiraan kurang dari {high} menit"
    return f"Perkiraan {low}–{high} menit" if low < high else f"Perkiraan {high} menit"


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
