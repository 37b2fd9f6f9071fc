"""What a person is told when the office says no: one table from the problem's name to plain words.

Nobody ever reads an exception or the office's own title here; an unknown name gets `_OTHER`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.office.contract import Problem


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem as the screen shows it."""

    title: str
    sentence: str
    retry: str = ""
    """The word of the button that sends the act, where it can be sent."""
    dismiss: str = "Mengerti"


_OTHER = Trouble("Belum bisa diproses", "Silakan coba sekali lagi. Bila tetap begini, panggil petugas.")
_TABLE = {
    "anjungan:closed": Trouble(
        "Layanan ini sedang tutup", "Silakan pilih layanan lain, atau tanyakan kepada petugas."
    ),
    "anjungan:paused": Trouble(
        "Layanan ini sedang berhenti sebentar", "Silakan pilih layanan lain, atau tanyakan kepada petugas."
    ),
    "anjungan:quota": Trouble(
        "Nomor hari ini sudah habis", "Silakan datang lagi besok pagi, atau tanyakan kepada petugas."
    ),
    "anjungan:refused": Trouble(
        "Ada jawaban yang perlu dilihat lagi", "Silakan periksa jawaban, lalu kirim sekali lagi."
    ),
    "anjungan:key-reused": Trouble(
        "Permohonan ini sudah pernah dikirim", "Silakan panggil petugas untuk memeriksanya."
    ),
}
UNANSWERED = Trouble(
    "Belum ada jawaban", "Silakan coba sekali lagi. Nomor tidak akan dobel.", retry="Coba lagi"
)
MAY_DOUBLE = Trouble(
    "Permintaan tadi belum dijawab",
    "Yang tadi mungkin tetap diproses. Bila keluar dua karcis, beri tahu petugas.",
    retry="Tetap lanjutkan",
    dismiss="Kembali",
)
"""Asked before other content is sent beside an act that the office has not answered."""
OUTDATED = frozenset({"anjungan:unknown-service", "anjungan:old-version", "anjungan:not-applicable"})
"""The catalogue is another one now: to send the same once more can only be refused once more."""
CHANGED = Trouble(
    "Isian layanan ini baru saja berubah", "Jawaban yang masih cocok tetap ada. Silakan lengkapi sisanya."
)
GONE = Trouble(
    "Layanan ini sudah tidak tersedia", "Silakan pilih layanan lain, atau tanyakan kepada petugas."
)
NOT_FOUND = "Kode tidak ditemukan. Periksa lagi kode pada tanda terima."
TOO_MANY = "Sudah terlalu banyak dicoba. Silakan panggil petugas."


def trouble(problem: Problem) -> Trouble:
    return _TABLE.get(problem.type, _OTHER)


def code_sentence(problem: Problem) -> str:
    """What is wrong with a typed code."""
    match problem.status:
        case 429:
            return TOO_MANY
        case 404 | 422 | 400:
            return NOT_FOUND
        case _:
            return _OTHER.sentence
