"""The figures of one day as a document for paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.acts import Office
from kiosk.figures.model import KioskLine, Line, Point, Spread, Summary
from kiosk.queueing.slip import letterhead
from kiosk.words import full_date
from printing.documents import DailyReport, Figure, Table

HEADINGS: Final = ("Diminta", "Dilayani", "Tidak\nhadir", "Menunggu\nmenit", "Dilayani\nmenit")
KIOSK_HEADINGS: Final = ("Nomor\ndiambil", "Jam buka\nmenit", "Siap\nmenit", "Tidak siap, menit")
NOTES: Final = (
    "Menit ditulis tengah / 90 %: separuh pemohon paling lama sekian, dan sembilan dari sepuluh paling lama"
    " sekian.",
    "Menunggu: dari ambil nomor sampai dipanggil pertama kali. Berjalan ke loket dihitung sendiri.",
)


def report(
    office: Office, summary: Summary, curve: Sequence[Point], made_at: str, printed_at: str
) -> DailyReport:
    """Of a summary of one day; times are in the reader's words already."""
    total = summary.total
    return DailyReport(
        head=letterhead(office),
        title="Laporan harian antrean",
        day=full_date(date.fromisoformat(summary.first)),
        figures=(
            Figure(str(total.issued), "nomor diambil"),
            Figure(str(total.served), "layanan selesai"),
            Figure(str(total.no_show), "tidak hadir"),
            Figure(str(total.cancelled + total.open), "batal atau tersisa"),
            Figure(_half(total.wait), "menit menunggu, tengah"),
            Figure(_most(total.wait), "menit menunggu, 90 %"),
            Figure(_half(total.walk), "menit berjalan, tengah"),
            Figure(_half(total.service), "menit dilayani, tengah"),
        ),
        curve_title="Orang menunggu sepanjang hari",
        curve=tuple((point.minute, point.waiting) for point in curve),
        tables=(
            _table("Menurut layanan", "Layanan", summary.services),
            _table("Menurut loket", "Loket", summary.counters),
            _table("Menurut jam ambil nomor", "Jam", summary.hours),
            _table("Menurut prioritas", "Prioritas", summary.priorities),
            _table("Menurut cara ambil nomor", "Cara", summary.channels),
            *_kiosks(summary.kiosks),
        ),
        notes=(*NOTES, *_forgotten(summary.forgotten)),
        made_at=made_at,
        printed_at=printed_at,
    )


def decimal(minutes: float) -> str:
    """ "12,5", and "12" where nothing follows."""
    return f"{minutes:.1f}".removesuffix(".0").replace(".", ",")


def _forgotten(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"Tidak dihitung: {count} layanan yang tombol selesainya terlambat ditekan.",)


def _half(spread: Spread | None) -> str:
    return decimal(spread.p50) if spread else "–"


def _most(spread: Spread | None) -> str:
    return decimal(spread.p90) if spread else "–"


def _both(spread: Spread | None) -> str:
    return f"{decimal(spread.p50)} / {decimal(spread.p90)}" if spread else "–"


def _kiosks(kiosks: Sequence[KioskLine]) -> tuple[Table, ...]:
    if not any(line.open_min for line in kiosks):
        return ()
    return (
        Table(
            "Anjungan selama jam buka",
            ("Anjungan", *KIOSK_HEADINGS),
            tuple(
                (
                    line.name,
                    str(line.numbers),
                    decimal(line.open_min),
                    decimal(line.ready_min),
                    "\n".join(f"{lost.title} {decimal(lost.minutes)}" for lost in line.lost) or "–",
                )
                for line in kiosks
            ),
        ),
    )


def _table(title: str, heading: str, lines: Sequence[Line]) -> Table:
    return Table(
        title,
        (heading, *HEADINGS),
        tuple(
            (
                line.title,
                str(line.issued),
                str(line.served),
                str(line.no_show),
                _both(line.wait),
                _both(line.service),
            )
            for line in lines
        ),
    )
