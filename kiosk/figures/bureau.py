"""Figures out of the store. Each day is a look of its own, so that acts go on in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from kiosk import officeday
from kiosk.acts import Office
from kiosk.clock import Clock, from_iso, local
from kiosk.config import Hours
from kiosk.figures import daily, running, uptime, visits
from kiosk.figures.model import KioskLine, Summary, Today
from kiosk.figures.summary import Figures, curve
from kiosk.figures.uptime import Window
from kiosk.figures.visits import Visit
from kiosk.office.room import TicketState
from kiosk.queueing.room import Room
from kiosk.queueing.states import OPEN_SQL
from kiosk.satellite import registry
from kiosk.store import Connection, Store
from kiosk.words import clock_words, moment_words
from printing.documents import DailyReport

LONGEST: Final = timedelta(days=366)


class BadPeriod(ValueError):
    """The end lies before the beginning, or the period is longer than a year."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole office days, both ends among them. Raises BadPeriod."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not timedelta() <= self.last - self.first < LONGEST:
            raise BadPeriod


class Bureau:
    """Answers from the store; every method blocks on it."""

    def __init__(
        self, store: Store, room: Room, clock: Clock, hours: Callable[[date], Hours | None] | None = None
    ) -> None:
        """`hours`: when the office is to be open on a day; without it nothing is said of kiosks."""
        self._store = store
        self._room = room
        self._clock = clock
        self._hours = hours

    @property
    def office(self) -> Office:
        return self._room.office

    def today(self) -> Today:
        """The office day now."""
        now = self._clock.now()
        day, of_day, (people, first) = self._store.read(self._now)
        figures = self._figures()
        figures.add(of_day)
        longest = (now - first).total_seconds() / 60 if first else 0.0
        return Today(
            office=self.office.name,
            now=local(now, self.office.zone).isoformat(timespec="seconds"),
            waiting=people.get("waiting", 0),
            at_counters=people.get("called", 0) + people.get("serving", 0),
            parked=people.get("parked", 0),
            longest_wait=round(max(0.0, longest), 1),
            curve=curve(of_day, now, self.office.zone),
            summary=figures.summary(day, day),
        )

    def summary(self, period: Period) -> Summary:
        """The figures of a period."""
        figures = self._figures()
        for of_day in self.days(period):
            figures.add(of_day)
        summary = figures.summary(period.first.isoformat(), period.last.isoformat())
        return replace(summary, kiosks=self._kiosks(period))

    def days(self, period: Period) -> Iterator[list[Visit]]:
        """The visits of each day of the period, as they are asked for."""
        first, last = period.first.isoformat(), period.last.isoformat()
        for day in self._store.read(lambda connection: visits.days_between(connection, first, last)):
            yield self._of_day(day)

    def daily(self, day: date) -> DailyReport:
        """One day, to be printed now."""
        now = self._clock.now()
        of_day = self._of_day(day.isoformat())
        figures = self._figures()
        figures.add(of_day)
        wall = local(now, self.office.zone)
        evening = datetime.combine(day + timedelta(days=1), time(), self.office.zone)
        return daily.report(
            self.office,
            replace(figures.summary(day.isoformat(), day.isoformat()), kiosks=self._kiosks(Period(day, day))),
            curve(of_day, min(now, evening), self.office.zone),
            made_at=moment_words(wall),
            printed_at=clock_words(wall),
        )

    def title(self, service: str) -> str:
        """Title of a service; its id where the catalogue has lost it."""
        return self._room.title(service)

    def counter(self, number: int) -> str:
        """Name of a counter; its number where office.toml has lost it."""
        desk = self._room.rules.desk(number)
        return desk.name if desk else f"Loket {number}"

    def office_day(self) -> date:
        """Today, as the queue counts days."""
        now = self._clock.now()
        shown = self._store.read(lambda connection: officeday.shown(connection, now, self.office.zone))
        return date.fromisoformat(shown)

    def _kiosks(self, period: Period) -> tuple[KioskLine, ...]:
        if self._hours is None:
            return ()
        windows = list(self._windows(period))
        first, last = period.first.isoformat(), period.last.isoformat()

        def look(connection: Connection) -> tuple[KioskLine, ...]:
            names = {uptime.MAIN: "Anjungan utama"} | registry.names(connection)
            used = visits.by_kiosk(connection, first, last)
            if not windows:
                return uptime.lines(names, used, (), {}, ())
            start, end = windows[0][0], windows[-1][1]
            return uptime.lines(
                names,
                used,
                windows,
                running.standing_at(connection, start),
                running.changes(connection, start, end),
            )

        return self._store.read(look)

    def _windows(self, period: Period) -> Iterator[Window]:
        """The opening time of the period until now, UTC."""
        assert self._hours is not None
        now, day = self._clock.now(), period.first
        while day <= period.last:
            if hours := self._hours(day):
                start, end = (
                    datetime.combine(day, at, self.office.zone).astimezone(UTC)
                    for at in (hours.start, hours.end)
                )
                if start < now:
                    yield start, min(end, now)
            day += timedelta(days=1)

    def _of_day(self, day: str) -> list[Visit]:
        return self._store.read(lambda connection: visits.of_day(connection, day))

    def _now(
        self, connection: Connection
    ) -> tuple[str, list[Visit], tuple[dict[TicketState, int], datetime | None]]:
        day = officeday.shown(connection, self._clock.now(), self.office.zone)
        return day, visits.of_day(connection, day), _current(connection, day)

    def _figures(self) -> Figures:
        return Figures(self.office.zone, self.title, self.counter)


def _current(connection: Connection, day: str) -> tuple[dict[TicketState, int], datetime | None]:
    """People in the queue of `day` by state, and since when the first of the waiting does."""
    rows = connection.all(
        "SELECT state, count(*), min((SELECT waiting_since FROM visit_steps s"  # noqa: S608 (constant)
        " WHERE s.ticket_id = t.id AND s.step = t.step))"
        f" FROM tickets t WHERE queue_day = ? AND {OPEN_SQL} GROUP BY state",
        (day,),
    )
    first = next((since for state, _, since in rows if state == "waiting"), None)
    return {state: people for state, people, _ in rows}, from_iso(first) if first else None
