"""The fixed words on paper, Indonesian; everything else comes in the documents."""

from __future__ import annotations

TICKET_NUMBER = "Nomor antrean"
CODE = "Kode permohonan"
HANDED_IN = "Yang dibawa"
MISSING = "Yang masih perlu dibawa"
NEXT_STEPS = "Langkah berikutnya"
TEST_PAGE = "Halaman uji pencetak"
TEST_HINT = "Garis mistar harus utuh dari tepi ke tepi."
SCAN = "Pindai untuk cek status"
SCAN_OR_TYPE = "Pindai atau ketik kode ini untuk cek status."


def copy(number: int) -> str:
    return f"SALINAN ke-{number}"


def priority(name: str) -> str:
    return f"Prioritas: {name}"


def made(at: str) -> str:
    return f"Dibuat {at}"


def printed(at: str) -> str:
    return f"Dicetak {at}"
