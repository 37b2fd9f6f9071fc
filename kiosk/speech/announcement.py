"""How a ticket is called, as clip names and as text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kiosk.office.contract import Language
from kiosk.speech.errors import CannotSay
from kiosk.speech.numbers import every_word, words
from kiosk.speech.wording import LETTER, LETTERS, NUMBER, PLEASE, WORDINGS

CHIME: Final = "nada"
"""The clip before every announcement; it belongs to no language."""
_NUMBER: Final = re.compile(r"([A-Z])(\d?)-(\d{3,4})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Clip:
    """One piece of sound."""

    language: Language
    name: str

    @property
    def path(self) -> str:
        """Where it stands in a folder of clips."""
        return f"{self.language}/{self.name}.wav"

    @property
    def text(self) -> str:
        """What is heard, for whoever records it."""
        wording = WORDINGS[self.language]
        if self.name == NUMBER:
            return wording.number
        if self.name == PLEASE:
            return wording.please
        return self.name.removeprefix(LETTER).upper() if self.name.startswith(LETTER) else self.name

    @property
    def read_as(self) -> str:
        """What espeak-ng is given to read."""
        return WORDINGS[self.language].read_as.get(self.name, self.text)


Phrase = tuple[Clip, ...]
"""Clips that follow closely; a short pause stands between phrases."""


def phrases(number: str, counter: int, language: Language) -> tuple[Phrase, ...]:
    """The announcement of a ticket: what, which number, where to.

    `number` as printed: "A-017", "A-1000", "K2-001". Three digits are said one by one, four as a number.
    Raises CannotSay.
    """
    found = _NUMBER.fullmatch(number)
    if found is None or language not in WORDINGS:
        raise CannotSay("not a number of the queue, or not a language of ours")
    letter, kiosk, digits = found.groups()
    series = [LETTER + letter.lower(), *(words(int(kiosk), language) if kiosk else ())]
    said = words(int(digits), language) if len(digits) > 3 else _digits(digits, language)
    # A digit in the series would run into the number.
    numbered = [[NUMBER, *series], said] if kiosk else [[NUMBER, *series, *said]]
    return tuple(
        tuple(Clip(language, name) for name in names)
        for names in (*numbered, (PLEASE, *words(counter, language)))
    )


def sentence(number: str, counter: int, language: Language) -> str:
    """The announcement as text: "Nomor antrean A nol satu tujuh, silakan ke loket tiga". Raises CannotSay."""
    return ", ".join(" ".join(clip.text for clip in phrase) for phrase in phrases(number, counter, language))


def inventory(language: Language) -> Iterator[Clip]:
    """Every clip that announcements of the language may need, the most needed first."""
    digits = [words(digit, language)[0] for digit in range(10)]
    letters = [LETTER + letter.lower() for letter in LETTERS]
    rest = sorted(every_word(language) - set(digits))
    return (Clip(language, name) for name in (NUMBER, PLEASE, *digits, *letters, *rest))


def _digits(digits: str, language: Language) -> tuple[str, ...]:
    return tuple(word for digit in digits for word in words(int(digit), language))
