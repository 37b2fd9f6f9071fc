"""A form on its way through the questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.forms.journey import Journey
from kiosk.forms.steps import Ask
from ui import draft as drafts
from ui import filling
from ui.filling import Filling

NIK = "3603034101900001"


def moved(form: Filling) -> Filling:
    onward = filling.forward(form)
    assert isinstance(onward, Filling)
    return onward


@pytest.fixture
def at_nik(journey: Journey) -> Filling:
    form = moved(moved(filling.begin(journey)))
    return filling.choose_for(form, "diri")


def type_in(form: Filling, text: str) -> Filling:
    return filling.edit(form, lambda draft: drafts.typed(draft, text))


def test_the_papers_come_first_then_the_notice_then_for_whom(journey: Journey) -> None:
    form = filling.begin(journey)
    pages = [filling.page(form)]
    for _ in range(2):
        form = moved(form)
        pages.append(filling.page(form))
    assert pages == ["checklist", "notice", "forwhom"]


def test_a_nik_is_read_back_as_a_question(at_nik: Filling) -> None:
    form = moved(type_in(at_nik, NIK))
    assert filling.page(form) == "readout"
    assert filling.page(moved(form)) == "question"
    corrected = filling.correct(form)
    assert filling.page(corrected) == "question"
    assert corrected.draft is not None
    assert drafts.text_of(corrected.draft) == NIK


def test_a_wrong_answer_stays_with_a_sentence_until_it_is_touched(at_nik: Filling) -> None:
    form = moved(type_in(at_nik, NIK[:12]))
    assert filling.page(form) == "question"
    assert "4 angka" in form.error
    assert type_in(form, "0").error == ""


def test_unknown_goes_on_without_a_nik(at_nik: Filling) -> None:
    form = filling.mark_unknown(at_nik)
    assert isinstance(form.journey.step, Ask)
    assert form.journey.step.question.name == "lahir"


def test_back_keeps_the_answer(at_nik: Filling) -> None:
    form = moved(moved(type_in(at_nik, NIK)))
    earlier = filling.back(form)
    assert earlier is not None
    assert earlier.draft is not None
    assert drafts.text_of(earlier.draft) == NIK


def test_back_within_a_date_goes_to_its_earlier_piece(at_nik: Filling) -> None:
    date = filling.edit(filling.mark_unknown(at_nik), lambda draft: drafts.chosen(draft, "17"))
    assert date.draft is not None
    assert isinstance(date.draft.content, drafts.Pieces)
    assert date.draft.content.part == "month"
    earlier = filling.back(date)
    assert earlier is not None
    assert earlier.journey.step == date.journey.step


def test_places_differ_by_question_and_by_piece(at_nik: Filling) -> None:
    typed = type_in(at_nik, "3")
    assert filling.place(typed) == filling.place(at_nik)
    date = filling.mark_unknown(at_nik)
    assert filling.place(date) != filling.place(at_nik)
    assert filling.place(filling.edit(date, lambda d: drafts.chosen(d, "1"))) != filling.place(date)


def test_what_the_page_does_not_offer_changes_nothing(at_nik: Filling) -> None:
    changes: list[Callable[[Filling], object]] = [
        lambda form: filling.bring(form, "ktp", True),
        lambda form: filling.choose_for(form, "anak"),
        lambda form: filling.agree(form, True),
        lambda form: filling.change(form, "nik", None),
        filling.add_entry,
        lambda form: filling.open_entry(form, 0),
        lambda form: filling.remove_entry(form, 0),
        lambda form: filling.choose_priority(form, "umum"),
    ]
    for change in changes:
        assert change(at_nik) == at_nik


def test_nothing_personal_is_in_the_words_of_a_form(at_nik: Filling) -> None:
    assert NIK not in repr(type_in(at_nik, NIK))
