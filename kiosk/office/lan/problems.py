"""Every refusal that the LAN adds to those of the screen's API."""

from __future__ import annotations

import re

from kiosk.office.contract import Problem
from kiosk.office.errors import Refusal
from kiosk.office.problems import Kind
from kiosk.queueing.errors import QueueError, UnknownCounter, UnknownTicket
from kiosk.staff.errors import StaffError, UnknownStaff

LAN_HOST = Kind(403, "host", "Alamat ini bukan nama kantor.", "Buka alamat yang diberikan teknisi.")
FOREIGN_PAGE = Kind(403, "foreign-page", "Permintaan datang dari halaman lain.", "Buka halaman loket lagi.")
SIGN_IN = Kind(401, "sign-in", "Bapak/Ibu belum masuk.", "Masuk dengan nama dan PIN.")
WRONG_PIN = Kind(401, "wrong-pin", "Nama atau PIN tidak cocok.", "Periksa, lalu coba lagi.")
LOCKED = Kind(429, "locked", "Terlalu banyak PIN yang salah.", "Tunggu sebentar, atau tanya penyelia.")
ROLE = Kind(403, "role", "Peran Bapak/Ibu tidak mencakup ini.", "Minta bantuan penyelia.")
UNKNOWN_APPLICATION = Kind(404, "unknown-application", "Permohonan ini tidak ada.", "Periksa kodenya.")
BAD_NIK = Kind(422, "bad-nik", "Angka ini bukan NIK.", "Lihat 16 angka di KTP.")
TOO_MANY_SEARCHES = Kind(
    429, "too-many-searches", "Terlalu banyak pencarian NIK.", "Tunggu sebentar, lalu coba lagi."
)
ILLEGAL_CHANGE = Kind(
    409, "illegal-change", "Permohonan ini sudah di tahap lain.", "Lihat keadaannya sekarang."
)
UNDO_OVER = Kind(409, "undo-over", "Sudah tidak bisa diurungkan.", "Ubah tahapnya dengan tombol di bawah.")
UNKNOWN_REQUIREMENT = Kind(
    404, "unknown-requirement", "Persyaratan ini tidak ada.", "Muat ulang permohonan ini."
)
NOTE_NEEDED = Kind(
    422, "note-needed", "Catatan untuk warga belum diisi.", "Tulis alasannya dalam satu kalimat."
)
MISSING_NEEDED = Kind(422, "missing-needed", "Kekurangannya belum disebut.", "Pilih atau tulis yang kurang.")
NO_LETTER = Kind(
    404, "no-letter", "Belum ada contoh surat untuk layanan ini.", "Minta teknisi menambah contoh."
)
SATELLITE = Kind(401, "satellite", "Anjungan ini tidak dikenal kantor.", "Daftarkan lagi, panggil teknisi.")
UNFIT_RECORD = Kind(409, "unfit-record", "Catatan anjungan ini tidak cocok.", "Panggil teknisi.")
UNKNOWN_HELP = Kind(404, "unknown-help", "Panggilan ini tidak ada.", "Muat ulang halaman.")


def of_queue(error: QueueError) -> Refusal:
    """What the waiting room says no to, in its own sentence."""
    match error:
        case UnknownTicket():
            return _said(error, 404, "Periksa nomor di karcis, atau cari di daftar.")
        case UnknownCounter():
            return _said(error, 404)
        case _:
            return _said(error, 409)


def of_staff(error: StaffError) -> Refusal:
    """What accounts say no to, in its own sentence."""
    return _said(error, 404 if isinstance(error, UnknownStaff) else 409)


def _said(error: Exception, status: int, detail: str = "") -> Refusal:
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    return Refusal(Problem(f"anjungan:{name}", str(error), status, detail))
