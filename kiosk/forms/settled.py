"""What of a session's answers is settled, and where it still is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from kiosk.catalogue.model import Page, Question, Repeat
from kiosk.forms.relevance import FOR_WHOM, Way
from kiosk.forms.steps import Ask, AskForWhom, Checklist, Declare, Entries, Notice, Review, Step, Stop

Entry = Mapping[str, Any]


def is_settled(question: Question, answers: Entry) -> bool:
    """Answered, or skipped where that is allowed."""
    return question.name in answers and (answers[question.name] is not None or not question.required)


def is_listed(page: Page, answers: Entry) -> bool:
    """The citizen has met this repeat page."""
    return repeat_of(page).name in answers


def repeat_of(page: Page) -> Repeat:
    assert page.repeat is not None
    return page.repeat


def entries_of(page: Page, answers: Entry) -> tuple[Entry, ...]:
    return tuple(answers.get(repeat_of(page).name, ()))


def questions_of(page: Page, way: Way) -> tuple[tuple[Question, ...], ...]:
    """The relevant questions of each entry of a repeat page."""
    return next((one.entries for one in way.pages if one.page.id == page.id), ())


def beside(ask: Ask, answers: Entry) -> Entry:
    """The mapping in which the answer to this question stands."""
    return answers if ask.entry is None else entries_of(ask.page, answers)[ask.entry]


def first_unsettled(page: Page, way: Way, answers: Entry) -> Ask | None:
    """The first question within a repeat page that still needs an answer."""
    pairs = zip(entries_of(page, answers), questions_of(page, way), strict=True)
    for index, (entry, questions) in enumerate(pairs):
        for question in questions:
            if not is_settled(question, entry):
                return Ask(page, question, index)
    return None


def first_open(
    steps: Iterable[Step], way: Way, answers: Entry, brought: Mapping[str, bool], noticed: bool
) -> Step | None:
    """The first step that was not met yet or still needs something; None: Review can come."""
    for step in steps:
        match step:
            case Checklist(requirements=requirements):
                is_open = any(one.id not in brought for one in requirements)
            case Notice():
                is_open = not noticed
            case AskForWhom():
                is_open = FOR_WHOM not in answers
            case Ask() as ask:
                is_open = not is_settled(ask.question, beside(ask, answers))
            case Entries(page=page):
                enough = len(entries_of(page, answers)) >= repeat_of(page).min
                met = is_listed(page, answers) and first_unsettled(page, way, answers) is None
                is_open = not (enough and met)
            case Stop():
                is_open = True
            case Review() | Declare():
                is_open = False
            case _:
                assert_never(step)
        if is_open:
            return step
    return None
