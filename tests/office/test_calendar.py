"""When the office is open, and what it may promise."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import calendar, public_holidays
from kiosk.calendar import Calendar
from kiosk.config import parse

JAKARTA = ZoneInfo("Asia/Jakarta")
OFFICE = '[office]\ncode = "36.03.03"\n'
NATIONAL = {2026: {date(2026, 12, 24): "Cuti Bersama Natal", date(2026, 12, 25): "Hari Raya Natal"}}


def office(more: str = "") -> Calendar:
    return Calendar(parse(OFFICE + more), lambda year: NATIONAL.get(year, {}))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """Office time; 24 November 2026 is a Tuesday."""
    return datetime(2026, month, day, hour, minute, tzinfo=JAKARTA).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "opening", "sentence", "gives"),
    [
        (at(24, 8), "open", "Buka sampai 15.30", True),
        (at(24, 11, 59), "open", "Buka sampai 15.30", True),
        (at(24, 12), "break", "Istirahat sampai 13.00", True),
        (at(24, 13), "open", "Buka sampai 15.30", True),
        (at(24, 15, 29), "open", "Buka sampai 15.30", True),
        (at(24, 15, 30), "closed", "Tutup. Buka lagi besok 08.00", False),
        (at(24, 7, 59), "closed", "Tutup. Buka lagi hari ini 08.00", False),
        (at(27, 14), "open", "Buka sampai 14.30", True),
        (at(27, 14, 30), "closed", "Tutup. Buka lagi Senin 08.00", False),
        (at(28, 10), "closed", "Tutup. Buka lagi Senin 08.00", False),
        (at(23, 16, month=12), "closed", "Tutup. Buka lagi Senin 08.00", False),
        (at(25, 10, month=12), "holiday", "Libur: Hari Raya Natal. Buka lagi Senin 08.00", False),
    ],
)
def test_the_door_says_what_a_citizen_asks(
    moment: datetime, opening: str, sentence: str, gives: bool
) -> None:
    door = office().door(moment)
    assert (door.opening, door.sentence, door.gives_tickets) == (opening, sentence, gives)


def test_a_pause_of_the_whole_office_says_why() -> None:
    door = Calendar(parse(OFFICE + 'paused_because = "Listrik padam."\n')).door(at(24, 10))
    assert (door.opening, door.sentence) == ("paused", "Tutup sementara: Listrik padam.")
    assert not door.gives_tickets


def test_the_demo_is_open_at_night() -> None:
    door = office('[keys]\nbackend = "demo"\n[demo]\nalways_open = true\n').door(at(24, 23))
    assert (door.opening, door.gives_tickets) == ("open", True)


def test_the_office_adds_its_own_holidays() -> None:
    door = office('[holidays]\n2026-11-24 = "Hari jadi kabupaten"\n').door(at(24, 10))
    assert door.opening == "holiday"
    assert door.sentence == "Libur: Hari jadi kabupaten. Buka lagi besok 08.00"


def test_an_office_that_never_opens_promises_no_day_of_opening() -> None:
    closed = "\n".join(f'{day} = "tutup"' for day in ("senin", "selasa", "rabu", "kamis", "jumat"))
    assert office(f"[hours]\n{closed}\n").door(at(24, 10)).sentence == "Tutup."


@pytest.mark.parametrize(
    ("start", "days", "promised"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 25)),
        (date(2026, 11, 26), 2, date(2026, 11, 30)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 23), 5, date(2027, 1, 1)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
    ],
)
def test_a_promise_counts_working_days(start: date, days: int, promised: date) -> None:
    assert office().promise(start, days) == promised


def test_an_office_without_any_working_day_does_not_count_for_ever() -> None:
    closed = "\n".join(f'{day} = "tutup"' for day in ("senin", "selasa", "rabu", "kamis", "jumat"))
    start = date(2026, 11, 24)
    assert office(f"[hours]\n{closed}\n").promise(start, 3) == start + timedelta(days=3)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 60),
)
def test_a_promised_day_is_a_working_day_that_many_working_days_ahead(start: date, days: int) -> None:
    calendar = office()
    promised = calendar.promise(start, days)
    between = [start + timedelta(days=n + 1) for n in range((promised - start).days)]
    assert sum(1 for day in between if calendar.hours(day)) == days
    assert days == 0 or calendar.hours(promised)


def test_the_national_holidays_are_known_by_their_indonesian_names() -> None:
    found = calendar.public_holidays(2026)
    assert found[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert found[date(2026, 12, 24)].startswith("Cuti Bersama")
    assert found == public_holidays.holidays_of(2026)


def test_the_holidays_are_known_also_when_no_child_process_can_start(monkeypatch: Any) -> None:
    monkeypatch.setattr(sys, "executable", "/tidak/ada")
    assert calendar.public_holidays(2025)[date(2025, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
