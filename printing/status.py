"""What a printer says of itself: every byte it sends is told apart by its fixed bits.

| bits of the byte        | what it is                                                        |
|-------------------------|-------------------------------------------------------------------|
| `0xx1xx10`              | answer to DLE EOT n                                               |
| `0xx1xx00` + 3 bytes of `0xx0xxxx` | automatic status (ASB)                                 |
| `37 22 d1 d2 d3 d4 00`  | process id (GS ( H): everything before the marker is on paper     |
| `0xx0xxxx`              | answer to GS r or GS I                                            |
| `11`, `13`              | XON, XOFF                                                         |

Source: status tables of the Citizen, Epson and Bematech command manuals. No I/O here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ready", "low", "no_paper", "cover", "cutter", "hardware", "offline"]


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """One word for the screen, one sentence for staff."""

    state: State

    @property
    def can_print(self) -> bool:
        return self.state in ("ready", "low")

    @property
    def sentence(self) -> str:
        """For staff, Indonesian."""
        return _SENTENCES[self.state]


_SENTENCES: dict[State, str] = {
    "ready": "Pencetak siap.",
    "low": "Kertas hampir habis. Siapkan gulungan baru.",
    "no_paper": "Kertas habis. Pasang gulungan baru.",
    "cover": "Penutup pencetak terbuka. Tutup sampai berbunyi klik.",
    "cutter": "Pemotong kertas macet. Buka penutup, ambil kertas yang tersangkut.",
    "hardware": "Pencetak rusak. Matikan, tunggu sebentar, lalu nyalakan lagi.",
    "offline": "Pencetak tidak menjawab. Periksa listrik dan kabelnya.",
}
