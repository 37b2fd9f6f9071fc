"""What the check says of broken services: the file, the line, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.catalogue.check import check
from kiosk.catalogue.errors import CatalogueRejected, Finding
from kiosk.catalogue.loader import load

Spoil = Callable[[str, str, str], int]

MISTAKES = [
    # file, what stands there, what somebody wrote, words of the problem, words of what to write, line below
    ("sktm.yaml", "id: sktm\n", "id: SKTM!\n", '"SKTM!" tidak sesuai', "huruf kecil", 0),
    ("sktm.yaml", "id: sktm\n", "id: sktm2\n", "tidak sama dengan nama berkas", "id: sktm", 0),
    ("sktm.yaml", "version: 2026.11.1", "version: 1", "seharusnya teks", '"1"', 0),
    ("sktm.yaml", "version: 2026.11.1", "version: 2026.13.1", "bulan 13 tidak ada", "2026.11.1", 0),
    ("sktm.yaml", "version: 2026.11.1", "version: 2026-11-24", "tidak sesuai", "tahun.bulan.urutan", 0),
    ("sktm.yaml", "version: 2026.11.1\n", "", "`version` belum diisi", "version: tahun.bulan.urutan", -2),
    ("sktm.yaml", "category: surat", "category: surta", "kategori `surta` tidak ada", "surat", 0),
    ("sktm.yaml", "icon: hand-heart", "icon: hand-hart", "ikon `hand-hart` tidak ada", "hand-heart", 0),
    ("sktm.yaml", "icon: graduation-cap", "icon: topi", "ikon `topi` tidak ada", "Phosphor", 0),
    ("sktm.yaml", "picture: kk\n", "picture: kartu_kk\n", "bukan pilihan yang ada", "", 0),
    ("sktm.yaml", "picture: meterai", "picture: metrai", "bukan pilihan yang ada", "meterai", 0),
    ("sktm.yaml", "series: B", "series: b", '"b" tidak sesuai', "satu huruf besar", 0),
    ("sktm.yaml", "series: B", "series: B, loket: 2", "`loket` tidak dikenal", "hapus", 0),
    ("sktm.yaml", "summary:\n", "sumary:\n", "`sumary` tidak dikenal", "`summary`", 0),
    ("sktm.yaml", "typical_minutes: 8", "typical_minutes: 80", "lebih cepat", "80 atau lebih", 0),
    ("sktm.yaml", "{working_days: 1}", "{}", "belum jelas", "tepat satu", 0),
    ("sktm.yaml", "{working_days: 1}", "{working_days: 1, minutes: 5}", "belum jelas", "tepat satu", 0),
    ("sktm.yaml", "{working_days: 1}", "{working_days: 0}", "0 terlalu kecil", "paling sedikit 1", 0),
    ("sktm.yaml", "{amount: 0}", "{amount: 5.000}", 'bukan "5.000"', "tanpa kutip, titik", 0),
    ("sktm.yaml", "{amount: 0}", "{amount: gratis}", 'bukan "gratis"', "angka bulat", 0),
    ("sktm.yaml", "example: true", "example: ya", 'bukan "ya"', "true atau false", 0),
    ("sktm.yaml", "title: {id: Surat Keterangan Tidak Mampu, en: Statement of low income}",
     "title: Surat Keterangan Tidak Mampu", "belum menyebut bahasanya",
     '{id: "Surat Keterangan Tidak Mampu"}', 0),
    ("sktm.yaml", "{id: Kartu keluarga, en: Family card}", "{id: KK, lama, en: Card}", "`lama` tidak dikenal",
     "beri tanda kutip", 0),
    ("sktm.yaml", "{id: Kartu keluarga,", '{id: "<b>Kartu</b>",', "kode HTML", "teks biasa", 0),
    ("sktm.yaml", "{id: Kartu keluarga,", "{id: Lihat www.contoh.go.id,", "alamat situs", "telepon", 0),
    ("sktm.yaml", "{id: Kartu keluarga,", "{id: TODO,", "belum selesai", "lengkapi", 0),
    ("sktm.yaml", "{id: Kartu keluarga,", '{id: "Kartu\\u202E keluarga",', "U+202E", "ketik ulang", 0),
    ("sktm.yaml", "{id: Kartu keluarga,", '{id: "Kartu\\nkeluarga",', "beberapa baris", "satu baris", 0),
    ("sktm.yaml", "type: money", "type: uang", '"uang" bukan jenis yang ada', "salah satu dari", 0),
    ("sktm.yaml", "type: money", "type: mony", '"mony" bukan jenis yang ada', "money", 0),
    ("sktm.yaml", "        max: 100000000", "        max: 1e8", "seharusnya angka bulat", "tanpa kutip", 0),
    ("sktm.yaml", "        min: 1\n", "        min: 31\n", "lebih besar daripada `max`", "30", 0),
    ("sktm.yaml", "name: nama_bersangkutan", "name: nama", "nama isian `nama` dipakai dua kali", "lain", 0),
    ("sktm.yaml", "name: keperluan", "name: untuk", "nama isian `untuk` dipakai dua kali", "lain", 0),
    ("sktm.yaml", "id: nama_bersangkutan", "id: nama_pemohon", "halaman `nama_pemohon`", "lain", 0),
    ("sktm.yaml", "id: kk\n", "id: ktp\n", "persyaratan `ktp` dipakai dua kali", "lain", 0),
    ("sktm.yaml", "value: berobat", "value: sekolah", "pilihan `sekolah` dipakai dua kali", "lain", 0),
    ("sktm.yaml", "[diri, anak, orang_tua, orang_lain]", "[diri, diri, orang_lain]", "`diri` dipakai", "", 0),
    ("sktm.yaml", "field: untuk, not_equals", "field: penghasilan, not_equals", "belum ditanyakan", "", 0),
    ("sktm.yaml", "field: untuk, not_equals", "field: siapa, not_equals", "Tidak ada pertanyaan", "", 0),
    ("sktm.yaml", "not_equals: diri", "not_equals: dia", "dia bukan pilihan untuk", "diri, anak", 0),
    ("sktm.yaml", "not_equals: diri", "sama_dengan: diri", "`sama_dengan` tidak dikenal", "hapus", 0),
    ("sktm.yaml", "Berapa NIK Bapak/Ibu?", " ".join(["kata"] * 13), "13 kata", "paling banyak 12", 0),
    ("sktm.yaml", "keywords: [SKTM,", "keywords: SKTM #", "seharusnya daftar", "tanda -", 0),
    ("ahli_waris.yaml", "{nama_waris} (", "{nama} (", "`{nama}` bukan pertanyaan", "nama_waris", 0),
    ("ahli_waris.yaml", "      max: 10", "      max: 0", "0 terlalu kecil", "paling sedikit 1", 0),
    ("ahli_waris.yaml", "{nama_waris} (", "{nama_waris (", "belum lengkap", "{nama_waris}", 0),
    ("sktm.yaml", "[diri, anak, orang_tua, orang_lain]", "[]", "daftar kosong", "[diri]", 0),
    ("keramaian.yaml", "        min: 1\n        max: 6", "        min: 7\n        max: 12",
     "lebih banyak daripada pilihannya", "paling banyak 6", 0),
    ("_kategori.yaml", "icon: megaphone", "icon: toa", "ikon `toa` tidak ada", "Phosphor", 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "problem", "write", "below"),
    MISTAKES,
    ids=[f"{mistake[0]}-{mistake[3] or mistake[2]}" for mistake in MISTAKES],
)
def test_a_mistake_is_named_with_file_line_and_what_to_write(
    folder: Path, spoil: Spoil, file: str, old: str, new: str, problem: str, write: str, below: int
) -> None:
    line = spoil(file, old, new) + below
    findings = check(folder)
    assert _named(findings, file, line, problem, write), findings
    with pytest.raises(CatalogueRejected) as rejected:
        load(folder)
    assert list(rejected.value.findings) == findings


def _named(findings: list[Finding], file: str, line: int, problem: str, write: str) -> bool:
    return any(
        finding.file == file
        and finding.line == line
        and finding.severity == "error"
        and problem in finding.sentence
        and write in finding.write_instead
        for finding in findings
    )


def test_all_mistakes_of_all_files_are_named_at_once(folder: Path, spoil: Spoil) -> None:
    spoil("sktm.yaml", "series: B", "series: b")
    spoil("sktm.yaml", "type: money", "type: uang")
    spoil("kk.yaml", "{amount: 0}", "{amount: gratis}")
    found = {(finding.file, finding.path) for finding in check(folder)}
    assert ("sktm.yaml", "queue.series") in found
    assert ("kk.yaml", "standard.fee.amount") in found
    assert len([path for file, path in found if file == "sktm.yaml"]) == 2


def test_personal_questions_need_the_privacy_notice(folder: Path) -> None:
    text = (folder / "sktm.yaml").read_text(encoding="utf-8")
    start, end = text.index("privacy:"), text.index("queue:")
    (folder / "sktm.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    line = (text[:start] + text[end:]).splitlines().index("      - type: nik") + 1
    assert _named(check(folder), "sktm.yaml", line, "data pribadi", "`privacy`")


def test_a_form_needs_a_declaration(folder: Path) -> None:
    text = (folder / "sktm.yaml").read_text(encoding="utf-8")
    start, end = text.index("declaration:"), text.index("next_steps:")
    (folder / "sktm.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert _named(check(folder), "sktm.yaml", 3, "`declaration` belum diisi", "declaration:")


def test_a_condition_on_somebody_the_service_is_not_for_is_found_far_away(folder: Path, spoil: Spoil) -> None:
    spoil("sktm.yaml", "[diri, anak, orang_tua, orang_lain]", "[diri, anak]")
    (finding,) = check(folder)
    assert finding.path == "standard.requirements[4].relevant.equals"
    assert (finding.problem, finding.write_instead) == (
        "orang_lain bukan pilihan untuk",
        "tulis salah satu: diri, anak",
    )


def test_two_services_with_one_title_are_told_apart(folder: Path, spoil: Spoil) -> None:
    line = spoil("usaha.yaml", "id: Surat Keterangan Usaha, en: B", "id: surat  keterangan domisili, en: B")
    assert _named(check(folder), "usaha.yaml", line, "judul sama dengan layanan di domisili.yaml", "judul")


def test_a_category_that_is_written_twice_is_named(folder: Path, spoil: Spoil) -> None:
    line = spoil("_kategori.yaml", "  - id: surat\n", "  - id: usaha\n")
    assert _named(check(folder), "_kategori.yaml", line + 4, "`usaha` dipakai dua kali", "nama lain")


def test_a_question_needs_a_page_of_its_own(folder: Path, spoil: Spoil) -> None:
    second = "      - {type: yes_no, name: lagi, label: {id: Lagi?}}\n"
    line = spoil("usaha.yaml", "      - type: money", second + "      - type: money")
    assert _named(check(folder), "usaha.yaml", line - 1, "2 pertanyaan", "satu pertanyaan satu halaman")


def test_a_form_of_more_than_eight_pages_gets_advice_and_of_more_than_twelve_an_error(
    folder: Path, spoil: Spoil
) -> None:
    def more(first: int, last: int) -> str:
        page = "  - {{type: page, id: x{0}, questions: [{{type: yes_no, name: x{0}, label: {{id: Ya?}}}}]}}\n"
        return "".join(page.format(number) for number in range(first, last))

    spoil("usaha.yaml", "pages:\n", "pages:\n" + more(0, 1))
    (advice,) = check(folder)
    assert (advice.severity, advice.path, advice.problem) == ("warning", "pages", "sampai 9 halaman")
    assert load(folder)
    spoil("usaha.yaml", "pages:\n", "pages:\n" + more(1, 5))
    (error,) = check(folder)
    assert (error.severity, error.problem) == ("error", "sampai 13 halaman")


def test_a_translation_that_only_repeats_the_indonesian_is_advised_against(
    folder: Path, spoil: Spoil
) -> None:
    line = spoil("kk.yaml", "en: Proof of the changed data", "en: Bukti perubahan data")
    (advice,) = check(folder)
    assert (advice.file, advice.line, advice.severity) == ("kk.yaml", line, "warning")


def test_a_category_without_services_is_advised_against(folder: Path) -> None:
    (folder / "pengaduan.yaml").unlink()
    (advice,) = check(folder)
    assert (advice.file, advice.severity) == ("_kategori.yaml", "warning")
    assert "`bantuan` belum berisi layanan" in advice.problem


def test_a_folder_without_categories_says_so(folder: Path) -> None:
    (folder / "_kategori.yaml").unlink()
    (finding,) = check(folder)
    assert (finding.file, finding.problem) == ("", "_kategori.yaml tidak ada")


def test_a_folder_that_is_not_there_or_empty_says_so(tmp_path: Path) -> None:
    assert check(tmp_path / "tidak_ada")[0].problem == "folder katalog tidak ada"
    assert {finding.problem for finding in check(tmp_path)} >= {"tidak ada satu pun layanan"}
