from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.model import Service
from kiosk.forms.errors import Refused
from kiosk.forms.roles import Person
from kiosk.forms.submission import CompletedApplication, check
from kiosk.people.regions import Village

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine is shared: a slow example is not a wrong one."""

Check = Callable[..., CompletedApplication]


@pytest.fixture(scope="session")
def checked(service: Service, today: date, villages: tuple[Village, ...]) -> Check:
    def run(answers: Any, presented: Any = ("ktp",), declared: bool = True) -> CompletedApplication:
        return check(service, answers, presented, today, villages, declared=declared)

    return run


def errors(checked: Check, *args: Any, **kwargs: Any) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        checked(*args, **kwargs)
    return refused.value.errors


def test_right_answers_make_a_completed_application(checked: Check, answers: dict[str, Any]) -> None:
    done = checked(answers, ["kuasa", "ktp"])
    assert (done.service, done.version, done.for_whom) == ("surat", "2026.11.1", "orang_lain")
    assert done.answers == answers
    assert list(done.answers) == list(answers)
    assert done.presented == ["ktp", "kuasa"]
    assert done.missing == []


def test_applicant_and_person_concerned_are_two_roles(checked: Check, answers: dict[str, Any]) -> None:
    done = checked(answers)
    assert done.applicant == Person("3603034101900001", False, "CONTOH PEMOHON", "081200001234")
    assert done.concerned == Person(None, True, "CONTOH WARGA", None)


def for_self(answers: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in answers.items() if k not in ("nik_dia", "nama_dia")} | {"untuk": "diri"}


def test_for_oneself_the_two_roles_are_one_person(checked: Check, answers: dict[str, Any]) -> None:
    done = checked(for_self(answers))
    assert done.concerned == done.applicant
    assert done.concerned.name == "CONTOH PEMOHON"


def test_an_unknown_nik_marks_the_application_for_staff(checked: Check, answers: dict[str, Any]) -> None:
    assert checked(answers).for_staff == [
        "NIK yang bersangkutan belum diketahui.",
        "NIK pada Anak ke-1 belum diketahui.",
    ]


def test_a_birth_date_that_differs_from_the_nik_marks_it_too(checked: Check, answers: dict[str, Any]) -> None:
    reasons = checked({**answers, "lahir": "1990-01-02"}).for_staff
    assert "NIK pemohon: Tanggal lahir berbeda dengan NIK. Periksa keduanya." in reasons


def test_requirements_that_were_not_brought_are_named(checked: Check, answers: dict[str, Any]) -> None:
    assert checked(answers, []).missing == ["KTP", "KUASA"]
    assert checked(for_self(answers), []).missing == ["KTP"]


def test_values_are_normalised_at_the_edge(checked: Check, answers: dict[str, Any]) -> None:
    typed = {**answers, "nik": "3603 0341 0190 0001", "nama": "contoh  pemohon", "hp": "+62 812 0000 1234"}
    assert checked(typed).answers == answers


def test_checking_what_was_checked_changes_nothing(checked: Check, answers: dict[str, Any]) -> None:
    done = checked(answers)
    assert checked(done.answers, done.presented) == done


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"nik": "360303"}, {"nik": "NIK kurang 10 angka. Lihat angka di bawah kata NIK pada KTP."}),
        ({"nik": None}, {"nik": "Isi NIK dengan tulisan."}),
        ({"untuk": "tetangga"}, {"untuk": "Pilih dulu permohonan ini untuk siapa."}),
        ({"umur": 7}, {"answers": "Ada jawaban yang tidak pernah ditanyakan."}),
        ({"nama_anak": "CONTOH"}, {"answers": "Ada jawaban yang tidak pernah ditanyakan."}),
        ({"anak": []}, {"anak": "Tambah dulu. Paling sedikit 1 data."}),
        ({"anak": "x"}, {"anak": "Isi daftar ini satu per satu."}),
        ({"anak": ["x"]}, {"anak": "Isi daftar ini satu per satu."}),
        ({"anak": [{}] * 4}, {"anak": "Paling banyak 3 data."}),
        ({"anak": [{"x": 1}]}, {"answers": "Ada jawaban yang tidak pernah ditanyakan."}),
        (
            {"anak": [{"nama_anak": "9", "lahir_anak": "2027-01-01"}]},
            {
                "anak.0.nama_anak": "Nama tidak memuat angka. Tulis nama seperti pada KTP atau KK.",
                "anak.0.lahir_anak": "Tanggal lahir tidak boleh sesudah hari ini. Periksa tahunnya.",
            },
        ),
        (
            {"anak": [{"nama_anak": "CONTOH", "lahir_anak": "2026-06-06", "kelas": 1}]},
            {"anak.0.kelas": "Jawaban ini tidak diperlukan."},
        ),
        ({"anak": [{"lahir_anak": "2026-06-06"}]}, {"anak.0.nama_anak": "Isi jawaban ini dulu."}),
        ({"orang": 0}, {"anak": "Jawaban ini tidak diperlukan."}),
        ({"status": "lajang"}, dict.fromkeys(("nikah", "pasangan"), "Jawaban ini tidak diperlukan.")),
    ],
)
def test_wrong_answers_are_refused_one_by_one(
    checked: Check, answers: dict[str, Any], change: dict[str, Any], expected: dict[str, str]
) -> None:
    assert errors(checked, {**answers, **change}) == expected


@pytest.mark.parametrize(
    ("absent", "message"),
    [
        ("untuk", "Pilih dulu permohonan ini untuk siapa."),
        ("nik", "Isi NIK dulu. Pilih “Tidak tahu” bila belum punya."),
        ("alamat", "Isi jawaban ini dulu."),
        ("benar", "Setujui pernyataan ini dulu."),
        ("anak", "Tambah dulu. Paling sedikit 1 data."),
    ],
)
def test_a_required_answer_that_is_absent_is_asked_for(
    checked: Check, answers: dict[str, Any], absent: str, message: str
) -> None:
    left = {name: answer for name, answer in answers.items() if name != absent}
    assert errors(checked, left)[absent] == message


def test_an_optional_answer_may_be_absent(checked: Check, answers: dict[str, Any]) -> None:
    left = {name: answer for name, answer in answers.items() if name != "hp"}
    assert checked(left).answers == left


def test_an_exit_page_cannot_be_submitted_past(checked: Check, answers: dict[str, Any]) -> None:
    assert set(errors(checked, {**answers, "warga": False})) == {"answers"}


def test_requirements_that_do_not_apply_are_refused(checked: Check, answers: dict[str, Any]) -> None:
    assert set(errors(checked, answers, ["ktp", "paspor"])) == {"presented"}
    assert set(errors(checked, for_self(answers), ["kuasa"])) == {"presented"}


def test_the_declaration_must_be_agreed_to(checked: Check, answers: dict[str, Any]) -> None:
    assert errors(checked, answers, declared=False) == {
        "declaration": "Setujui pernyataan ini untuk mengirim permohonan."
    }


def test_a_service_without_a_form_takes_no_application(build: Callable[..., Service], today: date) -> None:
    with pytest.raises(Refused):
        check(build(), {}, [], today, (), declared=True)


def test_untuk_is_not_an_answer_where_there_is_no_choice(
    build: Callable[..., Service], page: Any, today: date
) -> None:
    service = build(page({"name": "nama", "type": "name"}, role="yang_bersangkutan"), for_whom=["anak"])
    done = check(service, {"nama": "CONTOH ANAK"}, [], today, (), declared=False)
    assert (done.for_whom, done.answers, done.concerned.name) == (
        "anak",
        {"nama": "CONTOH ANAK"},
        "CONTOH ANAK",
    )
    with pytest.raises(Refused):
        check(service, {"nama": "CONTOH ANAK", "untuk": "anak"}, [], today, (), declared=False)


def test_nothing_of_a_person_shows_in_logs_and_tracebacks(checked: Check, answers: dict[str, Any]) -> None:
    shown = repr(checked(answers)) + repr(checked(answers).applicant)
    assert not any(secret in shown for secret in ("CONTOH PEMOHON", "3603034101900001", "081200001234"))
    with pytest.raises(Refused) as refused:
        checked({**answers, "nik": "360303 SECRET"})
    assert "SECRET" not in str(refused.value) + str(refused.value.errors)


def test_a_completed_application_goes_through_json_unchanged(checked: Check, answers: dict[str, Any]) -> None:
    done = checked(answers)
    assert msgspec.json.decode(msgspec.json.encode(done), type=CompletedApplication) == done


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@UNHURRIED
@given(data=st.data())
def test_whatever_is_submitted_is_completed_or_refused(
    data: st.DataObject, checked: Check, answers: dict[str, Any]
) -> None:
    submitted = copy.deepcopy(answers)
    for name in data.draw(st.lists(st.sampled_from([*answers, "umur"]), max_size=4, unique=True)):
        submitted[name] = data.draw(JSON, label=name)
    if data.draw(st.booleans()):
        submitted["anak"] = data.draw(
            st.lists(st.dictionaries(st.sampled_from(["nama_anak", "lahir_anak", "x"]), JSON), max_size=4)
        )
    presented = data.draw(st.lists(st.sampled_from(["ktp", "kuasa", "x"]) | st.text(max_size=3), max_size=3))
    try:
        done = checked(submitted, presented)
    except Refused as refused:
        said = refused.errors
    else:
        assert checked(done.answers, done.presented) == done
        return
    assert said
    assert all(message.endswith(".") for message in said.values())
