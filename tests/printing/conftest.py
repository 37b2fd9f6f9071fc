"""Sample papers, printers to print them on, and a reader of QR symbols."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from printing.address import open_printer
from printing.documents import ApplicationReceipt, Letterhead, Row, TestPage, TicketSlip
from printing.printer import Printer
from printing.profiles import GENERIC_80
from printing.virtual import VirtualPrinter

HEAD = Letterhead(
    office="Kecamatan Tigaraksa",
    above="Kabupaten Tangerang",
    footer="Pertanyaan dan pengaduan: loket informasi, buka 07.30–15.30.",
)


@pytest.fixture
def ticket() -> TicketSlip:
    return TicketSlip(
        head=HEAD,
        number="B-017",
        service="Surat Keterangan Tidak Mampu",
        priority="Lansia (60 tahun ke atas)",
        people_ahead="5 orang di depan",
        wait="Perkiraan 15–25 menit",
        made_at="Selasa, 24 November 2026, 09.41",
        printed_at="09.42",
        qr="https://antrean.contoh.go.id/t/b017",
        hints=("Simpan karcis ini.",),
    )


@pytest.fixture
def receipt() -> ApplicationReceipt:
    return ApplicationReceipt(
        head=HEAD,
        title="Tanda terima permohonan",
        code="7K3M-9QXD-2B4W-5",
        qr="7K3M9QXD2B4W5",
        service="Surat Keterangan Tidak Mampu",
        rows=(Row("Pemohon", "CONTOH PEMOHON"), Row("NIK", "•••• •••• •••• 0001"), Row("Biaya", "Gratis")),
        handed_in=("KTP-el asli pemohon", "Kartu Keluarga (asli atau fotokopi)"),
        missing=("Surat pengantar RT/RW atau desa",),
        next_steps=("Serahkan surat pengantar ke loket 2.", "Datang lagi pada Rabu, 25 November 2026."),
        made_at="Selasa, 24 November 2026, 09.41",
        printed_at="09.42",
        ticket_number="B-017",
    )


@pytest.fixture
def test_page() -> TestPage:
    return TestPage(HEAD, "tcp://10.0.0.9:9100", "Selasa, 24 November 2026, 09.41", "UJI CETAK")


@pytest.fixture
def read_qr() -> Callable[[bytes], list[str]]:
    """Texts of the QR symbols in a PNG."""
    import zxingcpp
    from PIL import Image

    def read(png: bytes) -> list[str]:
        return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]

    return read


@pytest.fixture(params=["tcp", "pty"])
def virtual(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VirtualPrinter]:
    """A virtual printer on each kind of line."""
    pty = tmp_path / "printer.tty" if request.param == "pty" else None
    with VirtualPrinter(tmp_path / "slips", pty=pty, draw=False) as printer:
        yield printer


@pytest.fixture
def printer(virtual: VirtualPrinter) -> Iterator[Printer]:
    opened = open_printer(virtual.url, GENERIC_80)
    yield opened
    opened.close()
