from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.model import Page, Question, Service
from kiosk.forms.values import accept, is_blank, nothing_given
from kiosk.forms.wording import shown
from kiosk.people.errors import NotAccepted
from kiosk.people.regions import Village

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine is shared: a slow example is not a wrong one."""

Villages = tuple[Village, ...]


@pytest.fixture(scope="session")
def questions(service: Service) -> dict[str, Question]:
    pages = [page for page in service.pages if isinstance(page, Page)]
    return {question.name: question for page in pages for question in page.questions}


@pytest.fixture(scope="session")
def flat(answers: dict[str, Any]) -> dict[str, Any]:
    """One answer for each question, those of an entry too."""
    return {**answers, **answers["anak"][0]}


def test_every_type_of_question_takes_its_own_json_shape(
    questions: dict[str, Question], flat: dict[str, Any], today: date, villages: Villages
) -> None:
    for name, question in questions.items():
        assert accept(question, flat[name], today, villages) == flat[name]


@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [
        ("nik", "360303 410190 0001", "3603034101900001"),
        ("nik", {"unknown": True}, {"unknown": True}),
        ("bantuan", ("kip", "pkh", "kip"), ["pkh", "kip"]),
        ("gaji", "Rp 1.500.000", 1_500_000),
        ("orang", " 7 ", 7),
        ("lahir", "24-01-1990", "1990-01-24"),
    ],
)
def test_what_is_typed_becomes_the_json_shape_of_its_type(
    name: str, typed: object, answer: object, questions: dict[str, Question], today: date, villages: Villages
) -> None:
    assert accept(questions[name], typed, today, villages) == answer


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("status", "duda", "Pilih salah satu jawaban yang tersedia."),
        ("status", ["lajang"], "Pilih salah satu jawaban yang tersedia."),
        ("bantuan", "pkh", "Pilih jawaban dari daftar."),
        ("bantuan", [["pkh"]], "Pilih hanya jawaban yang tersedia."),
        ("bantuan", [], "Pilih paling sedikit 1 jawaban."),
        ("bantuan", ["pkh", "bpnt", "kip"], "Pilih paling banyak 2 jawaban."),
        ("warga", "ya", "Pilih Ya atau Tidak."),
        ("warga", 1, "Pilih Ya atau Tidak."),
        ("orang", 21, "Isi angka 0 sampai 20."),
        ("orang", "-1", "Isi angka 0 sampai 20."),
        ("orang", True, "Isi angka dengan tulisan."),
        ("orang", "²", "Isi dengan angka saja."),
        ("gaji", 1_000_000_001, "Isi paling banyak Rp 1.000.000.000."),
        ("asal", "36.03.04.2001", "Pilih desa atau kelurahan dari daftar."),
        ("foto", "hilang", "Pilih: sudah dibawa atau menyusul."),
        ("benar", False, "Setujui pernyataan ini untuk melanjutkan."),
        ("nik", {"unknown": False}, "Isi NIK dengan tulisan."),
        ("nik", {"unknown": 1}, "Isi NIK dengan tulisan."),
    ],
)
def test_a_wrong_answer_is_refused_with_what_to_do(
    name: str, typed: object, message: str, questions: dict[str, Question], today: date, villages: Villages
) -> None:
    with pytest.raises(NotAccepted) as refused:
        accept(questions[name], typed, today, villages)
    assert refused.value.message == message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
LIKELY = st.sampled_from(
    [
        "3603034101900001",
        "081200001234",
        "1990-01-01",
        "2026-12-01",
        "lajang",
        "brought",
        "36.03.03.2012",
        "7",
        "Rp 5",
    ]
)


@UNHURRIED
@given(value=JSON | LIKELY | st.lists(st.sampled_from(["pkh", "bpnt", "kip"]), max_size=4))
def test_whatever_arrives_is_accepted_or_refused_with_a_sentence(
    value: object, questions: dict[str, Question], today: date, villages: Villages
) -> None:
    is_blank(value)
    for question in questions.values():
        try:
            answer = accept(question, value, today, villages)
        except NotAccepted:
            continue
        assert accept(question, answer, today, villages) == answer
        assert json.loads(json.dumps(answer)) == answer
        assert shown(question, answer, "id", villages)


@pytest.mark.parametrize("value", [None, "", " ", [], (), {}, {"desa": None, "rt": ""}])
def test_nothing_at_all_is_blank(value: object) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [False, 0, "0", ["x"], {"unknown": True}, {"desa": "x", "rt": ""}])
def test_no_and_zero_are_answers(value: object) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nik", "3603 •••• •••• 0001"),
        ("nik_dia", "Tidak tahu / belum punya NIK"),
        ("nik_anak", "Tidak tahu / belum punya NIK"),
        ("kk", "3603 •••• •••• 0007"),
        ("nama", "CONTOH PEMOHON"),
        ("lahir", "1 Januari 1990"),
        ("hp", "0812-0000-1234"),
        ("status", "Menikah"),
        ("bantuan", "Pkh, Kip"),
        ("warga", "Ya"),
        ("alamat", "Kp. Contoh, RT 002/RW 011, Desa Sodong"),
        ("asal", "Kelurahan Tigaraksa"),
        ("gaji", "Rp 5.000.000"),
        ("orang", "2 orang"),
        ("foto", "Menyusul"),
        ("benar", "Setuju"),
        ("sebab", "satu\ndua"),
    ],
)
def test_an_answer_is_shown_in_words(
    name: str, words: str, questions: dict[str, Question], flat: Mapping[str, Any], villages: Villages
) -> None:
    assert shown(questions[name], flat[name], "id", villages) == words


def test_a_skipped_question_is_shown_as_such(questions: dict[str, Question], villages: Villages) -> None:
    assert shown(questions["hp"], None, "id", villages) == "Tidak diisi"


def test_what_to_do_about_a_blank_fits_every_type_of_question(questions: dict[str, Question]) -> None:
    said = {name: nothing_given(question).message for name, question in questions.items()}
    assert said["nik"] == "Isi NIK dulu. Pilih “Tidak tahu” bila belum punya."
    assert said["status"] == "Pilih salah satu jawaban dulu."
    assert all(message.endswith(".") for message in said.values())
