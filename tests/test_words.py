"""Days, times and money as they are read."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from kiosk import words


@pytest.mark.parametrize(
    ("language", "shown"), [("id", "1 Agustus 1990"), ("en", "1 August 1990"), ("su", "1 Agustus 1990")]
)
def test_a_date_is_shown_with_the_name_of_its_month(language: str, shown: str) -> None:
    assert words.date_words(date(1990, 8, 1), language) == shown


def test_a_moment_is_shown_with_its_weekday_and_a_point_in_the_time() -> None:
    assert words.moment_words(datetime(2026, 11, 24, 9, 5)) == "Selasa, 24 November 2026, 09.05"
    assert words.clock_words(time(15, 30)) == "15.30"


def test_rupiah_are_shown_in_thousands() -> None:
    assert [words.rupiah(amount) for amount in (0, 1_000, 1_500_000)] == ["Rp 0", "Rp 1.000", "Rp 1.500.000"]


def test_what_costs_nothing_is_called_so() -> None:
    assert [words.fee_words(amount) for amount in (0, 10_000)] == ["Gratis", "Rp 10.000"]
