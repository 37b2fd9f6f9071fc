"""Misfits are the model's own: none exactly when msgspec accepts the value."""

from __future__ import annotations

import copy
import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.check import examine
from kiosk.catalogue.cli import shipped
from kiosk.catalogue.document import parse
from kiosk.catalogue.model import Service
from kiosk.catalogue.sources import Source, Sources
from kiosk.catalogue.structure import misfits

FILES = [parse(file.name, file.read_bytes()).value for file in sorted(shipped().glob("[a-z]*.yaml"))]

CATEGORIES = Source("_kategori.yaml", (shipped() / "_kategori.yaml").read_bytes())

KEYS = st.sampled_from(["id", "type", "field", "not", "all", "name"])
PIECES = st.dictionaries(KEYS, st.text(max_size=3)) | st.sampled_from(
    [None, True, 0, 1, -1, 10**12, "", "x", "diri", "nik", "x" * 700, [], ["x"], [1], {}, {"id": "x"},
     {"type": "nik"}, {"type": "exit"}, {"id": "x", "en": None}, {"field": "x", "equals": 1},
     {"field": "x", "equals": None}]
)  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, ...]] = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        inner += _places(item, (*path, key))
    return inner


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _fresh(draw: st.DrawFn) -> Any:
    """A piece of its own: later spoiling must not reach into the next example."""
    return copy.deepcopy(draw(PIECES))


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """A shipped service with up to three places replaced, removed or added."""
    value = copy.deepcopy(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(0, 3))):
        places = _places(value)
        if not places:
            break
        *way, last = draw(st.sampled_from(places))
        holder = _at(value, tuple(way))
        match draw(st.sampled_from(["replace", "remove", "add", "copy", "copy"])):
            case "remove":
                del holder[last]
            case "add" if isinstance(holder, dict):
                holder[draw(st.sampled_from(["hint", "min", "asing", "negated", "en"]))] = _fresh(draw)
            case "copy":
                holder[last] = copy.deepcopy(_at(value, draw(st.sampled_from(places))))
            case _:
                holder[last] = _fresh(draw)
    return value


@given(spoiled())
def test_misfits_are_found_exactly_when_the_model_refuses(value: Any) -> None:
    found = list(misfits(value, Service))
    assert bool(found) is not _accepted(value), found


def _accepted(value: Any) -> bool:
    try:
        msgspec.convert(value, Service)
    except msgspec.ValidationError:
        return False
    return True


@given(PIECES)
def test_a_value_that_is_no_service_at_all_is_a_misfit(value: Any) -> None:
    assert list(misfits(value, Service))


@given(spoiled())
def test_a_spoiled_service_gives_findings_or_a_catalogue_and_never_anything_else(value: Any) -> None:
    data = json.dumps(value).encode()  # JSON is YAML
    name = f"{value['id']}.yaml" if isinstance(value, dict) and isinstance(value.get("id"), str) else "x.yaml"
    examination = examine(Sources((CATEGORIES, Source(name, data)), ()))
    errors = [finding for finding in examination.findings if finding.severity == "error"]
    assert (examination.catalogue is None) is bool(errors)
