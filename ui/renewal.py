"""A form that was begun in one version of its service, and goes on in the next one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.catalogue.model import ExitPage, Page, Service
from kiosk.forms.journey import Journey, begin
from kiosk.forms.relevance import FOR_WHOM
from kiosk.forms.steps import Review
from kiosk.people.regions import VillageLike


def renewed(old: Journey, service: Service, today: date, villages: Collection[VillageLike]) -> Journey:
    """The journey through `service`, at the first thing that it still needs, or at *Periksa jawaban*.

    An answer stays where its page is the same to the letter. What is asked in other words is asked again.
    """
    fresh = begin(service, today, villages)
    same = [page for page in service.pages if page in old.service.pages]
    unchanged = len(same) == len(service.pages) and service.privacy == old.service.privacy
    carried = replace(
        fresh,
        step=Review(),
        returning="answer",
        answers=_answers(old, service, same),
        brought=dict(old.brought),
        noticed=old.noticed and unchanged,
    )
    return carried.forward()


def _answers(old: Journey, service: Service, same: list[Page | ExitPage]) -> dict[str, Any]:
    names = {name for page in same if isinstance(page, Page) for name in _names(page)}
    if old.answers.get(FOR_WHOM) in service.for_whom:
        names.add(FOR_WHOM)
    return {name: value for name, value in old.answers.items() if name in names}


def _names(page: Page) -> list[str]:
    return [page.repeat.name] if page.repeat else [question.name for question in page.questions]
