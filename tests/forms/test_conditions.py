from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from kiosk.catalogue.model import Service, When
from kiosk.forms.conditions import holds, problems

KNOWN = {
    "untuk": "anak",
    "status": "menikah",
    "jumlah": 3,
    "setuju": True,
    "bantuan": ["pkh"],
    "lahir": "2008-11-24",
    "nik": {"unknown": True},
}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"field": "status", "equals": "menikah"}, True),
        ({"field": "status", "equals": "lajang"}, False),
        ({"field": "status", "not_equals": "lajang"}, True),
        ({"field": "status", "one_of": ["lajang", "menikah"]}, True),
        ({"field": "status", "one_of": ["lajang"]}, False),
        ({"field": "untuk", "equals": "anak"}, True),
        ({"field": "setuju", "equals": True}, True),
        ({"field": "setuju", "equals": 1}, False),
        ({"field": "setuju", "gte": 1}, False),
        ({"field": "jumlah", "gte": 3}, True),
        ({"field": "jumlah", "lte": 2}, False),
        ({"field": "jumlah", "equals": 3}, True),
        ({"field": "bantuan", "includes": "pkh"}, True),
        ({"field": "bantuan", "includes": "kip"}, False),
        ({"field": "status", "includes": "men"}, False),
        ({"field": "lahir", "age_gte": 18}, True),
        ({"field": "lahir", "age_lt": 18}, False),
        ({"field": "status", "age_gte": 0}, False),
        ({"field": "jumlah", "age_lt": 200}, False),
        ({"field": "nik", "answered": True}, True),
        ({"all": [{"field": "status", "answered": True}, {"field": "jumlah", "gte": 1}]}, True),
        ({"any": [{"field": "status", "equals": "cerai"}, {"field": "jumlah", "gte": 1}]}, True),
        ({"not": {"field": "status", "equals": "menikah"}}, False),
    ],
)
def test_a_condition_compares_an_answer(when: dict[str, Any], expected: bool, today: date) -> None:
    assert holds(msgspec.convert(when, When), KNOWN, today) is expected


@pytest.mark.parametrize(
    "operator",
    [
        {"equals": "x"},
        {"not_equals": "x"},
        {"one_of": ["x"]},
        {"includes": "x"},
        {"gte": 0},
        {"lte": 9},
        {"age_gte": 0},
        {"age_lt": 200},
        {"answered": True},
    ],
)
def test_a_missing_answer_makes_every_comparison_false(operator: dict[str, Any], today: date) -> None:
    assert not holds(msgspec.convert({"field": "kosong", **operator}, When), KNOWN, today)


def test_only_answered_false_asks_for_a_missing_answer(today: date) -> None:
    assert holds(msgspec.convert({"field": "kosong", "answered": False}, When), KNOWN, today)
    assert not holds(msgspec.convert({"field": "status", "answered": False}, When), KNOWN, today)


def test_a_right_service_has_no_problems(service: Service) -> None:
    assert problems(service) == []


@pytest.fixture
def found(
    build: Callable[..., Service], page: Callable[..., dict[str, Any]]
) -> Callable[[dict[str, Any]], list[tuple[str, str]]]:
    """What is wrong with a condition on a page that follows one question of each kind."""

    def look(when: dict[str, Any]) -> list[tuple[str, str]]:
        choices = [{"value": value, "label": {"id": value}} for value in ("lajang", "menikah")]
        service = build(
            page({"name": "status", "type": "choice", "choices": choices}),
            page({"name": "bantuan", "type": "choices", "choices": choices}),
            page({"name": "jumlah", "type": "integer"}),
            page({"name": "setuju", "type": "yes_no"}),
            page({"name": "lahir", "type": "date"}),
            page({"name": "nama", "type": "name"}),
            page({"name": "foto", "type": "document"}),
            page({"name": "ini", "type": "text"}, relevant=when),
            page({"name": "nanti", "type": "text"}),
            for_whom=["diri", "anak"],
        )
        return [
            (".".join(str(part) for part in finding.path[2:]), finding.message)
            for finding in problems(service)
        ]

    return look


