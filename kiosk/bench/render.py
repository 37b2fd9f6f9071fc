"""Rendering of a slip and of a receipt, without the wire."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from kiosk.bench.stats import p50_p95
from printing import escpos, pdf
from printing.documents import ApplicationReceipt, Letterhead, Row, TicketSlip
from printing.profiles import GENERIC_80

TIMES = 60
HEAD = Letterhead("Kecamatan Tigaraksa", "Kabupaten Tangerang", "Pengaduan dan saran: loket 1")
SLIP = TicketSlip(
    head=HEAD,
    number="B-017",
    service="Surat Keterangan Tidak Mampu",
    priority="Lansia (60 tahun ke atas)",
    people_ahead="5 orang di depan",
    wait="Perkiraan 15–25 menit",
    made_at="Selasa, 24 November 2026, 09.41",
    printed_at="09.41",
    qr="ANJUNGAN:ANTREAN:2026-11-24:B-017",
    hints=("Simpan karcis ini.",),
)
RECEIPT = ApplicationReceipt(
    head=HEAD,
    title="Tanda terima permohonan",
    code="7K3M-9QXD-2B4W-5",
    qr="ANJUNGAN:PERMOHONAN:7K3M-9QXD-2B4W-5",
    service="Surat Keterangan Tidak Mampu",
    rows=(Row("Selesai", "Rabu, 25 November 2026"), Row("Biaya", "Gratis")),
    handed_in=("KTP-el", "Surat pengantar desa atau kelurahan"),
    missing=("Kartu keluarga",),
    next_steps=("Simpan tanda terima ini.",),
    made_at="Selasa, 24 November 2026, 09.41",
    printed_at="09.41",
)


def measure() -> dict[str, Any]:
    """`render_ms`: medians of many, the first (which loads fonts) not counted."""
    return {
        "render_ms": {
            "slip": {"p50": _median(lambda: escpos.render(SLIP, GENERIC_80))},
            "receipt_pdf": {"p50": _median(lambda: pdf.render(RECEIPT, pdf.A4))},
        }
    }


def _median(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return p50_p95(times)["p50"]
