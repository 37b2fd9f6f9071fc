"""The answers of a stored application in words, for staff and for paper.

An application keeps the version of the service that the citizen filled in. Where the catalogue has another
one since, its questions may not fit: the answers are shown under their bare names, and since nothing says any
more which of them are sensitive, all are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from kiosk.applications.handling import Held
from kiosk.catalogue.model import KkQuestion, NikQuestion, Page, Question, Service
from kiosk.clock import from_iso
from kiosk.forms.relevance import Way, walk
from kiosk.forms.shown import review_rows
from kiosk.forms.wording import HIDDEN, NOT_GIVEN, UNKNOWN_NIK, summary
from kiosk.people.regions import VillageLike

SHORT: Final = {"nik": "NIK", "kk": "KK", "kia": "KIA", "ktp": "KTP", "hp": "HP", "rt": "RT", "rw": "RW"}
USUAL: Final = {"telepon": "Nomor HP", "nama": "Nama lengkap", "untuk": "Permohonan untuk"}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as a row."""

    section: str
    label: str
    value: str
    masked: bool
    """Something of the value is hidden."""

    def __repr__(self) -> str:
        return f"Told({self.label!r})"


def told(
    service: Service | None, held: Held, villages: Collection[VillageLike], *, masked: bool
) -> list[Told]:
    """All answers in the order of the form; `masked` hides NIK, KK and what the catalogue calls sensitive."""
    if service is None or service.version != held.version:
        return _bare(held, masked=masked)
    plain = list(_rows(_marked(service, hide=False), held, villages))
    if not masked:
        return [Told(*row, masked=False) for row in plain]
    hidden = _rows(_marked(service, hide=True), held, villages)
    return [Told(*shown, masked=shown != full) for full, shown in zip(plain, hidden, strict=True)]


def called(name: str) -> str:
    """What staff call an answer, from its question's name: "Nomor KK". Citizens are asked in sentences."""
    label = USUAL.get(name) or " ".join(SHORT.get(part, part) for part in re.split(r"[_ ]+", name))
    return label[:1].upper() + label[1:]


def words(service: Service, held: Held, villages: Collection[VillageLike]) -> dict[str, str | list[str]]:
    """Given answers by the name of their question, unmasked; a repeat page is a list of its entries."""
    open_service = _marked(service, hide=False)
    way = _way(open_service, held)
    given: dict[str, str | list[str]] = {}
    for row in review_rows(open_service, way, way.known, "id", villages):
        if row.entry is None and row.shown not in (NOT_GIVEN, UNKNOWN_NIK):
            given[row.name] = row.shown
    for relevant in way.pages:
        if relevant.page.repeat is not None:
            entries = way.known.get(relevant.page.repeat.name, ())
            given[relevant.page.repeat.name] = [
                summary(relevant.page, entry, "id", villages) for entry in entries
            ]
    return given


def _rows(service: Service, held: Held, villages: Collection[VillageLike]) -> Iterator[tuple[str, str, str]]:
    way = _way(service, held)
    for row in review_rows(service, way, way.known, "id", villages):
        label = called(row.name)
        yield row.section, label if row.entry is None else f"{label} ({row.entry + 1})", row.shown


def _way(service: Service, held: Held) -> Way:
    return walk(service, held.answers, from_iso(held.submitted_at).date())


def _marked(service: Service, *, hide: bool) -> Service:
    """The service with its masks on or off; NIK and KK count as sensitive whatever the catalogue says."""

    def marked(question: Question) -> Question:
        personal = question.sensitive or isinstance(question, NikQuestion | KkQuestion)
        return msgspec.structs.replace(question, sensitive=hide and personal)

    pages = [
        msgspec.structs.replace(page, questions=[marked(question) for question in page.questions])
        if isinstance(page, Page)
        else page
        for page in service.pages
    ]
    return msgspec.structs.replace(service, pages=pages)


def _bare(held: Held, *, masked: bool) -> list[Told]:
    rows = []
    for path, value in _leaves(held.answers):
        shown = HIDDEN if masked and value != UNKNOWN_NIK else value
        rows.append(Told("", called(path), shown, masked=shown != value))
    return rows


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case {"unknown": True}:
            yield path, UNKNOWN_NIK
        case Mapping():
            for name, part in value.items():
                yield from _leaves(part, f"{path} {name}".strip())
        case list():
            for index, part in enumerate(value, 1):
                yield from _leaves(part, f"{path} {index}".strip())
        case bool():
            yield path, "Ya" if value else "Tidak"
        case _:
            yield path, str(value)
