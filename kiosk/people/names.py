"""Names of people: one field, in capitals as on the KTP."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kiosk.people.errors import NotAccepted
from kiosk.people.text import Private, single_blanks, typed

LONGEST = 60
"""Letters and blanks, as on the KTP (Permendagri 73/2022)."""

_MARKS = " .',-"
_LAST_LATIN = "\u024f"
_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "`": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"})


@dataclass(frozen=True, slots=True, repr=False)
class PersonName(Private):
    """A name in capitals. One word is a whole name."""

    text: str

    @classmethod
    def parse(cls, text: object) -> PersonName:
        """Raises NotAccepted: empty, too long, or anything but Latin letters, blank . ' , -"""
        plain = typed(text, "nama").translate(_PLAIN)
        name = single_blanks(unicodedata.normalize("NFC", plain.upper()))
        if not name:
            raise NotAccepted("Isi nama dulu, seperti pada KTP atau KK.")
        if any(sign.isdigit() for sign in name):
            raise NotAccepted("Nama tidak memuat angka. Tulis nama seperti pada KTP atau KK.")
        if not all(_is_letter(sign) or sign in _MARKS for sign in name):
            raise NotAccepted("Nama hanya memuat huruf, spasi, titik, koma, petik, dan garis.")
        if not any(_is_letter(sign) for sign in name):
            raise NotAccepted("Nama harus memuat huruf. Tulis nama seperti pada KTP atau KK.")
        if len(name) > LONGEST:
            raise NotAccepted(f"Nama terlalu panjang. Paling banyak {LONGEST} huruf.")
        return cls(name)


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and sign <= _LAST_LATIN
