from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kiosk.catalogue.model import Service
from kiosk.forms.errors import Refused, WrongStep
from kiosk.forms.journey import Journey, begin
from kiosk.forms.steps import (
    Ask,
    AskForWhom,
    Checklist,
    Declare,
    Entries,
    EntrySummary,
    Notice,
    Progress,
    Stop,
)
from kiosk.people.errors import NotAccepted
from kiosk.people.regions import Village

Build = Callable[..., Service]
Page = Callable[..., dict[str, Any]]


def asked(journey: Journey) -> str | tuple[str, int | None]:
    """Where the journey stands, in short."""
    match journey.step:
        case Ask(question=question, entry=None):
            return question.name
        case Ask(question=question, entry=entry):
            return question.name, entry
        case AskForWhom():
            return "untuk"
        case step:
            return type(step).__name__


@pytest.fixture
def start(service: Service, today: date, villages: tuple[Village, ...]) -> Journey:
    return begin(service, today, villages)


Walk = Callable[..., Journey]


@pytest.fixture
def walk(answers: dict[str, Any]) -> Walk:
    """Goes on with the sample answers, or others where given, until it stands at `to`."""

    def go(journey: Journey, to: str | tuple[str, int | None], **other: Any) -> Journey:
        given = {**answers, **other}
        for _ in range(100):
            if asked(journey) == to:
                return journey
            match journey.step:
                case Checklist(requirements=requirements):
                    for requirement in requirements:
                        journey = journey.bring(requirement.id, requirement.id != "pengantar")
                case AskForWhom():
                    journey = journey.answer(given["untuk"])
                case Ask(question=question, entry=None):
                    journey = journey.answer(given[question.name])
                case Ask(question=question, entry=int(entry)):
                    journey = journey.answer(given["anak"][entry][question.name])
                case Entries() if len(journey.entries()) < len(given["anak"]):
                    journey = journey.add()
                    continue
                case Declare():
                    journey = journey.answer(True)
                case _:
                    pass
            journey = journey.forward()
        raise AssertionError(f"never came to {to}, but to {asked(journey)}")

    return go


def test_documents_come_first_then_the_notice_then_for_whom_then_the_questions(start: Journey) -> None:
    assert isinstance(start.step, Checklist)
    assert [requirement.id for requirement in start.step.requirements] == ["ktp", "pengantar"]
    notice = start.forward()
    assert isinstance(notice.step, Notice)
    assert notice.step.asked[:4] == ("NIK", "Nama", "Tanggal lahir", "Nomor HP")
    whom = notice.forward()
    assert whom.step == AskForWhom(("diri", "anak", "orang_lain"))
    assert asked(whom.answer("diri").forward()) == "warga"


def test_the_notice_waits_for_the_first_personal_question(build: Build, page: Page, today: date) -> None:
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
    build: Build, page: Page, today: date
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


def test_without_a_declaration_the_review_is_the_last_step(build: Build, page: Page, today: date) -> None:
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


def test_a_refused_answer_leaves_the_journey_as_it_was(start: Journey, walk: Walk) -> None:
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


def test_an_optional_question_may_be_passed_in_silence(start: Journey, walk: Walk) -> None:
    optional = walk(start, "hp")
    for passed in (optional.forward(), optional.skip().forward(), optional.answer(" ").forward()):
        assert asked(passed) == "nik_dia"
        assert "hp" not in walk(passed, "Declare").answer(True).complete().answers


def test_a_skipped_answer_can_be_given_later(start: Journey, walk: Walk) -> None:
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


def test_a_birth_date_that_differs_from_the_nik_warns_and_goes_on(start: Journey, walk: Walk) -> None:
    journey = walk(start, "lahir").answer("1990-01-02")
    assert journey.warnings() == ("Tanggal lahir berbeda dengan NIK. Periksa keduanya.",)
    assert asked(journey.forward()) == "hp"
    assert journey.answer("1990-01-01").warnings() == ()
    assert journey.forward().warnings() == ()


def test_an_exit_page_ends_the_way_until_the_answer_is_another(start: Journey, walk: Walk) -> None:
    journey = walk(start, "warga").answer(False).forward()
    assert isinstance(journey.step, Stop)
    assert journey.forward() == journey
    assert not journey.last
    with pytest.raises(Refused):
        journey.complete()
    back = journey.back()
    assert (asked(back), back.value) == ("warga", False)
    assert asked(back.answer(True).forward()) == "nik"


def test_going_back_shows_what_was_answered(start: Journey, walk: Walk) -> None:
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


# --- repeat pages -------------------------------------------------------------------------------------


def test_a_page_that_needs_an_entry_begins_with_its_first_question(start: Journey, walk: Walk) -> None:
    assert asked(walk(start, "foto").answer("later").forward()) == ("nama_anak", 0)


