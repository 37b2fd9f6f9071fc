"""Every refusal of the office API: a name for programs, a sentence for people, and what to do.

The table is also what the OpenAPI document says of errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.office.contract import Problem
from kiosk.office.errors import Refusal

MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A refusal that can happen. `raise CLOSED()`."""

    status: int
    type: str
    title: str
    """Indonesian."""
    detail: str = ""
    """What to do, Indonesian."""

    def problem(self, detail: str = "", errors: Mapping[str, str] | None = None) -> Problem:
        return Problem(
            type=f"anjungan:{self.type}",
            title=self.title,
            status=self.status,
            detail=detail or self.detail,
            errors=dict(errors or {}),
        )

    def __call__(
        self,
        detail: str = "",
        errors: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Refusal:
        return Refusal(self.problem(detail, errors), headers)


STAFF = "Panggil petugas."

KEY_MISSING = Kind(400, "key-missing", "Permintaan tanpa tanda.", "Kirim Idempotency-Key berisi UUID.")
NOT_JSON = Kind(400, "not-json", "Isi permintaan bukan JSON.", "Kirim JSON yang benar.")
BAD_REQUEST = Kind(400, "bad-request", "Permintaan tidak terbaca.", "Periksa alamat dan isinya.")
TOKEN = Kind(401, "token", "Layar ini belum dikenal kantor.", "Panggil teknisi.")
HOST = Kind(403, "host", "Alamat ini hanya untuk mesin kantor.", "Pakai alamat 127.0.0.1.")
WRONG_PIN = Kind(403, "wrong-pin", "Nama atau PIN tidak cocok.", "PIN tidak cocok. Coba lagi.")
STAFF_ENDED = Kind(403, "staff-ended", "Mode bantuan sudah berakhir.", "Masuk lagi dengan PIN.")
ROLE = Kind(403, "role", "Peran Bapak/Ibu tidak mencakup ini.", "Minta bantuan penyelia.")
NOT_FOUND = Kind(404, "not-found", "Alamat ini tidak ada.", "Periksa alamatnya.")
UNKNOWN_SERVICE = Kind(
    404, "unknown-service", "Layanan ini tidak ada di kantor ini.", "Pilih layanan lain di layar."
)
UNKNOWN_CODE = Kind(
    404, "unknown-code", "Kode ini tidak ditemukan.", "Periksa kode di tanda terima, lalu coba lagi."
)
UNKNOWN_NUMBER = Kind(404, "unknown-ticket", "Nomor ini tidak ada hari ini.", "Periksa nomornya.")
NO_PAPER = Kind(404, "no-paper", "Kertas ini belum pernah dicetak.", "Periksa nomor atau kodenya.")
UNKNOWN_PRINT = Kind(404, "unknown-print", "Cetakan ini tidak ditemukan.", STAFF)
METHOD = Kind(405, "method", "Cara meminta ini tidak dikenal.", "Periksa alamat dan caranya.")
TOO_SLOW = Kind(408, "too-slow", "Permintaan datang terlalu lambat.", "Periksa jaringan, lalu coba lagi.")
CLOSED = Kind(409, "closed", "Kantor sedang tutup.", "Datang lagi saat kantor buka.")
PAUSED = Kind(409, "paused", "Layanan ini sedang tutup.", "Pilih layanan lain, atau tanya petugas.")
QUOTA = Kind(409, "quota", "Nomor layanan ini untuk hari ini sudah habis.", "Datang lagi besok pagi.")
WRONG_STATE = Kind(409, "illegal-transition", "Nomor ini sudah di keadaan lain.", "Lihat lagi nomornya.")
OLD_VERSION = Kind(
    409, "old-version", "Isian layanan ini baru saja berubah.", "Ulangi pengisian, atau panggil petugas."
)
NOT_APPLICABLE = Kind(
    409, "not-applicable", "Layanan ini tidak diajukan di anjungan.", "Ambil nomor antrean ke loket."
)
DECIDED = Kind(409, "decided", "Cetakan ini tidak menunggu jawaban.", "Lihat keadaan cetakan sekarang.")
TOO_LARGE = Kind(413, "too-large", "Isi permintaan terlalu besar.", "Paling banyak 64 KB.")
MEDIA_TYPE = Kind(415, "media-type", "Isi permintaan bukan JSON.", "Kirim sebagai application/json.")
INVALID = Kind(422, "invalid-body", "Ada isian yang tidak cocok.", "Perbaiki yang disebut di errors.")
NOT_READ = Kind(404, "not-read", "Kode ini tidak dikenal.", "Pindai kode karcis atau tanda terima.")
REFUSED = Kind(422, "refused", "Ada jawaban yang perlu diperbaiki.", "Perbaiki jawaban yang ditandai.")
KEY_REUSED = Kind(
    422, "key-reused", "Tanda ini sudah dipakai untuk isi lain.", "Pakai Idempotency-Key yang baru."
)
LOCKED = Kind(429, "locked", "Terlalu banyak PIN yang salah.", "Tunggu sebentar, lalu coba lagi.")
TOO_MANY_CODES = Kind(429, "too-many-codes", "Terlalu banyak kode yang salah.", STAFF)
BROKEN = Kind(500, "broken", "Kantor sedang ada gangguan.", "Coba lagi sebentar, atau panggil petugas.")
UNREACHABLE = Kind(
    503, "main-office-silent", "Kantor utama tidak terjangkau.", "Coba lagi sebentar, atau datangi loket."
)
