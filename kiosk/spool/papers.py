"""Documents as text for the store and back: JSON that names its own type."""

from __future__ import annotations

import dataclasses
from typing import Any, assert_never

import msgspec

from printing.documents import ApplicationReceipt, Document, TestPage, TicketSlip

KINDS: dict[str, type[Any]] = {
    "ticket_slip": TicketSlip,
    "application_receipt": ApplicationReceipt,
    "test_page": TestPage,
}
NAMES = {kind: name for name, kind in KINDS.items()}


class _Tagged(msgspec.Struct, frozen=True):
    kind: str
    document: msgspec.Raw


def to_text(document: Document) -> str:
    """`{"kind": …, "document": {…}}`, as the column `print_jobs.document` keeps it."""
    tagged = _Tagged(NAMES[type(document)], msgspec.Raw(msgspec.json.encode(document)))
    return msgspec.json.encode(tagged).decode()


def from_text(text: str) -> Document:
    """The document of `to_text`. Raises msgspec.MsgspecError or KeyError for anything else."""
    tagged = msgspec.json.decode(text, type=_Tagged)
    document: Document = msgspec.json.decode(tagged.document, type=KINDS[tagged.kind])
    return document


def copy_of(document: Document) -> int:
    """0 for an original, n for *SALINAN ke-n*."""
    match document:
        case TicketSlip() | ApplicationReceipt():
            return document.copy
        case TestPage():
            return 0
        case _:
            assert_never(document)


def printed(document: Document, at: str) -> Document:
    """The document with its time of printing, "09.41"."""
    match document:
        case TicketSlip() | ApplicationReceipt():
            return dataclasses.replace(document, printed_at=at)
        case TestPage():
            return document
        case _:
            assert_never(document)
