"""Every shipped form can be walked to its end, by everybody it is for."""

from __future__ import annotations

from datetime import date
from typing import Any, assert_never

import pytest

from kiosk.catalogue.cli import shipped
from kiosk.catalogue.loader import load
from kiosk.catalogue.model import ChoiceQuestion, ChoicesQuestion, DateQuestion, ForWhom, Question, Service
from kiosk.forms.journey import Journey, begin
from kiosk.forms.steps import (
    Ask,
    AskForWhom,
    Checklist,
    Declare,
    Entries,
    Notice,
    Review,
    Stop,
)
from kiosk.people.regions import Village

TODAY = date(2026, 11, 24)
VILLAGES = (Village("36.03.03.2001", "Contoh", "desa"),)

SERVICES = {service.id: service for service in load(shipped()).services if service.applicable}
WALKS = [(service, whom) for service in SERVICES.values() for whom in service.for_whom]

SAMPLES: dict[str, Any] = {
    "nik": "3603034101900001",
    "kk": "3603030101100001",
    "name": "CONTOH PEMOHON",
    "text": "warung nasi",
    "long_text": "Orang tua sakit.",
    "phone": "081234567890",
    "address": {"desa": "36.03.03.2001", "rt": "1", "rw": "2", "street": "Kampung Contoh"},
    "desa": "36.03.03.2001",
    "integer": 3,
    "money": 1_500_000,
    "yes_no": True,
    "document": "brought",
    "declaration": True,
}
DATES = {"birth": "2018-05-01", "past": "2026-01-15", "event": "2026-12-01"}


def _sample(question: Question) -> Any:
    match question:
        case ChoiceQuestion(choices=choices):
            return choices[-1].value
        case ChoicesQuestion(choices=choices):
            return [option.value for option in choices]
        case DateQuestion(kind=kind):
            return DATES[kind]
        case _:
            return SAMPLES[str(question.__struct_config__.tag)]


def _stepped(journey: Journey, whom: ForWhom) -> Journey:
    match journey.step:
        case Checklist(requirements=requirements):
            for requirement in requirements:
                journey = journey.bring(requirement.id, True)
            return journey.forward()
        case AskForWhom():
            return journey.answer(whom).forward()
        case Ask(question=question):
            return journey.answer(_sample(question)).forward()
        case Entries():
            return journey.add() if len(journey.entries()) < 2 else journey.forward()
        case Notice() | Review():
            return journey.forward()
        case Declare():
            return journey.answer(True)
        case Stop(page=page):
            raise AssertionError(f"stopped at {page.id}")
        case _:
            assert_never(journey.step)


def _walked(service: Service, whom: ForWhom) -> tuple[Journey, list[str]]:
    journey = begin(service, TODAY, VILLAGES)
    steps: list[str] = []
    while not isinstance(journey.step, Declare) and len(steps) < 60:
        steps.append(type(journey.step).__name__)
        journey = _stepped(journey, whom)
    return journey, steps


@pytest.mark.parametrize(("service", "whom"), WALKS, ids=[f"{s.id}-{whom}" for s, whom in WALKS])
def test_the_form_ends_in_a_complete_application(service: Service, whom: ForWhom) -> None:
    journey, steps = _walked(service, whom)
    completed = journey.answer(True).complete()
    assert completed.for_whom == whom
    assert completed.missing == []
    assert completed.applicant.name == "CONTOH PEMOHON"
    assert "Notice" in steps
    assert steps[0] == "Checklist"


@pytest.mark.parametrize(
    ("id", "name", "value", "page"),
    [
        ("domisili", "tinggal_di_sini", False, "tinggal_di_tempat_lain"),
        ("dispensasi_nikah", "kurang_sepuluh_hari", False, "langsung_ke_kua"),
        ("kia", "tanggal_lahir", "2009-11-24", "sudah_dewasa"),
    ],
)
def test_who_need_not_apply_is_told_what_to_do_instead(id: str, name: str, value: Any, page: str) -> None:
    service = SERVICES[id]
    journey = begin(service, TODAY, VILLAGES)
    while not (isinstance(journey.step, Ask) and journey.step.question.name == name):
        journey = _stepped(journey, service.for_whom[0])
    stop = journey.answer(value).forward().step
    assert isinstance(stop, Stop)
    assert stop.page.id == page


def test_only_somebody_else_is_asked_for_a_power_of_attorney() -> None:
    for whom in SERVICES["sktm"].for_whom:
        journey, _ = _walked(SERVICES["sktm"], whom)
        completed = journey.answer(True).complete()
        assert ("surat_kuasa" in completed.presented) is (whom == "orang_lain")


def test_a_child_of_five_needs_photos_for_its_card_and_a_younger_one_does_not() -> None:
    service = SERVICES["kia"]
    for born, wanted in (("2021-11-24", True), ("2021-11-25", False)):
        journey = begin(service, TODAY, VILLAGES)
        while not isinstance(journey.step, Declare):
            if isinstance(journey.step, Ask) and journey.step.question.name == "tanggal_lahir":
                journey = journey.answer(born).forward()
            else:
                journey = _stepped(journey, "anak")
        assert ("foto" in journey.answer(True).complete().presented) is wanted
