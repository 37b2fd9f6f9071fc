"""The services an office offers, as frozen values.

The same types read the YAML files of `resources/catalogue`, write the published JSON Schema, and carry
the catalogue to the screen as JSON. Words for services come from CPSV-AP and UU 25/2009 article 21,
words for questions from XLSForm.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="huruf kecil, angka dan garis bawah")]
Version = Annotated[str, Meta(pattern=r"^\d{4}\.\d{1,2}\.\d{1,3}$", description="tahun.bulan.urutan")]
Series = Annotated[str, Meta(pattern=r"^[A-Z]$", description="satu huruf besar")]
Words = Annotated[str, Meta(min_length=1, max_length=600)]
Amount = Annotated[int, Meta(ge=0, le=1_000_000_000, description="rupiah")]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]

ForWhom = Literal["diri", "anak", "orang_tua", "orang_lain"]
"""Whom the letter is about; the reserved answer `untuk`."""

Picture = Literal[
    "ktp",
    "kk",
    "kia",
    "surat_pengantar",
    "akta_lahir",
    "buku_nikah",
    "foto",
    "surat_dokter",
    "surat_pindah",
    "ijazah",
    "pbb",
    "sertifikat",
    "meterai",
    "surat_kuasa",
    "surat_polisi",
    "dokumen",
]
"""The drawn documents of `resources/pictures`."""


class Text(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One text in the citizen's languages. Indonesian is the source and always there."""

    id: Words
    en: Words | None = None
    su: Words | None = None
    jv: Words | None = None

    def __str__(self) -> str:
        return self.id

    def into(self, language: str) -> str:
        """The text in `language`, or in Indonesian where it has not been translated."""
        found: str | None = getattr(self, language, None)
        return found or self.id


# --- conditions ---------------------------------------------------------------------------------------


