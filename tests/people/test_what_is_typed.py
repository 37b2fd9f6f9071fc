"""Names, phones, dates, money, addresses, free text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.people.address import Address, parse_neighbourhood, parse_village
from kiosk.people.dates import Kind, age, parse_date
from kiosk.people.errors import NotAccepted
from kiosk.people.money import parse_rupiah
from kiosk.people.names import PersonName
from kiosk.people.nik import KkNumber, Nik
from kiosk.people.phone import Phone
from kiosk.people.regions import Village
from kiosk.people.text import parse_line, parse_lines

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine is shared: a slow example is not a wrong one."""

TODAY = date(2026, 11, 24)
VILLAGES = (Village("36.03.03.1001", "Tigaraksa", "kelurahan"), Village("36.03.03.2012", "Sodong", "desa"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("contoh pemohon", "CONTOH PEMOHON"),
        ("  contoh   pemohon ", "CONTOH PEMOHON"),
        ("contoh", "CONTOH"),
        ("c. o'contoh-pemohon, s.pd.", "C. O'CONTOH-PEMOHON, S.PD."),
        ("c\u2019ontoh", "C'ONTOH"),
        ("cont\u00e9h", "CONTÉH"),
        ("conte\u0301h", "CONTÉH"),
        ("contoh\u00a0pemohon", "CONTOH PEMOHON"),
    ],
)
def test_a_name_is_kept_as_on_the_ktp(typed: str, name: str) -> None:
    assert PersonName.parse(typed).text == name


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Isi nama dulu, seperti pada KTP atau KK."),
        (" . ", "Nama harus memuat huruf. Tulis nama seperti pada KTP atau KK."),
        ("CONTOH 2", "Nama tidak memuat angka. Tulis nama seperti pada KTP atau KK."),
        ("CONTOH\nPEMOHON", "Nama hanya memuat huruf, spasi, titik, koma, petik, dan garis."),
        ("CONTOH\x00", "Nama hanya memuat huruf, spasi, titik, koma, petik, dan garis."),
        ("CONTOH\u202e", "Nama hanya memuat huruf, spasi, titik, koma, petik, dan garis."),
        ("CONTOH <b>", "Nama hanya memuat huruf, spasi, titik, koma, petik, dan garis."),
        ("ПРИМЕР", "Nama hanya memuat huruf, spasi, titik, koma, petik, dan garis."),
        ("A" * 61, "Nama terlalu panjang. Paling banyak 60 huruf."),
    ],
)
def test_a_name_that_nobody_has_is_refused_with_what_to_do(typed: str, message: str) -> None:
    with pytest.raises(NotAccepted) as refused:
        PersonName.parse(typed)
    assert refused.value.message == message


@pytest.mark.parametrize(
    "typed",
    [
        "081200001234",
        "+62 812-0000-1234",
        "62 812 0000 1234",
        "0812.0000.1234",
        "(0812) 00001234",
        "81200001234",
    ],
)
def test_a_phone_number_always_begins_with_08(typed: str) -> None:
    phone = Phone.parse(typed)
    assert (phone.digits, phone.shown, phone.masked) == ("081200001234", "0812-0000-1234", "0812 •••• 234")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Isi nomor HP dulu, misalnya 0812 0000 0000."),
        ("081234567", "Nomor HP kurang 1 angka. Periksa lagi."),
        ("08123456789012", "Nomor HP kelebihan 1 angka. Periksa lagi."),
        ("0215550000", "Nomor HP dimulai dengan 08. Periksa angka pertamanya."),
        ("0801234567", "Nomor HP dimulai dengan 08. Periksa angka pertamanya."),
        ("+65 8123 4567", "Isi nomor HP Indonesia, dimulai dengan 08."),
        ("0812x0001234", "Nomor HP hanya berisi angka. Hapus huruf atau tanda lain."),
    ],
)
def test_a_wrong_phone_number_is_refused_with_what_to_do(typed: str, message: str) -> None:
    with pytest.raises(NotAccepted) as refused:
        Phone.parse(typed)
    assert refused.value.message == message


