"""A citizen takes a number: ticket, counter, print job, outbox row and audit row in one transaction."""

from __future__ import annotations

import dataclasses

from kiosk.acts import Act, Office, once
from kiosk.catalogue.model import Service
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.contract import Language, PrintJob, Priority, Ticket
from kiosk.officeday import office_day
from kiosk.queueing import numbers, wait
from kiosk.queueing.slip import slip
from kiosk.spool import jobs
from kiosk.store import Transaction
from kiosk.sync import outbox


def issue(
    tx: Transaction, *, act: Act, service: Service, priority: Priority, language: Language, office: Office
) -> tuple[Ticket, bool]:
    """The ticket and whether it was made just now. Raises KeyReused."""
    return once(
        tx,
        act,
        "ticket.issued",
        Ticket,
        lambda: place(
            tx, act=act, id=act.key, service=service, priority=priority, language=language, office=office
        ),
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
    series = service.queue.series
    people = wait.people_ahead(tx, day, series, priority)
    number = numbers.allocate(tx, day, series)
    issued_at = iso(act.now)
    tx.execute(
        "INSERT INTO tickets (id, office_day, series, number, service, priority, state, language, issued_at,"
        " application_id) VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)",
        (id, day, series, number, service.id, priority, language, issued_at, application_id),
    )
    ticket = Ticket(
        id=id,
        number=numbers.shown(series, number),
        service=service.id,
        priority=priority,
        office_day=day,
        issued_at=issued_at,
        people_ahead=people,
        wait=wait.estimate(people, service.queue, office.open_counters),
        print=PrintJob(uuid7(), "queued", "ticket"),
    )
    job = jobs.enqueue(
        tx,
        id=ticket.print.id,
        document=slip(ticket, service, office),
        subject="ticket",
        subject_id=id,
        now=act.now,
    )
    outbox.append(
        tx,
        kind="ticket.issued",
        key=id,
        payload={
            "number": ticket.number,
            "series": series,
            "service": service.id,
            "version": service.version,
            "priority": priority,
            "language": language,
            "issued_at": issued_at,
            "people_ahead": people,
            "application": application_id,
        },
        office_day=day,
        made_at=act.now,
        clock_quality=act.clock_quality,
    )
    return dataclasses.replace(ticket, print=job)
