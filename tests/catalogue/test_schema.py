"""The published JSON Schema: up to date, and true of every shipped file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kiosk.catalogue import schema
from kiosk.catalogue.cli import shipped
from kiosk.catalogue.document import parse

FOLDER = shipped().parent / "schema"


def _validator(name: str) -> Draft202012Validator:
    published: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    return Draft202012Validator(published)


def test_the_published_schemas_are_those_of_the_model() -> None:
    for name, text in schema.published().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run `kiosk catalogue schema --publish`"


@pytest.mark.parametrize("file", sorted(shipped().glob("[a-z]*.yaml")), ids=lambda file: file.name)
def test_every_shipped_service_satisfies_the_schema(file: Path) -> None:
    document = parse(file.name, file.read_bytes())
    assert [error.message for error in _validator("layanan.schema.json").iter_errors(document.value)] == []


def test_the_shipped_categories_satisfy_the_schema() -> None:
    document = parse("_kategori.yaml", (shipped() / "_kategori.yaml").read_bytes())
    assert _validator("kategori.schema.json").is_valid(document.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [("series", "BB"), ("pages", [{"type": "page", "id": "a", "questions": []}]), ("asing", 1), ("id", None)],
)
def test_the_schema_refuses_what_the_model_refuses(field: str, value: object) -> None:
    service = parse("sktm.yaml", (shipped() / "sktm.yaml").read_bytes()).value
    target = service["queue"] if field == "series" else service
    target[field] = value
    assert not _validator("layanan.schema.json").is_valid(service)


def test_publishing_writes_both_schemas(tmp_path: Path) -> None:
    written = schema.publish(tmp_path / "schema")
    assert sorted(path.name for path in written) == ["kategori.schema.json", "layanan.schema.json"]
