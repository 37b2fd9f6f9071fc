"""What every text of a catalogue must be: short, printable, finished, and of use without a browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from kiosk.catalogue.errors import Path, Remark
from kiosk.catalogue.model import Text

MAX_LABEL_WORDS = 12
LANGUAGES = ("en", "su", "jv")
"""The languages beside Indonesian, the source."""

_ADDRESS = re.compile(
    r"https?:|www\.|[a-z0-9-]\.(?:go\.id|co\.id|or\.id|desa\.id|com|net|org)\b", re.IGNORECASE
)
_MARKUP = re.compile(r"<\s*[a-z/!]|&[a-z#][a-z0-9]*;|\]\(", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX|lorem ipsum)\b|\?\?\?|\[(?:en|su|jv|id|terjemah\w*)\]|belum diterjemahkan",
    re.IGNORECASE,
)


def remarks_on_texts(whole: Struct) -> Iterator[Remark]:
    """Remarks on every text in a service or category."""
    for path, value in _walk(whole, ()):
        if isinstance(value, Text):
            yield from _of_translations(value, path)
        else:
            yield from _of_one(value, path)


def too_many_words(label: Text, path: Path) -> Iterator[Remark]:
    """A question must be understood at one reading."""
    words = len(label.id.split())
    if words > MAX_LABEL_WORDS:
        write = f"paling banyak {MAX_LABEL_WORDS} kata; pindahkan penjelasan ke `hint`"
        yield Remark((*path, "id"), f"pertanyaan terdiri atas {words} kata", write)


def texts_of(whole: Struct) -> Iterator[Text]:
    """Every text that a citizen may read, in the order of the model."""
    return (value for _, value in _walk(whole, ()) if isinstance(value, Text))


def coverage(wholes: list[Struct]) -> dict[str, float]:
    """The share of all texts that is translated, by language, 0 to 1."""
    texts = [text for whole in wholes for text in texts_of(whole)]
    return {
        language: sum(getattr(text, language) is not None for text in texts) / max(1, len(texts))
        for language in LANGUAGES
    }


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Text | str]]:
    match value:
        case str():
            yield path, value
        case Struct():
            if isinstance(value, Text):
                yield path, value
            names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
            for attribute, name in names:
                yield from _walk(getattr(value, attribute), (*path, name))
        case list():
            for position, item in enumerate(value):
                yield from _walk(item, (*path, position))


def _of_one(text: str, path: Path) -> Iterator[Remark]:
    hidden = next((letter for letter in text if unicodedata.category(letter)[0] == "C"), None)
    if hidden == "\n":
        yield Remark(path, "teks terdiri atas beberapa baris", "tulis dalam satu baris, atau pakai >-")
    elif hidden is not None:
        problem = f"ada huruf yang tidak terlihat (U+{ord(hidden):04X})"
        yield Remark(path, problem, "hapus, lalu ketik ulang teksnya")
    elif text != text.strip():
        yield Remark(path, "ada spasi di awal atau akhir teks", "hapus spasinya")
    if _ADDRESS.search(text):
        yield Remark(
            path, "alamat situs tidak dapat dibuka di anjungan", "tulis nama kantor, loket, atau telepon"
        )
    if _MARKUP.search(text):
        yield Remark(path, "teks memuat kode HTML atau tautan", "tulis teks biasa")
    if _UNFINISHED.search(text):
        yield Remark(path, "teks belum selesai", "lengkapi teksnya, atau hapus terjemahan yang belum ada")


def _of_translations(text: Text, path: Path) -> Iterator[Remark]:
    for language in LANGUAGES:
        translated = getattr(text, language)
        if translated is not None and translated.strip() == text.id.strip() and len(text.id.split()) > 2:
            problem = f"terjemahan `{language}` sama dengan bahasa Indonesia"
            yield Remark((*path, language), problem, "hapus sampai ada terjemahannya", "warning")
