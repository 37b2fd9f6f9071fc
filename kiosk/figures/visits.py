"""Visits of one office day, read through the index on it: what a day costs does not grow with history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kiosk.clock import from_iso
from kiosk.figures.model import Fate
from kiosk.office.contract import Priority
from kiosk.office.room import Channel, TicketState
from kiosk.queueing import numbers
from kiosk.store import Connection

SERVED: Final = frozenset({"served", "incomplete", "referred"})
"""Outcomes of whoever sat at a counter until the end."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One service of one ticket. Times are UTC, lengths milliseconds."""

    office_day: str
    number: str
    """ "B-017"."""
    step: int
    service: str
    priority: Priority
    channel: Channel
    counter: int | None
    issued_at: datetime
    """Of the number; later steps have it from the first."""
    waiting_since: datetime | None
    called_at: datetime | None
    serving_at: datetime | None
    ended_at: datetime | None
    wait_ms: int | None
    walk_ms: int | None
    service_ms: int | None
    """None also where the finish was forgotten."""
    forgotten: bool
    fate: Fate
    changed_at: datetime
    """When the ticket came into its present state."""
    waits_now: bool

    @property
    def waited_until(self) -> datetime | None:
        """When it was first called, or gave up; None: it still waits, or never began to."""
        if self.waiting_since is None or self.waits_now:
            return None
        if self.wait_ms is not None:
            return self.waiting_since + timedelta(milliseconds=self.wait_ms)
        return self.ended_at or self.changed_at


def days_between(connection: Connection, first: str, last: str) -> list[str]:
    """The office days of a period on which anybody came, in order."""
    rows = connection.all(
        "WITH RECURSIVE days (day) AS ("
        " SELECT (SELECT min(office_day) FROM visit_steps WHERE office_day >= ?1) UNION ALL"
        " SELECT (SELECT min(office_day) FROM visit_steps WHERE office_day > days.day)"
        " FROM days WHERE days.day < ?2) SELECT day FROM days WHERE day <= ?2",
        (first, last),
    )
    return [day for (day,) in rows]


def of_day(connection: Connection, day: str) -> list[Visit]:
    """The visits of a day in order of issue; services that are only planned are not among them."""
    rows = connection.all(
        "SELECT t.series, t.number, s.step, s.service, t.priority, t.channel, s.counter, t.issued_at,"
        " s.waiting_since, s.called_at, s.serving_at, s.ended_at, s.wait_ms, s.walk_ms, s.service_ms,"
        " s.forgotten, s.state, s.outcome, t.state, t.step, t.changed_at"
        " FROM visit_steps s JOIN tickets t ON t.id = s.ticket_id"
        " WHERE s.office_day = ? AND s.state <> 'planned' ORDER BY t.issued_at, t.number, s.step",
        (day,),
    )
    return [
        Visit(
            office_day=day,
            number=numbers.shown(series, number),
            step=step,
            service=service,
            priority=priority,
            channel=channel,
            counter=counter,
            issued_at=from_iso(issued_at),
            waiting_since=_time(waiting_since),
            called_at=_time(called_at),
            serving_at=_time(serving_at),
            ended_at=_time(ended_at),
            wait_ms=wait_ms,
            walk_ms=walk_ms,
            service_ms=None if forgotten else service_ms,
            forgotten=bool(forgotten),
            fate=_fate(state, outcome, ticket_state),
            changed_at=from_iso(changed_at or issued_at),
            waits_now=ticket_state == "waiting" and step == ticket_step,
        )
        for (
            series, number, step, service, priority, channel, counter, issued_at, waiting_since, called_at,
            serving_at, ended_at, wait_ms, walk_ms, service_ms, forgotten, state, outcome, ticket_state,
            ticket_step, changed_at,
        ) in rows
    ]  # fmt: skip


def by_kiosk(connection: Connection, first: str, last: str) -> dict[int, tuple[int, int, int]]:
    """Numbers, emergency numbers and numbers with a form that each kiosk gave; 1 is the main machine."""
    rows = connection.all(
        "SELECT CASE WHEN t.channel = 'satellite' THEN CAST(substr(t.series, 2) AS INTEGER)"
        " ELSE coalesce(j.kiosk, 1) END AS kiosk, count(*), sum(t.channel = 'satellite'),"
        " sum(t.application_id IS NOT NULL)"
        " FROM tickets t LEFT JOIN print_jobs j"
        " ON j.subject = 'ticket' AND j.subject_id = t.id AND j.copy = 0"
        " WHERE t.office_day BETWEEN ? AND ? AND t.channel <> 'counter' GROUP BY 1",
        (first, last),
    )
    return {kiosk: (numbers, emergency, form) for kiosk, numbers, emergency, form in rows}


def _fate(state: str, outcome: str | None, ticket: TicketState) -> Fate:
    if state == "ended":
        if outcome == "transferred":
            return "moved"
        return "served" if outcome in SERVED else "cancelled"
    if ticket == "no_show":
        return "no_show"
    return "cancelled" if ticket == "cancelled" else "open"


def _time(text: str | None) -> datetime | None:
    return None if text is None else from_iso(text)
