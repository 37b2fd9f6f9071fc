"""When the office is open, and the date it may promise.

National holidays and cuti bersama come from the `holidays` library; the office adds its own days.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk import public_holidays as public
from kiosk.clock import local
from kiosk.office.contract import Opening
from kiosk.words import DAYS, clock_words

if TYPE_CHECKING:
    from kiosk.config import Config, Hours

PublicHolidays = Callable[[int], dict[date, str]]
"""Year → day → Indonesian name."""

LOOK_AHEAD = 60
"""Days; an office that is closed for longer says no date of opening."""


@dataclass(frozen=True, slots=True)
class Door:
    """Whether the counters serve, as the screen says it."""

    opening: Opening
    sentence: str
    """Indonesian."""
    gives_tickets: bool
    """Also in the break: people queue while the counters rest."""


def closed_door(door: Door, because: str | None) -> Door:
    """`door` as it stands when staff, or office.toml, have closed the office for a while."""
    return Door("paused", f"Tutup sementara: {because}", gives_tickets=False) if because else door


_turn = threading.Lock()


def public_holidays(year: int) -> dict[date, str]:
    """National holidays and cuti bersama of `year`; from any thread, found out once.

    Asked of a short-lived child process, since the library loads every country of the world: 20 MB and 0.1 s
    that the office would carry for ever to know two dozen days.
    """
    with _turn:
        return _found_out(year)


@lru_cache(maxsize=8)
def _found_out(year: int) -> dict[date, str]:
    try:
        answer = subprocess.run(
            [sys.executable, "-I", public.__file__, str(year)], check=True, capture_output=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return public.holidays_of(year)
    return {date.fromisoformat(day): name for day, name in json.loads(answer.stdout).items()}


class Calendar:
    """Opening hours, holidays and working days of one office."""

    def __init__(self, config: Config, nationwide: PublicHolidays = public_holidays) -> None:
        self._config = config
        self._nationwide = nationwide

    def holiday(self, day: date) -> str | None:
        """The name of the holiday on `day`."""
        return self._config.holidays.get(day) or self._nationwide(day.year).get(day)

    def hours(self, day: date) -> Hours | None:
        """When the office serves on `day`, or None."""
        hours = self._config.week[day.weekday()]
        return None if hours is None or self.holiday(day) else hours

    def promise(self, start: date, working_days: int) -> date:
        """The working day that is `working_days` after `start`; an office without any counts all days."""
        if not any(self._config.week):
            return start + timedelta(days=working_days)
        day = start
        while working_days > 0:
            day += timedelta(days=1)
            if self.hours(day):
                working_days -= 1
        return day

    def door(self, at: datetime) -> Door:
        """The state of the office at `at` and a sentence about it."""
        config = self._config
        door = self._by_the_clock(at)
        return closed_door(door, config.paused_because)

    def _by_the_clock(self, at: datetime) -> Door:
        config = self._config
        if config.always_open:
            return Door("open", "Buka sepanjang waktu (contoh)", gives_tickets=True)
        wall = local(at, config.zone)
        today, moment = wall.date(), wall.time()
        hours = self.hours(today)
        if hours and moment in hours:
            if config.rest and moment in config.rest and config.rest.end < hours.end:
                ends = clock_words(config.rest.end)
                return Door("break", f"Istirahat sampai {ends}", gives_tickets=True)
            return Door("open", f"Buka sampai {clock_words(hours.end)}", gives_tickets=True)
        again = self._next_opening(wall)
        name = self.holiday(today)
        if name and config.week[today.weekday()]:
            return Door("holiday", f"Libur: {name}. {again}".rstrip(), gives_tickets=False)
        return Door("closed", f"Tutup. {again}".rstrip(), gives_tickets=False)

    def _next_opening(self, wall: datetime) -> str:
        today = wall.date()
        for ahead in range(LOOK_AHEAD):
            day = today + timedelta(days=ahead)
            hours = self.hours(day)
            if hours and (ahead or wall.time() < hours.start):
                return f"Buka lagi {_named(day, ahead)} {clock_words(hours.start)}"
        return ""


def _named(day: date, ahead: int) -> str:
    match ahead:
        case 0:
            return "hari ini"
        case 1:
            return "besok"
        case days if days < 7:
            return DAYS[day.weekday()]
        case _:
            return f"{DAYS[day.weekday()]}, {day.day}/{day.month}"
