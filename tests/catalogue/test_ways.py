"""How long the longest way through a form is."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kiosk.catalogue.cli import shipped
from kiosk.catalogue.document import parse
from kiosk.catalogue.model import Service
from kiosk.catalogue.ways import longest_way

Value = dict[str, Any]


def _page(name: str, kind: str = "yes_no", relevant: Value | None = None, **more: Any) -> Value:
    question = {"type": kind, "name": name, "label": {"id": "?"}, **more}
    page: Value = {"type": "page", "id": name, "questions": [question]}
    return page | ({"relevant": relevant} if relevant else {})


def _exit(relevant: Value) -> Value:
    return {"type": "exit", "id": "keluar", "relevant": relevant, "title": {"id": "x"}, "body": {"id": "x"}}


def _choice(name: str, *values: str, **more: Any) -> Value:
    return _page(name, "choice", choices=[{"value": v, "label": {"id": v}} for v in values], **more)


def _is(field: str, value: object) -> Value:
    return {"field": field, "equals": value}


WAYS: list[tuple[str, list[Value], int]] = [
    ("three plain pages", [_page("a"), _page("b"), _page("c")], 3),
    ("one of two", [_page("a"), *(_page(f"p{v}", relevant=_is("a", v == 1)) for v in (0, 1))], 2),
    (
        "one of three choices",
        [_choice("a", "x", "y", "z"), *(_page(f"p{v}", relevant=_is("a", v)) for v in "xyz")],
        2,
    ),
    ("an exit for one answer", [_page("a"), _exit(_is("a", False)), _page("b"), _page("c")], 3),
    ("behind a hidden one", [_page("a", relevant=_is("untuk", "x")), _page("b", relevant=_is("a", True))], 0),
    ("age cannot be told", [_page("a", "date"), _page("b", relevant={"field": "a", "age_gte": 5})], 2),
    ("an exit by age", [_page("a", "date"), _exit({"field": "a", "age_gte": 5}), _page("b")], 2),
    ("not", [_page("a"), _page("b", relevant={"not": _is("a", True)})], 2),
    ("all that cannot be", [_page("a"), _page("b", relevant={"all": [_is("a", True), _is("a", False)]})], 1),
    ("any", [_page("a"), _page("b", relevant={"any": [_is("a", True), _is("a", False)]})], 2),
    ("for whom", [_page("a", relevant=_is("untuk", "diri")), _page("b", relevant=_is("untuk", "anak"))], 1),
    (
        "an optional answer left out",
        [_choice("a", "x", "y", required=False), _page("b", relevant={"field": "a", "answered": False})],
        2,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "longest"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_the_longest_way_is_counted_from_the_conditions(pages: list[Value], longest: int) -> None:
    assert longest_way(_service(pages)) == longest


def test_very_many_combinations_are_answered_with_the_longer_way() -> None:
    choices = [_choice(f"a{n}", *(f"v{m}" for m in range(12))) for n in range(6)]
    shown = [_page(f"b{n}", relevant=_is(f"a{n}", "v1")) for n in range(6)]
    assert longest_way(_service([*choices, *shown])) == 12


def _service(pages: list[Value]) -> Service:
    value = parse("kk.yaml", (shipped() / "kk.yaml").read_bytes()).value
    return msgspec.convert(value | {"pages": pages}, Service)
