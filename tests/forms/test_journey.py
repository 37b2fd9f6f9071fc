from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kiosk.catalogue.model import Service
from kiosk.forms.errors import Refused, WrongStep
from kiosk.forms.journey import Journey, begin
from kiosk.forms.steps import (
    AskForWhom,
    Checklist,
    Notice,
    Progress,
    Stop,
)
from kiosk.people.errors import NotAccepted

Build = Callable[..., Service]
Page = Callable[..., dict[str, Any]]
Asked = Callable[[Journey], str | tuple[str, int | None]]
Walk = Callable[..., Journey]


def test_documents_come_first_then_the_notice_then_for_whom_then_the_questions(
    start: Journey, asked: Asked
) -> None:
    assert isinstance(start.step, Checklist)
    assert [requirement.id for requirement in start.step.requirements] == ["ktp", "pengantar"]
    notice = start.forward()
    assert isinstance(notice.step, Notice)
    assert notice.step.asked[:4] == ("NIK", "Nama", "Tanggal lahir", "Nomor HP")
    whom = notice.forward()
    assert whom.step == AskForWhom(("diri", "anak", "orang_lain"))
    assert asked(whom.answer("diri").forward()) == "warga"


def test_the_notice_waits_for_the_first_personal_question(
    build: Build, page: Page, today: date, asked: Asked
) -> None:
    service = build(
        page({"name": "warga", "type": "yes_no"}),
        page({"name": "nama", "type": "name"}),
        page({"name": "kk", "type": "kk"}),
        privacy={"purpose": {"id": "Contoh"}, "kept_months": 1, "basis": "UU 27/2022"},
    )
    journey = begin(service, today).forward()
    assert asked(journey) == "warga"
    journey = journey.answer(True).forward()
    assert asked(journey) == "Notice"
    journey = journey.forward().answer("contoh").forward()
    assert asked(journey) == "kk"


def test_a_service_for_one_kind_of_person_does_not_ask_for_whom(
    build: Build, page: Page, today: date, asked: Asked
) -> None:
    journey = begin(build(page({"name": "nama", "type": "name"})), today).forward()
    assert asked(journey) == "nama"


def test_a_service_without_a_form_cannot_begin(build: Build, today: date) -> None:
    with pytest.raises(WrongStep):
        begin(build(), today)


def test_every_question_is_asked_once_and_the_way_ends_in_a_completed_application(
    start: Journey, walk: Walk, answers: dict[str, Any]
) -> None:
    declare = walk(start, "Declare")
    assert declare.last
    with pytest.raises(Refused, match="1 answers"):
        declare.complete()
    done = declare.answer(True).complete()
    assert done.answers == answers
    assert done.presented == ["ktp", "kuasa"]
    assert done.missing == []


def test_without_a_declaration_the_review_is_the_last_step(
    build: Build, page: Page, today: date, asked: Asked
) -> None:
    journey = begin(build(page({"name": "nama", "type": "name"})), today).forward().answer("contoh").forward()
    assert asked(journey) == "Review"
    assert journey.last
    assert journey.forward() == journey
    assert journey.complete().answers == {"nama": "CONTOH"}


def test_requirements_that_only_an_answer_calls_for_are_asked_before_the_review(
    start: Journey, walk: Walk
) -> None:
    journey = walk(start, "benar").answer(True).forward()
    assert isinstance(journey.step, Checklist)
    assert journey.step.further
    assert [requirement.id for requirement in journey.step.requirements] == ["kuasa"]
    done = walk(journey.forward(), "Declare").answer(True).complete()
    assert done.missing == ["KUASA"]


def test_a_refused_answer_leaves_the_journey_as_it_was(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, "nik")
    with pytest.raises(NotAccepted, match="NIK kurang 10 angka"):
        journey.answer("360303")
    assert asked(journey) == "nik"
    assert journey.value is None


def test_a_required_question_is_not_passed_without_an_answer(start: Journey, walk: Walk) -> None:
    for name in ("untuk", "warga", "nik", "status"):
        with pytest.raises(NotAccepted):
            walk(start, name).forward()
    journey = walk(start, "nama")
    with pytest.raises(NotAccepted):
        journey.skip()
    with pytest.raises(NotAccepted):
        journey.answer("")


def test_an_optional_question_may_be_passed_in_silence(start: Journey, walk: Walk, asked: Asked) -> None:
    optional = walk(start, "hp")
    for passed in (optional.forward(), optional.skip().forward(), optional.answer(" ").forward()):
        assert asked(passed) == "nik_dia"
        assert "hp" not in walk(passed, "Declare").answer(True).complete().answers


def test_a_skipped_answer_can_be_given_later(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, "hp").skip().forward().back()
    assert asked(journey) == "hp"
    assert journey.answer("0812 0000 1234").value == "081200001234"


def test_an_unknown_nik_is_an_answer(start: Journey, walk: Walk) -> None:
    journey = walk(start, "nik").unknown()
    assert journey.value == {"unknown": True}
    assert journey.readout() is None
    done = walk(journey.forward(), "Declare").answer(True).complete()
    assert done.applicant.nik_unknown
    assert "NIK pemohon belum diketahui." in done.for_staff
    with pytest.raises(WrongStep):
        walk(start, "nama").unknown()


def test_a_nik_is_read_back_to_its_holder(start: Journey, walk: Walk) -> None:
    journey = walk(start, "nik")
    assert journey.readout() is None
    readout = journey.answer("3603034101900001").readout()
    assert readout == ("Tigaraksa, Kabupaten Tangerang", date(1990, 1, 1), "perempuan")


def test_a_birth_date_that_differs_from_the_nik_warns_and_goes_on(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    journey = walk(start, "lahir").answer("1990-01-02")
    assert journey.warnings() == ("Tanggal lahir berbeda dengan NIK. Periksa keduanya.",)
    assert asked(journey.forward()) == "hp"
    assert journey.answer("1990-01-01").warnings() == ()
    assert journey.forward().warnings() == ()


def test_an_exit_page_ends_the_way_until_the_answer_is_another(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    journey = walk(start, "warga").answer(False).forward()
    assert isinstance(journey.step, Stop)
    assert journey.forward() == journey
    assert not journey.last
    with pytest.raises(Refused):
        journey.complete()
    back = journey.back()
    assert (asked(back), back.value) == ("warga", False)
    assert asked(back.answer(True).forward()) == "nik"


def test_going_back_shows_what_was_answered(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, "lahir").back()
    assert (asked(journey), journey.value) == ("nama", "CONTOH PEMOHON")
    assert asked(journey.forward()) == "lahir"


def test_nothing_lies_before_the_first_step(start: Journey, walk: Walk) -> None:
    assert start.first
    assert start.back() == start
    assert not start.forward().first
    assert not walk(start, "Review").first


def test_the_number_of_steps_follows_the_answers(start: Journey, walk: Walk) -> None:
    assert start.progress() == Progress(1, 22)
    diri = walk(start, "warga", untuk="diri")
    assert diri.progress() == Progress(4, 20)
    other = walk(start, "warga", untuk="anak")
    assert other.progress() == Progress(4, 22)
    end = walk(start, "Declare")
    step, of = end.progress()
    assert step == of


def test_all_questions_of_an_entry_are_one_step(start: Journey, walk: Walk) -> None:
    first = walk(start, ("nama_anak", 0))
    listed = walk(first, "Entries")
    assert first.progress() == listed.progress()
