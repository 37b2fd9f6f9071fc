"""How an office wants its waiting room: counters, recalls, tolerance, quotas and the end of the day.

In office.toml, everything with a default::

    [[loket]]
    number = 1
    name = "Loket 1"
    services = ["sktm", "surat_domisili"]   # tanpa ini: semua layanan

    [queue]
    recalls = 3                # panggilan ulang sebelum "tidak hadir"
    tolerance_minutes = 60     # yang kembali dalam waktu ini tetap di urutan semula
    end_of_day = "close"       # "close": nomor yang tersisa ditutup; "keep": dilanjutkan besok

    [quota]                    # nomor per hari
    ktp_el = 40
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Final, Literal

from kiosk.settings import ConfigError, Section

EndOfDay = Literal["close", "keep"]
MOST: Final = 50
"""Counters of one office."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter of the office."""

    number: int
    name: str
    services: frozenset[str] = frozenset()
    """Ids of services; empty: all."""


@dataclass(frozen=True)
class RoomRules:
    """The office's own rules for its waiting room."""

    desks: tuple[Desk, ...] = (Desk(1, "Loket 1"), Desk(2, "Loket 2"))
    recalls: int = 3
    """Further calls of one number before it counts as absent."""
    tolerance: timedelta = timedelta(minutes=60)
    """Whoever returns within it keeps the original place."""
    end_of_day: EndOfDay = "close"
    quota: Mapping[str, int] = field(default_factory=dict)
    """Service id → numbers a day."""

    def desk(self, number: int) -> Desk | None:
        return next((desk for desk in self.desks if desk.number == number), None)

    def serves(self, desk: Desk, service: str) -> bool:
        """Whether the desk may call for the service; what no desk names, all desks serve."""
        return not desk.services or service in desk.services or service not in self._named

    def pool(self, service: str) -> int:
        """The counters among which those waiting for the service are shared, named by the lowest of them."""
        return next(
            (self._pools[desk.number] for desk in self.desks if self.serves(desk, service)),
            0,
        )

    def pool_of(self, desk: Desk) -> int:
        """The pool to which the counter belongs."""
        return self._pools[desk.number]

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset[str]().union(*(desk.services for desk in self.desks))

    @cached_property
    def _pools(self) -> dict[int, int]:
        """Desk → lowest desk that it shares a service with, directly or by way of others."""
        pools = {desk.number: desk.number for desk in self.desks}
        for one in self.desks:
            for other in self.desks:
                if not one.services or not other.services or one.services & other.services:
                    low, high = sorted((pools[one.number], pools[other.number]))
                    pools = {number: low if pool == high else pool for number, pool in pools.items()}
        return pools


def read(top: Section, counters: int) -> RoomRules:
    """The rules that office.toml writes; without [[loket]], `counters` of them serve everything.

    Raises ConfigError.
    """
    queue, quota = top.section("queue"), top.section("quota")
    desks = tuple(_desk(section) for section in top.tables("loket", most=MOST))
    numbers = [desk.number for desk in desks]
    for desk in desks:
        if numbers.count(desk.number) > 1:
            raise ConfigError("loket.number", f"Nomor {desk.number} ditulis dua kali. Beri nomor lain.")
    return RoomRules(
        desks=tuple(sorted(desks, key=lambda desk: desk.number))
        or tuple(Desk(number, f"Loket {number}") for number in range(1, counters + 1)),
        recalls=queue.number("recalls", 0, 9, default=3),
        tolerance=timedelta(minutes=queue.number("tolerance_minutes", 0, 600, default=60)),
        end_of_day=queue.choice("end_of_day", ("close", "keep"), default="close"),
        quota={service: quota.number(service, 0, 9999, default=0) for service in quota.names()},
    )


def _desk(section: Section) -> Desk:
    number = section.number("number", 1, 99, default=0)
    if not number:
        raise ConfigError(section.path("number"), "Harus diisi. Tulis angka dari 1 sampai 99.")
    return Desk(
        number=number,
        name=section.text("name", default=f"Loket {number}", longest=24),
        services=frozenset(section.texts("services", longest=40, most=100)),
    )
