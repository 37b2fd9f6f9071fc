"""One record of a further kiosk becomes the office's own: a part of the transaction that takes it over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final, Literal, assert_never

import msgspec

from kiosk.acts import Act, adopt, once
from kiosk.applications import handover as applications
from kiosk.clock import from_iso
from kiosk.office.contract import Language, Priority
from kiosk.office.house import House
from kiosk.office.lan import problems
from kiosk.queueing import handover
from kiosk.queueing.handover import EmergencyTicket
from kiosk.satellite.contract import Paper, Record, Subject, series
from kiosk.spool import jobs, papers
from kiosk.store import IntegrityError, Transaction
from kiosk.sync import outbox

UNREADABLE: Final = (IntegrityError, msgspec.MsgspecError, KeyError, ValueError)
"""What a record raises that will never fit."""


class _Issued(msgspec.Struct, frozen=True):
    """Payload of `ticket.issued`, as kiosk/queueing/issue.py writes it."""

    number: str
    series: str
    service: str
    version: str
    priority: Priority
    language: Language
    people_ahead: int
    issued_at: str
    application: str | None


class _Printed(msgspec.Struct, frozen=True):
    """Payload of `print.outcome`, as kiosk/spool/jobs.py writes it."""

    job: str
    state: Literal["confirmed", "failed"]
    decided_by: jobs.Decider | None
    problem: str | None


def take(tx: Transaction, act: Act, kiosk: int, record: Record, house: House) -> bool:
    """Whether the record of kiosk number `kiosk` was taken over just now. `act` is the handing over.

    Raises Refusal, KeyReused, and any of UNREADABLE for what will never fit.
    """
    match record.kind:
        case "ticket.issued":
            return _ticket(tx, act, kiosk, record, house)
        case "application.submitted":
            return _new(
                tx, act, "application.handed_over", partial(_application, tx, act, kiosk, record, house)
            )
        case "print.outcome":
            return _new(tx, act, "print.handed_over", partial(_outcome, tx, act, record))
        case _:
            assert_never(record.kind)


def _ticket(tx: Transaction, act: Act, kiosk: int, record: Record, house: House) -> bool:
    said = msgspec.convert(record.payload, _Issued)
    if said.series != series(kiosk):
        raise problems.UNFIT_RECORD()
    taken, new = handover.take_over(
        tx,
        act=act,
        ticket=EmergencyTicket(
            id=record.key,
            office_day=record.office_day,
            series=said.series,
            number=int(said.number.removeprefix(f"{said.series}-")),
            service=said.service,
            version=said.version,
            priority=said.priority,
            language=said.language,
            people_ahead=said.people_ahead,
            issued_at=from_iso(said.issued_at),
            clock_quality=record.clock_quality,
            application=said.application,
        ),
        office=house.facts,
    )
    if new:
        if record.done:
            done = record.done
            adopt(
                tx,
                record.key,
                "ticket.issued",
                fingerprint=done.fingerprint,
                answer=done.answer,
                made_at=record.made_at,
            )
        _keep_papers(tx, kiosk, record.papers, "ticket", taken.ticket, act.now)
    return new


def _application(tx: Transaction, act: Act, kiosk: int, record: Record, house: House) -> None:
    if record.done is None:
        raise problems.UNFIT_RECORD()
    service = house.shelf.catalogue.service(record.payload["service"])
    new = applications.take_over(
        tx,
        act=Act(
            record.key,
            record.done.fingerprint,
            min(from_iso(record.made_at), act.now),
            record.clock_quality,
            act.staff,
        ),
        answer=record.done.answer,
        title=str(service.title) if service else record.payload["service"],
        record=record.payload,
        office_day=record.office_day,
    )
    receipt = jobs.original(tx, "receipt", record.key)
    if not new and receipt:
        handover.never_printed(tx, receipt, act)
    _keep_papers(tx, kiosk, record.papers, "receipt", record.key, act.now)


def _outcome(tx: Transaction, act: Act, record: Record) -> None:
    said = msgspec.convert(record.payload, _Printed)
    jobs.settle_diverted(
        tx, said.job, said.state, problem=said.problem, decided_by=said.decided_by, now=act.now
    )
    outbox.append(
        tx,
        kind=record.kind,
        key=record.key,
        payload=record.payload,
        office_day=record.office_day,
        made_at=from_iso(record.made_at),
        clock_quality=record.clock_quality,
    )


def _keep_papers(
    tx: Transaction, kiosk: int, some: list[Paper], subject: Subject, subject_id: str, now: datetime
) -> None:
    """What came out at the kiosk, for copies and for the receipt as PDF."""
    for paper in some:
        if jobs.original(tx, subject, subject_id) is None:
            document = papers.from_text(paper.document)
            jobs.enqueue(tx, id=paper.id, document=document, subject=subject, subject_id=subject_id, now=now)
            jobs.divert(tx, paper.id, kiosk)


def _new(tx: Transaction, act: Act, kind: str, do: Callable[[], None]) -> bool:
    return once(tx, act, kind, type(None), do)[1]
