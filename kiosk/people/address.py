"""An address in the office's own kecamatan: a village of its list, RT, RW and street."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.people.errors import NotAccepted
from kiosk.people.regions import VillageLike
from kiosk.people.text import Private, digits, parse_line

LONGEST_STREET = 120
_FIELDS = frozenset({"desa", "rt", "rw", "street"})


@dataclass(frozen=True, slots=True, repr=False)
class Address(Private):
    """`desa` is a Kemendagri code "36.03.03.2012", `rt` and `rw` have three digits."""

    desa: str
    rt: str
    rw: str
    street: str

    @classmethod
    def parse(cls, fields: object, villages: Collection[VillageLike]) -> Address:
        """From `{"desa", "rt", "rw", "street"}`. Raises NotAccepted, for the first field to mend."""
        if not isinstance(fields, Mapping) or not fields.keys() <= _FIELDS:
            raise NotAccepted("Isi alamat: desa, RT, RW, dan jalan.")
        return cls(
            desa=parse_village(fields.get("desa"), villages).code,
            rt=parse_neighbourhood(fields.get("rt"), "RT"),
            rw=parse_neighbourhood(fields.get("rw"), "RW"),
            street=parse_street(fields.get("street")),
        )

    def as_answer(self) -> dict[str, Any]:
        return {"desa": self.desa, "rt": self.rt, "rw": self.rw, "street": self.street}


def parse_village(code: object, villages: Collection[VillageLike]) -> VillageLike:
    """The village of that code. Raises NotAccepted where the office's list does not have it."""
    found = next((village for village in villages if village.code == code), None)
    if found is None:
        raise NotAccepted("Pilih desa atau kelurahan dari daftar.")
    return found


def parse_neighbourhood(text: object, what: str) -> str:
    """An RT or RW of three digits: "2" → "002". "000" stands for none."""
    number = digits("" if text is None else text, what)
    if not number:
        raise NotAccepted(f"Isi {what} dulu. Isi 0 bila tidak ada {what}.")
    if len(number.lstrip("0")) > 3:
        raise NotAccepted(f"{what} paling banyak 3 angka. Periksa lagi.")
    return number.lstrip("0").zfill(3)


def parse_street(text: object) -> str:
    """Street, house number, kampung; one line."""
    return parse_line("" if text is None else text, LONGEST_STREET, "nama jalan atau kampung")
