"""Conditions on earlier answers: checked beforehand for the catalogue, and evaluated for a citizen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, assert_never, get_args

from msgspec import UNSET

from kiosk.catalogue.model import (
    AddressQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    DeclarationQuestion,
    DesaQuestion,
    DocumentQuestion,
    ExitPage,
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
    TextQuestion,
    When,
    YesNoQuestion,
)
from kiosk.people.dates import age

Operator = Literal[
    "equals", "not_equals", "one_of", "includes", "gte", "lte", "age_gte", "age_lt", "answered"
]
OPERATORS: tuple[Operator, ...] = get_args(Operator)

DOCUMENT_STATES = ("brought", "later")

DEEPEST = 20
"""Keys on the way to a condition: some eight conditions within each other."""

Path = tuple[str | int, ...]


# --- for a citizen ------------------------------------------------------------------------------------


def holds(when: When, known: Mapping[str, Any], today: date) -> bool:
    """Whether the condition holds for the relevant answers `known`.

    A missing answer makes every comparison false, `not_equals` too; only `answered: false` asks for that.
    """
    if when.all is not None:
        return all(holds(part, known, today) for part in when.all)
    if when.any is not None:
        return any(holds(part, known, today) for part in when.any)
    if when.negated is not None:
        return not holds(when.negated, known, today)
    answer = known.get(when.field) if when.field is not None else None
    if when.answered is not UNSET:
        return (answer is not None) is when.answered
    return answer is not None and any(
        _compares(operator, answer, getattr(when, operator), today) for operator in operators(when)
    )


def operators(when: When) -> tuple[Operator, ...]:
    """The operators that a condition uses; exactly one in a right one."""
    return tuple(operator for operator in OPERATORS if getattr(when, operator) is not UNSET)


def _compares(operator: Operator, answer: Any, wanted: Any, today: date) -> bool:
    match operator:
        case "equals":
            return _same(answer, wanted)
        case "not_equals":
            return not _same(answer, wanted)
        case "one_of":
            return any(_same(answer, one) for one in wanted)
        case "includes":
            return isinstance(answer, list | tuple) and wanted in answer
        case "gte":
            return _is_number(answer) and answer >= wanted
        case "lte":
            return _is_number(answer) and answer <= wanted
        case "age_gte":
            return (years := _age(answer, today)) is not None and years >= wanted
        case "age_lt":
            return (years := _age(answer, today)) is not None and years < wanted
        case "answered":
            return True
        case _:
            assert_never(operator)


def _same(answer: Any, wanted: Any) -> bool:
    """Equal and of one type: `true` is not 1."""
    return type(answer) is type(wanted) and answer == wanted


def _is_number(answer: Any) -> bool:
    return isinstance(answer, int) and not isinstance(answer, bool)


def _age(answer: Any, today: date) -> int | None:
    try:
        return age(date.fromisoformat(answer), today)
    except (TypeError, ValueError):
        return None


# --- for the catalogue --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a service. `path` leads to it by the keys of the YAML file:
    ("pages", 2, "questions", 0, "relevant", "all", 1, "equals"). `message` says in Indonesian what to write.
    """

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class _Field:
    """What a condition may ask of one answer."""

    operators: tuple[Operator, ...]
    values: tuple[str, ...] | None = None
    """Every value there is, where they are known; None: any."""
    of: type = str
    """Type of the value compared with."""


_ANSWERED: tuple[Operator, ...] = ("answered",)
_ONE: tuple[Operator, ...] = ("equals", "not_equals", "one_of", "answered")
_NUMBER: tuple[Operator, ...] = (*_ONE, "gte", "lte")


def problems(service: Service) -> list[Finding]:
    """Everything that is wrong with the conditions of a service, in the order of the file's meaning.

    A condition may look at `untuk` and at answers given before it; inside a repeat page also at those of the
    same entry. A requirement may look at every answer outside repeat pages.
    """
    return list(_of_service(service))


def _of_service(service: Service) -> Iterator[Finding]:
    elsewhere = _out_of_sight(service)
    earlier: dict[str, _Field] = {"untuk": _Field(_ONE, tuple(service.for_whom))}
    for index, page in enumerate(service.pages):
        path: Path = ("pages", index)
        if page.relevant is not None:
            yield from _of_when(page.relevant, (*path, "relevant"), earlier, elsewhere)
        match page:
            case ExitPage():
                continue
            case Page(repeat=repeat):
                inside = dict(earlier)
                beside = elsewhere | _not_yet([question.name for question in page.questions])
                for number, question in enumerate(page.questions):
                    if question.relevant is not None:
                        at = (*path, "questions", number, "relevant")
                        yield from _of_when(question.relevant, at, inside, beside)
                    inside[question.name] = _field(question)
                earlier = inside if repeat is None else {**earlier, repeat.name: _Field(_ANSWERED)}
            case _:
                assert_never(page)
    for index, requirement in enumerate(service.standard.requirements):
        if requirement.relevant is not None:
            at = ("standard", "requirements", index, "relevant")
            yield from _of_when(requirement.relevant, at, earlier, elsewhere)


