"""Conditions on earlier answers: evaluated for a citizen, and checked beforehand for the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.catalogue.model import Service, When


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a service. `path` leads to it by the keys of the YAML file:
    ("pages", 2, "questions", 0, "relevant", "all", 1, "equals"). `message` is Indonesian: what to write instead."""

    path: tuple[str | int, ...]
    message: str


def holds(when: When, known: Mapping[str, Any], today: date) -> bool:
    """Whether the condition holds for the relevant answers `known`; what is missing makes it false."""
    raise NotImplementedError


def problems(service: Service) -> list[Finding]:
    """Everything that is wrong with the conditions of a service, in the order of the file."""
    raise NotImplementedError
