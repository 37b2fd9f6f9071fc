"""Who stands there, whom the letter is about, and what about them staff must look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from kiosk.catalogue.model import DateQuestion, NameQuestion, NikQuestion, PhoneQuestion, Question
from kiosk.forms.relevance import Way
from kiosk.forms.values import is_unknown
from kiosk.people.nik import Nik

Role = Literal["pemohon", "yang_bersangkutan"]

_TITLES: Mapping[Role, str] = {"pemohon": "NIK pemohon", "yang_bersangkutan": "NIK yang bersangkutan"}


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant, or the person whom the letter is about, as far as the service asks for them."""

    nik: str | None = field(default=None, repr=False)
    """16 digits; None when it is unknown or not asked."""
    nik_unknown: bool = False
    """The citizen answered *Tidak tahu / belum punya NIK*."""
    name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """Relevant questions about one person: those of a role, of a page without role, or of an entry."""

    title: str
    """Names its NIK to staff."""
    questions: tuple[Question, ...]
    answers: Mapping[str, Any] = field(repr=False)
    place: tuple[str, int] | None = None
    """Repeat page and entry; None outside repeat pages."""

    def asks(self, name: str) -> bool:
        return any(question.name == name for question in self.questions)

    def first(self, kind: type[Question]) -> Any:
        """The first given answer to a question of that type, or None."""
        return next(self._given(kind), None)

    @property
    def born(self) -> date | None:
        births = (q for q in self.questions if isinstance(q, DateQuestion) and q.kind == "birth")
        given = (self.answers[question.name] for question in births if question.name in self.answers)
        return next((date.fromisoformat(day) for day in given), None)

    def for_staff(self, today: date) -> Iterator[str]:
        """Why staff must look, without personal data."""
        for nik in self._given(NikQuestion):
            if is_unknown(nik):
                yield f"{self.title} belum diketahui."
            else:
                yield from (f"{self.title}: {warning}" for warning in Nik(nik).warnings(today, self.born))

    def _given(self, kind: type[Question]) -> Iterator[Any]:
        return (
            self.answers[question.name]
            for question in self.questions
            if isinstance(question, kind) and question.name in self.answers
        )


def person(way: Way, role: Role) -> Person:
    """What is known of the person in that role."""
    subject = _of_role(way, role)
    nik = subject.first(NikQuestion)
    unknown = is_unknown(nik)
    return Person(
        nik=None if unknown else nik,
        nik_unknown=unknown,
        name=subject.first(NameQuestion),
        phone=subject.first(PhoneQuestion),
    )


def subjects(way: Way) -> Iterator[Subject]:
    """Everybody of whom the relevant questions speak."""
    yield _of_role(way, "pemohon")
    yield _of_role(way, "yang_bersangkutan")
    for relevant in way.pages:
        page = relevant.page
        if page.repeat is not None:
            given = way.known.get(page.repeat.name, ())
            for index, (questions, answers) in enumerate(zip(relevant.entries, given, strict=True)):
                title = f"NIK pada {page.section or page.repeat.name} ke-{index + 1}"
                yield Subject(title, questions, answers, (page.id, index))
        elif page.role is None:
            yield Subject(f"NIK pada {page.section or page.id}", relevant.questions, way.known)


def _of_role(way: Way, role: Role) -> Subject:
    pages = (
        relevant for relevant in way.pages if relevant.page.role == role and relevant.page.repeat is None
    )
    return Subject(_TITLES[role], tuple(q for relevant in pages for q in relevant.questions), way.known)
