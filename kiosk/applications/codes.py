"""Public codes of applications: 60 random bits in Crockford base32 and a check symbol.

"7K3M-9QXD-2B4W-5". The check symbol is the number modulo 37; codes whose check symbol is not one of the 32
are drawn again, so that every code can be typed on the same keys.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 60
SYMBOLS = 12
CHECK_MODULUS = 37
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, ".": None, "–": None})


class BadCode(Exception):
    """The text is not a code: wrong length, foreign symbol, or a symbol was misread."""


def draw(randbits: Callable[[int], int] = secrets.randbits) -> str:
    """A new code in groups."""
    while True:
        number = randbits(BITS)
        check = number % CHECK_MODULUS
        if check < len(ALPHABET):
            return grouped(_symbols(number) + ALPHABET[check])


def read(text: str) -> str:
    """The code that a person typed or scanned, in groups. Raises BadCode."""
    symbols = text.upper().translate(READ_AS)
    if len(symbols) != SYMBOLS + 1 or any(symbol not in ALPHABET for symbol in symbols):
        raise BadCode
    number = 0
    for symbol in symbols[:SYMBOLS]:
        number = number * 32 + ALPHABET.index(symbol)
    if number % CHECK_MODULUS != ALPHABET.index(symbols[-1]):
        raise BadCode
    return grouped(symbols)


def grouped(symbols: str) -> str:
    """Groups of four."""
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))


def _symbols(number: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))
