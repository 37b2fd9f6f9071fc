"""The table of printer models, and what an office adds to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from printing.errors import BadProfile
from printing.layout import PaperWidth
from printing.profiles import GENERIC_58, GENERIC_80, generic, load, shipped

COMMON = (
    "epson-tm-t82",
    "epson-tm-t82x",
    "epson-tm-t20iii",
    "epson-tm-t88v",
    "epson-tm-t88vi",
    "xprinter-58",
    "xprinter-80",
    "bixolon-srp-330",
    "bixolon-srp-350",
    "custom-vkp80",
    "custom-k80",
    "generic-58",
    "generic-80",
)


def _file(folder: Path, text: str, name: str = "kantor.toml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_the_printers_that_are_common_in_indonesia_are_shipped() -> None:
    assert set(COMMON) <= set(shipped())
    assert all(profile.id == id for id, profile in shipped().items())


@pytest.mark.parametrize("id", list(shipped()))
def test_no_shipped_head_is_wider_than_its_paper(id: str) -> None:
    profile = shipped()[id]

    assert profile.dots <= profile.to_dots(profile.width)
    assert profile.columns == profile.dots // 12
    assert profile.roll_m >= 5
    assert len({other.title for other in shipped().values()}) == len(shipped())


@pytest.mark.parametrize("id", ["epson-tm-t88v", "epson-tm-t88vi", "bixolon-srp-330", "bixolon-srp-350"])
def test_heads_of_180_dpi_have_512_dots_and_42_columns(id: str) -> None:
    profile = shipped()[id]

    assert (profile.dpi, profile.dots, profile.columns) == (180, 512, 42)
    assert profile.to_dots(72) == 510


def test_where_only_the_paper_is_known_the_model_is_a_generic_one() -> None:
    assert generic(PaperWidth.MM58) is GENERIC_58
    assert generic(PaperWidth.MM80) is GENERIC_80


def test_an_office_adds_a_model_in_three_lines(tmp_path: Path) -> None:
    own = load(
        _file(tmp_path, '[loket-depan]\nlike = "epson-tm-t88vi"\ntitle = "Printer depan"\ncut = "feed"')
    )

    assert list(own) == ["loket-depan"]
    model = own["loket-depan"]
    assert (model.id, model.title, model.cut, model.dots, model.marker) == (
        "loket-depan",
        "Printer depan",
        "feed",
        512,
        "process-id",
    )


def test_everything_of_a_model_can_be_said(tmp_path: Path) -> None:
    own = load(
        _file(
            tmp_path,
            """
            [serba]
            title = "Serba Bisa"
            width_mm = 58
            dots = 360
            dpi = 180
            code_page = 16
            codec = "cp1252"
            cut = "full"
            native_qr = false
            marker = "none"
            presenter = true
            untaken = "retract"
            baud = 115200
            flow = "rtscts"
            roll_m = 12
            asb = true
            """,
        )
    )["serba"]

    assert (own.width, own.dots, own.dpi, own.code_page, own.codec) == (
        PaperWidth.MM58,
        360,
        180,
        16,
        "cp1252",
    )
    assert (own.cut, own.native_qr, own.marker, own.presenter, own.untaken) == (
        "full",
        False,
        "none",
        True,
        "retract",
    )
    assert (own.baud, own.flow, own.roll_m, own.asb) == (115200, "rtscts", 12.0, True)


def test_a_model_on_other_paper_has_the_usual_head_of_that_paper(tmp_path: Path) -> None:
    own = load(_file(tmp_path, '[kecil]\nlike = "xprinter-80"\nwidth_mm = 58'))["kecil"]

    assert (own.width, own.dots, own.roll_m, own.marker) == (PaperWidth.MM58, 384, 18.0, "paper")


def test_files_are_read_in_order_and_may_build_on_each_other(tmp_path: Path) -> None:
    _file(tmp_path, '[dasar]\nlike = "xprinter-80"\nbaud = 115200', "1.toml")
    _file(tmp_path, '[lanjut]\nlike = "dasar"\ncut = "full"', "2.toml")
    _file(tmp_path, "bukan profil", "catatan.txt")

    assert load(tmp_path)["lanjut"].baud == 115200


@pytest.mark.parametrize(
    ("written", "key", "advice"),
    [
        ("[x]\nlebar = 80", "x.lebar", "width_mm"),
        ("[x]\nwidth_mm = 76", "x.width_mm", "58 atau 80"),
        ("[x]\nwidth_mm = true", "x.width_mm", "58 atau 80"),
        ("[x]\ndots = 700", "x.dots", "paling banyak 639"),
        ("[x]\ndots = 100", "x.dots", "192 sampai 832"),
        ('[x]\ndpi = "203"', "x.dpi", "150 sampai 305"),
        ("[x]\ncode_page = 256", "x.code_page", "0 sampai 255"),
        ('[x]\ncodec = "utf-8"', "x.codec", "cp437"),
        ('[x]\ncodec = "utf-16"', "x.codec", "cp437"),
        ('[x]\ncodec = "cp037"', "x.codec", "cp437"),
        ('[x]\ncodec = "hex"', "x.codec", "cp437"),
        ('[x]\ncodec = "tidak-ada"', "x.codec", "cp437"),
        ("[x]\ncodec = 437", "x.codec", "cp437"),
        ('[x]\ncut = "half"', "x.cut", '"full" atau "partial" atau "feed"'),
        ("[x]\ncut = []", "x.cut", '"full"'),
        ("[x]\nnative_qr = 1", "x.native_qr", "true atau false"),
        ('[x]\nmarker = "yes"', "x.marker", "process-id"),
        ("[x]\nbaud = 300", "x.baud", "9600"),
        ('[x]\nflow = "dsrdtr"', "x.flow", "rtscts"),
        ("[x]\nroll_m = 1", "x.roll_m", "5 sampai 500"),
        ('[x]\ntitle = ""', "x.title", "nama printer"),
        ('[x]\ntitle = "a\\u001bb"', "x.title", "nama printer"),
        ('[x]\nlike = "tidak-ada"', "x.like", "generic-80"),
        ("[Printer]\n", "Printer", "huruf kecil"),
        ("x = 1", "x", "[x]"),
        ("[x", "", "TOML"),
    ],
)
def test_a_bad_file_is_refused_with_file_key_and_what_to_write(
    tmp_path: Path, written: str, key: str, advice: str
) -> None:
    with pytest.raises(BadProfile) as refused:
        load(_file(tmp_path, written))

    assert (refused.value.file, refused.value.key) == ("kantor.toml", key)
    assert str(refused.value).startswith("kantor.toml: ")
    assert advice in str(refused.value)


def test_a_file_that_is_no_text_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "biner.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadProfile, match=r"biner\.toml: .*UTF-8"):
        load(tmp_path)
    with pytest.raises(BadProfile, match="Folder"):
        load(tmp_path / "tidak-ada")
