"""A completed application, and the one check that makes one.

The screen completes a journey through `check`, the office verifies what arrives with the same `check`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.catalogue.model import ForWhom, Page, Question, Service
from kiosk.forms.errors import Refused
from kiosk.forms.relevance import FOR_WHOM, RelevantPage, Way, chooses_whom, walk
from kiosk.forms.roles import Person, person, subjects
from kiosk.forms.values import accept, nothing_given
from kiosk.people.errors import NotAccepted
from kiosk.people.regions import VillageLike

Answers = dict[str, Any]
"""Answers by question name, in the JSON shapes of `kiosk.office.contract.Answers`."""

CHOOSE_WHOM = "Pilih dulu permohonan ini untuk siapa."
NOT_DECLARED = "Setujui pernyataan ini untuk mengirim permohonan."
_NEVER_ASKED = "Ada jawaban yang tidak pernah ditanyakan."
_NOT_RELEVANT = "Jawaban ini tidak diperlukan."


@dataclass(frozen=True, slots=True)
class CompletedApplication:
    """The only thing that can be submitted. Made by `check` alone."""

    service: str
    version: str
    for_whom: ForWhom
    answers: Answers = field(repr=False)
    """Exactly the relevant answers that were given, normalised, in the order of the catalogue."""
    applicant: Person
    concerned: Person
    """The applicant again where the letter is for *diri sendiri*."""
    presented: list[str]
    """Ids of the requirements that the citizen says they brought."""
    missing: list[str]
    """Titles of the mandatory requirements not yet brought, Indonesian."""
    for_staff: list[str]
    """Why staff must look first, Indonesian, without personal data; empty when nothing is open."""


def check(
    service: Service,
    answers: Mapping[str, Any],
    presented: Iterable[str],
    today: date,
    villages: Collection[VillageLike],
    *,
    declared: bool,
) -> CompletedApplication:
    """The completed application of these answers, every value validated and normalised.

    `declared`: the citizen agreed to the service's declaration; without one it does not matter.
    Raises Refused, naming every question to mend: required and relevant but not answered, not valid, not
    relevant, never asked; an exit page reached; a requirement that does not apply; not declared.
    """
    brought = list(presented)
    reading = _Reading(service, today, villages)
    accepted = reading.answers(answers)
    if errors := reading.errors:
        raise Refused(errors)
    way = walk(service, accepted, today)
    if way.exit is not None or not service.applicable:
        raise Refused(
            {"answers": "Layanan ini tidak dapat diajukan dengan jawaban ini. Tanyakan ke petugas."}
        )
    errors.update(_open(service, way))
    errors.update(_irrelevant(accepted, way))
    applying = [requirement.id for requirement in way.requirements]
    if any(one not in applying for one in brought):
        errors["presented"] = "Ada persyaratan yang tidak berlaku untuk permohonan ini."
    if service.declaration is not None and not declared:
        errors["declaration"] = NOT_DECLARED
    if errors or way.for_whom is None:
        raise Refused(errors)
    applicant = person(way, "pemohon")
    return CompletedApplication(
        service=service.id,
        version=service.version,
        for_whom=way.for_whom,
        answers=given(service, way),
        applicant=applicant,
        concerned=applicant if way.for_whom == "diri" else person(way, "yang_bersangkutan"),
        presented=[requirement.id for requirement in way.requirements if requirement.id in brought],
        missing=[
            str(requirement.title)
            for requirement in way.requirements
            if requirement.mandatory and requirement.id not in brought
        ],
        for_staff=[reason for subject in subjects(way) for reason in subject.for_staff(today)],
    )


def given(service: Service, way: Way) -> Answers:
    """The relevant answers as they are submitted; `untuk` only where the citizen chose."""
    hidden = () if chooses_whom(service) else (FOR_WHOM,)
    return {name: answer for name, answer in way.known.items() if name not in hidden}


class _Reading:
    """What arrived, value by value: normalised where it can be, and otherwise with a sentence in `errors`."""

    def __init__(self, service: Service, today: date, villages: Collection[VillageLike]) -> None:
        pages = [page for page in service.pages if isinstance(page, Page)]
        self._service = service
        self._single = {q.name: q for page in pages if not page.repeat for q in page.questions}
        self._repeated = {page.repeat.name: page for page in pages if page.repeat}
        self._today, self._villages = today, villages
        self.errors: dict[str, str] = {}

    def answers(self, answers: Mapping[str, Any]) -> Answers:
        accepted: Answers = {}
        for name, value in answers.items():
            if name == FOR_WHOM and chooses_whom(self._service):
                if value in self._service.for_whom:
                    accepted[name] = value
                else:
                    self.errors[name] = CHOOSE_WHOM
            elif name in self._single:
                self._answer(self._single[name], value, name, accepted)
            elif name in self._repeated:
                accepted[name] = self._entries(self._repeated[name], value, name)
            else:
                self.errors["answers"] = _NEVER_ASKED
        return accepted

    def _entries(self, page: Page, entries: object, path: str) -> list[Answers]:
        if not isinstance(entries, list | tuple) or not all(isinstance(entry, Mapping) for entry in entries):
            self.errors[path] = "Isi daftar ini satu per satu."
            return []
        if page.repeat is not None and len(entries) > page.repeat.max:
            self.errors[path] = too_many(page)
            return []
        questions = {question.name: question for question in page.questions}
        accepted: list[Answers] = [{} for _ in entries]
        for index, entry in enumerate(entries):
            for name, value in entry.items():
                if name in questions:
                    self._answer(questions[name], value, f"{path}.{index}.{name}", accepted[index])
                else:
                    self.errors["answers"] = _NEVER_ASKED
        return accepted

    def _answer(self, question: Question, value: object, path: str, accepted: Answers) -> None:
        try:
            accepted[question.name] = accept(question, value, self._today, self._villages)
        except NotAccepted as not_accepted:
            self.errors[path] = not_accepted.message


def _open(service: Service, way: Way) -> dict[str, str]:
    """Required and relevant, but not answered."""
    errors = {}
    if chooses_whom(service) and way.for_whom is None:
        errors[FOR_WHOM] = CHOOSE_WHOM
    for relevant in way.pages:
        repeat = relevant.page.repeat
        if repeat is None:
            errors.update(_blank(relevant.questions, way.known, ""))
            continue
        entries = way.known.get(repeat.name, ())
        if len(entries) < repeat.min:
            errors[repeat.name] = too_few(relevant.page)
        for index, (questions, entry) in enumerate(zip(relevant.entries, entries, strict=True)):
            errors.update(_blank(questions, entry, f"{repeat.name}.{index}."))
    return errors


def too_few(page: Page) -> str:
    """What to say while a repeat page has fewer entries than it must have."""
    assert page.repeat is not None
    return f"Tambah dulu. Paling sedikit {page.repeat.min} data."


def too_many(page: Page) -> str:
    assert page.repeat is not None
    return f"Paling banyak {page.repeat.max} data."


def _blank(questions: Iterable[Question], known: Mapping[str, Any], path: str) -> dict[str, str]:
    return {
        path + question.name: nothing_given(question).message
        for question in questions
        if question.required and question.name not in known
    }


def _irrelevant(accepted: Answers, way: Way) -> dict[str, str]:
    """Answered, though the other answers leave no room for it."""
    errors = {
        name: _NOT_RELEVANT for name, value in accepted.items() if name not in way.known and value != []
    }
    for relevant in way.pages:
        if relevant.page.repeat is not None:
            errors.update(_irrelevant_in_entries(relevant, relevant.page.repeat.name, accepted))
    return errors


def _irrelevant_in_entries(relevant: RelevantPage, path: str, accepted: Answers) -> dict[str, str]:
    return {
        f"{path}.{index}.{name}": _NOT_RELEVANT
        for index, (questions, entry) in enumerate(zip(relevant.entries, accepted.get(path, ()), strict=True))
        for name in entry
        if all(question.name != name for question in questions)
    }
