"""A citizen hands in a filled form: application, receipt, ticket, outbox and audit in one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from kiosk.acts import Act, Office, once
from kiosk.applications import codes
from kiosk.applications.receipt import receipt
from kiosk.catalogue.model import Service
from kiosk.clock import iso
from kiosk.forms.submission import CompletedApplication
from kiosk.ids import uuid7
from kiosk.office.contract import Application, Language, PrintJob, Priority
from kiosk.officeday import office_day
from kiosk.queueing.issue import place
from kiosk.spool import jobs
from kiosk.store import Transaction
from kiosk.sync import outbox


def submit(
    tx: Transaction,
    *,
    act: Act,
    service: Service,
    completed: CompletedApplication,
    priority: Priority,
    language: Language,
    office: Office,
    code: str | None = None,
) -> tuple[Application, bool]:
    """The stored application and whether it was stored just now. Raises KeyReused.

    `code`: the public code that a further kiosk has drawn for it; none: one is drawn here.
    """
    return once(
        tx,
        act,
        "application.submitted",
        Application,
        lambda: _store(
            tx,
            act=act,
            service=service,
            completed=completed,
            priority=priority,
            language=language,
            office=office,
            code=code,
        ),
    )


def _store(
    tx: Transaction,
    *,
    act: Act,
    service: Service,
    completed: CompletedApplication,
    priority: Priority,
    language: Language,
    office: Office,
    code: str | None,
) -> Application:
    day = office_day(tx, act.now, office.zone)
    submitted_at = iso(act.now)
    days = service.standard.time.working_days
    ready_on = office.promise(date.fromisoformat(day), days).isoformat() if days else None
    code = code or _free_code(tx)
    record: dict[str, Any] = {
        "code": code,
        "service": service.id,
        "version": service.version,
        "language": language,
        "answers": completed.answers,
        "applicant": msgspec.to_builtins(completed.applicant),
        "concerned": msgspec.to_builtins(completed.concerned),
        "presented": list(completed.presented),
        "missing": list(completed.missing),
        "for_staff": list(completed.for_staff),
        "submitted_at": submitted_at,
        "ready_on": ready_on,
    }
    enter(tx, act=act, title=str(service.title), record=record, office_day=day)
    ticket = (
        place(
            tx,
            act=act,
            id=uuid7(),
            service=service,
            priority=priority,
            language=language,
            office=office,
            application_id=act.key,
        )
        if service.counter_visit
        else None
    )
    application = Application(
        id=act.key,
        code=code,
        service=service.id,
        state="received",
        submitted_at=submitted_at,
        ready_on=ready_on,
        missing=list(completed.missing),
        for_staff=list(completed.for_staff),
        print=PrintJob(uuid7(), "queued", "receipt"),
        ticket=ticket,
    )
    titles = {requirement.id: str(requirement.title) for requirement in service.standard.requirements}
    job = jobs.enqueue(
        tx,
        id=application.print.id,
        document=receipt(
            application,
            service,
            office,
            handed_in=tuple(titles[id] for id in completed.presented if id in titles),
            nik_last4=completed.applicant.nik[-4:] if completed.applicant.nik else None,
        ),
        subject="receipt",
        subject_id=act.key,
        now=act.now,
    )
    return dataclasses.replace(application, print=job)


def enter(tx: Transaction, *, act: Act, title: str, record: Mapping[str, Any], office_day: str) -> None:
    """Stores an application and its record for central; a part of larger acts.

    Raises IntegrityError where its key or its code is taken.
    """
    tx.execute(
        "INSERT INTO applications (id, code, service, service_title, version, language, state, answers,"
        " applicant, concerned, presented, missing, for_staff, submitted_at, changed_at, ready_on)"
        " VALUES (?, ?, ?, ?, ?, ?, 'received', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            act.key,
            record["code"],
            record["service"],
            title,
            record["version"],
            record["language"],
            *(
                msgspec.json.encode(record[part]).decode()
                for part in ("answers", "applicant", "concerned", "presented", "missing", "for_staff")
            ),
            record["submitted_at"],
            record["submitted_at"],
            record["ready_on"],
        ),
    )
    outbox.append(
        tx,
        kind="application.submitted",
        key=act.key,
        payload={**record, **act.helper()},
        office_day=office_day,
        made_at=act.now,
        clock_quality=act.clock_quality,
    )


def _free_code(tx: Transaction) -> str:
    while True:
        code = codes.draw()
        if tx.one("SELECT 1 FROM applications WHERE code = ?", (code,)) is None:
            return code
