"""Documents as plain data, already in the reader's words. Renderers lay them out; nobody else does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Top and bottom of every paper of an office."""

    office: str
    """"Kecamatan Tigaraksa"."""
    above: str
    """"Kabupaten Tangerang"."""
    footer: str
    """Where to ask or complain; may be empty."""


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """A queue ticket. Carries no name and no NIK."""

    head: Letterhead
    number: str
    """"B-017"; printed at least 12 mm high."""
    service: str
    priority: str
    """"Lansia (60 tahun ke atas)", or empty."""
    people_ahead: str
    """"5 orang di depan"."""
    wait: str
    """"Perkiraan 15–25 menit", or empty."""
    made_at: str
    """"Selasa, 24 November 2026, 09.41"."""
    printed_at: str
    """Filled by the spool at printing; "09.41"."""
    qr: str
    """Text of the QR."""
    hints: tuple[str, ...]
    """Short sentences at the end: "Simpan karcis ini."."""
    copy: int = 0
    """0: the original. n: SALINAN ke-n, said in the middle of the slip."""


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ApplicationReceipt:
    """Proof of an application. A NIK appears as its last four digits."""

    head: Letterhead
    title: str
    """"Tanda terima permohonan"."""
    code: str
    """Public code in groups."""
    qr: str
    service: str
    rows: tuple[Row, ...]
    """Applicant masked, submitted at, ready on, fee, …"""
    handed_in: tuple[str, ...]
    missing: tuple[str, ...]
    next_steps: tuple[str, ...]
    made_at: str
    printed_at: str
    ticket_number: str = ""
    copy: int = 0


@dataclass(frozen=True, slots=True)
class TestPage:
    """Ruler, characters and QR: shows a technician whether width, code page and cutter are set right."""

    __test__ = False

    head: Letterhead
    printer: str
    made_at: str
    qr: str


Document = TicketSlip | ApplicationReceipt | TestPage


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is read at a glance."""

    value: str
    """"87"."""
    label: str
    """"nomor diambil"."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words; the first column is wide and on the left, the others are figures on the right."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Each as long as the headings."""


@dataclass(frozen=True, slots=True)
class DailyReport:
    """The day of a waiting room on A4. No names."""

    head: Letterhead
    title: str
    """"Laporan harian antrean"."""
    day: str
    """"Selasa, 24 November 2026"."""
    figures: tuple[Figure, ...]
    """At most eight."""
    curve_title: str
    curve: tuple[tuple[int, int], ...]
    """Minute of the day and people who waited then, ascending; empty: nobody came."""
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    """How the figures are to be read."""
    made_at: str
    printed_at: str
