"""A citizen takes a number: ticket, counter, print job, outbox row and audit row in one transaction."""

from __future__ import annotations

import dataclasses

from kiosk.acts import Act, Office, once
from kiosk.catalogue.model import Service
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.contract import Language, PrintJob, Priority, Ticket
from kiosk.office.room import Channel
from kiosk.officeday import office_day
from kiosk.queueing import follow, numbers, quota, steps, tickets, wait
from kiosk.queueing.slip import slip
from kiosk.queueing.tickets import Row
from kiosk.spool import jobs
from kiosk.store import Transaction
from kiosk.sync import outbox


def issue(
    tx: Transaction, *, act: Act, service: Service, priority: Priority, language: Language, office: Office
) -> tuple[Ticket, bool]:
    """The ticket and whether it was made just now. Raises KeyReused, QuotaReached."""

    def do() -> Ticket:
        quota.admit(tx, office_day(tx, act.now, office.zone), service.id, office.room)
        return place(
            tx, act=act, id=act.key, service=service, priority=priority, language=language, office=office
        )

    return once(
        tx,
        act,
        "ticket.issued",
        Ticket,
        do,
    )


def place(
    tx: Transaction,
    *,
    act: Act,
    id: str,
    service: Service,
    priority: Priority,
    language: Language,
    office: Office,
    application_id: str | None = None,
) -> Ticket:
    """Puts a new ticket into the queue, inside an act that may be larger than this."""
    day = office_day(tx, act.now, office.zone)
    people = wait.people_ahead(tx, day, office.room, service.id, priority)
    if office.emergency:
        people += office.emergency.waiting()
    row = _add(
        tx,
        act=act,
        id=id,
        day=day,
        series=office.emergency.series if office.emergency else service.queue.series,
        service=service,
        priority=priority,
        language=language,
        people_ahead=people,
        application_id=application_id,
        channel="satellite" if office.emergency else "kiosk",
    )
    phone = follow.address(tx, office.follow_url, id)
    ticket = Ticket(
        id=id,
        number=row.shown,
        service=service.id,
        priority=priority,
        office_day=day,
        issued_at=row.issued_at,
        people_ahead=people,
        wait=wait.expected(office, service, priority, people),
        print=PrintJob(uuid7(), "queued", "ticket"),
        follow=phone,
    )
    job = jobs.enqueue(
        tx,
        id=ticket.print.id,
        document=slip(ticket, service, office),
        subject="ticket",
        subject_id=id,
        now=act.now,
    )
    return dataclasses.replace(ticket, print=job)


def at_counter(
    tx: Transaction, *, act: Act, service: Service, priority: Priority, language: Language, office: Office
) -> Row:
    """A number for somebody who stands at the counter already: no paper, no quota."""
    return _add(
        tx,
        act=act,
        id=act.key,
        day=office_day(tx, act.now, office.zone),
        series=service.queue.series,
        service=service,
        priority=priority,
        language=language,
        people_ahead=0,
        application_id=None,
        channel="counter",
    )


def _add(
    tx: Transaction,
    *,
    act: Act,
    id: str,
    day: str,
    series: str,
    service: Service,
    priority: Priority,
    language: Language,
    people_ahead: int,
    application_id: str | None,
    channel: Channel,
) -> Row:
    return enter(
        tx,
        act=act,
        id=id,
        day=day,
        series=series,
        number=numbers.allocate(tx, day, series),
        service=service.id,
        version=service.version,
        priority=priority,
        language=language,
        people_ahead=people_ahead,
        application_id=application_id,
        channel=channel,
    )


def enter(
    tx: Transaction,
    *,
    act: Act,
    id: str,
    day: str,
    series: str,
    number: int,
    service: str,
    version: str,
    priority: Priority,
    language: Language,
    people_ahead: int,
    application_id: str | None,
    channel: Channel,
) -> Row:
    """A ticket whose number is given already waits from the time of the act; a part of larger acts.

    Raises IntegrityError where the number is taken on that day.
    """
    issued_at = iso(act.now)
    tx.execute(
        "INSERT INTO tickets (id, office_day, series, number, service, priority, state, language, issued_at,"
        " application_id, queue_day, since, changed_at, channel)"
        " VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?)",
        (
            *(id, day, series, number, service, priority, language, issued_at),
            *(application_id, day, issued_at, issued_at, channel),
        ),
    )
    steps.begin(tx, id, 1, service, day, act.now)
    outbox.append(
        tx,
        kind="ticket.issued",
        key=id,
        payload={
            "number": numbers.shown(series, number),
            "series": series,
            "service": service,
            "version": version,
            "priority": priority,
            "language": language,
            "issued_at": issued_at,
            "people_ahead": people_ahead,
            "application": application_id,
            "channel": channel,
            **({} if channel == "counter" else act.helper()),
        },
        office_day=day,
        made_at=act.now,
        clock_quality=act.clock_quality,
    )
    return tickets.find(tx, id)
