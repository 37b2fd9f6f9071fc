"""Free text, and what every kind of typed text has in common."""

from __future__ import annotations

import unicodedata

from kiosk.people.errors import NotAccepted

MOST_TYPED = 2_000
"""Characters looked at; more than that was not typed by a person."""

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " "})
_SEPARATORS = str.maketrans("", "", " .-")


class Private:
    """A value that belongs to a person: its `repr` shows nothing of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(•)"


def typed(value: object, what: str) -> str:
    """`value` as composed text without outer blanks. Raises NotAccepted if nobody can have typed it."""
    if not isinstance(value, str):
        raise NotAccepted(f"Isi {what} dengan tulisan.")
    if len(value) > MOST_TYPED:
        raise NotAccepted(f"Isian {what} terlalu panjang. Tulis lebih singkat.")
    return unicodedata.normalize("NFC", value.translate(_SPACES)).strip(" ")


def digits(value: object, what: str) -> str:
    """The digits of a number written with blanks, dots or dashes. Raises NotAccepted on anything else."""
    bare = typed(value, what).translate(_SEPARATORS)
    if bare and not (bare.isascii() and bare.isdigit()):
        raise NotAccepted(f"{sentence(what)} hanya berisi angka. Hapus huruf atau tanda lain.")
    return bare


def sentence(what: str) -> str:
    """`what` as the beginning of a sentence: "nomor HP" → "Nomor HP"."""
    return what[:1].upper() + what[1:]


def single_blanks(text: str) -> str:
    return " ".join(part for part in text.split(" ") if part)


def parse_line(value: object, longest: int, what: str = "jawaban") -> str:
    """One line of text with single blanks, at most `longest` characters."""
    text = single_blanks(typed(value, what))
    _check(text, text, longest, what)
    return text


def parse_lines(value: object, longest: int, what: str = "jawaban") -> str:
    """Text of several lines, at most `longest` characters; line ends become "\\n"."""
    lines = typed(value, what).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(line.strip(" ") for line in lines).strip("\n ")
    _check(text, text.replace("\n", ""), longest, what)
    return text


def _check(text: str, printable: str, longest: int, what: str) -> None:
    if not text:
        raise NotAccepted(f"Isi {what} dulu.")
    if not printable.isprintable():
        raise NotAccepted(f"Ada tanda yang tidak dapat dicetak. Tulis {what} dengan huruf dan angka.")
    if len(text) > longest:
        raise NotAccepted(f"{sentence(what)} terlalu panjang. Paling banyak {longest} huruf.")
