from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.catalogue.model import Service
from kiosk.forms.errors import Refused, WrongStep
from kiosk.forms.journey import Journey
from kiosk.people.errors import NotAccepted

Build = Callable[..., Service]
Page = Callable[..., dict[str, Any]]
Asked = Callable[[Journey], str | tuple[str, int | None]]
Walk = Callable[..., Journey]


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


def test_one_answer_is_changed_and_the_review_is_next(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, "Review").change("nama")
    assert (asked(journey), journey.value) == ("nama", "CONTOH PEMOHON")
    back = journey.answer("contoh baru").forward()
    assert asked(back) == "Review"
    assert rows(back)["nama", None] == "CONTOH BARU"


def test_a_change_can_be_given_up(start: Journey, walk: Walk, asked: Asked) -> None:
    review = walk(start, "Review")
    for name, entry in [("nama", None), ("untuk", None), ("anak", None), ("kelas", 0)]:
        assert asked(review.change(name, entry).back()) == "Review"


def test_what_a_change_makes_relevant_is_asked_before_the_review(
    start: Journey, walk: Walk, asked: Asked
) -> None:
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


def test_a_list_that_a_change_makes_relevant_is_filled_before_the_review(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    journey = walk(start, "Review", orang=0).change("orang").answer(1).forward()
    assert asked(journey) == ("nama_anak", 0)
    journey = walk(journey, "Entries")
    assert asked(journey.forward()) == "Review"


def test_a_change_can_lead_to_an_exit_page(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, "Review").change("warga").answer(False).forward()
    assert asked(journey) == "Stop"
    again = journey.back()
    assert asked(again) == "warga"
    assert asked(again.answer(True).forward()) == "Review"


def test_one_answer_of_an_entry_is_changed_and_the_review_is_next(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    review = walk(start, "Review")
    assert asked(review.change("kelas", 0).answer(5).forward()) == "Review"
    journey = review.change("lahir_anak", 1).answer("2024-01-01").forward()
    assert asked(journey) == ("nik_anak", 1)
    assert asked(journey.unknown().forward()) == "Review"


def test_a_list_is_changed_entry_by_entry_and_the_review_is_next(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    journey = walk(start, "Review").change("anak").open(1)
    assert asked(journey.forward()) == ("lahir_anak", 1)
    journey = journey.forward().forward()
    assert asked(journey) == "Entries"
    assert asked(journey.forward()) == "Review"
    assert asked(journey.remove(1).back()) == "Review"


def test_a_list_with_too_few_entries_holds_the_review_back(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, "Review").change("anak").remove(1).remove(0)
    before = journey.back()
    assert asked(before) == "foto"
    assert asked(before.forward()) == ("nama_anak", 0)


def test_answers_that_became_irrelevant_are_kept_but_not_submitted(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    journey = walk(start, "Review").change("status").answer("lajang").forward()
    assert asked(journey) == "Review"
    assert journey.answers["pasangan"] == "CONTOH PASANGAN"
    assert ("pasangan", None) not in rows(journey)
    done = journey.forward().answer(True).complete()
    assert not {"nikah", "pasangan"} & done.answers.keys()
    again = journey.change("status").answer("menikah").forward()
    assert asked(again) == "Review"
    assert rows(again)["pasangan", None] == "CONTOH PASANGAN"


def test_a_declaration_is_taken_back_by_a_later_change(start: Journey, walk: Walk, asked: Asked) -> None:
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
