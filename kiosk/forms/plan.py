"""The line of steps through a service, as far as the answers so far tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kiosk.catalogue.model import Page, Question, Requirement, Service
from kiosk.forms.relevance import RelevantPage, Way, chooses_whom
from kiosk.forms.steps import Ask, AskForWhom, Checklist, Declare, Entries, Notice, Review, Step, Stop
from kiosk.forms.wording import personal_kind


def line(service: Service, way: Way) -> tuple[Step, ...]:
    """All steps in order; a repeat page is one step, its list. It ends at an exit page, if one is reached."""
    return tuple(_steps(service, way))


def position(steps: tuple[Step, ...], step: Step) -> int:
    """Index of the step in the line; a question within a repeat page stands where its list does."""
    place = _place(step)
    return next((index for index, one in enumerate(steps) if _place(one) == place), 0)


def _steps(service: Service, way: Way) -> Iterator[Step]:
    if first := _requirements(service, way, conditional=False):
        yield Checklist(first)
    notice = _notice(service)
    if chooses_whom(service):
        if notice:
            yield notice
            notice = None
        yield AskForWhom(tuple(service.for_whom))
    for relevant in way.pages:
        if notice and _is_personal(relevant):
            yield notice
            notice = None
        if relevant.page.repeat is not None:
            yield Entries(relevant.page)
        else:
            yield from (Ask(relevant.page, question) for question in relevant.questions)
    if way.exit is not None:
        yield Stop(way.exit)
        return
    if further := _requirements(service, way, conditional=True):
        yield Checklist(further, further=True)
    yield Review()
    if service.declaration is not None:
        yield Declare()


def _requirements(service: Service, way: Way, *, conditional: bool) -> tuple[Requirement, ...]:
    """Those that apply to everybody, or those that apply because of an answer."""
    return tuple(one for one in way.requirements if (one.relevant is not None) is conditional)


def _notice(service: Service) -> Notice | None:
    """What the service may ask, in the order of its pages; None where it asks nothing personal."""
    kinds = [
        kind
        for page in service.pages
        if isinstance(page, Page)
        for question in page.questions
        if (kind := personal_kind(page, question)) is not None
    ]
    if service.privacy is None or not (kinds or chooses_whom(service)):
        return None
    return Notice(service.privacy, tuple(dict.fromkeys(kinds)))


def _is_personal(relevant: RelevantPage) -> bool:
    page = relevant.page
    asked: Iterable[Question] = page.questions if page.repeat else relevant.questions
    return any(personal_kind(page, question) is not None for question in asked)


def _place(step: Step) -> tuple[str, str]:
    match step:
        case Checklist(further=further):
            return "checklist", str(further)
        case Ask(page=page, question=question, entry=None):
            return "ask", f"{page.id}.{question.name}"
        case Ask(page=page) | Entries(page=page):
            return "entries", page.id
        case Stop(page=exit_page):
            return "stop", exit_page.id
        case Notice() | AskForWhom() | Review() | Declare():
            return type(step).__name__, ""
        case _:
            assert_never(step)
