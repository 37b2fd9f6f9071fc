"""What is said in each language, and how espeak-ng is made to say it.

espeak-ng has neither Sundanese nor Javanese: both are read with Indonesian phonology, and the words that
come out wrong are given in its own phonemes between double brackets. The same cure serves Indonesian words
whose first e it opens ("empat").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kiosk.office.contract import Language

NUMBER: Final = "nomor_antrean"
PLEASE: Final = "silakan_ke_loket"
LETTER: Final = "huruf_"
"""Begins the clip of every letter: "huruf_a"."""
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Wording:
    """One language of the voice."""

    number: str
    """Said before the number."""
    please: str
    """Said between the number and the counter."""
    voice: str
    """The voice of espeak-ng."""
    state: Literal["draft", "reviewed"]
    """A draft waits for speakers of the language."""
    read_as: Mapping[str, str]
    """What espeak-ng is given instead of a clip's text, by clip name."""


_LOKET: Final = "[[l'okEt]]"

WORDINGS: Final[Mapping[Language, Wording]] = {
    "id": Wording(
        number="Nomor antrean",
        please="silakan ke loket",
        voice="id",
        state="reviewed",
        read_as={
            PLEASE: f"silakan ke {_LOKET}",
            "empat": "[[@mp'at]]",
            "enam": "[[@n'am]]",
            "belas": "[[b@l'as]]",
            "sebelas": "[[s@b@l'as]]",
        },
    ),
    "en": Wording(
        number="Queue number",
        please="please go to counter",
        voice="en-gb",
        state="reviewed",
        read_as={},
    ),
    "su": Wording(
        number="Nomer antrian",
        please="mangga ka loket",
        voice="id",
        state="draft",
        read_as={
            PLEASE: f"mangga ka {_LOKET}",
            "enol": "[[@n'ol]]",
            "genep": "[[g@n'@p]]",
            "belas": "[[b@l'as]]",
            "sabelas": "[[sab@l'as]]",
        },
    ),
    "jv": Wording(
        number="Nomer antrian",
        please="sumangga dhateng loket",
        voice="id",
        state="draft",
        read_as={
            PLEASE: f"[[sum'ONgO dat'@N]] {_LOKET}",
            "tiga": "[[t'igO]]",
            "enem": "[[@n'@m]]",
            "sanga": "[[s'ONO]]",
            "sedasa": "[[s@d'OsO]]",
            "dasa": "[[d'OsO]]",
            "welas": "[[w@l'as]]",
        },
    ),
}
