"""office.toml: what may stand there, and what is said of anything else."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import ConfigError, Hours, load, parse
from printing.profiles import GENERIC_58

OFFICE = '[office]\ncode = "36.03.03"\n'


def test_three_lines_are_enough() -> None:
    config = parse(OFFICE)
    assert (config.name, config.regency) == ("Kecamatan Tigaraksa", "Kabupaten Tangerang")
    assert config.zone.key == "Asia/Jakarta"
    assert config.week[0] == config.week[3] == Hours(time(8), time(15, 30))
    assert config.week[4] == Hours(time(8), time(14, 30))
    assert config.week[5] is config.week[6] is None
    assert config.rest == Hours(time(12), time(13))
    assert (config.printer, config.central, config.keys, config.always_open) == (
        None,
        None,
        "secret-service",
        False,
    )


def test_everything_can_be_said() -> None:
    config = parse("""
        [office]
        code = "36.03.03"
        zone = "Asia/Makassar"
        counters = 4
        footer = "Pengaduan: loket 1"
        announcements = ["Bawa KTP asli.", "Antrean tutup pukul 15.00."]
        paused_because = "Listrik padam."
        [hours]
        senin = "07.30-16.00"
        jumat = "tutup"
        sabtu = "09:00 – 12:00"
        istirahat = "tidak ada"
        [holidays]
        2026-12-31 = "Libur daerah"
        [paused]
        ktp_el = "Alat rekam diperbaiki."
        [printer]
        url = "tcp://192.168.1.50:9100"
        width_mm = 58
        [central]
        url = "https://pusat.contoh.go.id/"
        [keys]
        backend = "demo"
        [demo]
        always_open = true
    """)
    assert config.week[0] == Hours(time(7, 30), time(16))
    assert config.week[4] is None
    assert config.week[5] == Hours(time(9), time(12))
    assert config.rest is None
    assert config.holidays == {date(2026, 12, 31): "Libur daerah"}
    assert config.paused == {"ktp_el": "Alat rekam diperbaiki."}
    assert config.central == "https://pusat.contoh.go.id"
    assert (config.counters, config.profile, config.always_open) == (4, GENERIC_58, True)
    assert len(config.announcements) == 2


@pytest.mark.parametrize(
    ("written", "key", "advice"),
    [
        ("", "office.code", "36.03.03"),
        ('[office]\ncode = "360303"', "office.code", "36.03.03"),
        ('[office]\ncode = "99.99.99"', "office.code", "Kemendagri"),
        ("[office]\ncode = 360303", "office.code", "tanda petik"),
        (OFFICE + 'kode = "x"', "office.kode", "tidak dikenal"),
        (OFFICE + "[prnter]\n", "prnter", "tidak dikenal"),
        (OFFICE + 'zone = "Europe/Paris"', "office.zone", "Asia/Jakarta"),
        (OFFICE + "counters = 0", "office.counters", "dari 1 sampai 50"),
        (OFFICE + "counters = true", "office.counters", "dari 1 sampai 50"),
        (OFFICE + 'footer = "a\\u001bb"', "office.footer", "satu baris"),
        (OFFICE + 'announcements = "Satu"', "office.announcements", "daftar"),
        (OFFICE + f'announcements = ["{"a" * 161}"]', "office.announcements", "160"),
        (OFFICE + '[hours]\nsenin = "8 pagi"', "hours.senin", "08.00-15.30"),
        (OFFICE + '[hours]\nsenin = "15.30-08.00"', "hours.senin", "08.00-15.30"),
        (OFFICE + '[hours]\nsenin = "08.00-25.00"', "hours.senin", "08.00-15.30"),
        (OFFICE + '[hours]\nmonday = "08.00-15.30"', "hours.monday", "senin"),
        (OFFICE + '[holidays]\nnatal = "Natal"', "holidays.natal", "2026-12-31"),
        (OFFICE + "[paused]\nktp_el = true", "paused.ktp_el", "tanda petik"),
        (OFFICE + "[printer]\nwidth_mm = 76", "printer.width_mm", "58 atau 80"),
        (OFFICE + '[central]\nurl = "ftp://x"', "central.url", "https"),
        (OFFICE + '[central]\nurl = "https://user:pass@x"', "central.url", "https"),
        (OFFICE + '[keys]\nbackend = "plaintext"', "keys.backend", "secret-service"),
        (OFFICE + '[catalogue]\nfolder = "tidak/ada"', "catalogue.folder", "Folder"),
        (OFFICE + "[demo]\nalways_open = true", "demo.always_open", "Hanya untuk demo"),
        ("demo = 1\n" + OFFICE, "demo", "[demo]"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_write(written: str, key: str, advice: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(written)
    assert refused.value.key == key
    assert str(refused.value).startswith(f"office.toml: {key}: ")
    assert advice in str(refused.value)


def test_a_file_that_is_not_toml_is_said_in_one_line() -> None:
    with pytest.raises(ConfigError, match=r"office\.toml: Bukan TOML yang benar") as refused:
        parse("[office")
    assert "\n" not in str(refused.value)


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="code ="):
        load(tmp_path)


def test_a_file_of_another_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path)


@pytest.mark.parametrize("written", ["a = 1" + "0" * 5000, "a = " + "[" * 5000 + "]" * 5000])
def test_a_file_beyond_all_measure_is_said_in_one_line(written: str) -> None:
    with pytest.raises(ConfigError, match="Sederhanakan") as refused:
        parse(written)
    assert "\n" not in str(refused.value)


def test_the_mark_that_notepad_puts_before_a_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_bytes(b"\xef\xbb\xbf" + OFFICE.encode())
    assert load(tmp_path).code == "36.03.03"


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(ConfigError):
        parse(text)


def test_printers_are_named_with_their_models(tmp_path: Path) -> None:
    (tmp_path / "depan.toml").write_text('[loket-depan]\nlike = "xprinter-58"\ncut = "partial"\n')
    config = parse(
        OFFICE
        + f"""
        [printer]
        url = "usb:///dev/usb/lp0"
        profile = "epson-tm-t82x"
        second = "tcp://192.168.1.51"
        second_profile = "loket-depan"
        profiles = "{tmp_path}"
        """
    )

    assert (config.printer, config.profile.id) == ("usb:///dev/usb/lp0", "epson-tm-t82x")
    assert (config.second, config.second_profile.id) == ("tcp://192.168.1.51", "loket-depan")
    assert config.second_profile.cut == "partial"


@pytest.mark.parametrize(
    ("written", "key", "advice"),
    [
        ('url = "lpt1:"', "printer.url", "tcp://192.168.1.50:9100"),
        ('second = "serial://dev"', "printer.second", "serial:///dev/"),
        ('profile = "epson"', "printer.profile", "epson-tm-t82x"),
        ('second_profile = "epson"', "printer.second_profile", "generic-80"),
        ('profile = "xprinter-58"\nwidth_mm = 80', "printer.width_mm", "58 mm"),
        ('profiles = "/tidak/ada"', "printer.profiles", "Folder"),
    ],
)
def test_a_printer_that_cannot_be_meant_is_named_with_what_to_write(
    written: str, key: str, advice: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(f"{OFFICE}[printer]\n{written}\n")
    assert refused.value.key == key
    assert advice in str(refused.value)
