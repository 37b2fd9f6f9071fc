"""The acts of the office: each is one transaction, done once for one key.

A refusal is for new acts. Whoever repeats a key that was served gets the answer of that time, also when the
office has closed or the service has gone since. All methods block on the store: call them off the event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, NoReturn

from kiosk import help
from kiosk.acts import Act, fingerprint, once
from kiosk.applications.submit import submit
from kiosk.catalogue.model import Service
from kiosk.clock import Clock, local
from kiosk.forms.errors import Refused
from kiosk.forms.submission import CompletedApplication, check
from kiosk.office import contract, problems
from kiosk.office.errors import Refusal
from kiosk.office.house import House
from kiosk.queueing import closures
from kiosk.queueing.errors import QuotaReached
from kiosk.queueing.issue import issue
from kiosk.spool import jobs
from kiosk.spool.errors import JobNotOpenToAnswer, JobUnknown
from kiosk.store import Store, Transaction

GRACE: Final = timedelta(minutes=45)
"""Whoever began to fill in a form before closing time can hand it in."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Who hears of what was done, after it is durable. Called from the store's thread."""

    paper: Callable[[], None]
    """A paper was queued."""
    printed: Callable[[contract.PrintJob], None]
    """The state of a paper changed."""
    status: Callable[[], None]
    """Something that the status shows changed."""
    record: Callable[[], None]
    """A record waits for central."""


class Desk:
    """What citizens can do at the office."""

    def __init__(
        self,
        store: Store,
        house: House,
        clock: Clock,
        tell: Tell,
        *,
        kiosk: int | None = None,
        staff: str | None = None,
    ) -> None:
        """`kiosk`: the further kiosk at whose printer the papers come out; none: this machine's.

        `staff`: id of the account of whoever does it for the citizens.
        """
        self._store = store
        self._house = house
        self._clock = clock
        self._tell = tell
        self._kiosk = kiosk
        self._staff = staff

    def take_ticket(self, key: str, wanted: contract.TicketRequest) -> contract.Ticket:
        """A citizen takes a number. Raises Refusal, KeyReused."""
        act = self._act(key, wanted)
        service = self._open_service(wanted.service, act.now)

        def write(tx: Transaction) -> contract.Ticket:
            opened = self._unless_closed(tx, service, act.now)
            if isinstance(opened, Refusal):
                return once(tx, act, "ticket.issued", contract.Ticket, partial(_refuse, opened))[0]
            ticket, new = issue(
                tx,
                act=act,
                service=opened,
                priority=wanted.priority,
                language=wanted.language,
                office=self._house.facts,
            )
            if new:
                self._tell_after(tx, ticket.print)
            return ticket

        try:
            return self._store.write(write)
        except QuotaReached:
            raise problems.QUOTA() from None

    def apply(
        self, key: str, filled: contract.ApplicationRequest, code: str | None = None
    ) -> contract.Application:
        """A citizen hands in a filled form. Raises Refusal, KeyReused.

        `code`: the public code, where a further kiosk has drawn it.
        """
        act = self._act(key, filled)
        service = self._open_service(filled.service, act.now, act.now - GRACE)
        checked = service if isinstance(service, Refusal) else self._checked(service, filled, act.now)

        def refused(refusal: Refusal, tx: Transaction) -> contract.Application:
            return once(tx, act, "application.submitted", contract.Application, partial(_refuse, refusal))[0]

        def write(tx: Transaction) -> contract.Application:
            opened = self._unless_closed(tx, service, act.now - GRACE)
            if isinstance(opened, Refusal):
                return refused(opened, tx)
            if isinstance(checked, Refusal):
                return refused(checked, tx)
            application, new = submit(
                tx,
                act=act,
                service=opened,
                completed=checked,
                priority=filled.priority,
                language=filled.language,
                office=self._house.facts,
                code=code,
            )
            if new:
                ticket = application.ticket
                self._tell_after(tx, application.print, *([ticket.print] if ticket else []))
            return application

        return self._store.write(write)

    def call_help(self, key: str, wanted: contract.HelpRequest) -> contract.HelpCall:
        """*Panggil petugas*. Raises KeyReused."""
        act = self._act(key, wanted)

        def write(tx: Transaction) -> contract.HelpCall:
            made, new = help.call(tx, act=act, page=wanted.page, kiosk=self._kiosk)
            if new:
                tx.after(self._tell.status)
            return made

        return self._store.write(write)

    def answer_for_paper(self, key: str, id: str, said: contract.PaperOutcome) -> contract.PrintJob:
        """A person says whether a paper came out. Raises Refusal, KeyReused."""
        act = self._act(key, (id, said))

        def decide(tx: Transaction) -> contract.PrintJob:
            try:
                job = jobs.answered(tx, id, came_out=said.came_out, at=self._house.moment(act.now))
            except JobUnknown:
                raise problems.UNKNOWN_PRINT() from None
            except JobNotOpenToAnswer:
                raise problems.DECIDED() from None
            return job.shown()

        def write(tx: Transaction) -> contract.PrintJob:
            job, new = once(tx, act, "print.answered", contract.PrintJob, partial(decide, tx))
            if new:
                tx.after(partial(self._tell.printed, job))
            return job

        return self._store.write(write)

    def _act(self, key: str, content: Any) -> Act:
        now = self._clock.now()
        quality = self._house.moment(now).clock_quality
        return Act(key, fingerprint(content), now, quality, self._staff)

    def _open_service(self, id: str, *moments: datetime) -> Service | Refusal:
        service = self._house.shelf.catalogue.service(id)
        if service is None:
            return problems.UNKNOWN_SERVICE()
        doors = [self._house.door(moment) for moment in moments]
        if not any(door.gives_tickets for door in doors):
            return problems.CLOSED(doors[0].sentence)
        if reason := self._house.config.paused.get(id):
            return problems.PAUSED(reason)
        return service

    @staticmethod
    def _unless_closed(tx: Transaction, service: Service | Refusal, began: datetime) -> Service | Refusal:
        """The service; why not where staff have closed it, asked in the transaction that it is for."""
        if isinstance(service, Refusal):
            return service
        closed = closures.closed_because(tx, service.id, began)
        return problems.PAUSED(closed) if closed else service

    def _checked(
        self, service: Service, filled: contract.ApplicationRequest, now: datetime
    ) -> CompletedApplication | Refusal:
        if not service.applicable:
            return problems.NOT_APPLICABLE()
        if service.version != filled.version:
            return problems.OLD_VERSION()
        try:
            return check(
                service,
                filled.answers,
                filled.presented,
                local(now, self._house.config.zone).date(),
                self._house.villages,
                declared=filled.declared,
            )
        except Refused as refused:
            return problems.REFUSED(errors=refused.errors)

    def _tell_after(self, tx: Transaction, *papers: contract.PrintJob) -> None:
        if self._kiosk is None:
            tx.after(self._tell.paper)
        else:
            for paper in papers:
                jobs.divert(tx, paper.id, self._kiosk)
        tx.after(self._tell.record)
        tx.after(self._tell.status)


def _refuse(refusal: Refusal) -> NoReturn:
    raise refusal
