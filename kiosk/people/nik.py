"""NIK and KK number: 16 digits that begin with a region and a date.

NIK is PPKKCC DDMMYY SSSS: region of first registration, date of birth with 40 added to a woman's day, and a
serial from 0001. There is no check digit, and a NIK is not corrected when it turns out to disagree with the
birth date: what does not fit is a warning, never a reason to refuse (dukcapil.klaten.go.id).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.people import regions
from kiosk.people.errors import NotAccepted
from kiosk.people.text import Private, digits, sentence

Sex = Literal["laki-laki", "perempuan"]

LENGTH = 16
BIRTH_DATE_DIFFERS = "Tanggal lahir berbeda dengan NIK. Periksa keduanya."
_WOMEN = 40


@dataclass(frozen=True, slots=True, repr=False)
class Nik(Private):
    """A NIK of the right form. `digits` has 16 ASCII digits."""

    digits: str

    @classmethod
    def parse(cls, text: object) -> Nik:
        """Raises NotAccepted: not 16 digits, or a region, day, month or serial that no NIK has."""
        where = "Lihat angka di bawah kata NIK pada KTP."
        number = _sixteen(text, "NIK", where)
        day, month = int(number[6:8]), int(number[8:10])
        day_exists = 1 <= day <= 31 or 1 + _WOMEN <= day <= 31 + _WOMEN
        if not (day_exists and 1 <= month <= 12):
            raise NotAccepted(f"Angka ke-7 sampai ke-10 bukan tanggal lahir. {where}")
        if number.endswith("0000"):
            raise NotAccepted(f"Empat angka terakhir NIK tidak mungkin 0000. {where}")
        return cls(number)

    @property
    def region_code(self) -> str:
        """Six digits: where the holder was first registered, which need not be where they live."""
        return self.digits[:6]

    @property
    def region(self) -> str | None:
        """Name of that region; None where today's list does not have it."""
        return regions.region_name(self.region_code)

    @property
    def sex(self) -> Sex:
        return "perempuan" if int(self.digits[6:8]) > _WOMEN else "laki-laki"

    @property
    def last4(self) -> str:
        return self.digits[-4:]

    @property
    def masked(self) -> str:
        return mask(self.digits)

    def birth_date(self, today: date) -> date | None:
        """The latest day up to `today` that the digits can mean; None if they are no day of the calendar."""
        return next(iter(self.birth_dates(today)), None)

    def birth_dates(self, today: date) -> tuple[date, ...]:
        """Every day that the digits can mean: this century and the last one, the latest first."""
        day = int(self.digits[6:8]) % _WOMEN
        month, year = int(self.digits[8:10]), int(self.digits[10:12])
        this_century = today.year - today.year % 100
        days = (_day(century + year, month, day) for century in (this_century, this_century - 100))
        return tuple(found for found in days if found and found <= today)

    def warnings(self, today: date, born: date | None = None) -> tuple[str, ...]:
        """What does not fit, Indonesian: within the NIK, or with the birth date that was given."""
        found = []
        if self.region is None:
            found.append("Wilayah pada NIK tidak dikenal. Periksa enam angka pertama.")
        dates = self.birth_dates(today)
        if not dates:
            found.append("Tanggal lahir pada NIK tidak ada di kalender. Periksa angka tengah.")
        elif born is not None and born not in dates:
            found.append(BIRTH_DATE_DIFFERS)
        return tuple(found)


@dataclass(frozen=True, slots=True, repr=False)
class KkNumber(Private):
    """The number of a family card: region and date of issue and a serial. It changes over a life."""

    digits: str

    @classmethod
    def parse(cls, text: object) -> KkNumber:
        """Raises NotAccepted: not 16 digits, or a beginning that no region has."""
        return cls(_sixteen(text, "nomor KK", "Lihat angka di bagian atas Kartu Keluarga."))

    @property
    def masked(self) -> str:
        return mask(self.digits)


def mask(sixteen: str) -> str:
    """The first and last four of 16 digits: "3603 •••• •••• 0001"."""
    return f"{sixteen[:4]} •••• •••• {sixteen[-4:]}"


def grouped(sixteen: str) -> str:
    """16 digits as they are read aloud and compared: "360303 410190 0001"."""
    return f"{sixteen[:6]} {sixteen[6:12]} {sixteen[12:]}"


def _sixteen(text: object, what: str, where: str) -> str:
    number = digits(text, what)
    name = sentence(what)
    if not number:
        raise NotAccepted(f"Isi {what} dulu. {where}")
    if len(number) < LENGTH:
        raise NotAccepted(f"{name} kurang {LENGTH - len(number)} angka. {where}")
    if len(number) > LENGTH:
        raise NotAccepted(f"{name} kelebihan {len(number) - LENGTH} angka. {where}")
    if number[0] == "0":
        raise NotAccepted(f"{name} tidak mungkin dimulai dengan 0. {where}")
    return number


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
