"""How long the longest way through a service is, found from its conditions before anybody walks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import Any

from kiosk.catalogue.model import ChoiceQuestion, ExitPage, Page, Question, Service, When, YesNoQuestion
from kiosk.forms.conditions import holds

MAX_COMBINATIONS = 1_024

_SOMETHING: Any = object()
"""An answer that could be anything: no condition on it is decided."""
_ABSENT: Any = object()


def longest_way(service: Service) -> int:
    """The most question pages one citizen may meet. Where conditions cannot be decided, the longer way."""
    asked = set(_fields(service))
    domains: dict[str, list[Any]] = {"untuk": list(service.for_whom) or [_SOMETHING]}
    for page in service.pages:
        if isinstance(page, Page) and page.repeat is None:
            domains |= {q.name: _domain(q) for q in page.questions if q.name in asked}
    if prod(len(domain) for domain in domains.values()) > MAX_COMBINATIONS:
        domains = {name: [_SOMETHING] for name in domains}
    return max(
        _pages_met(service, dict(zip(domains, combination, strict=True)))
        for combination in product(*domains.values())
    )


def _pages_met(service: Service, choices: Mapping[str, Any]) -> int:
    """Pages of the way on which these answers are given wherever they are asked for."""
    given: dict[str, Any] = {"untuk": choices["untuk"]}
    met = 0
    for page in service.pages:
        verdict = True if page.relevant is None else _verdict(page.relevant, given)
        if isinstance(page, ExitPage):
            if verdict is True:
                return met
        elif verdict is not False:
            shown = [
                q for q in page.questions if q.relevant is None or _verdict(q.relevant, given) is not False
            ]
            met += bool(shown)
            for question in shown:
                answer = choices.get(question.name, _SOMETHING)
                if answer is not _ABSENT:
                    given[question.name] = answer
    return met


def _verdict(when: When, given: Mapping[str, Any]) -> bool | None:
    """Whether the condition holds; None if that cannot be told."""
    if when.all is not None:
        parts = [_verdict(part, given) for part in when.all]
        return False if False in parts else None if None in parts else True
    if when.any is not None:
        parts = [_verdict(part, given) for part in when.any]
        return True if True in parts else None if None in parts else False
    if when.negated is not None:
        inner = _verdict(when.negated, given)
        return None if inner is None else not inner
    if when.field is not None and given.get(when.field) is _SOMETHING:
        return None
    return holds(when, given, date.min)


def _domain(question: Question) -> list[Any]:
    match question:
        case ChoiceQuestion(choices=choices):
            values: list[Any] = [option.value for option in choices]
        case YesNoQuestion():
            values = [True, False]
        case _:
            return [_SOMETHING]
    return values if question.required else [*values, _ABSENT]


def _fields(service: Service) -> Iterator[str]:
    """Every answer that a condition looks at."""
    for page in service.pages:
        if page.relevant is not None:
            yield from _fields_of(page.relevant)
        if isinstance(page, Page):
            for question in page.questions:
                if question.relevant is not None:
                    yield from _fields_of(question.relevant)


def _fields_of(when: When) -> Iterator[str]:
    if when.field is not None:
        yield when.field
    for part in (*(when.all or ()), *(when.any or ()), *((when.negated,) if when.negated else ())):
        yield from _fields_of(part)
