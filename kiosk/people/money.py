"""Rupiah, always whole."""

from __future__ import annotations

from kiosk.people.errors import NotAccepted
from kiosk.people.text import typed

MOST = 1_000_000_000_000
"""Rupiah; more is not paid at a counter."""


def parse_rupiah(value: object) -> int:
    """Rupiah from 1500000, "1500000", "1.500.000" or "Rp 1.500.000,00". Raises NotAccepted."""
    if isinstance(value, int) and not isinstance(value, bool):
        amount = value
    else:
        text = typed(value, "jumlah uang")
        if text[:2].lower() == "rp":
            text = text[2:].removeprefix(".")
        bare = text.removesuffix(",00").removesuffix(",-").replace(".", "").replace(" ", "")
        if not bare:
            raise NotAccepted("Isi jumlah uang dulu.")
        if not (bare.isascii() and bare.isdigit()) or len(bare) > len(str(MOST)):
            raise NotAccepted("Isi jumlah uang dengan angka saja, misalnya 1.500.000.")
        amount = int(bare)
    if not 0 <= amount <= MOST:
        raise NotAccepted("Jumlah uang ini tidak mungkin. Periksa angkanya.")
    return amount