@pytest.mark.parametrize("digits", ["0812345678", "0812345678901"])
def test_ten_to_thirteen_digits_are_a_phone_number(digits: str) -> None:
    assert Phone.parse(digits).digits == digits


@pytest.mark.parametrize("typed", ["1990-01-24", "24-01-1990", "24/1/1990", "24.01.1990", "24 1 1990"])
def test_a_date_is_read_in_either_order(typed: str) -> None:
    assert parse_date(typed, "birth", TODAY) == date(1990, 1, 24)


@pytest.mark.parametrize(
    ("typed", "kind", "message"),
    [
        ("", "past", "Pilih tanggal, bulan, dan tahun dulu."),
        ("1990-00-24", "birth", "Pilih tanggal, bulan, dan tahun dulu."),
        ("1990-02-30", "birth", "Tanggal ini tidak ada di kalender. Periksa tanggal dan bulannya."),
        ("kemarin", "past", "Isi tanggal, bulan, dan tahun, misalnya 24-01-1990."),
        ("2026-11-25", "birth", "Tanggal lahir tidak boleh sesudah hari ini. Periksa tahunnya."),
        ("1895-12-31", "birth", "Tahun lahir terlalu lama. Periksa tahunnya."),
        ("2026-11-25", "past", "Tanggal ini belum tiba. Isi hari ini atau sebelumnya."),
        ("1899-12-31", "past", "Tahunnya terlalu lama. Periksa tahunnya."),
        ("2026-11-23", "event", "Tanggal ini sudah lewat. Isi hari ini atau sesudahnya."),
        ("2032-01-01", "event", "Tanggal ini terlalu jauh. Periksa tahunnya."),
        (19900124, "past", "Isi tanggal dengan tulisan."),
    ],
)
def test_a_date_outside_its_limits_is_refused_with_what_to_do(typed: Any, kind: Kind, message: str) -> None:
    with pytest.raises(NotAccepted) as refused:
        parse_date(typed, kind, TODAY)
    assert refused.value.message == message


@pytest.mark.parametrize("kind", ["birth", "past", "event"])
def test_today_is_within_the_limits_of_every_kind_of_date(kind: Kind) -> None:
    assert parse_date(TODAY.isoformat(), kind, TODAY) == TODAY


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2008, 11, 24), TODAY, 18),
        (date(2008, 11, 25), TODAY, 17),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
        (TODAY, TODAY, 0),
        (TODAY + timedelta(days=1), TODAY, -1),
    ],
)
def test_age_is_counted_in_full_years(born: date, today: date, years: int) -> None:
    assert age(born, today) == years


@pytest.mark.parametrize(
    "typed", [1_500_000, "1500000", "1.500.000", "Rp 1.500.000", "rp1.500.000,00", "Rp. 1.500.000,-"]
)
def test_rupiah_are_read_however_they_are_written(typed: Any) -> None:
    assert parse_rupiah(typed) == 1_500_000


@pytest.mark.parametrize(
    "typed", ["", "Rp", "satu juta", "-1", -1, True, 1.5, None, "1,5", "9" * 40, 10**13, [1]]
)
def test_what_is_no_whole_amount_of_rupiah_is_refused(typed: Any) -> None:
    with pytest.raises(NotAccepted):
        parse_rupiah(typed)


