"""What is wrong with the office's machine, in sentences for staff."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

LEAST_FREE_SHARE: Final = 0.05
LEAST_FREE: Final = 200 * 1024 * 1024
"""Bytes. Below either, staff are told; acts go on as long as the disk takes them."""

DISK = "Penyimpanan hampir penuh. Kosongkan ruang, atau panggil teknisi."
GONE = "Berkas data hilang dari folder. Jangan matikan mesin. Panggil teknisi."
CLOCK = "Jam mesin meloncat. Nomor tetap memakai hari antrean lama. Periksa tanggal mesin."


def disk_is_short(folder: Path) -> bool:
    """Whether less than 200 MB or 5 % is free; a disk that cannot be asked counts as short."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return True
    return usage.free < min(LEAST_FREE, LEAST_FREE_SHARE * usage.total)


def ailments(folder: Path, *, store_in_place: bool, clock_doubtful: bool) -> list[str]:
    """Sentences, the worst first; empty when all is well."""
    found = [(not store_in_place, GONE), (clock_doubtful, CLOCK), (disk_is_short(folder), DISK)]
    return [sentence for wrong, sentence in found if wrong]
