"""Which questions of a service are asked, given the answers so far.

Conditions see relevant answers only: what an irrelevant question was answered with does not exist for them.
As they look back only, one walk over the pages settles everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.catalogue.model import ExitPage, ForWhom, Page, Question, Requirement, Service
from kiosk.forms.conditions import holds

FOR_WHOM = "untuk"
"""The reserved answer: whom the letter is about."""


@dataclass(frozen=True, slots=True)
class RelevantPage:
    """A page that is asked: `questions`, or on a repeat page the questions of each entry in `entries`."""

    page: Page
    questions: tuple[Question, ...] = ()
    entries: tuple[tuple[Question, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """What a service asks of this citizen."""

    pages: tuple[RelevantPage, ...]
    exit: ExitPage | None
    """The exit page that was reached; nothing after it is asked."""
    known: Mapping[str, Any] = field(repr=False)
    """The relevant answers that were given, and `untuk`. A repeat page is a list of dictionaries."""
    requirements: tuple[Requirement, ...]
    """Requirements that apply, in the order of the catalogue."""

    @property
    def for_whom(self) -> ForWhom | None:
        return self.known.get(FOR_WHOM)


def chooses_whom(service: Service) -> bool:
    """Whether the citizen is asked whom the letter is about."""
    return len(service.for_whom) > 1


def walk(service: Service, answers: Mapping[str, Any], today: date) -> Way:
    """The way through `service` for normalised `answers`; None stands for a skipped question."""
    known: dict[str, Any] = {}
    whom = answers.get(FOR_WHOM) if chooses_whom(service) else service.for_whom[0]
    if whom is not None:
        known[FOR_WHOM] = whom
    pages: list[RelevantPage] = []
    reached: ExitPage | None = None
    for page in service.pages:
        if page.relevant is not None and not holds(page.relevant, known, today):
            continue
        if isinstance(page, ExitPage):
            reached = page
            break
        pages.append(_page(page, answers, known, today))
    return Way(
        pages=tuple(pages),
        exit=reached,
        known=known,
        requirements=tuple(
            requirement
            for requirement in service.standard.requirements
            if requirement.relevant is None or holds(requirement.relevant, known, today)
        ),
    )


def _page(page: Page, answers: Mapping[str, Any], known: dict[str, Any], today: date) -> RelevantPage:
    """The page's relevant questions; their answers are added to `known`."""
    if page.repeat is None:
        return RelevantPage(page, questions=_questions(page, answers, known, today))
    entries = [_entry(page, entry, known, today) for entry in answers.get(page.repeat.name) or ()]
    if entries:
        known[page.repeat.name] = [given for _, given in entries]
    return RelevantPage(page, entries=tuple(questions for questions, _ in entries))


def _entry(
    page: Page, entry: Mapping[str, Any], known: Mapping[str, Any], today: date
) -> tuple[tuple[Question, ...], dict[str, Any]]:
    """Relevant questions and given answers of one entry; its own fields hide any of the same name outside."""
    own = {question.name for question in page.questions}
    seen = {name: answer for name, answer in known.items() if name not in own}
    questions = _questions(page, entry, seen, today)
    return questions, {question.name: seen[question.name] for question in questions if question.name in seen}


def _questions(
    page: Page, answers: Mapping[str, Any], known: dict[str, Any], today: date
) -> tuple[Question, ...]:
    relevant = []
    for question in page.questions:
        if question.relevant is None or holds(question.relevant, known, today):
            relevant.append(question)
            if (answer := answers.get(question.name)) is not None:
                known[question.name] = answer
    return tuple(relevant)
