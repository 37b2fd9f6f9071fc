"""A form whose service has changed while it was filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from kiosk.catalogue.model import Page, Requirement, Service
from kiosk.forms.journey import Journey
from kiosk.forms.steps import Ask, AskForWhom, Checklist, Notice
from ui.renewal import renewed

NIK = "3603034101900001"


@pytest.fixture
def begun(journey: Journey) -> Journey:
    """The papers are told, the notice read, the NIK and the birthday answered."""
    answers: dict[str, Any] = {"untuk": "diri", "nik": NIK, "lahir": "1990-01-01"}
    return replace(journey, answers=answers, brought={"ktp": True, "kk": False}, noticed=True)


def asking(service: Service, name: str, label: str) -> Service:
    """The service, one of its questions in other words."""
    raw = msgspec.to_builtins(service)
    for page in raw["pages"]:
        for question in page.get("questions", ()):
            if question["name"] == name:
                question["label"]["id"] = label
    return msgspec.convert({**raw, "version": "2027.1.1"}, Service)


def goes_on(begun: Journey, service: Service) -> Journey:
    return renewed(begun, service, begun.today, begun.villages)


def test_what_is_asked_as_before_is_not_asked_again(begun: Journey, service: Service) -> None:
    onward = goes_on(begun, msgspec.structs.replace(service, version="2027.1.1"))
    assert isinstance(onward.step, Ask)
    assert onward.step.question.name == "hal"
    assert onward.answers == begun.answers
    assert onward.service.version == "2027.1.1"


def test_what_is_asked_in_other_words_is_asked_again_after_the_notice(
    begun: Journey, service: Service
) -> None:
    onward = goes_on(begun, asking(service, "nik", "Berapa NIK ayah?"))
    assert isinstance(onward.step, Notice)
    onward = onward.forward()
    assert isinstance(onward.step, Ask)
    assert onward.step.question.name == "nik"
    assert onward.value is None
    onward = onward.answer(NIK).forward()
    assert isinstance(onward.step, Ask)
    assert onward.step.question.name == "hal"


def test_a_question_that_is_gone_takes_its_answer_with_it(begun: Journey, service: Service) -> None:
    kept = [page for page in service.pages if not (isinstance(page, Page) and page.id == "h_lahir")]
    onward = goes_on(begun, msgspec.structs.replace(service, pages=kept))
    assert "lahir" not in onward.answers


def test_a_new_paper_is_asked_for(begun: Journey, service: Service) -> None:
    raw = msgspec.to_builtins(service.standard.requirements[0])
    paper = msgspec.convert({**raw, "id": "akta"}, Requirement)
    standard = msgspec.structs.replace(service.standard, requirements=[*service.standard.requirements, paper])
    onward = goes_on(begun, msgspec.structs.replace(service, standard=standard))
    assert isinstance(onward.step, Checklist)


def test_a_person_it_is_no_longer_for_is_asked_again(begun: Journey, service: Service) -> None:
    onward = goes_on(begun, msgspec.structs.replace(service, for_whom=["anak", "orang_tua"]))
    assert isinstance(onward.step, AskForWhom)
    assert onward.value is None
