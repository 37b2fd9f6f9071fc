"""A period as a table for other programs: CSV and xlsx. Neither holds a name, a NIK, or who served.

Text never becomes a formula: in CSV a leading sign is quoted, in xlsx every text is written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias
from zoneinfo import ZoneInfo

from kiosk.clock import local
from kiosk.figures.model import Fate, Line, Spread, Summary
from kiosk.figures.summary import CHANNELS, MINUTE_MS, PRIORITIES
from kiosk.figures.uptime import CAUSES
from kiosk.figures.visits import Visit

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it ships no types

Sheet: TypeAlias = Any
"""A worksheet of XlsxWriter."""
Value = str | int | float | date | datetime | None
"""What stands in a cell; minutes are floats, times are of the office's wall clock."""
FATES: Final[dict[Fate, str]] = {
    "served": "Dilayani",
    "no_show": "Tidak hadir",
    "cancelled": "Batal",
    "moved": "Dipindah",
    "open": "Belum selesai",
}
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Words:
    """How ids read."""

    zone: ZoneInfo
    title: Callable[[str], str]
    counter: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the visits."""

    heading: str
    width: int
    """Letters."""
    value: Callable[[Visit, Words], Value]


def _minutes(length_ms: int | None) -> float | None:
    return None if length_ms is None else round(length_ms / MINUTE_MS, 2)


def _wall(at: datetime | None, words: Words) -> datetime | None:
    return None if at is None else local(at, words.zone).replace(tzinfo=None, microsecond=0)


COLUMNS: Final = (
    Column("Tanggal", 12, lambda visit, words: date.fromisoformat(visit.office_day)),
    Column("Nomor", 9, lambda visit, words: visit.number),
    Column("Urutan layanan", 15, lambda visit, words: visit.step),
    Column("Layanan", 34, lambda visit, words: words.title(visit.service)),
    Column("Prioritas", 26, lambda visit, words: PRIORITIES[visit.priority]),
    Column("Cara ambil", 26, lambda visit, words: CHANNELS[visit.channel]),
    Column("Loket", 12, lambda visit, words: None if visit.counter is None else words.counter(visit.counter)),
    Column("Diambil", 17, lambda visit, words: _wall(visit.issued_at, words)),
    Column("Dipanggil", 17, lambda visit, words: _wall(visit.called_at, words)),
    Column("Mulai dilayani", 17, lambda visit, words: _wall(visit.serving_at, words)),
    Column("Selesai", 17, lambda visit, words: _wall(visit.ended_at, words)),
    Column("Menunggu (menit)", 17, lambda visit, words: _minutes(visit.wait_ms)),
    Column("Berjalan ke loket (menit)", 24, lambda visit, words: _minutes(visit.walk_ms)),
    Column("Dilayani (menit)", 16, lambda visit, words: _minutes(visit.service_ms)),
    Column("Hasil", 14, lambda visit, words: FATES[visit.fate]),
    Column("Lupa menekan selesai", 20, lambda visit, words: "Ya" if visit.forgotten else ""),
)
KIOSK_HEADINGS: Final = (
    "Anjungan", "Nomor diambil", "Di antaranya nomor darurat", "Di antaranya dengan permohonan",
    "Jam buka (menit)", "Siap dipakai (menit)", *(f"{title} (menit)" for title in CAUSES.values()),
)  # fmt: skip
LINE_HEADINGS: Final = (
    "Diminta", "Dilayani", "Tidak hadir", "Batal", "Belum selesai",
    "Menunggu, tengah (menit)", "Menunggu, 90 % (menit)",
    "Berjalan, tengah (menit)", "Berjalan, 90 % (menit)",
    "Dilayani, tengah (menit)", "Dilayani, 90 % (menit)",
)  # fmt: skip


def kiosks_as_csv(summary: Summary) -> bytes:
    """How much each kiosk was used and how long it could be, as `as_csv` writes."""
    rows = [[_written(value) for value in row] for row in kiosk_rows(summary)]
    return b"\xef\xbb\xbf" + _csv([KIOSK_HEADINGS, *rows])


def kiosk_rows(summary: Summary) -> list[list[Value]]:
    """Under KIOSK_HEADINGS."""
    return [
        [
            line.name,
            line.numbers,
            line.emergency,
            line.with_form,
            line.open_min,
            line.ready_min,
            *(next((lost.minutes for lost in line.lost if lost.cause == cause), 0.0) for cause in CAUSES),
        ]
        for line in summary.kiosks
    ]


def as_csv(days: Iterable[Sequence[Visit]], words: Words) -> Iterator[bytes]:
    """The visits, a piece per day, for spreadsheets set to Indonesian: semicolons and decimal commas."""
    yield b"\xef\xbb\xbf" + _csv([[column.heading for column in COLUMNS]])
    for visits in days:
        yield _csv([[_written(column.value(visit, words)) for column in COLUMNS] for visit in visits])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return value.isoformat()
        case int() | float():
            return str(value).replace(".", ",")
        case str():
            return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def as_xlsx(out: BinaryIO, summary: Summary, days: Iterable[Sequence[Visit]], words: Words) -> None:
    """Writes a workbook: the figures first, then every visit. Memory does not grow with the period."""
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": f"Antrean {summary.first} sampai {summary.last}"})
        formats = _Formats(book)
        for name, heading, lines in (
            ("Layanan", "Layanan", summary.services),
            ("Loket", "Loket", summary.counters),
            ("Jam", "Jam ambil nomor", summary.hours),
            ("Hari", "Hari", summary.days),
            ("Cara ambil", "Cara ambil", summary.channels),
            ("Prioritas", "Prioritas", summary.priorities),
        ):
            _lines(book.add_worksheet(name), heading, [*lines, summary.total], formats)
        _kiosks(book.add_worksheet("Anjungan"), summary, formats)
        _visits(book.add_worksheet("Rincian"), days, words, formats)


class _Formats:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        self.heading = book.add_format(
            {"bold": True, "bg_color": "#0B4F4A", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self.total = book.add_format({"bold": True, "top": 1})
        self.total_minutes = book.add_format({"bold": True, "top": 1, "num_format": "0.0"})
        self.minutes = book.add_format({"num_format": "0.0"})
        self.date = book.add_format({"num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})


def _lines(sheet: Sheet, heading: str, lines: Sequence[Line], formats: _Formats) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, len(LINE_HEADINGS), 13)
    sheet.set_row(0, 32)
    for place, text in enumerate((heading, *LINE_HEADINGS)):
        sheet.write_string(0, place, text, formats.heading)
    for row, line in enumerate(lines, 1):
        last = row == len(lines)
        plain, minutes = (formats.total, formats.total_minutes) if last else (None, formats.minutes)
        sheet.write_string(row, 0, line.title, plain)
        counts = (line.issued, line.served, line.no_show, line.cancelled, line.open)
        for place, count in enumerate(counts, 1):
            sheet.write_number(row, place, count, plain)
        for place, length in enumerate(_lengths(line), 1 + len(counts)):
            if length is not None:
                sheet.write_number(row, place, length, minutes)
            elif last:
                sheet.write_blank(row, place, None, plain)


def _lengths(line: Line) -> Iterator[float | None]:
    for spread in (line.wait, line.walk, line.service):
        yield from _both(spread)


def _both(spread: Spread | None) -> tuple[float | None, float | None]:
    return (spread.p50, spread.p90) if spread else (None, None)


def _kiosks(sheet: Sheet, summary: Summary, formats: _Formats) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, len(KIOSK_HEADINGS) - 1, 16)
    sheet.set_row(0, 48)
    for place, text in enumerate(KIOSK_HEADINGS):
        sheet.write_string(0, place, text, formats.heading)
    for row, values in enumerate(kiosk_rows(summary), 1):
        for place, value in enumerate(values):
            _cell(sheet, row, place, value, formats)


def _visits(sheet: Sheet, days: Iterable[Sequence[Visit]], words: Words, formats: _Formats) -> None:
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, formats.heading)
    row = 0
    for visits in days:
        for visit in visits:
            row += 1
            for place, column in enumerate(COLUMNS):
                _cell(sheet, row, place, column.value(visit, words), formats)
    sheet.autofilter(0, 0, max(1, row), len(COLUMNS) - 1)


def _cell(sheet: Sheet, row: int, place: int, value: Value, formats: _Formats) -> None:
    match value:
        case None | "":
            return
        case datetime():
            sheet.write_datetime(row, place, value, formats.moment)
        case date():
            sheet.write_datetime(row, place, value, formats.date)
        case float():
            sheet.write_number(row, place, value, formats.minutes)
        case int():
            sheet.write_number(row, place, value)
        case str():
            sheet.write_string(row, place, value)
