"""Templates of letters: one text file for each service, checked when it is read.

    judul: Surat Keterangan Tidak Mampu
    nomor: 460/{nomor}/{kode}/{tahun}
    penandatangan: Camat {kecamatan}

    # Baris seperti ini hanya catatan.
    Yang bertanda tangan di bawah ini menerangkan bahwa:

    Nama | {nama_bersangkutan|nama}
    NIK | {nik_bersangkutan|nik}

    Surat ini dipakai untuk {keperluan}.

The head ends at the first blank line. Lines with ` | ` are rows, other lines form paragraphs that a blank
line ends. `{a|b}` takes the first that is answered; a row without any answer is left out, and elsewhere dots
stand for what a person must fill in. A repeat page alone in its line becomes a numbered list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.catalogue.model import Page, Service
from kiosk.letters.errors import TemplateBroken
from printing import fonts

OFFICE: Final = ("kecamatan", "kabupaten", "tanggal", "layanan", "kode_permohonan", "untuk")
"""Placeholders that every letter may use, beside the questions of its service."""
NUMBER: Final = ("nomor", "kode", "tahun")
"""Placeholders of the number alone."""
HEAD: Final = ("judul", "nomor", "penandatangan")
DOTS: Final = "……………………"
LARGEST: Final = 20_000
"""Characters of a template."""
LONGEST_WORD: Final = 200
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_NAMES: Final = re.compile(r"[a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*")

Values = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries of a repeat page, numbered."""

    items: tuple[str, ...]


Part = Paragraph | Row | Listed


@dataclass(frozen=True, slots=True)
class Template:
    """A checked template."""

    service: str
    title: str
    number: str
    """With {nomor}, {kode} and {tahun}."""
    signer: str
    lines: tuple[str, ...]
    """Of the body; a paragraph is one of them, joined."""

    def numbered(self, agenda: int, code: str, year: int) -> str:
        """The letter's number."""
        return _filled(self.number, {"nomor": f"{agenda:03d}", "kode": code, "tahun": str(year)})

    def body(self, values: Values) -> list[Part]:
        """The letter's parts with the answers in their places."""
        return [part for line in self.lines for part in _part(line, values)]

    def signed_by(self, values: Values) -> str:
        return _filled(self.signer, values)


def parse(file: str, text: str, service: Service) -> Template:
    """The template written in `text`. Raises TemplateBroken with the line and what to write there."""
    if len(text) > LARGEST:
        raise TemplateBroken(file, 1, f"Terlalu panjang. Paling banyak {LARGEST} huruf.")
    lines = text.removeprefix("\ufeff").splitlines()
    head, body_at = _head(file, lines)
    known = {*OFFICE, *_questions(service)}
    repeats = {page.repeat.name for page in _pages(service) if page.repeat}
    _check(file, *head["nomor"], known=set(NUMBER))
    if "{nomor}" not in head["nomor"][1]:
        raise TemplateBroken(file, head["nomor"][0], "Nomor surat harus memuat {nomor}.")
    _check(file, *head["penandatangan"], known=known)
    joined: list[str] = []
    paragraph = ""
    for number, line in enumerate(lines[body_at:], body_at + 1):
        written = line.strip()
        if written.startswith("#"):
            continue
        _check_letters(file, number, written)
        _check(file, number, written, known=known | repeats)
        alone = " | " in written or written[1:-1] in repeats
        if paragraph and (not written or alone):
            joined.append(paragraph)
            paragraph = ""
        if alone:
            joined.append(written)
        else:
            paragraph = f"{paragraph} {written}".strip()
    body = (*joined, paragraph) if paragraph else tuple(joined)
    if not body:
        raise TemplateBroken(file, len(lines) + 1, "Isi surat belum ditulis.")
    return Template(service.id, head["judul"][1], head["nomor"][1], head["penandatangan"][1], body)


def _head(file: str, lines: list[str]) -> tuple[dict[str, tuple[int, str]], int]:
    found: dict[str, tuple[int, str]] = {}
    at = 0
    for at, line in enumerate(lines):
        if not line.strip():
            break
        if line.startswith("#"):
            continue
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in HEAD or not value:
            raise TemplateBroken(file, at + 1, f"Tulis salah satu: {': …, '.join(HEAD)}: …")
        _check_letters(file, at + 1, value)
        found[key] = (at + 1, value)
    for key in HEAD:
        if key not in found:
            raise TemplateBroken(file, 1, f"Baris {key}: … belum ditulis.")
    return found, at


def _check_letters(file: str, line: int, text: str) -> None:
    if unknown := "".join(dict.fromkeys(c for c in text if not c.isprintable() or not fonts.covers(c))):
        shown = unknown if unknown.isprintable() else "tanpa bentuk"
        raise TemplateBroken(file, line, f"Huruf ini tidak bisa dicetak: {shown[:20]}. Tulis ulang.")
    if any(len(word) > LONGEST_WORD for word in text.split()):
        raise TemplateBroken(file, line, f"Ada kata di atas {LONGEST_WORD} huruf. Pisahkan dengan spasi.")


def _check(file: str, line: int, text: str, *, known: set[str]) -> None:
    for found in _PLACEHOLDER.finditer(text):
        if not _NAMES.fullmatch(found[1]):
            raise TemplateBroken(file, line, f"{found[0]} bukan isian. Tulis seperti {{nama}}.")
        for name in found[1].split("|"):
            if name not in known:
                raise TemplateBroken(
                    file, line, f"{{{name}}} tidak dikenal. Yang dikenal: {', '.join(sorted(known))}."
                )
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        raise TemplateBroken(file, line, "Kurung { } tidak berpasangan.")


def _pages(service: Service) -> Iterator[Page]:
    return (page for page in service.pages if isinstance(page, Page))


def _questions(service: Service) -> Iterator[str]:
    for page in _pages(service):
        if page.repeat is None:
            yield from (question.name for question in page.questions)


def _part(line: str, values: Values) -> Iterator[Part]:
    listed = values.get(line[1:-1])
    if isinstance(listed, list):
        if listed:
            yield Listed(tuple(listed))
    elif " | " in line:
        label, _, value = line.partition(" | ")
        asked = _PLACEHOLDER.findall(value)
        if not asked or any(_first(names, values) for names in asked):
            yield Row(label.strip(), _filled(value.strip(), values))
    else:
        yield Paragraph(_filled(line, values))


def _filled(text: str, values: Values) -> str:
    return _PLACEHOLDER.sub(lambda found: _first(found[1], values) or DOTS, text)


def _first(names: str, values: Values) -> str:
    given = (values.get(name) for name in names.split("|"))
    return next((value for value in given if isinstance(value, str) and value), "")