@pytest.mark.parametrize(
    ("when", "path", "message"),
    [
        (
            {"field": "apa", "answered": True},
            "relevant.field",
            "Tidak ada pertanyaan apa. Tulis salah satu: "
            "untuk, status, bantuan, jumlah, setuju, lahir, nama, foto.",
        ),
        (
            {"field": "nanti", "answered": True},
            "relevant.field",
            "nanti belum ditanyakan sampai di sini. Tanyakan lebih dulu.",
        ),
        (
            {"field": "ini", "answered": True},
            "relevant.field",
            "ini belum ditanyakan sampai di sini. Tanyakan lebih dulu.",
        ),
        ({"field": "status"}, "relevant", "Tulis tepat satu pembanding, misalnya equals atau answered."),
        (
            {"field": "jumlah", "gte": 1, "lte": 2},
            "relevant",
            "Tulis tepat satu pembanding, misalnya equals atau answered.",
        ),
        ({}, "relevant", "Tulis tepat satu dari: field, all, any, not."),
        (
            {"field": "status", "equals": "lajang", "all": [{"field": "nama", "answered": True}]},
            "relevant",
            "Tulis tepat satu dari: field, all, any, not.",
        ),
        (
            {"not": {"field": "nama", "answered": True}, "gte": 1},
            "relevant.gte",
            "gte hanya dipakai bersama field. Hapus di sini.",
        ),
        ({"all": []}, "relevant.all", "all kosong. Tulis paling sedikit satu syarat."),
        (
            {"field": "status", "equals": "duda"},
            "relevant.equals",
            "duda bukan pilihan status. Tulis salah satu: lajang, menikah.",
        ),
        (
            {"field": "status", "one_of": ["lajang", "duda"]},
            "relevant.one_of.1",
            "duda bukan pilihan status. Tulis salah satu: lajang, menikah.",
        ),
        (
            {"field": "status", "one_of": []},
            "relevant.one_of",
            "one_of kosong. Tulis paling sedikit satu nilai.",
        ),
        ({"field": "status", "equals": True}, "relevant.equals", "Nilai status harus teks."),
        ({"field": "setuju", "equals": "ya"}, "relevant.equals", "Nilai setuju harus true atau false."),
        ({"field": "jumlah", "equals": True}, "relevant.equals", "Nilai jumlah harus angka bulat."),
        (
            {"field": "bantuan", "includes": "kip"},
            "relevant.includes",
            "kip bukan pilihan bantuan. Tulis salah satu: lajang, menikah.",
        ),
        (
            {"field": "bantuan", "equals": "lajang"},
            "relevant.equals",
            "equals tidak cocok untuk bantuan. Pakai: includes, answered.",
        ),
        (
            {"field": "status", "gte": 1},
            "relevant.gte",
            "gte tidak cocok untuk status. Pakai: equals, not_equals, one_of, answered.",
        ),
        (
            {"field": "lahir", "gte": 18},
            "relevant.gte",
            "gte tidak cocok untuk lahir. Pakai: age_gte, age_lt, answered.",
        ),
        (
            {"field": "nama", "equals": "X"},
            "relevant.equals",
            "equals tidak cocok untuk nama. Pakai: answered.",
        ),
        (
            {"field": "foto", "equals": "ada"},
            "relevant.equals",
            "ada bukan pilihan foto. Tulis salah satu: brought, later.",
        ),
        (
            {"field": "untuk", "equals": "orang_tua"},
            "relevant.equals",
            "orang_tua bukan pilihan untuk. Tulis salah satu: diri, anak.",
        ),
        (
            {"any": [{"not": {"all": [{"field": "status", "equals": "duda"}]}}]},
            "relevant.any.0.not.all.0.equals",
            "duda bukan pilihan status. Tulis salah satu: lajang, menikah.",
        ),
    ],
)
def test_a_wrong_condition_is_found_with_its_place_and_what_to_write(
    found: Callable[[dict[str, Any]], list[tuple[str, str]]], when: dict[str, Any], path: str, message: str
) -> None:
    assert found(when) == [(path, message)]


def test_fields_of_a_repeat_page_are_seen_within_their_entry_only(
    build: Callable[..., Service], page: Callable[..., dict[str, Any]]
) -> None:
    questions = [
        {"name": "lahir", "type": "date", "label": {"id": "Lahir?"}},
        {
            "name": "kelas",
            "type": "text",
            "label": {"id": "Kelas?"},
            "relevant": {"field": "lahir", "age_gte": 6},
        },
    ]
    repeat = {"name": "anak", "add": {"id": "Tambah"}, "summary": "{lahir}"}
    service = build(
        {"type": "page", "id": "anak", "questions": questions, "repeat": repeat},
        page({"name": "a", "type": "text"}, relevant={"field": "anak", "answered": True}),
        page({"name": "b", "type": "text"}, relevant={"field": "lahir", "answered": True}),
    )
    [finding] = problems(service)
    assert finding.path == ("pages", 2, "relevant", "field")
    assert finding.message == "lahir hanya terlihat di dalam daftar anak."


def test_a_requirement_may_depend_on_every_answer(build: Callable[..., Service], page: Any) -> None:
    service = build(page({"name": "ada", "type": "yes_no"}))
    one, other = ({"field": name, "equals": True} for name in ("ada", "apa"))
    requirements = [
        {"id": "a", "title": {"id": "A"}, "relevant": one},
        {"id": "b", "title": {"id": "B"}, "relevant": other},
    ]
    raw = msgspec.to_builtins(service)
    raw["standard"]["requirements"] = requirements
    [finding] = problems(msgspec.convert(raw, Service))
    assert finding.path == ("standard", "requirements", 1, "relevant", "field")


def test_conditions_within_conditions_have_an_end(
    found: Callable[[dict[str, Any]], list[tuple[str, str]]],
) -> None:
    when: dict[str, Any] = {"field": "nama", "answered": True}
    for _ in range(100):
        when = {"not": when}
    [(_, message)] = found(when)
    assert message == "Syarat terlalu bertingkat. Bagi menjadi beberapa pertanyaan."
