"""The papers of the drills, each with a number or code of its own."""

from __future__ import annotations

from printing.documents import ApplicationReceipt, Letterhead, Row, TicketSlip

HEAD = Letterhead("Kecamatan Tigaraksa", "Kabupaten Tangerang", "Pengaduan: loket 1.")
FIRST_LINE, LAST_LINE = HEAD.above, HEAD.footer

Paper = TicketSlip | ApplicationReceipt


def name(paper: Paper) -> str:
    """What stands large on it."""
    return paper.number if isinstance(paper, TicketSlip) else paper.code


def ticket(n: int) -> TicketSlip:
    return TicketSlip(
        head=HEAD,
        number=f"B-{n:04}",
        service="Surat Keterangan Tidak Mampu",
        priority="Lansia (60 tahun ke atas)",
        people_ahead="5 orang di depan",
        wait="Perkiraan 15-25 menit",
        made_at="Selasa, 24 November 2026, 09.41",
        printed_at="",
        qr=f"ANJUNGAN:ANTREAN:2026-11-24:B-{n:04}",
        hints=("Simpan karcis ini.",),
    )


def receipt(n: int) -> ApplicationReceipt:
    code = f"7K3M-9QXD-{n:04}-5"
    return ApplicationReceipt(
        head=HEAD,
        title="Tanda terima permohonan",
        code=code,
        qr=f"ANJUNGAN:PERMOHONAN:{code}",
        service="Surat Keterangan Tidak Mampu",
        rows=(Row("Pemohon", "CONTOH PEMOHON"), Row("Biaya", "Gratis")),
        handed_in=("KTP-el asli pemohon",),
        missing=("Surat pengantar RT/RW atau desa",),
        next_steps=("Serahkan surat pengantar ke loket 2.",),
        made_at="Selasa, 24 November 2026, 09.41",
        printed_at="",
    )
