from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from kiosk.clock import DEFAULT_ZONE
from kiosk.figures import export
from kiosk.figures.bureau import Bureau, Period
from kiosk.figures.export import COLUMNS, Words
from kiosk.figures.visits import Visit
from kiosk.queueing import handling, invented
from printing import report
from tests.figures.conftest import TODAY, fill
from tests.queueing.conftest import MORNING, Hall

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PERIOD = Period(TODAY - timedelta(days=1), TODAY)


@pytest.fixture
def visits(hall: Hall, bureau: Bureau) -> list[Visit]:
    """Two days, the second with one citizen, from ticket to end."""
    fill(hall.store, TODAY - timedelta(days=1), invented.day(1))
    hall.open(1)
    hall.take("sktm", "lansia")
    hall.later(minutes=12, seconds=30)
    served = hall.serve()
    hall.later(minutes=6)
    hall.finish(served)
    return [visit for day in bureau.days(PERIOD) for visit in day]


def words(bureau: Bureau, title: str | None = None) -> Words:
    return Words(bureau.office.zone, lambda id: title or bureau.title(id), bureau.counter)


def as_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def workbook(bureau: Bureau, title: str | None = None) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook as cells: text, numbers as floats, formulas as errors."""
    out = io.BytesIO()
    export.as_xlsx(out, bureau.summary(PERIOD), bureau.days(PERIOD), words(bureau, title))
    sheets = {}
    with zipfile.ZipFile(out) as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
        for place, name in enumerate(names, 1):
            tree = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{place}.xml"))
            assert tree.find(f".//{SHEET}pane[@state='frozen']") is not None
            assert tree.find(f".//{SHEET}f") is None, "a formula"
            sheets[name] = [
                [_cell(cell) for cell in row.findall(f"{SHEET}c")] for row in tree.iter(f"{SHEET}row")
            ]
    return sheets


def _cell(cell: ElementTree.Element) -> Any:
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{SHEET}t"))
    value = cell.find(f"{SHEET}v")
    return None if value is None or value.text is None else float(value.text)


def test_the_csv_has_indonesian_headings_and_a_row_a_visit(bureau: Bureau, visits: list[Visit]) -> None:
    rows = as_rows(b"".join(export.as_csv(bureau.days(PERIOD), words(bureau))))

    assert rows[0] == [column.heading for column in COLUMNS]
    assert len(rows) == 1 + len(visits)
    last = dict(zip(rows[0], rows[-1], strict=True))
    assert last["Tanggal"] == "2026-11-24"
    assert last["Nomor"] == "B-001"
    assert last["Diambil"] == "2026-11-24 09:00:01"
    assert last["Menunggu (menit)"] == "12,5"
    assert last["Dilayani (menit)"] == "6,0"
    assert (last["Prioritas"], last["Loket"], last["Hasil"]) == (
        "Lansia (60 tahun ke atas)",
        "Loket 1",
        "Dilayani",
    )


def test_the_workbook_has_the_figures_first_and_then_every_visit(bureau: Bureau, visits: list[Visit]) -> None:
    sheets = workbook(bureau)

    assert list(sheets) == [
        "Layanan",
        "Loket",
        "Jam",
        "Hari",
        "Cara ambil",
        "Prioritas",
        "Anjungan",
        "Rincian",
    ]
    assert len(sheets["Rincian"]) == 1 + len(visits)
    assert sheets["Rincian"][0] == [column.heading for column in COLUMNS]
    total = sheets["Layanan"][-1]
    assert total[:2] == ["Semua", float(len(visits))]
    day, number, step, *_ = sheets["Rincian"][-1]
    assert (day, number, step) == (46350.0, "B-001", 1.0)  # 24 November 2026 as spreadsheets count days


@pytest.mark.parametrize("title", ["=1+1", "+62", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")'])
def test_a_title_never_becomes_a_formula(bureau: Bureau, visits: list[Visit], title: str) -> None:
    rows = as_rows(b"".join(export.as_csv(bureau.days(PERIOD), words(bureau, title))))
    assert rows[1][3] == f"'{title}"
    assert title in [row[3] for row in workbook(bureau, title)["Rincian"]]


@given(title=st.text(max_size=40))
def test_whatever_the_text_the_csv_reads_back_as_one_cell_that_starts_no_formula(title: str) -> None:
    pieces = export.as_csv([[_visit()]], Words(DEFAULT_ZONE, lambda id: title, str))
    content = b"".join(pieces).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][3].removeprefix("'") == title.removeprefix("'")
    assert not rows[1][3].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_an_export_names_no_staff_and_no_reason(hall: Hall, bureau: Bureau) -> None:
    hall.open(1)
    ticket = hall.take()
    hall.at(1, handling.cancel, ticket=ticket.id, reason="CONTOH PEMOHON pulang")

    content = b"".join(export.as_csv(bureau.days(PERIOD), words(bureau))).decode()

    assert "Batal" in content
    assert "CONTOH" not in content
    assert "staff-1" not in content
    assert ticket.id not in content


def test_the_daily_report_says_the_day_on_paper(hall: Hall, bureau: Bureau, visits: list[Visit]) -> None:
    paper = bureau.daily(TODAY - timedelta(days=1))
    pages = PdfReader(io.BytesIO(report.render(paper))).pages
    text = " ".join(page.extract_text() for page in pages)

    for said in (
        "Laporan harian antrean",
        "Senin, 23 November 2026",
        "Kecamatan Tigaraksa",
        "nomor diambil",
        "Menurut layanan",
        "Loket 4",
        "08.00",
        "Pengaduan: loket 1",
    ):
        assert said in text
    assert str(len(invented.day(1).visits)) in text


def test_a_day_without_anybody_is_a_report_too(bureau: Bureau) -> None:
    (page,) = PdfReader(io.BytesIO(report.render(bureau.daily(TODAY)))).pages
    assert "nomor diambil" in page.extract_text()


def test_equal_reports_give_equal_bytes(bureau: Bureau, visits: list[Visit]) -> None:
    assert report.render(bureau.daily(TODAY)) == report.render(bureau.daily(TODAY))


def _visit() -> Visit:
    return Visit(
        office_day="2026-11-24",
        number="B-001",
        step=1,
        service="sktm",
        priority="umum",
        channel="kiosk",
        counter=None,
        issued_at=MORNING,
        waiting_since=MORNING,
        called_at=None,
        serving_at=None,
        ended_at=None,
        wait_ms=None,
        walk_ms=None,
        service_ms=None,
        forgotten=False,
        fate="open",
        changed_at=MORNING,
        waits_now=True,
    )
