"""What goes wrong in a request, as RFC 9457 problem details."""

from __future__ import annotations

from kiosk.sync.contract import MAX_PACKED, MAX_RECORDS, MAX_UNPACKED, Problem


class Refusal(Exception):
    """Ends a request with this problem."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.type)
        self.problem = problem
        self.headers = headers or {}


def _problem(status: int, name: str, title: str, detail: str = "") -> Problem:
    return Problem(type=f"anjungan:{name}", title=title, status=status, detail=detail)


UNKNOWN_SECRET = _problem(401, "unknown-secret", "Rahasia kantor tidak dikenal.", "Periksa kunci kantor ini.")
NO_DEVICE = _problem(400, "no-device", "Nomor perangkat tidak ada atau salah.", "Sertakan Anjungan-Device.")
NOT_JSON = _problem(400, "not-json", "Isi permintaan bukan JSON yang sah.")
NOT_GZIP = _problem(400, "not-gzip", "Isi permintaan bukan gzip yang sah.")
NOT_FOUND = _problem(404, "not-found", "Alamat ini tidak ada.")
NOT_ALLOWED = _problem(405, "not-allowed", "Cara ini tidak berlaku di sini.")
TOO_LARGE = _problem(
    413,
    "too-large",
    "Permintaan terlalu besar.",
    f"Paling banyak {MAX_RECORDS} catatan, {MAX_PACKED} bita terkirim, {MAX_UNPACKED} bita isi.",
)
WRONG_MEDIA = _problem(415, "wrong-media", "Jenis isi permintaan tidak dikenal.")
WRONG_BATCH = _problem(422, "wrong-batch", "Bentuk kiriman salah.", "Kirim objek dengan daftar records.")
WRONG_QUESTION = _problem(422, "wrong-question", "Nilai dalam permintaan salah.")
BROKEN = _problem(500, "broken", "Pusat mengalami gangguan.", "Coba lagi nanti.")
BUSY = _problem(503, "busy", "Basis data pusat sedang tidak siap.", "Coba lagi sebentar.")