class When(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A condition on earlier answers: either `field` with exactly one operator, or one of all/any/not.

    A question that is irrelevant or unanswered makes every comparison false; `answered: false` asks for that.
    """

    field: Id | None = None
    equals: str | int | bool | UnsetType = UNSET
    not_equals: str | int | bool | UnsetType = UNSET
    one_of: list[str | int] | UnsetType = UNSET
    includes: str | UnsetType = UNSET
    gte: int | UnsetType = UNSET
    lte: int | UnsetType = UNSET
    age_gte: int | UnsetType = UNSET
    age_lt: int | UnsetType = UNSET
    answered: bool | UnsetType = UNSET
    all: list[When] | None = None
    any: list[When] | None = None
    negated: When | None = msgspec.field(default=None, name="not")


# --- questions ----------------------------------------------------------------------------------------


class Option(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    value: Id
    label: Text
    hint: Text | None = None
    icon: str | None = None


class Asked(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What every question has."""

    name: Id
    label: Text
    hint: Text | None = None
    picture: Picture | None = None
    required: bool = True
    sensitive: bool = False
    relevant: When | None = None


class NikQuestion(Asked, frozen=True, tag="nik", kw_only=True):
    """`Tidak tahu / belum punya NIK` is always an answer and marks the application for staff."""


class KkQuestion(Asked, frozen=True, tag="kk", kw_only=True):
    pass


class NameQuestion(Asked, frozen=True, tag="name", kw_only=True):
    pass


class TextQuestion(Asked, frozen=True, tag="text", kw_only=True):
    max_length: Annotated[int, Meta(ge=1, le=120)] = 80


class LongTextQuestion(Asked, frozen=True, tag="long_text", kw_only=True):
    max_length: Annotated[int, Meta(ge=1, le=1000)] = 300


class DateQuestion(Asked, frozen=True, tag="date", kw_only=True):
    """`kind` sets the limits: a birth or document date is past, an event is today or later."""

    kind: Literal["birth", "past", "event"] = "past"


class ChoiceQuestion(Asked, frozen=True, tag="choice", kw_only=True):
    choices: Annotated[list[Option], Meta(min_length=2, max_length=12)]


class ChoicesQuestion(Asked, frozen=True, tag="choices", kw_only=True):
    choices: Annotated[list[Option], Meta(min_length=2, max_length=12)]
    min: Count = 1
    max: Count = 12


class YesNoQuestion(Asked, frozen=True, tag="yes_no", kw_only=True):
    pass


class PhoneQuestion(Asked, frozen=True, tag="phone", kw_only=True):
    pass


class AddressQuestion(Asked, frozen=True, tag="address", kw_only=True):
    """Desa picked from the office's own list, then RT/RW and street."""


class DesaQuestion(Asked, frozen=True, tag="desa", kw_only=True):
    pass


class IntegerQuestion(Asked, frozen=True, tag="integer", kw_only=True):
    min: int = 0
    max: int = 9_999
    unit: Text | None = None


class MoneyQuestion(Asked, frozen=True, tag="money", kw_only=True):
    min: Amount = 0
    max: Amount = 1_000_000_000


class DocumentQuestion(Asked, frozen=True, tag="document", kw_only=True):
    """A paper that the citizen brings to the counter: `brought` or `later`."""


class DeclarationQuestion(Asked, frozen=True, tag="declaration", kw_only=True):
    """A statement that must be agreed to."""


Question = (
    NikQuestion
    | KkQuestion
    | NameQuestion
    | TextQuestion
    | LongTextQuestion
    | DateQuestion
    | ChoiceQuestion
    | ChoicesQuestion
    | YesNoQuestion
    | PhoneQuestion
    | AddressQuestion
    | DesaQuestion
    | IntegerQuestion
    | MoneyQuestion
    | DocumentQuestion
    | DeclarationQuestion
)


class Repeat(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The page is asked once for each entry; `summary` shows an entry, with `{name}` of its questions."""

    name: Id
    min: Count = 1
    max: Annotated[int, Meta(ge=1, le=20)] = 5
    add: Text
    summary: Words


class Page(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="page", kw_only=True):
    """Normally exactly one question; a repeat page may hold several, asked one after another."""

    id: Id
    role: Literal["pemohon", "yang_bersangkutan"] | None = None
    section: Text | None = None
    relevant: When | None = None
    questions: Annotated[list[Question], Meta(min_length=1, max_length=6)]
    repeat: Repeat | None = None


class ExitPage(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="exit", kw_only=True):
    """The end of the way when its condition holds: what to do instead. Never red."""

    id: Id
    relevant: When
    title: Text
    body: Text


# --- the service --------------------------------------------------------------------------------------


class Requirement(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    id: Id
    title: Text
    note: Text | None = None
    picture: Picture = "dokumen"
    form: Literal["asli", "fotokopi", "asli_dan_fotokopi", "isian"] = "asli"
    mandatory: bool = True
    relevant: When | None = None


class LegalBasis(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    title: Words
    about: Words | None = None


class ProcessingTime(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Exactly one of the two: while you wait, or office days after submission."""

    minutes: Annotated[int, Meta(ge=1, le=480)] | None = None
    working_days: Annotated[int, Meta(ge=1, le=90)] | None = None


class Fee(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    amount: Amount = 0
    note: Text | None = None


class Output(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    document: Text
    signer: Words
    valid: Text | None = None


class Standard(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The parts of the service standard that a citizen sees (UU 25/2009 article 21)."""

    legal_basis: Annotated[list[LegalBasis], Meta(min_length=1, max_length=8)]
    requirements: Annotated[list[Requirement], Meta(min_length=1, max_length=12)]
    procedure: Annotated[list[Text], Meta(min_length=1, max_length=10)]
    time: ProcessingTime
    fee: Fee
    output: Output
    complaints: Text


class Privacy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Said on one page before the first personal question."""

    purpose: Text
    kept_months: Annotated[int, Meta(ge=1, le=600)]
    basis: Words


class Queue(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """`typical_minutes` and `slow_minutes` at the counter stand in until the office has measured its own."""

    series: Series
    typical_minutes: Annotated[int, Meta(ge=1, le=240)] = 8
    slow_minutes: Annotated[int, Meta(ge=1, le=240)] = 15


class Declaration(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    text: Text


class Service(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One service of the office. `pages` empty: a ticket and the requirements only, no application here."""

    schema: Literal["anjungan/layanan/1"]
    id: Id
    version: Version
    example: bool = False
    category: Id
    icon: Words
    title: Text
    summary: Text
    keywords: list[Words] = []
    standard: Standard
    privacy: Privacy | None = None
    queue: Queue
    for_whom: list[ForWhom] = msgspec.field(default_factory=lambda: ["diri"])
    counter_visit: bool = True
    pages: list[Page | ExitPage] = []
    declaration: Declaration | None = None
    next_steps: list[Text] = []

    @property
    def applicable(self) -> bool:
        """Whether a citizen can apply for it at the kiosk."""
        return bool(self.pages)


class Category(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    id: Id
    title: Text
    summary: Text
    icon: Words


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything the office offers; `sha256` is of the canonical JSON of categories and services."""

    sha256: str
    categories: list[Category]
    services: list[Service]

    def service(self, id: str) -> Service | None:
        return next((service for service in self.services if service.id == id), None)

    def of_category(self, category: str) -> list[Service]:
        return [service for service in self.services if service.category == category]


class CategoriesFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file `_kategori.yaml`: the tiles of the kiosk, in their order."""

    schema: Literal["anjungan/kategori/1"]
    categories: Annotated[list[Category], Meta(min_length=1, max_length=6)]
