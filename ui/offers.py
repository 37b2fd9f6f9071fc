"""What there is to touch on a question, and the words for its pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.catalogue.model import (
    ChoiceQuestion,
    ChoicesQuestion,
    DeclarationQuestion,
    DesaQuestion,
    DocumentQuestion,
    YesNoQuestion,
)
from kiosk.office.contract import Village
from ui.draft import Draft, Pieces
from ui.words import MONTHS

PART_TITLES = {
    "day": "Tanggal",
    "month": "Bulan",
    "year": "Tahun",
    "desa": "Desa",
    "rt": "RT",
    "rw": "RW",
    "street": "Jalan",
}

_SHORT = 14
"""So many letters of a street stand in its little box; all of it stands in the field and in the review."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to touch."""

    key: str
    title: str
    hint: str = ""
    icon: str = ""
    brief: bool = False
    """One of so many that there is room for its title alone."""


def choices(draft: Draft, villages: Sequence[Village]) -> tuple[Choice, ...]:
    """What there is to touch now."""
    if isinstance(draft.content, Pieces):
        return _part_choices(draft.content.part, villages)
    match draft.question:
        case ChoiceQuestion(choices=options) | ChoicesQuestion(choices=options):
            return tuple(
                Choice(o.value, str(o.label), str(o.hint) if o.hint else "", o.icon or "") for o in options
            )
        case YesNoQuestion():
            return (Choice("yes", "Ya"), Choice("no", "Tidak"))
        case DocumentQuestion():
            return (
                Choice("brought", "Sudah dibawa", "Diserahkan di loket hari ini"),
                Choice("later", "Belum", "Menyusul di loket"),
            )
        case DesaQuestion():
            return _villages(villages)
        case DeclarationQuestion():
            return (Choice("agree", "Ya, saya setuju"),)
        case _:
            return ()


def _part_choices(part: str, villages: Sequence[Village]) -> tuple[Choice, ...]:
    match part:
        case "day":
            return tuple(Choice(str(day), str(day), brief=True) for day in range(1, 32))
        case "month":
            return tuple(Choice(str(at), month, brief=True) for at, month in enumerate(MONTHS, 1))
        case "desa":
            return _villages(villages)
        case _:
            return ()


def _villages(villages: Sequence[Village]) -> tuple[Choice, ...]:
    return tuple(Choice(village.code, village.name, brief=True) for village in villages)


def part_words(part: str, value: str, villages: Sequence[Village]) -> str:
    """The value of a piece as words: a month by its name, a desa by its own."""
    match part:
        case "month" if value:
            return MONTHS[int(value) - 1]
        case "desa":
            return next((village.name for village in villages if village.code == value), "")
        case "street" if len(value) > _SHORT:
            return "Sudah diisi"
        case _:
            return value