def test_an_address_is_a_village_of_the_office_with_rt_rw_and_street() -> None:
    typed = {"desa": "36.03.03.2012", "rt": "2", "rw": "011", "street": " Kp.  Contoh  No. 5 "}
    address = Address.parse(typed, VILLAGES)
    assert address.as_answer() == {
        "desa": "36.03.03.2012",
        "rt": "002",
        "rw": "011",
        "street": "Kp. Contoh No. 5",
    }
    assert Address.parse(address.as_answer(), VILLAGES) == address
    assert "Contoh" not in repr(address)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"desa": "36.03.04.2001"}, "Pilih desa atau kelurahan dari daftar."),
        ({"desa": None}, "Pilih desa atau kelurahan dari daftar."),
        ({"rt": ""}, "Isi RT dulu. Isi 0 bila tidak ada RT."),
        ({"rw": "1234"}, "RW paling banyak 3 angka. Periksa lagi."),
        ({"rt": "A"}, "RT hanya berisi angka. Hapus huruf atau tanda lain."),
        ({"street": " "}, "Isi nama jalan atau kampung dulu."),
        ({"street": "a" * 121}, "Nama jalan atau kampung terlalu panjang. Paling banyak 120 huruf."),
        ({"kota": "X"}, "Isi alamat: desa, RT, RW, dan jalan."),
    ],
)
def test_an_address_says_which_part_to_mend(change: dict[str, Any], message: str) -> None:
    typed = {"desa": "36.03.03.2012", "rt": "1", "rw": "1", "street": "Kp. Contoh", **change}
    with pytest.raises(NotAccepted) as refused:
        Address.parse(typed, VILLAGES)
    assert refused.value.message == message


def test_a_village_without_rt_is_000() -> None:
    assert parse_neighbourhood("0", "RT") == "000"


def test_a_village_is_found_by_its_code() -> None:
    assert parse_village("36.03.03.1001", VILLAGES) == VILLAGES[0]


def test_free_text_keeps_its_lines_and_loses_its_stray_blanks() -> None:
    assert parse_line("  satu   dua ", 80) == "satu dua"
    assert parse_lines(" satu \r\n dua\rtiga\n\n", 80) == "satu\ndua\ntiga"


@pytest.mark.parametrize("typed", ["satu\ndua", "\x1b[2J", "a\u202eb", "\ud800", "\x00"])
def test_a_line_of_text_has_nothing_that_cannot_be_printed(typed: str) -> None:
    with pytest.raises(NotAccepted, match="tidak dapat dicetak"):
        parse_line(typed, 80)


def test_text_that_is_too_long_says_how_long_it_may_be() -> None:
    with pytest.raises(NotAccepted, match="Paling banyak 5 huruf"):
        parse_line("enam66", 5)


Parse = Callable[[object], object]
PARSERS: dict[str, Parse] = {
    "nik": lambda value: Nik.parse(value).digits,
    "kk": lambda value: KkNumber.parse(value).digits,
    "name": lambda value: PersonName.parse(value).text,
    "phone": lambda value: Phone.parse(value).digits,
    "birth": lambda value: parse_date(value, "birth", TODAY).isoformat(),
    "event": lambda value: parse_date(value, "event", TODAY).isoformat(),
    "rupiah": parse_rupiah,
    "line": lambda value: parse_line(value, 80),
    "lines": lambda value: parse_lines(value, 300),
    "rt": lambda value: parse_neighbourhood(value, "RT"),
    "address": lambda value: Address.parse(value, VILLAGES).as_answer(),
}
TYPED = st.one_of(
    st.text(),
    st.text(alphabet="0123456789 .-+", max_size=20),
    st.text(alphabet="abcÉ'ß\u0149\u01f0\u0130 .,-\u2019", max_size=65),
    st.from_regex(r"[0-9]{16}", fullmatch=True),
    st.from_regex(r"(\+62|62|0)8[0-9]{6,12}", fullmatch=True),
    st.dates().map(date.isoformat),
    st.none() | st.integers() | st.floats() | st.booleans() | st.lists(st.text(), max_size=2),
    st.fixed_dictionaries(
        {"desa": st.sampled_from(["36.03.03.2012", "x"]), "rt": st.text(alphabet="0123", max_size=4)},
        optional={"rw": st.text(alphabet="0123", max_size=4), "street": st.text(max_size=9), "x": st.none()},
    ),
)


@pytest.mark.parametrize("kind", PARSERS)
@UNHURRIED
@given(typed=TYPED)
def test_whatever_is_typed_is_accepted_or_refused_with_a_sentence(kind: str, typed: object) -> None:
    parse = PARSERS[kind]
    try:
        once = parse(typed)
    except NotAccepted as refused:
        message = refused.message
    else:
        assert parse(once) == once
        return
    assert message.endswith(".")
    assert all(len(sentence.split()) <= 12 for sentence in message.split(". "))