def _out_of_sight(service: Service) -> dict[str, str]:
    """Every question, with what to say where a condition cannot look at it."""
    said: dict[str, str] = {}
    for page in service.pages:
        if isinstance(page, ExitPage):
            continue
        names = [question.name for question in page.questions]
        if page.repeat is None:
            said |= _not_yet(names)
        else:
            said |= {name: f"{name} hanya terlihat di dalam daftar {page.repeat.name}." for name in names}
            said |= _not_yet([page.repeat.name])
    return said


def _not_yet(names: list[str]) -> dict[str, str]:
    return {name: f"{name} belum ditanyakan sampai di sini. Tanyakan lebih dulu." for name in names}


def _of_when(
    when: When, path: Path, fields: Mapping[str, _Field], elsewhere: Mapping[str, str]
) -> Iterator[Finding]:
    if len(path) > DEEPEST:
        yield Finding(path, "Syarat terlalu bertingkat. Bagi menjadi beberapa pertanyaan.")
        return
    used = operators(when)
    groups = [
        key for key, part in (("all", when.all), ("any", when.any), ("not", when.negated)) if part is not None
    ]
    if len(groups) + (when.field is not None) != 1:
        yield Finding(path, "Tulis tepat satu dari: field, all, any, not.")
    elif groups and used:
        yield Finding((*path, used[0]), f"{used[0]} hanya dipakai bersama field. Hapus di sini.")
    for key, parts in (("all", when.all), ("any", when.any)):
        if parts is not None and not parts:
            yield Finding((*path, key), f"{key} kosong. Tulis paling sedikit satu syarat.")
        for index, part in enumerate(parts or []):
            yield from _of_when(part, (*path, key, index), fields, elsewhere)
    if when.negated is not None:
        yield from _of_when(when.negated, (*path, "not"), fields, elsewhere)
    if when.field is not None:
        yield from _of_comparison(when, when.field, path, fields, elsewhere)


def _of_comparison(
    when: When, name: str, path: Path, fields: Mapping[str, _Field], elsewhere: Mapping[str, str]
) -> Iterator[Finding]:
    field = fields.get(name)
    if field is None:
        nowhere = f"Tidak ada pertanyaan {name}. Tulis salah satu: {_listed(fields)}."
        yield Finding((*path, "field"), elsewhere.get(name, nowhere))
    used = operators(when)
    if len(used) != 1:
        yield Finding(path, "Tulis tepat satu pembanding, misalnya equals atau answered.")
        return
    if field is not None:
        yield from _of_value(field, name, used[0], getattr(when, used[0]), path)


def _of_value(field: _Field, name: str, operator: Operator, value: Any, path: Path) -> Iterator[Finding]:
    at = (*path, operator)
    if operator not in field.operators:
        yield Finding(at, f"{operator} tidak cocok untuk {name}. Pakai: {_listed(field.operators)}.")
        return
    match operator:
        case "equals" | "not_equals" | "includes":
            yield from _of_one(field, name, value, at)
        case "one_of":
            if not value:
                yield Finding(at, "one_of kosong. Tulis paling sedikit satu nilai.")
            for index, one in enumerate(value):
                yield from _of_one(field, name, one, (*at, index))
        case "gte" | "lte" | "age_gte" | "age_lt" | "answered":
            return
        case _:
            assert_never(operator)


def _of_one(field: _Field, name: str, value: Any, at: Path) -> Iterator[Finding]:
    if type(value) is not field.of:
        yield Finding(at, f"Nilai {name} harus {_TYPES[field.of]}.")
    elif field.values is not None and value not in field.values:
        yield Finding(at, f"{value} bukan pilihan {name}. Tulis salah satu: {_listed(field.values)}.")


_TYPES = {str: "teks", int: "angka bulat", bool: "true atau false"}


def _listed(names: Mapping[str, Any] | tuple[str, ...]) -> str:
    return ", ".join(names)


def _field(question: Question) -> _Field:
    match question:
        case ChoiceQuestion(choices=choices):
            return _Field(_ONE, tuple(option.value for option in choices))
        case ChoicesQuestion(choices=choices):
            return _Field(("includes", "answered"), tuple(option.value for option in choices))
        case DocumentQuestion():
            return _Field(_ONE, DOCUMENT_STATES)
        case DesaQuestion():
            return _Field(_ONE)
        case YesNoQuestion() | DeclarationQuestion():
            return _Field(("equals", "not_equals", "answered"), of=bool)
        case IntegerQuestion() | MoneyQuestion():
            return _Field(_NUMBER, of=int)
        case DateQuestion():
            return _Field(("age_gte", "age_lt", "answered"))
        case (
            NikQuestion()
            | KkQuestion()
            | NameQuestion()
            | TextQuestion()
            | LongTextQuestion()
            | PhoneQuestion()
            | AddressQuestion()
        ):
            return _Field(_ANSWERED)
        case _:
            assert_never(question)
