"""Number words from 0 to 9999, one clip a word.

Javanese is krama and Sundanese lemes; both are drafts until speakers of them have read the table in
tests/speech/numbers.txt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.office.contract import Language
from kiosk.speech.errors import CannotSay

LARGEST: Final = 9999


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a language builds its numbers out of words."""

    whole: Mapping[int, str]
    """Numbers that are one word: 0–9 at least, and whatever is irregular."""
    joined: Mapping[int, str]
    """2–9 before a power of ten, where they differ from the number alone."""
    powers: tuple[str, str, str]
    """The words for tens, hundreds and thousands."""
    after: Mapping[int, str] = field(default_factory=dict)
    """Tens that follow their unit: 1 for the teens, 2 for the twenties."""
    link: str = ""
    """A word between hundreds or thousands and a rest below one hundred."""


def _units(text: str) -> dict[int, str]:
    return dict(enumerate(text.split()))


NUMERALS: Final[Mapping[Language, Numerals]] = {
    "id": Numerals(
        whole=_units("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")
        | {100: "seratus", 1000: "seribu"},
        joined={},
        powers=("puluh", "ratus", "ribu"),
        after={1: "belas"},
    ),
    "en": Numerals(
        whole=_units(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
            " sixteen seventeen eighteen nineteen twenty"
        )
        | {30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"},
        joined={},
        powers=("", "hundred", "thousand"),
        link="and",
    ),
    "su": Numerals(
        whole=_units("enol hiji dua tilu opat lima genep tujuh dalapan salapan sapuluh sabelas")
        | {100: "saratus", 1000: "sarebu"},
        joined={},
        powers=("puluh", "ratus", "rebu"),
        after={1: "belas"},
    ),
    "jv": Numerals(
        whole=_units("nol setunggal kalih tiga sekawan gangsal enem pitu wolu sanga sedasa")
        | {21: "selikur", 25: "selangkung", 50: "seket", 60: "sewidak"},
        joined={3: "tigang", 4: "kawan", 7: "pitung", 8: "wolung", 9: "sangang"},
        powers=("dasa", "atus", "ewu"),
        after={1: "welas", 2: "likur"},
    ),
}


def words(number: int, language: Language) -> tuple[str, ...]:
    """The number in words: 17 → ("tujuh", "belas"). Raises CannotSay outside 0–9999."""
    if not 0 <= number <= LARGEST:
        raise CannotSay(f"only numbers from 0 to {LARGEST} are spoken")
    return _words(number, NUMERALS[language])


def every_word(language: Language) -> frozenset[str]:
    """All words that numbers of the language are made of."""
    numerals = NUMERALS[language]
    several = (*numerals.joined.values(), *numerals.powers, *numerals.after.values(), numerals.link)
    return frozenset(numerals.whole.values()) | {word for word in several if word}


def _words(number: int, numerals: Numerals) -> tuple[str, ...]:
    if number in numerals.whole:
        return (numerals.whole[number],)
    tens, unit = divmod(number, 10)
    if tens in numerals.after and unit:
        return (numerals.whole[unit], numerals.after[tens])
    size, power = next(
        (size, power)
        for size, power in zip((1000, 100, 10), reversed(numerals.powers), strict=True)
        if number >= size
    )
    count, rest = divmod(number, size)
    if count * size in numerals.whole:
        head: tuple[str, ...] = (numerals.whole[count * size],)
    else:
        head = (numerals.joined.get(count, numerals.whole[count]), power)
    if rest == 0:
        return head
    linked = numerals.link and size > 10 and rest < 100
    return (*head, *((numerals.link,) if linked else ()), *_words(rest, numerals))