def test_entries_are_listed_with_their_summary(start: Journey, walk: Walk) -> None:
    journey = walk(start, ("lahir_anak", 1)).answer("2026-06-06").forward()
    assert asked(journey) == "Entries"
    assert journey.entries() == (
        EntrySummary(0, "CONTOH ANAK, 6 Juni 2016", complete=True),
        EntrySummary(1, "CONTOH BAYI, 6 Juni 2026", complete=True),
    )


def test_an_entry_can_be_opened_changed_and_removed(start: Journey, walk: Walk) -> None:
    journey = walk(start, "benar").back()
    opened = journey.open(0)
    assert (asked(opened), opened.value) == (("nama_anak", 0), "CONTOH ANAK")
    changed = opened.answer("contoh lain").forward().forward().forward().forward()
    assert changed.entries()[0].summary == "CONTOH LAIN, 6 Juni 2016"
    assert [entry.summary for entry in changed.remove(0).entries()] == ["CONTOH BAYI, 6 Juni 2026"]


def test_a_list_may_not_be_left_with_too_few_or_grow_beyond_its_end(start: Journey, walk: Walk) -> None:
    journey = walk(start, "benar").back()
    with pytest.raises(NotAccepted, match="Paling sedikit 1 data"):
        journey.remove(0).remove(0).forward()
    third = journey.add().answer("contoh").forward().answer("2026-01-01").forward()
    with pytest.raises(NotAccepted, match="Paling banyak 3 data"):
        third.add()


def test_an_entry_that_was_left_half_way_is_finished_before_the_next_page(start: Journey, walk: Walk) -> None:
    journey = walk(start, "benar").back().add().answer("contoh").forward().back().back()
    assert journey.entries()[2] == EntrySummary(2, "CONTOH, …", complete=False)
    assert asked(journey.forward()) == ("lahir_anak", 2)


def test_an_entry_without_any_answer_is_gone_when_it_is_left(start: Journey, walk: Walk) -> None:
    journey = walk(start, "benar").back().add().back()
    assert len(journey.entries()) == 2
    first = walk(start, ("nama_anak", 0)).back()
    assert asked(first) == "foto"
    assert asked(first.forward()) == ("nama_anak", 0)


def test_a_list_that_may_be_empty_is_shown_first(build: Build, page: Page, today: date) -> None:
    service = build(
        {
            "type": "page",
            "id": "saksi",
            "questions": [{"name": "nama", "type": "name", "label": {"id": "Nama?"}}],
            "repeat": {"name": "saksi", "min": 0, "add": {"id": "Tambah"}, "summary": "{nama}"},
        }
    )
    journey = begin(service, today).forward()
    assert asked(journey) == "Entries"
    assert asked(journey.add().back()) == "Entries"
    assert asked(journey.forward()) == "Review"
    assert journey.forward().complete().answers == {}


# --- review -------------------------------------------------------------------------------------------


def rows(journey: Journey) -> dict[tuple[str, int | None], str]:
    return {(row.name, row.entry): row.shown for row in journey.review()}


def test_the_review_shows_every_relevant_answer_in_order(start: Journey, walk: Walk) -> None:
    journey = walk(start, "Review")
    shown = rows(journey)
    assert list(shown)[:3] == [("untuk", None), ("warga", None), ("nik", None)]
    assert shown["untuk", None] == "Orang lain"
    assert shown["nik", None] == "3603 •••• •••• 0001"
    assert shown["nik_dia", None] == "Tidak tahu / belum punya NIK"
    assert shown["anak", None] == "2 data"
    assert shown["nama_anak", 1] == "CONTOH BAYI"
    assert ("nik_anak", 1) not in shown
    assert [row.section for row in journey.review()][2] == "Pemohon"


def test_a_skipped_answer_is_in_the_review_too(start: Journey, walk: Walk) -> None:
    assert rows(walk(start, "Review", hp=None))["hp", None] == "Tidak diisi"


def test_one_answer_is_changed_and_the_review_is_next(start: Journey, walk: Walk) -> None:
    journey = walk(start, "Review").change("nama")
    assert (asked(journey), journey.value) == ("nama", "CONTOH PEMOHON")
    back = journey.answer("contoh baru").forward()
    assert asked(back) == "Review"
    assert rows(back)["nama", None] == "CONTOH BARU"


def test_a_change_can_be_given_up(start: Journey, walk: Walk) -> None:
    review = walk(start, "Review")
    for name, entry in [("nama", None), ("untuk", None), ("anak", None), ("kelas", 0)]:
        assert asked(review.change(name, entry).back()) == "Review"


