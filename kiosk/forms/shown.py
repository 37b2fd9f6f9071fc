"""What the screen says back: the rows of *Periksa jawaban*, what a NIK tells, what does not fit together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from kiosk.catalogue.model import DateQuestion, NikQuestion, Page, Question, Service
from kiosk.forms.relevance import FOR_WHOM, RelevantPage, Way, chooses_whom
from kiosk.forms.roles import subjects
from kiosk.forms.steps import Ask, Readout, Row
from kiosk.forms.wording import FOR_WHOM_LABEL, FOR_WHOM_NAMES, shown
from kiosk.people.nik import BIRTH_DATE_DIFFERS, Nik
from kiosk.people.regions import VillageLike


def readout(nik: str, today: date) -> Readout:
    """Region, birth date and sex that a valid NIK tells, to be shown back as a question."""
    number = Nik(nik)
    return Readout(number.region, number.birth_date(today), number.sex)


def warnings(ask: Ask, way: Way, today: date) -> tuple[str, ...]:
    """What does not fit between the NIK and the birth date of one person, at the question of either."""
    name = ask.question.name
    place = None if ask.entry is None else (ask.page.id, ask.entry)
    for subject in subjects(way):
        nik = subject.first(NikQuestion)
        if subject.place == place and subject.asks(name) and isinstance(nik, str):
            found = Nik(nik).warnings(today, subject.born)
            match ask.question:
                case NikQuestion():
                    return found
                case DateQuestion(kind="birth"):
                    return tuple(one for one in found if one == BIRTH_DATE_DIFFERS)
    return ()


def review_rows(
    service: Service,
    way: Way,
    answers: Mapping[str, Any],
    language: str,
    villages: Collection[VillageLike],
) -> tuple[Row, ...]:
    """The relevant questions with their answers, in order; a repeat page has a row of its own first."""
    rows: list[Row] = []
    if chooses_whom(service) and way.for_whom is not None:
        rows.append(Row("", FOR_WHOM_LABEL, FOR_WHOM_NAMES[way.for_whom], FOR_WHOM))
    for relevant in way.pages:
        rows.extend(_rows(relevant, answers, language, villages))
    return tuple(rows)


def _rows(
    relevant: RelevantPage, answers: Mapping[str, Any], language: str, villages: Collection[VillageLike]
) -> Iterator[Row]:
    page = relevant.page
    section = page.section.into(language) if page.section else ""

    def row(question: Question, given: Mapping[str, Any], entry: int | None) -> Row:
        words = shown(question, given.get(question.name), language, villages)
        return Row(section, question.label.into(language), words, question.name, entry)

    if page.repeat is None:
        yield from (row(question, answers, None) for question in relevant.questions)
        return
    entries = answers.get(page.repeat.name) or ()
    yield Row(section, _list_label(page, language), _how_many(len(entries)), page.repeat.name)
    for index, (questions, entry) in enumerate(zip(relevant.entries, entries, strict=True)):
        yield from (row(question, entry, index) for question in questions)


def _list_label(page: Page, language: str) -> str:
    return page.section.into(language) if page.section else "Daftar"


def _how_many(entries: int) -> str:
    return f"{entries} data" if entries else "Tidak ada"
