"""Documents as text for the store and back: JSON that names its own type."""

from __future__ import annotations

from typing import Any

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
    """The document of `to_text`. Raises `msgspec.ValidationError` or `KeyError` for anything else."""
    tagged = msgspec.json.decode(text, type=_Tagged)
    document: Document = msgspec.json.decode(tagged.document, type=KINDS[tagged.kind])
    return document
