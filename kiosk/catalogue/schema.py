"""The JSON Schema (2020-12) of the catalogue files, made from the model: for editors and other programs."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import msgspec

from kiosk.catalogue.model import CategoriesFile, Service

_PUBLISHED: dict[str, tuple[type[msgspec.Struct], str]] = {
    "layanan.schema.json": (Service, "Layanan kantor kecamatan"),
    "kategori.schema.json": (CategoriesFile, "Kategori layanan"),
}


def published() -> dict[str, str]:
    """The text of each schema file by its name in `resources/schema`."""
    return {name: _text(name, model, title) for name, (model, title) in _PUBLISHED.items()}


def publish(folder: Path) -> list[Path]:
    """Write the schema files, and say which."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, text in published().items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written


def _text(name: str, model: type[msgspec.Struct], title: str) -> str:
    made = msgspec.json.schema(model)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:anjungan:{name.removesuffix('.schema.json')}:1",
        "title": title,
    }
    return json.dumps(head | _in_order(made), ensure_ascii=False, indent=1) + "\n"


def _in_order(schema: dict[str, Any]) -> dict[str, Any]:
    """The definitions in the order of their names, so that a change of the model is a small difference.

    Docstrings without their indentation, which Python keeps before 3.13.
    """
    definitions: dict[str, dict[str, Any]] = schema["$defs"]
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = inspect.cleandoc(definition["description"])
    return schema | {"$defs": dict(sorted(definitions.items()))}
