"""Text to the bytes of a thermal printer and back, in its code page; 437 is page 0 of them all."""

from __future__ import annotations

import unicodedata

from printing.layout import clean

CODEC = "cp437"
PAGES = {0: "cp437", 2: "cp850", 3: "cp860", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858"}
"""Arguments of ESC t as Epson has them."""
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
_PLAIN = {TICK: "v", RULE: "-"}
"""For pages without them."""


def printable(text: str, codec: str = CODEC) -> str:
    """`clean`, with every character that the page lacks replaced by its nearest words, letters or "?"."""
    return "".join(_nearest(c, codec) for c in clean(text).translate(_WORDS))


def encode(text: str, codec: str = CODEC) -> bytes:
    """Bytes of a text that `printable` has made; never a control byte."""
    return text.encode(codec)


def decode(data: bytes, codec: str = CODEC) -> str:
    """What the printer shows for text bytes; "?" for those that the page leaves open."""
    return data.decode(codec, "replace").replace("\ufffd", "?")


def _nearest(char: str, codec: str) -> str:
    for form in (char, *_decomposed(char)):
        try:
            form.encode(codec)
        except UnicodeEncodeError:
            continue
        return form
    return _PLAIN.get(char, "?")


def _decomposed(char: str) -> tuple[str, ...]:
    parts = unicodedata.normalize("NFKD", char)
    base = "".join(c for c in parts if not unicodedata.combining(c))
    return (base,) if base.strip() else ()