def test_what_a_change_makes_relevant_is_asked_before_the_review(start: Journey, walk: Walk) -> None:
    review = walk(start, "Review", untuk="diri", status="lajang", orang=0)
    journey = review.change("status").answer("menikah").forward()
    assert asked(journey) == "nikah"
    journey = journey.answer("2015-05-05").forward()
    assert asked(journey) == "pasangan"
    assert asked(journey.answer("contoh").forward()) == "Review"
    for_other = review.change("untuk").answer("orang_lain").forward()
    assert asked(for_other) == "nik_dia"
    for_other = for_other.unknown().forward().answer("contoh").forward()
    assert asked(for_other) == "Checklist"
    assert asked(for_other.forward()) == "Review"


def test_a_list_that_a_change_makes_relevant_is_filled_before_the_review(start: Journey, walk: Walk) -> None:
    journey = walk(start, "Review", orang=0).change("orang").answer(1).forward()
    assert asked(journey) == ("nama_anak", 0)
    journey = walk(journey, "Entries")
    assert asked(journey.forward()) == "Review"


def test_a_change_can_lead_to_an_exit_page(start: Journey, walk: Walk) -> None:
    journey = walk(start, "Review").change("warga").answer(False).forward()
    assert asked(journey) == "Stop"
    again = journey.back()
    assert asked(again) == "warga"
    assert asked(again.answer(True).forward()) == "Review"


def test_one_answer_of_an_entry_is_changed_and_the_review_is_next(start: Journey, walk: Walk) -> None:
    review = walk(start, "Review")
    assert asked(review.change("kelas", 0).answer(5).forward()) == "Review"
    journey = review.change("lahir_anak", 1).answer("2024-01-01").forward()
    assert asked(journey) == ("nik_anak", 1)
    assert asked(journey.unknown().forward()) == "Review"


def test_a_list_is_changed_entry_by_entry_and_the_review_is_next(start: Journey, walk: Walk) -> None:
    journey = walk(start, "Review").change("anak").open(1)
    assert asked(journey.forward()) == ("lahir_anak", 1)
    journey = journey.forward().forward()
    assert asked(journey) == "Entries"
    assert asked(journey.forward()) == "Review"
    assert asked(journey.remove(1).back()) == "Review"


def test_a_list_with_too_few_entries_holds_the_review_back(start: Journey, walk: Walk) -> None:
    journey = walk(start, "Review").change("anak").remove(1).remove(0)
    before = journey.back()
    assert asked(before) == "foto"
    assert asked(before.forward()) == ("nama_anak", 0)


def test_answers_that_became_irrelevant_are_kept_but_not_submitted(start: Journey, walk: Walk) -> None:
    journey = walk(start, "Review").change("status").answer("lajang").forward()
    assert asked(journey) == "Review"
    assert journey.answers["pasangan"] == "CONTOH PASANGAN"
    assert ("pasangan", None) not in rows(journey)
    done = journey.forward().answer(True).complete()
    assert not {"nikah", "pasangan"} & done.answers.keys()
    again = journey.change("status").answer("menikah").forward()
    assert asked(again) == "Review"
    assert rows(again)["pasangan", None] == "CONTOH PASANGAN"


def test_a_declaration_is_taken_back_by_a_later_change(start: Journey, walk: Walk) -> None:
    declared = walk(start, "Declare").answer(True)
    changed = declared.back().change("nama").answer("contoh baru").forward().forward()
    assert asked(changed) == "Declare"
    with pytest.raises(NotAccepted, match="Setujui"):
        changed.forward()
    with pytest.raises(NotAccepted, match="Setujui"):
        changed.answer(False)
    with pytest.raises(Refused):
        changed.complete()


@pytest.mark.parametrize(
    "call",
    [
        lambda journey: journey.bring("paspor", True),
        lambda journey: journey.answer("x"),
        lambda journey: journey.skip(),
        lambda journey: journey.unknown(),
        lambda journey: journey.add(),
        lambda journey: journey.open(0),
        lambda journey: journey.remove(0),
        lambda journey: journey.change("nama"),
        lambda journey: journey.entries(),
    ],
)
def test_a_step_refuses_what_it_does_not_offer(start: Journey, call: Callable[[Journey], object]) -> None:
    with pytest.raises(WrongStep):
        call(start)


def test_only_answers_that_are_asked_can_be_changed(start: Journey, walk: Walk) -> None:
    review = walk(start, "Review", status="lajang")
    for name, entry in [
        ("pasangan", None),
        ("apa", None),
        ("nama_anak", None),
        ("nama_anak", 9),
        ("nama", 0),
    ]:
        with pytest.raises(WrongStep):
            review.change(name, entry)


def test_nothing_of_a_person_shows_in_a_journey(start: Journey, walk: Walk) -> None:
    shown = repr(walk(start, "Review")) + repr(walk(start, "Review").review())
    assert not any(secret in shown for secret in ("CONTOH PEMOHON", "3603034101900001", "081200001234"))
