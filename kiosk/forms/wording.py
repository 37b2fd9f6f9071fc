"""Answers as people read them. The words around a catalogue's own texts are Indonesian."""

from __future__ import annotations

import re
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
    ForWhom,
    IntegerQuestion,
    KkQuestion,
    LongTextQuestion,
    MoneyQuestion,
    NameQuestion,
    NikQuestion,
    Option,
    Page,
    PhoneQuestion,
    Question,
    TextQuestion,
    YesNoQuestion,
)
from kiosk.forms.values import is_unknown
from kiosk.people import nik
from kiosk.people.phone import Phone
from kiosk.people.regions import VillageLike
from kiosk.words import date_words, rupiah

NOT_GIVEN = "Tidak diisi"
UNKNOWN_NIK = "Tidak tahu / belum punya NIK"
HIDDEN = "••••••"
FOR_WHOM_LABEL = "Permohonan ini untuk siapa?"
FOR_WHOM_NAMES: Mapping[ForWhom, str] = {
    "diri": "Diri sendiri",
    "anak": "Anak",
    "orang_tua": "Orang tua",
    "orang_lain": "Orang lain",
}
_DOCUMENT = {"brought": "Sudah dibawa", "later": "Menyusul"}


def shown(question: Question, answer: Any, language: str, villages: Collection[VillageLike]) -> str:
    """A normalised answer in words; masked where the question is sensitive."""
    if answer is None:
        return NOT_GIVEN
    if is_unknown(answer):
        return UNKNOWN_NIK
    if question.sensitive:
        return _masked(question, answer)
    match question:
        case NikQuestion() | KkQuestion():
            return nik.grouped(answer)
        case PhoneQuestion():
            return Phone(answer).shown
        case NameQuestion() | TextQuestion() | LongTextQuestion():
            return str(answer)
        case DateQuestion():
            return date_words(date.fromisoformat(answer), language)
        case ChoiceQuestion(choices=options):
            return _label(options, answer, language)
        case ChoicesQuestion(choices=options):
            return ", ".join(_label(options, one, language) for one in answer)
        case YesNoQuestion():
            return "Ya" if answer else "Tidak"
        case DeclarationQuestion():
            return "Setuju" if answer else "Tidak setuju"
        case AddressQuestion():
            village = _village(answer["desa"], villages)
            return f"{answer['street']}, RT {answer['rt']}/RW {answer['rw']}, {village}"
        case DesaQuestion():
            return _village(answer, villages)
        case IntegerQuestion(unit=unit):
            return f"{answer} {unit.into(language)}" if unit else str(answer)
        case MoneyQuestion():
            return rupiah(answer)
        case DocumentQuestion():
            return _DOCUMENT[answer]
        case _:
            assert_never(question)


def summary(page: Page, entry: Mapping[str, Any], language: str, villages: Collection[VillageLike]) -> str:
    """The repeat page's `summary` with the entry's answers for `{name}`."""
    assert page.repeat is not None
    questions = {question.name: question for question in page.questions}

    def filled(found: re.Match[str]) -> str:
        question = questions.get(found[1])
        answer = entry.get(found[1])
        return "…" if question is None or answer is None else shown(question, answer, language, villages)

    return re.sub(r"\{(\w+)\}", filled, page.repeat.summary)


def _masked(question: Question, answer: Any) -> str:
    match question:
        case NikQuestion() | KkQuestion():
            return nik.mask(answer)
        case PhoneQuestion():
            return Phone(answer).masked
        case _:
            return HIDDEN


def _label(options: list[Option], value: str, language: str) -> str:
    return next(option.label.into(language) for option in options if option.value == value)


def _village(code: str, villages: Collection[VillageLike]) -> str:
    found = next((village for village in villages if village.code == code), None)
    return f"{found.kind.capitalize()} {found.name}" if found else code


def personal_kind(page: Page, question: Question) -> str | None:
    """The kind of personal data that is asked for, as the privacy notice names it; None: nothing personal."""
    match question:
        case NikQuestion():
            return "NIK"
        case KkQuestion():
            return "Nomor KK"
        case NameQuestion():
            return "Nama"
        case PhoneQuestion():
            return "Nomor HP"
        case AddressQuestion() | DesaQuestion():
            return "Alamat"
        case DateQuestion(kind="birth"):
            return "Tanggal lahir"
        case TextQuestion() | LongTextQuestion() | MoneyQuestion() | DateQuestion():
            return "Keterangan untuk surat"
        case (
            ChoiceQuestion()
            | ChoicesQuestion()
            | YesNoQuestion()
            | IntegerQuestion()
            | DocumentQuestion()
            | DeclarationQuestion()
        ):
            return "Keterangan untuk surat" if question.sensitive or page.role else None
        case _:
            assert_never(question)
