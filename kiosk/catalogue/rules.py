"""What a service must be beyond its shape: consistent in itself, and with the rest of the catalogue."""

from __future__ import annotations

import difflib
import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path as FilePath

from kiosk.catalogue.errors import Path, Remark
from kiosk.catalogue.model import (
    Category,
    ChoiceQuestion,
    ChoicesQuestion,
    ExitPage,
    IntegerQuestion,
    MoneyQuestion,
    Page,
    Question,
    Service,
)
from kiosk.catalogue.texts import remarks_on_texts, too_many_words
from kiosk.catalogue.ways import longest_way
from kiosk.forms.conditions import problems
from kiosk.forms.wording import personal_kind

MAX_PAGES = 12
LONG_PAGES = 8
"""More question pages than this on one way tire people."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

RESERVED = "untuk"
"""Name of the answer to *untuk siapa*; no question may take it."""


def remarks_on_service(
    service: Service, file: str, categories: Iterable[Category] | None
) -> Iterator[Remark]:
    """Everything wrong with one service; `categories` None: they could not be read, and are not compared."""
    if file != f"{service.id}.yaml":
        yield Remark(
            ("id",), f"`{service.id}` tidak sama dengan nama berkas", f"id: {file.removesuffix('.yaml')}"
        )
    month = int(service.version.split(".")[1])
    if not 1 <= month <= 12:
        yield Remark(("version",), f"bulan {month} tidak ada", "tahun.bulan.urutan, misalnya 2026.11.1")
    if categories is not None:
        ids = [category.id for category in categories]
        if service.category not in ids:
            yield Remark(
                ("category",), f"kategori `{service.category}` tidak ada", f"salah satu dari {_list(ids)}"
            )
    yield from _icon(service.icon, ("icon",))
    yield from _standard(service)
    if service.queue.typical_minutes > service.queue.slow_minutes:
        path = ("queue", "slow_minutes")
        yield Remark(
            path, "lebih cepat daripada `typical_minutes`", f"{service.queue.typical_minutes} atau lebih"
        )
    if not service.for_whom:
        yield Remark(("for_whom",), "daftar kosong", "for_whom: [diri]")
    yield from _twice([(("for_whom", i), who) for i, who in enumerate(service.for_whom)], "pilihan")
    if service.applicable:
        yield from _form(service)
    yield from _conditions(service)
    yield from remarks_on_texts(service)


def remarks_on_categories(categories: Sequence[Category]) -> Iterator[Remark]:
    """Everything wrong with the categories themselves."""
    yield from _twice([(("categories", i, "id"), c.id) for i, c in enumerate(categories)], "kategori")
    for index, category in enumerate(categories):
        yield from _icon(category.icon, ("categories", index, "icon"))
        for remark in remarks_on_texts(category):
            yield Remark(
                ("categories", index, *remark.path), remark.problem, remark.write_instead, remark.severity
            )


def remarks_on_empty(categories: Sequence[Category], services: Iterable[Service]) -> Iterator[Remark]:
    """Categories in which there is nothing to choose."""
    used = {service.category for service in services}
    for index, category in enumerate(categories):
        if category.id not in used:
            problem = f"kategori `{category.id}` belum berisi layanan"
            yield Remark(("categories", index), problem, "hapus, atau isi dengan layanan", "warning")


def titles_used_twice(services: Sequence[tuple[str, Service]]) -> Iterator[tuple[str, Remark]]:
    """Services, by file, that a citizen could not tell apart by name."""
    first: dict[str, str] = {}
    for file, service in services:
        title = " ".join(service.title.id.casefold().split())
        if title in first:
            problem = f"judul sama dengan layanan di {first[title]}"
            yield file, Remark(("title", "id"), problem, "beri judul yang membedakan keduanya")
        first.setdefault(title, file)


# --- the standard and the form ------------------------------------------------------------------------


def _standard(service: Service) -> Iterator[Remark]:
    standard = service.standard
    if (standard.time.minutes is None) == (standard.time.working_days is None):
        write = "tepat satu: minutes (ditunggu) atau working_days (hari kerja)"
        yield Remark(("standard", "time"), "waktu penyelesaian belum jelas", write)
    at: Path = ("standard", "requirements")
    requirements = standard.requirements
    yield from _twice([((*at, i, "id"), r.id) for i, r in enumerate(requirements)], "persyaratan")


def _form(service: Service) -> Iterator[Remark]:
    pages: list[tuple[Path, Page | ExitPage]] = [(("pages", i), page) for i, page in enumerate(service.pages)]
    yield from _twice([((*at, "id"), page.id) for at, page in pages], "halaman")
    yield from _twice(list(_names(service)), "nama isian")
    questions = list(_questions(service))
    if not questions:
        yield Remark(("pages",), "tidak ada satu pun pertanyaan", "tambahkan pertanyaan, atau hapus `pages`")
    elif isinstance(service.pages[0], ExitPage):
        yield Remark(("pages", 0), "halaman pertama adalah halaman keluar", "dahulukan pertanyaannya")
    if service.declaration is None:
        yield Remark(
            (), "`declaration` belum diisi", 'declaration: {text: {id: "Data yang saya isi benar."}}'
        )
    personal = next((at for at, page, question in questions if personal_kind(page, question)), None)
    if service.privacy is None and personal is not None:
        write = "tambahkan `privacy` dengan purpose, kept_months, dan basis"
        yield Remark(personal, "data pribadi ditanyakan tanpa penjelasan", write)
    for at, page in pages:
        if isinstance(page, Page):
            yield from _page(page, at)
    for at, _, question in questions:
        yield from _question(question, at)
    longest = longest_way(service)
    if longest > MAX_PAGES:
        yield Remark(
            ("pages",), f"sampai {longest} halaman", f"paling banyak {MAX_PAGES}; hapus yang tidak perlu"
        )
    elif longest > LONG_PAGES:
        write = f"sebaiknya paling banyak {LONG_PAGES}; tanyakan yang perlu saja"
        yield Remark(("pages",), f"sampai {longest} halaman", write, "warning")


def _page(page: Page, at: Path) -> Iterator[Remark]:
    if page.repeat is None:
        if len(page.questions) != 1:
            yield Remark(
                (*at, "questions"), f"{len(page.questions)} pertanyaan", "satu pertanyaan satu halaman"
            )
        return
    if page.repeat.min > page.repeat.max:
        yield Remark((*at, "repeat", "min"), "lebih besar daripada `max`", f"paling banyak {page.repeat.max}")
    names = [question.name for question in page.questions]
    summary: Path = (*at, "repeat", "summary")
    for word in _PLACEHOLDER.findall(page.repeat.summary):
        if word not in names:
            yield Remark(
                summary, f"`{{{word}}}` bukan pertanyaan halaman ini", f"salah satu dari {_list(names)}"
            )
    if set("{}") & set(_PLACEHOLDER.sub("", page.repeat.summary)):
        yield Remark(summary, "kurung { } belum lengkap", f"misalnya {{{names[0]}}}")


def _question(question: Question, at: Path) -> Iterator[Remark]:
    yield from too_many_words(question.label, (*at, "label"))
    match question:
        case ChoiceQuestion(choices=choices) | ChoicesQuestion(choices=choices):
            options = [(*at, "choices", index) for index in range(len(choices))]
            values = [((*path, "value"), o.value) for path, o in zip(options, choices, strict=True)]
            yield from _twice(values, "pilihan")
            for path, option in zip(options, choices, strict=True):
                if option.icon is not None:
                    yield from _icon(option.icon, (*path, "icon"))
        case IntegerQuestion() | MoneyQuestion():
            if question.min > question.max:
                yield Remark((*at, "min"), "lebih besar daripada `max`", f"paling banyak {question.max}")
        case _:
            pass
    if isinstance(question, ChoicesQuestion) and not question.min <= min(question.max, len(question.choices)):
        write = f"paling banyak {min(question.max, len(question.choices))}"
        yield Remark((*at, "min"), "lebih banyak daripada pilihannya", write)


def _conditions(service: Service) -> Iterator[Remark]:
    for found in problems(service):
        problem, _, write = found.message.rstrip(".").rpartition(". ")
        yield Remark(found.path, problem or "syarat tampil belum tepat", write[:1].lower() + write[1:])


# --- helpers ------------------------------------------------------------------------------------------


def _questions(service: Service) -> Iterator[tuple[Path, Page, Question]]:
    for index, page in enumerate(service.pages):
        if isinstance(page, Page):
            for number, question in enumerate(page.questions):
                yield ("pages", index, "questions", number), page, question


def _names(service: Service) -> Iterator[tuple[Path, str]]:
    yield (), RESERVED
    for at, _, question in _questions(service):
        yield (*at, "name"), question.name
    for index, page in enumerate(service.pages):
        if isinstance(page, Page) and page.repeat is not None:
            yield ("pages", index, "repeat", "name"), page.repeat.name


def _twice(named: list[tuple[Path, str]], what: str) -> Iterator[Remark]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield Remark(
                path, f"{what} `{name}` dipakai dua kali", "beri nama lain, atau hapus salah satunya"
            )
        seen.add(name)


def _icon(name: str, path: Path) -> Iterator[Remark]:
    known = _icons()
    if known and name not in known:
        close = difflib.get_close_matches(name[:80], known, n=3, cutoff=0.75)
        write = f"nama ikon Phosphor, misalnya {_list(close) or 'file-text'}"
        yield Remark(path, f"ikon `{name[:40]}` tidak ada", write)


@cache
def _icons() -> frozenset[str]:
    """Names of the icon family; empty where only the icons in use are installed."""
    package = importlib.util.find_spec("py_phosphor_icons")
    if package is None or package.origin is None:
        return frozenset()
    folder = FilePath(package.origin).parent / "svgs" / "flat" / "duotone"
    return frozenset(file.stem.removesuffix("-duotone") for file in folder.glob("*.svg"))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
