"""The acts of a further kiosk: done by the main office, or by the kiosk itself while that is silent.

An act that was answered here keeps its answer for ever, whoever gave it: the screen may ask again at any time
and the citizen still holds one number.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
from collections.abc import Callable
from typing import NoReturn, TypeVar

from kiosk.acts import Act, once
from kiosk.applications import codes
from kiosk.clock import Clock
from kiosk.office import contract, problems
from kiosk.office.assistance import CopyRequest, PaperCopy
from kiosk.office.desk import Desk, Tell
from kiosk.office.house import House
from kiosk.satellite.contract import Filled, Paper, PassedCopy
from kiosk.satellite.errors import Silent
from kiosk.satellite.link import Link
from kiosk.spool import jobs, papers
from kiosk.store import Store, Transaction

T = TypeVar("T")


class _NotYet(Exception):
    """The act has no answer here."""


class ForwardingDesk(Desk):
    """What citizens can do at a further kiosk. `house.facts.emergency` says how it gives numbers itself."""

    def __init__(
        self,
        store: Store,
        house: House,
        clock: Clock,
        tell: Tell,
        *,
        link: Link,
        secret: bytes,
        exhausted: Callable[[str], bool],
        staff: str = "",
    ) -> None:
        """`exhausted`: whether the office has given all numbers of a service for today, as far as is known.

        `staff`: token of whoever helps the citizens, or empty.
        """
        super().__init__(store, house, clock, tell)
        self._link = link
        self._secret = secret
        self._exhausted = exhausted
        self._token = staff

    def helped(self, staff: str) -> ForwardingDesk:
        """The same desk, as whoever has this token uses it."""
        return ForwardingDesk(
            self._store,
            self._house,
            self._clock,
            self._tell,
            link=self._link,
            secret=self._secret,
            exhausted=self._exhausted,
            staff=staff,
        )

    def take_ticket(self, key: str, wanted: contract.TicketRequest) -> contract.Ticket:
        """A number of the main office, or of the emergency series. Raises Refusal, KeyReused."""
        act, kind = self._act(key, wanted), "ticket.issued"
        try:
            return self._kept(act, kind, contract.Ticket)
        except _NotYet:
            pass
        try:
            passed = self._link.take_ticket(key, wanted, self._token)
        except Silent:
            if self._exhausted(wanted.service):
                raise problems.QUOTA() from None
            return super().take_ticket(key, wanted)
        return self._keep(act, kind, passed.answer, passed.papers)

    def apply(
        self, key: str, filled: contract.ApplicationRequest, code: str | None = None
    ) -> contract.Application:
        """The application as the main office stored it, or as this kiosk did. Raises Refusal, KeyReused."""
        act, kind = self._act(key, filled), "application.submitted"
        try:
            return self._kept(act, kind, contract.Application)
        except _NotYet:
            pass
        code = code or code_of(key, self._secret)
        try:
            passed = self._link.apply(key, Filled(filled, code), self._token)
        except Silent:
            return super().apply(key, filled, code)
        return self._keep(act, kind, passed.answer, passed.papers)

    def call_help(self, key: str, wanted: contract.HelpRequest) -> contract.HelpCall:
        """Only the main office can send somebody. Raises Refusal, KeyReused."""
        try:
            return self._link.call_help(key, wanted)
        except Silent:
            raise problems.UNREACHABLE() from None

    def copy(self, key: str, wanted: CopyRequest) -> PaperCopy:
        """A copy for this kiosk's own printer. Raises Refusal, KeyReused, Silent."""
        act, kind = self._act(key, wanted), "paper.copied"
        try:
            return self._kept(act, kind, PaperCopy)
        except _NotYet:
            pass
        passed = self._link.assist("POST", "/copies", PassedCopy, wanted, key, staff=self._token)
        return self._keep(act, kind, passed.answer, passed.papers)

    def _kept(self, act: Act, kind: str, answer: type[T]) -> T:
        return self._store.write(lambda tx: once(tx, act, kind, answer, _not_yet)[0])

    def _keep(self, act: Act, kind: str, answer: T, some: list[Paper]) -> T:
        def write(tx: Transaction) -> T:
            kept, new = once(tx, act, kind, type(answer), lambda: _print(tx, act, answer, some))
            if new:
                tx.after(self._tell.paper)
                tx.after(self._tell.status)
            return kept

        return self._store.write(write)


def code_of(key: str, secret: bytes) -> str:
    """The public code of the application with this key: nobody without the secret can tell it."""
    drawn = itertools.count()

    def bits(count: int) -> int:
        digest = hmac.new(secret, f"{key}:{next(drawn)}".encode(), hashlib.sha256).digest()
        return int.from_bytes(digest) >> (8 * len(digest) - count)

    return codes.draw(bits)


def _not_yet() -> NoReturn:
    raise _NotYet


def _print(tx: Transaction, act: Act, answer: T, some: list[Paper]) -> T:
    for paper in some:
        jobs.enqueue(
            tx,
            id=paper.id,
            document=papers.from_text(paper.document),
            subject=paper.subject,
            subject_id=paper.subject_id,
            now=act.now,
        )
    return answer
