"""Days of the calendar as people give them."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from kiosk.people.errors import NotAccepted
from kiosk.people.text import typed

Kind = Literal["birth", "past", "event"]

OLDEST_PERSON = 130
"""Years; a birth date before that is a slip of the finger."""
EARLIEST_YEAR = 1900
FARTHEST_EVENT = 5
"""Years ahead."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


def parse_date(text: object, kind: Kind, today: date) -> date:
    """A day from "1990-01-24" or "24-01-1990" (also / . or blank), within the limits of its kind.

    A birth date is at most 130 years ago and not after `today`, a past date not after `today` and from 1900
    on, an event today or up to five years later. Raises NotAccepted.
    """
    day = _read(typed(text, "tanggal"))
    match kind:
        case "birth":
            if day > today:
                raise NotAccepted("Tanggal lahir tidak boleh sesudah hari ini. Periksa tahunnya.")
            if day.year < today.year - OLDEST_PERSON:
                raise NotAccepted("Tahun lahir terlalu lama. Periksa tahunnya.")
        case "past":
            if day > today:
                raise NotAccepted("Tanggal ini belum tiba. Isi hari ini atau sebelumnya.")
            if day.year < EARLIEST_YEAR:
                raise NotAccepted("Tahunnya terlalu lama. Periksa tahunnya.")
        case "event":
            if day < today:
                raise NotAccepted("Tanggal ini sudah lewat. Isi hari ini atau sesudahnya.")
            if day.year > today.year + FARTHEST_EVENT:
                raise NotAccepted("Tanggal ini terlalu jauh. Periksa tahunnya.")
    return day


def age(born: date, today: date) -> int:
    """Full years from `born` to `today`; negative while the day is still to come."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _read(text: str) -> date:
    if not text:
        raise NotAccepted("Pilih tanggal, bulan, dan tahun dulu.")
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise NotAccepted("Isi tanggal, bulan, dan tahun, misalnya 24-01-1990.")
    if 0 in (year, month, day):
        raise NotAccepted("Pilih tanggal, bulan, dan tahun dulu.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotAccepted("Tanggal ini tidak ada di kalender. Periksa tanggal dan bulannya.") from None
