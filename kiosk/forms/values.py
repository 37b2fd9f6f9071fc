"""From what was typed or sent to the JSON value of an answer, one rule for each type of question."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, assert_never

from kiosk.catalogue.model import (
    AddressQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    DeclarationQuestion,
    DesaQuestion,
    DocumentQuestion,
    IntegerQuestion,
    KkQuestion,
    LongTextQuestion,
    MoneyQuestion,
    NameQuestion,
    NikQuestion,
    Option,
    PhoneQuestion,
    Question,
    TextQuestion,
    YesNoQuestion,
)
from kiosk.forms.conditions import DOCUMENT_STATES
from kiosk.people.address import Address, parse_village
from kiosk.people.dates import parse_date
from kiosk.people.errors import NotAccepted
from kiosk.people.money import parse_rupiah
from kiosk.people.names import PersonName
from kiosk.people.nik import KkNumber, Nik
from kiosk.people.phone import Phone
from kiosk.people.regions import VillageLike
from kiosk.people.text import parse_line, parse_lines, typed
from kiosk.words import rupiah

UNKNOWN: Mapping[str, bool] = {"unknown": True}
"""*Tidak tahu / belum punya NIK*."""

_MOST_DIGITS = 9


def is_unknown(value: object) -> bool:
    return value == UNKNOWN and isinstance(value, Mapping) and value["unknown"] is True


def is_blank(value: object) -> bool:
    """Nothing was typed, picked or filled in."""
    match value:
        case None:
            return True
        case str():
            return not value.strip()
        case list() | tuple():
            return not value
        case dict():
            return all(part is None or part == "" for part in value.values())
        case _:
            return False


def accept(question: Question, value: object, today: date, villages: Collection[VillageLike]) -> Any:
    """The normalised answer, in the JSON shape of the question's type. Raises NotAccepted with what to do.

    Whatever `value` is, nothing else is raised. Accepting an accepted answer gives the same answer.
    """
    match question:
        case NikQuestion():
            return dict(UNKNOWN) if is_unknown(value) else Nik.parse(value).digits
        case KkQuestion():
            return KkNumber.parse(value).digits
        case NameQuestion():
            return PersonName.parse(value).text
        case TextQuestion(max_length=longest):
            return parse_line(value, longest)
        case LongTextQuestion(max_length=longest):
            return parse_lines(value, longest)
        case DateQuestion(kind=kind):
            return parse_date(value, kind, today).isoformat()
        case ChoiceQuestion(choices=options):
            return _choice(value, options)
        case ChoicesQuestion(choices=options, min=fewest, max=most):
            return _choices(value, options, fewest, most)
        case YesNoQuestion():
            return _yes_or_no(value)
        case PhoneQuestion():
            return Phone.parse(value).digits
        case AddressQuestion():
            return Address.parse(value, villages).as_answer()
        case DesaQuestion():
            return parse_village(value, villages).code
        case IntegerQuestion(min=least, max=most):
            return _integer(value, least, most)
        case MoneyQuestion(min=least, max=most):
            return _rupiah(value, least, most)
        case DocumentQuestion():
            return _document(value)
        case DeclarationQuestion(required=required):
            return _declaration(value, required)
        case _:
            assert_never(question)


def nothing_given(question: Question) -> NotAccepted:
    """What to say where a required question is left blank."""
    match question:
        case ChoiceQuestion() | ChoicesQuestion() | YesNoQuestion() | DocumentQuestion():
            return NotAccepted("Pilih salah satu jawaban dulu.")
        case DateQuestion():
            return NotAccepted("Pilih tanggal, bulan, dan tahun dulu.")
        case DesaQuestion():
            return NotAccepted("Pilih desa atau kelurahan dari daftar.")
        case DeclarationQuestion():
            return NotAccepted("Setujui pernyataan ini dulu.")
        case NikQuestion():
            return NotAccepted("Isi NIK dulu. Pilih “Tidak tahu” bila belum punya.")
        case _:
            return NotAccepted("Isi jawaban ini dulu.")


def _choice(value: object, options: list[Option]) -> str:
    found = next((option.value for option in options if option.value == value), None)
    if found is None:
        raise NotAccepted("Pilih salah satu jawaban yang tersedia.")
    return found


def _choices(value: object, options: list[Option], fewest: int, most: int) -> list[str]:
    """The chosen values once each, in the order of the catalogue."""
    if not isinstance(value, list | tuple):
        raise NotAccepted("Pilih jawaban dari daftar.")
    names = [option.value for option in options]
    if any(one not in names for one in value):
        raise NotAccepted("Pilih hanya jawaban yang tersedia.")
    chosen = [name for name in names if name in value]
    if len(chosen) < fewest:
        raise NotAccepted(f"Pilih paling sedikit {fewest} jawaban.")
    if len(chosen) > most:
        raise NotAccepted(f"Pilih paling banyak {most} jawaban.")
    return chosen


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise NotAccepted("Pilih Ya atau Tidak.")
    return value


def _integer(value: object, least: int, most: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    else:
        text = typed(value, "angka")
        bare = text.removeprefix("-")
        if not (bare.isascii() and bare.isdigit()) or len(bare) > _MOST_DIGITS:
            raise NotAccepted("Isi dengan angka saja.")
        number = int(text)
    if not least <= number <= most:
        raise NotAccepted(f"Isi angka {least} sampai {most}.")
    return number


def _rupiah(value: object, least: int, most: int) -> int:
    amount = parse_rupiah(value)
    if amount < least:
        raise NotAccepted(f"Isi paling sedikit {rupiah(least)}.")
    if amount > most:
        raise NotAccepted(f"Isi paling banyak {rupiah(most)}.")
    return amount


def _document(value: object) -> str:
    if not isinstance(value, str) or value not in DOCUMENT_STATES:
        raise NotAccepted("Pilih: sudah dibawa atau menyusul.")
    return value


def _declaration(value: object, required: bool) -> bool:
    agreed = _yes_or_no(value)
    if required and not agreed:
        raise NotAccepted("Setujui pernyataan ini untuk melanjutkan.")
    return agreed
