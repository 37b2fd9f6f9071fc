"""Examine a catalogue folder: everything that is wrong with it, where, and what to write instead."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kiosk.catalogue import rules, sources
from kiosk.catalogue.document import Document, parse
from kiosk.catalogue.errors import Finding
from kiosk.catalogue.model import Catalogue, CategoriesFile, Category, Service
from kiosk.catalogue.sources import CATEGORIES_FILE, Sources
from kiosk.catalogue.structure import misfits

Model = TypeVar("Model", Service, CategoriesFile)


@dataclass(frozen=True, slots=True)
class Examination:
    """What a folder turned out to be. `catalogue` is there exactly when no finding is an error."""

    catalogue: Catalogue | None
    findings: tuple[Finding, ...]


def check(folder: Path) -> list[Finding]:
    """Everything wrong with a catalogue folder, by file and line. Never raises for what is in it."""
    return list(examine(sources.read(folder)).findings)


def examine(read: Sources) -> Examination:
    """Parse, compare with the model, then apply the rules; every file by itself, then all together."""
    findings = list(read.findings)
    documents = [parse(file.name, file.data) for file in read.files]
    categories = _categories(documents, findings)
    services: list[tuple[Document, Service]] = []
    for document in documents:
        if document.file != CATEGORIES_FILE:
            service = _typed(document, Service, findings)
            if service is not None:
                services.append((document, service))
                remarks = rules.remarks_on_service(service, document.file, categories)
                findings.extend(document.finding(remark) for remark in remarks)
    findings.extend(_across(documents, services, categories))
    found = tuple(sorted(findings, key=lambda finding: (finding.file, finding.line)))
    if categories is None or any(finding.severity == "error" for finding in found):
        return Examination(None, found)
    return Examination(_catalogue(categories, [service for _, service in services]), found)


def _categories(documents: list[Document], findings: list[Finding]) -> list[Category] | None:
    document = next((document for document in documents if document.file == CATEGORIES_FILE), None)
    if document is None:
        if not any(finding.file == CATEGORIES_FILE for finding in findings):
            problem = f"{CATEGORIES_FILE} tidak ada"
            findings.append(Finding("", 1, "", problem, f"salin {CATEGORIES_FILE} dari contoh"))
        return None
    typed = _typed(document, CategoriesFile, findings)
    if typed is None:
        return None
    findings.extend(document.finding(r) for r in rules.remarks_on_categories(typed.categories))
    return typed.categories


def _typed(document: Document, model: type[Model], findings: list[Finding]) -> Model | None:
    """The document as a value of the model, or None and findings."""
    if document.findings:
        findings.extend(document.findings)
        return None
    wrong = list(misfits(document.value, model))
    if wrong:
        findings.extend(document.finding(remark) for remark in wrong)
        return None
    value: Model = msgspec.convert(document.value, model)
    return value


def _across(
    documents: list[Document], services: list[tuple[Document, Service]], categories: list[Category] | None
) -> Iterator[Finding]:
    by_file = {document.file: document for document in documents}
    by_name = [(document.file, service) for document, service in services]
    if not any(document.file != CATEGORIES_FILE for document in documents):
        yield Finding("", 1, "", "tidak ada satu pun layanan", "salin berkas layanan dari contoh")
    for file, remark in rules.titles_used_twice(by_name):
        yield by_file[file].finding(remark)
    if categories is not None and len(services) == len(documents) - 1:
        for remark in rules.remarks_on_empty(categories, [service for _, service in services]):
            yield by_file[CATEGORIES_FILE].finding(remark)


def _catalogue(categories: list[Category], services: list[Service]) -> Catalogue:
    """Services in the order of their categories, then by title."""
    order = {category.id: position for position, category in enumerate(categories)}
    ordered = sorted(services, key=lambda service: (order[service.category], service.title.id.casefold()))
    return Catalogue(sha256=_sha256(categories, ordered), categories=categories, services=ordered)


def _sha256(categories: Sequence[Category], services: Sequence[Service]) -> str:
    """Of the canonical JSON (RFC 8785) of what citizens are offered."""
    import rfc8785

    plain: dict[str, Any] = msgspec.to_builtins({"categories": categories, "services": services})
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()
