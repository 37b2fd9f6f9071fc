"""The papers of a counter as plain data, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.letters.template import Part
from printing.documents import Letterhead


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement and where it stands."""

    title: str
    seen: bool
    """Staff have seen the original."""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers under one heading."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """Label and answer."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """*Lembar permohonan*: what the citizen filled in, to sign and to file."""

    head: Letterhead
    service: str
    code: str
    qr: str
    facts: tuple[tuple[str, str], ...]
    """Handed in, promised, state."""
    groups: tuple[Group, ...]
    needs: tuple[Need, ...]
    declaration: str
    """What the applicant declared, or empty."""
    printed_at: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft for the signer; KONSEP until then."""

    head: Letterhead
    title: str
    number: str
    parts: tuple[Part, ...]
    place_and_date: str
    """ "Tigaraksa, 24 November 2026"."""
    signer: str
    code: str
    printed_at: str
