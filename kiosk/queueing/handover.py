"""Numbers that a further kiosk gave while this office was silent enter the queue: one person, one live one.

The office may have committed the act after all, and given a number that nobody was told. That one is
cancelled as superseded, unless a counter has called it already: then the emergency number is closed as
superseded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, assert_never
from uuid import UUID, uuid5

from kiosk.acts import Act, Office, once
from kiosk.office.contract import Language, Priority
from kiosk.officeday import office_day
from kiosk.queueing import handling, issue, tickets
from kiosk.queueing.tickets import Row
from kiosk.spool import jobs
from kiosk.spool.jobs import Job
from kiosk.store import Connection, Transaction
from kiosk.sync.envelope import ClockQuality


@dataclass(frozen=True, slots=True)
class EmergencyTicket:
    """A number as the further kiosk gave it."""

    id: str
    """At the kiosk: the key of the act, or an id of its own where an application came with it."""
    office_day: str
    series: str
    """ "K2"."""
    number: int
    service: str
    version: str
    """Version of the service."""
    priority: Priority
    language: Language
    people_ahead: int
    """As the slip said."""
    issued_at: datetime
    clock_quality: ClockQuality
    application: str | None
    """Id of the application, where the ticket is for its originals."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of an emergency number at the office."""

    ticket: str
    """Its id here."""
    state: Literal["waiting", "superseded"]
    """Superseded: the number in `rival` was called before this one was known."""
    rival: str = ""
    """The number that the same act had got here; empty: none."""


def handing_over(key: str) -> str:
    """The key of the act that hands over what was done under `key`; the same at every try."""
    return str(uuid5(UUID(key), "anjungan:handover"))


def take_over(
    tx: Transaction, *, act: Act, ticket: EmergencyTicket, office: Office
) -> tuple[TakenOver, bool]:
    """What became of the number and whether that was just now. `act.key` comes from `handing_over`.

    It waits from the time at which it was given; a kiosk whose clock is ahead brings nothing of tomorrow.

    Raises KeyReused; IntegrityError where the number is taken on that day.
    """

    def do() -> TakenOver:
        rival = _rival(tx, ticket)
        application = _known_application(tx, ticket.application)
        row = issue.enter(
            tx,
            act=replace(act, now=min(ticket.issued_at, act.now), clock_quality=ticket.clock_quality),
            id=act.key if rival and rival.id == ticket.id else ticket.id,
            day=min(ticket.office_day, office_day(tx, act.now, office.zone)),
            series=ticket.series,
            number=ticket.number,
            service=ticket.service,
            version=ticket.version,
            priority=ticket.priority,
            language=ticket.language,
            people_ahead=ticket.people_ahead,
            application_id=application,
            channel="satellite",
        )
        if rival is None:
            return TakenOver(row.id, "waiting")
        match rival.state:
            case "called" | "serving" | "done":
                handling.call_off(tx, act, None, row, f"Diganti nomor {rival.shown}")
                return TakenOver(row.id, "superseded", rival.shown)
            case "waiting" | "parked" | "no_show":
                handling.call_off(tx, act, None, rival, f"Diganti nomor {row.shown}")
            case "cancelled":
                pass
            case _:
                assert_never(rival.state)
        if slip := jobs.original(tx, "ticket", rival.id):
            never_printed(tx, slip, act)
        return TakenOver(row.id, "waiting", rival.shown)

    return once(tx, act, "ticket.handed_over", TakenOver, do)


def never_printed(tx: Transaction, paper: Job, act: Act) -> None:
    """The paper of an answer that never reached its kiosk: another came out there instead."""
    jobs.settle_diverted(tx, paper.id, "failed", problem="superseded", decided_by=None, now=act.now)


def highest(connection: Connection, office_day: str, series: str) -> int:
    """The highest number of an emergency series that is known here; 0 where there is none."""
    return int(
        connection.value(
            "SELECT coalesce(max(number), 0) FROM tickets WHERE office_day = ? AND series = ?",
            (office_day, series),
        )
    )


def _rival(connection: Connection, ticket: EmergencyTicket) -> Row | None:
    """The ticket that this office made for the same act."""
    found = (
        connection.one("SELECT id FROM tickets WHERE id = ?", (ticket.id,))
        if ticket.application is None
        else connection.one(
            "SELECT id FROM tickets WHERE application_id = ? AND channel = 'kiosk'", (ticket.application,)
        )
    )
    return tickets.find(connection, found[0]) if found else None


def _known_application(connection: Connection, id: str | None) -> str | None:
    known = connection.one("SELECT id FROM applications WHERE id = ?", (id,)) if id else None
    return known[0] if known else None
