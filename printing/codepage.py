"""Text to the bytes of a thermal printer and back: code page 437, page 0 of every ESC/POS printer."""

from __future__ import annotations

import unicodedata

from printing.layout import clean

NUMBER = 0
"""Argument of ESC t."""

TICK = "√"
RULE = "─"

_WORDS = str.maketrans(
    {
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "′": "'", "″": '"',
        "…": "...", "•": "*", "×": "x", "→": "->", "←": "<-", "✓": TICK, "✔": TICK,
        "☐": "[ ]", "☑": f"[{TICK}]", "€": "EUR", "©": "(c)", "®": "(R)", "™": "(TM)", "ﬁ": "fi", "ﬂ": "fl",
    }
)  # fmt: skip


def printable(text: str) -> str:
    """`clean`, with every character that the page lacks replaced by its nearest words, letters or "?"."""
    return "".join(_nearest(c) for c in clean(text).translate(_WORDS))


def encode(text: str) -> bytes:
    """Bytes of a text that `printable` has made; never a control byte."""
    return text.encode("cp437")


def decode(data: bytes) -> str:
    """What the printer shows for text bytes."""
    return data.decode("cp437")


def _nearest(char: str) -> str:
    for form in (char, *_decomposed(char)):
        try:
            form.encode("cp437")
        except UnicodeEncodeError:
            continue
        return form
    return "?"


def _decomposed(char: str) -> tuple[str, ...]:
    parts = unicodedata.normalize("NFKD", char)
    base = "".join(c for c in parts if not unicodedata.combining(c))
    return (base,) if base.strip() else ()
