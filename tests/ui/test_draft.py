"""The answer under the fingers."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.model import (
    IntegerQuestion,
    KkQuestion,
    LongTextQuestion,
    MoneyQuestion,
    NameQuestion,
    NikQuestion,
    Page,
    PhoneQuestion,
    Question,
    Service,
    Text,
    TextQuestion,
)
from kiosk.office.contract import Village
from ui import draft as drafts
from ui import offers
from ui.draft import Draft

VILLAGES = [Village("36.03.03.2002", "Pasir Nangka", "desa")]


@pytest.fixture
def ask(service: Service) -> Any:
    def of_kind(kind: str) -> Question:
        return next(
            question
            for page in service.pages
            if isinstance(page, Page)
            for question in page.questions
            if question.__struct_config__.tag == kind
        )

    return of_kind


def after(draft: Draft, symbols: str) -> Draft:
    for symbol in symbols:
        draft = drafts.typed(draft, symbol)
    return draft


class Typing(NamedTuple):
    kind: str
    typed: str
    shown: str
    raw: Any


@pytest.mark.parametrize(
    "case",
    [
        Typing("nik", "3603034101900001", "360303 410190 0001", "3603034101900001"),
        Typing("nik", "36O3", "363", "363"),
        Typing("nik", "36030341019000019", "360303 410190 0001", "3603034101900001"),
        Typing("kk", "3603", "3603", "3603"),
        Typing("phone", "081200000001", "0812 0000 0001", "081200000001"),
        Typing("money", "01500000", "Rp 1.500.000", 1_500_000),
        Typing("money", "0", "Rp 0", 0),
        Typing("integer", "007", "7", 7),
        Typing("name", "contoh  pemohon1", "CONTOH PEMOHON", "CONTOH PEMOHON"),
        Typing("text", " tani ", "TANI ", "TANI"),
        Typing("nik", "", "", None),
        Typing("money", "", "", None),
    ],
    ids=lambda case: f"{case.kind}:{case.typed}",
)
def test_what_is_typed_is_shown_and_answered(ask: Any, case: Typing) -> None:
    draft = after(drafts.begin(ask(case.kind)), case.typed)
    assert drafts.shown(draft) == case.shown
    assert drafts.raw(draft) == case.raw


def test_a_date_is_given_in_three_pieces(ask: Any) -> None:
    draft = drafts.begin(ask("date"))
    assert [choice.key for choice in offers.choices(draft, [])][:2] == ["1", "2"]
    draft = drafts.chosen(draft, "17")
    assert [choice.title for choice in offers.choices(draft, [])][7] == "Agustus"
    draft = drafts.chosen(draft, "8")
    draft = after(draft, "1945")
    assert drafts.raw(draft) == "1945-08-17"
    assert drafts.forward(draft) is draft


def test_a_stored_date_is_laid_out_in_its_pieces(ask: Any) -> None:
    draft = drafts.begin(ask("date"), "1945-08-17")
    assert isinstance(draft.content, drafts.Pieces)
    assert dict(draft.content.values) == {"day": "17", "month": "8", "year": "1945"}


def test_an_address_begins_with_the_desa_and_ends_with_the_street(ask: Any) -> None:
    draft = drafts.chosen(drafts.begin(ask("address")), "36.03.03.2002")
    for text in ("01", "02"):
        draft = drafts.forward(after(draft, text))
    draft = after(draft, "KP. CONTOH")
    assert drafts.raw(draft) == {"desa": "36.03.03.2002", "rt": "01", "rw": "02", "street": "KP. CONTOH"}
    assert offers.part_words("desa", "36.03.03.2002", VILLAGES) == "Pasir Nangka"


def test_several_choices_are_marked_and_unmarked(ask: Any) -> None:
    draft = drafts.begin(ask("choices"))
    for key in ("beras", "tunai", "beras"):
        draft = drafts.chosen(draft, key)
    assert drafts.raw(draft) == ["tunai"]
    assert not drafts.answers_at_once(draft)


@pytest.mark.parametrize(("key", "raw"), [("yes", True), ("no", False)])
def test_yes_and_no_answer_at_once(ask: Any, key: str, raw: bool) -> None:
    draft = drafts.chosen(drafts.begin(ask("yes_no")), key)
    assert drafts.answers_at_once(draft)
    assert drafts.raw(draft) is raw


def test_erasing_goes_back_one_symbol_and_clearing_all_of_them(ask: Any) -> None:
    draft = after(drafts.begin(ask("nik")), "3603")
    assert drafts.text_of(drafts.erased(draft)) == "360"
    assert drafts.text_of(drafts.cleared(draft)) == ""
    assert drafts.text_of(drafts.erased(drafts.cleared(draft))) == ""


LABEL = Text(id="Apa?")
TYPED: list[Question] = [
    NikQuestion(name="x", label=LABEL),
    KkQuestion(name="x", label=LABEL),
    NameQuestion(name="x", label=LABEL),
    TextQuestion(name="x", label=LABEL),
    LongTextQuestion(name="x", label=LABEL),
    PhoneQuestion(name="x", label=LABEL),
    IntegerQuestion(name="x", label=LABEL),
    MoneyQuestion(name="x", label=LABEL),
]


@given(question=st.sampled_from(TYPED), keys=st.lists(st.text(max_size=3), max_size=40))
def test_no_key_makes_a_field_longer_than_it_may_be(question: Question, keys: list[str]) -> None:
    draft = drafts.begin(question)
    for key in keys:
        draft = drafts.typed(draft, key)
    field = drafts.field_of(draft)
    assert field is not None
    text = drafts.text_of(draft)
    assert len(text) <= field.longest
    assert set(text) <= field.symbols
    assert drafts.shown(draft).isprintable()
