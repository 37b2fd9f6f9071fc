"""Templates of letters: checked when they are read, filled without surprises."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.catalogue.model import Catalogue, Service
from kiosk.letters import paper
from kiosk.letters.documents import Letter
from kiosk.letters.errors import NoTemplate, TemplateBroken
from kiosk.letters.shelf import PACKAGED, Templates
from kiosk.letters.template import DOTS, LARGEST, Listed, Paragraph, Row, parse
from printing.documents import Letterhead

HEAD = "judul: Surat Contoh\nnomor: 470/{nomor}/{kode}/{tahun}\npenandatangan: Camat {kecamatan}\n\n"


@pytest.fixture
def sktm(catalogue: Catalogue) -> Service:
    found = catalogue.service("sktm")
    assert found is not None
    return found


@pytest.fixture
def heirs(catalogue: Catalogue) -> Service:
    found = catalogue.service("ahli_waris")
    assert found is not None
    return found


def test_every_template_that_comes_with_the_program_fits_its_service(catalogue: Catalogue) -> None:
    assert Templates(None).check(catalogue) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD + "Nama | {namanya}\n", 5, "{namanya} tidak dikenal. Yang dikenal:"),
        (HEAD + "\nIsi.\n\n{kota|nama}", 8, "{kota} tidak dikenal"),
        (HEAD + "Isi {nama", 5, "tidak berpasangan"),
        (HEAD + "Isi {Nama Besar}", 5, "bukan isian"),
        (HEAD + "Isi {nomor}", 5, "{nomor} tidak dikenal"),
        (HEAD, 5, "Isi surat belum ditulis"),
        (HEAD.replace("{nomor}", "001"), 2, "harus memuat {nomor}"),
        (HEAD.replace("{tahun}", "{nama}"), 2, "{nama} tidak dikenal"),
        (HEAD.replace("judul: ", "tajuk: "), 1, "Tulis salah satu"),
        ("judul: Surat\n\nIsi", 1, "Baris nomor: … belum ditulis"),
        ("", 1, "belum ditulis"),
        (HEAD + "Isi \x07", 5, "tidak bisa dicetak"),
        (HEAD + "a" * LARGEST, 1, "Terlalu panjang"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(sktm: Service, text: str, line: int, words: str) -> None:
    with pytest.raises(TemplateBroken) as caught:
        parse("sktm.txt", text, sktm)
    assert (caught.value.file, caught.value.line) == ("sktm.txt", line)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"sktm.txt, baris {line}: ")


def test_answers_stand_in_their_places(sktm: Service) -> None:
    template = parse(
        "sktm.txt", HEAD + "# catatan {bebas}\nNama | {nama_bersangkutan|nama}\nUntuk\n{keperluan}.", sktm
    )
    assert template.body({"nama": "CONTOH PEMOHON", "keperluan": "Berobat"}) == [
        Row("Nama", "CONTOH PEMOHON"),
        Paragraph("Untuk Berobat."),
    ]
    assert template.body({"nama": "A", "nama_bersangkutan": "B", "keperluan": "C"})[0] == Row("Nama", "B")


def test_what_is_not_answered_is_left_out_of_rows_and_dotted_in_sentences(sktm: Service) -> None:
    template = parse("sktm.txt", HEAD + "NIK | {nik}\nLahir di | tempat\n\nUntuk {keperluan}.", sktm)
    assert template.body({}) == [Row("Lahir di", "tempat"), Paragraph(f"Untuk {DOTS}.")]


def test_an_answer_cannot_smuggle_a_placeholder_in(sktm: Service) -> None:
    template = parse("sktm.txt", HEAD + "Nama | {nama}", sktm)
    assert template.body({"nama": "{nik}", "nik": "3603034101900001"}) == [Row("Nama", "{nik}")]


def test_a_repeat_page_becomes_a_list(heirs: Service) -> None:
    template = parse("ahli_waris.txt", HEAD + "Ahli waris:\n{ahli_waris}\nSekian.", heirs)
    assert template.body({"ahli_waris": ["SATU", "DUA"]}) == [
        Paragraph("Ahli waris:"),
        Listed(("SATU", "DUA")),
        Paragraph("Sekian."),
    ]
    assert template.body({"ahli_waris": []}) == [Paragraph("Ahli waris:"), Paragraph("Sekian.")]


def test_the_number_follows_the_template(sktm: Service) -> None:
    template = parse("sktm.txt", HEAD + "Isi.", sktm)
    assert template.numbered(7, "Kec.Tgr", 2026) == "470/007/Kec.Tgr/2026"
    assert template.numbered(1234, "Kec.Tgr", 2026) == "470/1234/Kec.Tgr/2026"
    assert template.signed_by({"kecamatan": "Tigaraksa"}) == "Camat Tigaraksa"


def test_the_office_folder_goes_before_what_comes_with_the_program(tmp_path: Path, sktm: Service) -> None:
    (tmp_path / "sktm.txt").write_text("\ufeff" + HEAD + "Surat kami sendiri.", "utf-8")
    assert Templates(tmp_path).of(sktm).body({}) == [Paragraph("Surat kami sendiri.")]


def test_a_broken_template_is_told_and_the_others_stay_in_use(
    tmp_path: Path, catalogue: Catalogue, sktm: Service, expect_log: Callable[[str], None]
) -> None:
    expect_log("letter_template_refused")
    (tmp_path / "sktm.txt").write_text(HEAD + "{salah}")
    (tmp_path / "paspor.txt").write_text(HEAD + "Isi.")
    (tmp_path / "usaha.txt").write_bytes(b"\xff\xfe\x00")
    templates = Templates(tmp_path)
    assert sorted(error.file for error in templates.check(catalogue)) == [
        "paspor.txt",
        "sktm.txt",
        "usaha.txt",
    ]
    domisili = catalogue.service("domisili")
    assert domisili is not None
    assert templates.of(domisili).title == "Surat Keterangan Domisili"
    with pytest.raises(TemplateBroken):
        templates.of(sktm)


def test_a_service_without_a_template_has_none(catalogue: Catalogue) -> None:
    kia = catalogue.service("kia")
    assert kia is not None
    with pytest.raises(NoTemplate):
        Templates(None).of(kia)


def test_a_pipe_or_a_huge_file_under_a_template_s_name_is_told_and_holds_nobody_up(
    tmp_path: Path, sktm: Service
) -> None:
    file = tmp_path / "sktm.txt"
    os.mkfifo(file)
    with pytest.raises(TemplateBroken):
        Templates(tmp_path).of(sktm)

    file.unlink()
    with file.open("wb") as huge:
        huge.truncate(2_000_000_000)

    with pytest.raises(TemplateBroken):
        Templates(tmp_path).of(sktm)


@pytest.mark.parametrize("written", ["Warung 😀", "ꦲꦤ", "A" * 300])
def test_a_line_that_no_letter_can_show_is_named_when_the_template_is_read(
    written: str, tmp_path: Path, sktm: Service
) -> None:
    whole = (PACKAGED / "sktm.txt").read_text()
    (tmp_path / "sktm.txt").write_text(f"{whole}\n{written}\n")

    with pytest.raises(TemplateBroken) as broken:
        Templates(tmp_path).of(sktm)

    assert broken.value.line == len(whole.splitlines()) + 2


def test_a_letter_with_an_answer_of_any_letters_and_length_is_printed(sktm: Service) -> None:
    template = Templates(None).of(sktm)
    letter = Letter(
        head=Letterhead("Kecamatan Tigaraksa", "Kabupaten Tangerang", "Jl. Raya 1"),
        title=template.title,
        number="460/001/K/2026",
        parts=tuple(template.body({"nama": "CONTOH 😀 " + "A" * 20_000})),
        place_and_date="Tigaraksa, 24 November 2026",
        signer="Camat",
        code="7K3M-9QXD-2B4W-5",
        printed_at="24 November 2026, 09.41",
    )

    assert paper.letter(letter).startswith(b"%PDF")
