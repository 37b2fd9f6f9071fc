"""Regions of Indonesia by Kemendagri code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

VillageKind = Literal["desa", "kelurahan"]


class VillageLike(Protocol):
    """What is needed of a desa or kelurahan; `kiosk.office.contract.Village` is one too."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> VillageKind: ...


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan: code "36.03.03.2012", name without the word desa or kelurahan."""

    code: str
    name: str
    kind: VillageKind


def region_name(code: str) -> str | None:
    """Kecamatan and regency of a 6-digit code: "360303" → "Tigaraksa, Kabupaten Tangerang"."""
    raise NotImplementedError


def villages(kecamatan: str) -> list[Village]:
    """Desa and kelurahan of a kecamatan ("36.03.03") or regency ("36.03"), by code; empty if unknown."""
    raise NotImplementedError
