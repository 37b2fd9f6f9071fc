"""A service that has every type of question, a condition of every kind, an exit page and a repeat page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from kiosk.catalogue.model import Service
from kiosk.forms.journey import Journey, begin
from kiosk.forms.steps import Ask, AskForWhom, Checklist, Declare, Entries
from kiosk.people.regions import Village

TODAY = date(2026, 11, 24)


def text(words: str) -> dict[str, str]:
    return {"id": words}


def one(question: dict[str, Any], **page: Any) -> dict[str, Any]:
    """A page with one question; its id is the question's name."""
    asked = {"label": text(f"{question['name']}?"), **question}
    return {"type": "page", "id": question["name"], "questions": [asked], **page}


def options(*values: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": text(value.capitalize())} for value in values]


def requirement(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "title": text(id.upper()), **more}


def plain_service(pages: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "schema": "anjungan/layanan/1",
        "id": "surat",
        "version": "2026.11.1",
        "category": "surat",
        "icon": "surat",
        "title": text("Surat contoh"),
        "summary": text("Untuk contoh."),
        "standard": {
            "legal_basis": [{"title": "Peraturan contoh"}],
            "requirements": [requirement("ktp")],
            "procedure": [text("Ambil nomor.")],
            "time": {"minutes": 15},
            "fee": {},
            "output": {"document": text("Surat"), "signer": "Camat"},
            "complaints": text("Sampaikan di loket."),
        },
        "queue": {"series": "B"},
        "pages": pages,
        **more,
    }


def every_type() -> dict[str, Any]:
    other = {"not": {"field": "untuk", "equals": "diri"}}
    applicant = {"role": "pemohon", "section": text("Pemohon")}
    concerned = {"role": "yang_bersangkutan", "section": text("Yang bersangkutan"), "relevant": other}
    pages = [
        one({"name": "warga", "type": "yes_no"}),
        {
            "type": "exit",
            "id": "bukan_warga",
            "relevant": {"field": "warga", "equals": False},
            "title": text("Datang ke kecamatan asal"),
            "body": text("Surat ini dibuat di kecamatan tempat tinggal."),
        },
        one({"name": "nik", "type": "nik", "sensitive": True}, **applicant),
        one({"name": "nama", "type": "name"}, **applicant),
        one({"name": "lahir", "type": "date", "kind": "birth"}, **applicant),
        one({"name": "hp", "type": "phone", "required": False}, **applicant),
        one({"name": "nik_dia", "type": "nik"}, **concerned),
        one({"name": "nama_dia", "type": "name"}, **concerned),
        one({"name": "kk", "type": "kk", "sensitive": True}),
        one({"name": "status", "type": "choice", "choices": options("lajang", "menikah", "cerai")}),
        one({"name": "nikah", "type": "date"}, relevant={"field": "status", "one_of": ["menikah", "cerai"]}),
        one(
            {"name": "pasangan", "type": "name"},
            relevant={
                "all": [{"field": "status", "equals": "menikah"}, {"field": "nikah", "answered": True}]
            },
        ),
        one(
            {
                "name": "bantuan",
                "type": "choices",
                "choices": options("pkh", "bpnt", "kip"),
                "max": 2,
                "required": False,
            }
        ),
        one({"name": "sekolah", "type": "text"}, relevant={"field": "bantuan", "includes": "kip"}),
        one({"name": "alamat", "type": "address"}),
        one({"name": "asal", "type": "desa"}),
        one({"name": "gaji", "type": "money"}),
        one({"name": "sebab", "type": "long_text"}, relevant={"field": "gaji", "gte": 5_000_000}),
        one({"name": "orang", "type": "integer", "max": 20, "unit": text("orang")}),
        one({"name": "acara", "type": "date", "kind": "event"}),
        one({"name": "foto", "type": "document"}),
        {
            "type": "page",
            "id": "anak",
            "section": text("Anak"),
            "relevant": {"field": "orang", "gte": 1},
            "repeat": {
                "name": "anak",
                "min": 1,
                "max": 3,
                "add": text("Tambah anak"),
                "summary": "{nama_anak}, {lahir_anak}",
            },
            "questions": [
                {"name": "nama_anak", "type": "name", "label": text("Nama anak?")},
                {"name": "lahir_anak", "type": "date", "kind": "birth", "label": text("Lahir?")},
                {
                    "name": "nik_anak",
                    "type": "nik",
                    "label": text("NIK anak?"),
                    "relevant": {"field": "lahir_anak", "age_gte": 1},
                },
                {
                    "name": "kelas",
                    "type": "integer",
                    "min": 1,
                    "max": 12,
                    "required": False,
                    "label": text("Kelas?"),
                    "relevant": {
                        "all": [{"field": "lahir_anak", "age_gte": 6}, {"field": "lahir_anak", "age_lt": 19}]
                    },
                },
            ],
        },
        one({"name": "benar", "type": "declaration"}),
    ]
    service = plain_service(
        pages,
        for_whom=["diri", "anak", "orang_lain"],
        privacy={"purpose": text("Membuat surat."), "kept_months": 12, "basis": "UU 27/2022"},
        declaration={"text": text("Isian saya benar.")},
    )
    service["standard"]["requirements"] = [
        requirement("ktp"),
        requirement("pengantar", mandatory=False),
        requirement("kuasa", relevant={"field": "untuk", "equals": "orang_lain"}),
    ]
    return service


Build = Callable[..., Service]


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def villages() -> tuple[Village, ...]:
    return (Village("36.03.03.1001", "Tigaraksa", "kelurahan"), Village("36.03.03.2012", "Sodong", "desa"))


@pytest.fixture(scope="session")
def service() -> Service:
    """Every type of question."""
    return msgspec.convert(every_type(), Service)


@pytest.fixture(scope="session")
def build() -> Build:
    """A service of these pages, given as in YAML; `page` is a page of one question."""

    def make(*pages: dict[str, Any], **more: Any) -> Service:
        return msgspec.convert(plain_service(list(pages), **more), Service)

    return make


@pytest.fixture(scope="session")
def page() -> Callable[..., dict[str, Any]]:
    return one


@pytest.fixture(scope="session")
def answers() -> dict[str, Any]:
    """A whole set of relevant answers for `service`, normalised."""
    return {
        "untuk": "orang_lain",
        "warga": True,
        "nik": "3603034101900001",
        "nama": "CONTOH PEMOHON",
        "lahir": "1990-01-01",
        "hp": "081200001234",
        "nik_dia": {"unknown": True},
        "nama_dia": "CONTOH WARGA",
        "kk": "3603032408120007",
        "status": "menikah",
        "nikah": "2015-05-05",
        "pasangan": "CONTOH PASANGAN",
        "bantuan": ["pkh", "kip"],
        "sekolah": "SD Contoh",
        "alamat": {"desa": "36.03.03.2012", "rt": "002", "rw": "011", "street": "Kp. Contoh"},
        "asal": "36.03.03.1001",
        "gaji": 5_000_000,
        "sebab": "satu\ndua",
        "orang": 2,
        "acara": "2026-12-01",
        "foto": "later",
        "anak": [
            {
                "nama_anak": "CONTOH ANAK",
                "lahir_anak": "2016-06-06",
                "nik_anak": {"unknown": True},
                "kelas": 4,
            },
            {"nama_anak": "CONTOH BAYI", "lahir_anak": "2026-06-06"},
        ],
        "benar": True,
    }


Asked = str | tuple[str, int | None]
Walk = Callable[..., Journey]


def place(journey: Journey) -> Asked:
    match journey.step:
        case Ask(question=question, entry=None):
            return question.name
        case Ask(question=question, entry=entry):
            return question.name, entry
        case AskForWhom():
            return "untuk"
        case step:
            return type(step).__name__


@pytest.fixture(scope="session")
def asked() -> Callable[[Journey], Asked]:
    """Where a journey stands, in short: a question's name (and entry), or the kind of step."""
    return place


@pytest.fixture(scope="session")
def start(service: Service, today: date, villages: tuple[Village, ...]) -> Journey:
    return begin(service, today, villages)


@pytest.fixture(scope="session")
def walk(answers: dict[str, Any]) -> Walk:
    """Goes on with the sample answers, or others where given, until it stands at `to`."""

    def go(journey: Journey, to: Asked, **other: Any) -> Journey:
        given = {**answers, **other}
        for _ in range(100):
            if place(journey) == to:
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
        raise AssertionError(f"never came to {to}, but to {place(journey)}")

    return go
