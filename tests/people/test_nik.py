from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.people.errors import NotAccepted
from kiosk.people.nik import KkNumber, Nik, grouped, mask

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine is shared: a slow example is not a wrong one."""

TODAY = date(2026, 11, 24)
SAMPLE = "3603034101900001"
WHERE = "Lihat angka di bawah kata NIK pada KTP."


def refusal(text: object) -> str:
    with pytest.raises(NotAccepted) as refused:
        Nik.parse(text)
    return refused.value.message


@pytest.mark.parametrize(
    "text", [SAMPLE, " 360303 410190 0001 ", "3603.0341.0190.0001", "3603-0341-0190-0001"]
)
def test_blanks_dots_and_dashes_in_a_nik_do_not_matter(text: str) -> None:
    assert Nik.parse(text).digits == SAMPLE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"Isi NIK dulu. {WHERE}"),
        ("360303410190", f"NIK kurang 4 angka. {WHERE}"),
        (SAMPLE + "12", f"NIK kelebihan 2 angka. {WHERE}"),
        ("360303410190000O", "NIK hanya berisi angka. Hapus huruf atau tanda lain."),
        ("٣٦٠٣٠٣٤١٠١٩٠٠٠٠١", "NIK hanya berisi angka. Hapus huruf atau tanda lain."),
        ("3603030001900001", f"Angka ke-7 sampai ke-10 bukan tanggal lahir. {WHERE}"),
        ("3603033201900001", f"Angka ke-7 sampai ke-10 bukan tanggal lahir. {WHERE}"),
        ("3603034001900001", f"Angka ke-7 sampai ke-10 bukan tanggal lahir. {WHERE}"),
        ("3603037201900001", f"Angka ke-7 sampai ke-10 bukan tanggal lahir. {WHERE}"),
        ("3603034113900001", f"Angka ke-7 sampai ke-10 bukan tanggal lahir. {WHERE}"),
        ("3603034100900001", f"Angka ke-7 sampai ke-10 bukan tanggal lahir. {WHERE}"),
        ("3603034101900000", f"Empat angka terakhir NIK tidak mungkin 0000. {WHERE}"),
        ("0603034101900001", f"NIK tidak mungkin dimulai dengan 0. {WHERE}"),
        (None, "Isi NIK dengan tulisan."),
        (3603034101900001, "Isi NIK dengan tulisan."),
        ("1" * 3000, "Isian NIK terlalu panjang. Tulis lebih singkat."),
    ],
)
def test_a_wrong_nik_is_refused_with_what_to_do(text: object, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.parametrize(
    ("digits", "born", "sex"),
    [
        ("3603034101900001", date(1990, 1, 1), "perempuan"),
        ("3603030101900001", date(1990, 1, 1), "laki-laki"),
        ("3603037112050001", date(2005, 12, 31), "perempuan"),
        ("3603033112050001", date(2005, 12, 31), "laki-laki"),
        ("3603032411260001", date(2026, 11, 24), "laki-laki"),
        ("3603032511260001", date(1926, 11, 25), "laki-laki"),
        ("3603032902000001", date(2000, 2, 29), "laki-laki"),
        ("3603033002900001", None, "laki-laki"),
    ],
)
def test_birth_date_and_sex_are_read_from_the_digits(digits: str, born: date | None, sex: str) -> None:
    nik = Nik.parse(digits)
    assert (nik.birth_date(TODAY), nik.sex) == (born, sex)


def test_two_digits_of_a_year_leave_both_centuries_possible() -> None:
    assert Nik.parse("3603030101200001").birth_dates(TODAY) == (date(2020, 1, 1), date(1920, 1, 1))
    assert Nik.parse("3603030101900001").birth_dates(TODAY) == (date(1990, 1, 1),)


def test_the_region_of_a_nik_has_a_name() -> None:
    nik = Nik.parse(SAMPLE)
    assert (nik.region_code, nik.region) == ("360303", "Tigaraksa, Kabupaten Tangerang")


def test_a_nik_can_be_shown_without_giving_it_away() -> None:
    nik = Nik.parse(SAMPLE)
    assert (nik.masked, nik.last4) == ("3603 •••• •••• 0001", "0001")
    assert mask(SAMPLE) == nik.masked
    assert grouped(SAMPLE) == "360303 410190 0001"


@pytest.mark.parametrize("value", [Nik(SAMPLE), KkNumber(SAMPLE)])
def test_numbers_of_people_do_not_show_in_logs_and_tracebacks(value: object) -> None:
    assert SAMPLE not in f"{value!r} {value}"
    assert not any(sign.isdigit() for sign in repr(value))


def test_what_does_not_fit_is_a_warning_and_never_a_refusal() -> None:
    nik = Nik.parse(SAMPLE)
    assert nik.warnings(TODAY) == ()
    assert nik.warnings(TODAY, date(1990, 1, 1)) == ()
    assert nik.warnings(TODAY, date(1990, 1, 2)) == ("Tanggal lahir berbeda dengan NIK. Periksa keduanya.",)


def test_a_hundred_year_old_is_not_taken_for_a_child() -> None:
    assert Nik.parse("3603030101200001").warnings(TODAY, date(1920, 1, 1)) == ()


def test_an_old_error_in_a_nik_only_warns() -> None:
    assert Nik.parse("3603033002900001").warnings(TODAY, date(1990, 2, 28)) == (
        "Tanggal lahir pada NIK tidak ada di kalender. Periksa angka tengah.",
    )
    assert Nik.parse("9903034101900001").warnings(TODAY) == (
        "Wilayah pada NIK tidak dikenal. Periksa enam angka pertama.",
    )


def test_a_kk_number_has_sixteen_digits_and_any_date() -> None:
    assert KkNumber.parse("360303 240812 0007").digits == "3603032408120007"
    assert KkNumber.parse("3603039999990000").masked == "3603 •••• •••• 0000"
    with pytest.raises(NotAccepted, match="Nomor KK kurang 1 angka"):
        KkNumber.parse("360303240812000")
    with pytest.raises(NotAccepted, match="Isi nomor KK dulu"):
        KkNumber.parse(" ")


@UNHURRIED
@given(st.dates(date(1900, 1, 1), TODAY), st.booleans(), st.integers(1, 9999))
def test_every_birth_date_comes_back_out_of_its_nik(born: date, woman: bool, serial: int) -> None:
    day = born.day + 40 * woman
    nik = Nik.parse(f"360303{day:02}{born.month:02}{born.year % 100:02}{serial:04}")
    assert born in nik.birth_dates(TODAY)
    assert nik.sex == ("perempuan" if woman else "laki-laki")
    assert nik.warnings(TODAY, born) == ()
    assert Nik.parse(nik.digits) == nik
