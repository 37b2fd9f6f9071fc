"""A completed application, and the one check that makes one.

The screen completes a journey through `check`, the office verifies what arrives with the same `check`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.catalogue.model import ForWhom, Service
from kiosk.people.regions import VillageLike

Answers = dict[str, Any]
"""Answers by question name, in the JSON shapes of `kiosk.office.contract.Answers`."""


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant, or the person whom the letter is about, as far as the service asks for them."""

    nik: str | None = field(default=None, repr=False)
    """16 digits; None when it is unknown or not asked."""
    nik_unknown: bool = False
    """The citizen answered *Tidak tahu / belum punya NIK*."""
    name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CompletedApplication:
    """The only thing that can be submitted. Made by `check` alone."""

    service: str
    version: str
    for_whom: ForWhom
    answers: Answers = field(repr=False)
    """Exactly the relevant answers that were given, normalised, in the order of the catalogue."""
    applicant: Person
    concerned: Person
    """The applicant again where the letter is for *diri sendiri*."""
    presented: list[str]
    """Ids of the requirements that the citizen says they brought."""
    missing: list[str]
    """Titles of the mandatory requirements not yet brought, Indonesian."""
    for_staff: list[str]
    """Why staff must look first, Indonesian, without personal data; empty when nothing is open."""


def check(
    service: Service,
    answers: Mapping[str, Any],
    presented: Iterable[str],
    today: date,
    villages: Collection[VillageLike],
    *,
    declared: bool,
) -> CompletedApplication:
    """The completed application of these answers, every value validated and normalised.

    `declared`: the citizen agreed to the service's declaration; it does not matter where the service has none.
    Raises Refused, naming every question to mend: required and relevant but not answered, not valid, not
    relevant, never asked; an exit page reached; a requirement that does not exist; not declared.
    """
    raise NotImplementedError
