"""Assisted mode: staff sign in at the kiosk's own screen and help in the citizen's session.

Each act is one transaction under its own key; the audit log names who helped. All methods block on the store:
call them off the event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

from kiosk import help
from kiosk.acts import Act, fingerprint, once
from kiosk.applications import codes
from kiosk.clock import Clock
from kiosk.ids import uuid7
from kiosk.office import assistance, contract, problems
from kiosk.office.desk import Desk, Tell
from kiosk.office.errors import Refusal
from kiosk.office.house import House
from kiosk.office.lan.problems import of_queue
from kiosk.officeday import office_day
from kiosk.queueing import closures, handling, numbers, tickets
from kiosk.queueing.errors import QueueError
from kiosk.queueing.room import By
from kiosk.queueing.slip import PRIORITY_WORDS
from kiosk.spool import jobs, papers
from kiosk.staff import accounts, sessions, signing
from kiosk.staff.accounts import SERVES, TENDS, Account, Role
from kiosk.staff.errors import Locked, SessionEnded, WrongPin
from kiosk.store import Connection, Store, Transaction
from printing.documents import ApplicationReceipt, Document, TicketSlip

T = TypeVar("T")

SHOWN: Final = 6
"""Undecided papers that the screen offers."""


class Assist:
    """What staff can do at the kiosk."""

    def __init__(
        self, store: Store, house: House, clock: Clock, tell: Tell, *, kiosk: int | None = None
    ) -> None:
        """`kiosk`: the further kiosk at which they help; none: this machine's."""
        self._store = store
        self._house = house
        self._clock = clock
        self._tell = tell
        self._kiosk = kiosk

    def staff(self) -> assistance.AssistStaff:
        """Names to choose from."""
        everybody = self._store.read(accounts.everybody)
        return assistance.AssistStaff([one.name for one in everybody if one.disabled_at is None])

    def begin(self, wanted: assistance.AssistRequest) -> assistance.AssistSession:
        """Signs somebody in, and answers the calls for help of this kiosk. Raises Refusal.

        Takes about 0.1 s, without the store.
        """
        try:
            session = signing.sign_in(self._store, wanted.name, wanted.pin, self._clock.now())
        except WrongPin:
            raise problems.WRONG_PIN() from None
        except Locked as locked:
            later = {"Retry-After": str(locked.seconds)}
            raise problems.LOCKED(str(locked), headers=later) from None
        self._arrived(session.account)
        role = session.account.role
        return assistance.AssistSession(
            session.token, session.account.name, may_help=role in SERVES, may_close=role in TENDS
        )

    def end(self, token: str) -> None:
        """*Selesai membantu*. Ending twice is no error."""
        self._store.write(lambda tx: sessions.end(tx, token))

    def desk(self, token: str) -> Desk:
        """The desk as whoever helps uses it. A citizen's act goes on when the helper's session has ended."""
        try:
            helper = self.helper(token)
        except Refusal:
            helper = None
        return Desk(self._store, self._house, self._clock, self._tell, kiosk=self._kiosk, staff=helper)

    def helper(self, token: str) -> str:
        """Id of the account of whoever helps. Raises Refusal."""
        return self._who(token, SERVES).id

    def take_ticket(self, key: str, token: str, wanted: contract.TicketRequest) -> contract.Ticket:
        """A number, taken for a citizen. Raises Refusal, KeyReused."""
        return self.desk(token).take_ticket(key, wanted)

    def apply(self, key: str, token: str, filled: contract.ApplicationRequest) -> contract.Application:
        """A form, handed in for a citizen. Raises Refusal, KeyReused."""
        return self.desk(token).apply(key, filled)

    def set_priority(
        self, key: str, token: str, ticket: str, wanted: assistance.PriorityRequest
    ) -> assistance.TicketPriority:
        """Corrects the class of a ticket that is still open. Raises Refusal, KeyReused."""
        who = self._who(token, SERVES)

        def do(tx: Transaction, act: Act) -> tuple[assistance.TicketPriority, bool]:
            changed, new = handling.set_priority(
                tx, act=act, by=_by(who), room=self._house.room, ticket=ticket, priority=wanted.priority
            )
            return assistance.TicketPriority(changed.id, changed.number, changed.priority), new

        return self._do(key, who, (ticket, wanted), do, self._tell.status, self._tell.record)

    def copy(self, key: str, token: str, wanted: assistance.CopyRequest) -> assistance.PaperCopy:
        """Prints *SALINAN ke-n* of a slip of today or of a receipt. Raises Refusal, KeyReused."""
        who = self._who(token, SERVES)

        def do(tx: Transaction, act: Act) -> tuple[assistance.PaperCopy, bool]:
            return once(
                tx, act, "paper.copied", assistance.PaperCopy, lambda: self._copy(tx, act, wanted.paper)
            )

        return self._do(key, who, wanted, do, self._tell.paper)

    def papers(self, token: str) -> assistance.OpenPapers:
        """Papers whose printing is unknown. Raises Refusal."""
        self._who(token, SERVES)

        def look(connection: Connection) -> list[assistance.OpenPaper]:
            return [
                assistance.OpenPaper(job.id, job.subject, _shown(connection, job), job.copy)
                for job in jobs.unknown(connection, SHOWN)
            ]

        return assistance.OpenPapers(self._store.read(look))

    def answer_for_paper(
        self, key: str, token: str, id: str, said: contract.PaperOutcome
    ) -> contract.PrintJob:
        """Says whether a paper came out. Raises Refusal, KeyReused."""
        self._who(token, SERVES)
        return self.desk(token).answer_for_paper(key, id, said)

    def close(self, key: str, token: str, wanted: assistance.ClosingRequest) -> assistance.KioskClosure:
        """*Tutup sementara*: the whole kiosk, with a message. Raises Refusal, KeyReused."""
        who = self._who(token, TENDS)

        def do(tx: Transaction, act: Act) -> tuple[assistance.KioskClosure, bool]:
            closure, new = closures.close(
                tx, act=act, by=_by(who), room=self._house.room, reason=wanted.reason
            )
            return assistance.KioskClosure(closure.reason), new

        return self._do(key, who, wanted, do, self._tell.status, self._tell.record)

    def open(self, key: str, token: str, wanted: assistance.OpeningRequest) -> assistance.KioskClosure:
        """Opens the kiosk again; what was open stays open. Raises Refusal, KeyReused."""
        who = self._who(token, TENDS)

        def do(tx: Transaction, act: Act) -> tuple[assistance.KioskClosure, bool]:
            _, new = closures.reopen(tx, act=act, by=_by(who), room=self._house.room)
            return assistance.KioskClosure(""), new

        return self._do(key, who, wanted, do, self._tell.status, self._tell.record)

    def closure(self, token: str) -> assistance.KioskClosure:
        """Why staff have closed the kiosk. Raises Refusal."""
        self._who(token, TENDS)
        closed = {one.service: one.reason for one in self._store.read(closures.closures)}
        return assistance.KioskClosure(closed.get(closures.KIOSK, ""))

    def _arrived(self, who: Account) -> None:
        """Whoever called staff from this kiosk is being helped."""
        now = self._clock.now()
        act = Act(uuid7(), fingerprint("arrived"), now, self._house.moment(now).clock_quality, who.id)

        def write(tx: Transaction) -> None:
            if help.arrived(tx, act=act, kiosk=self._kiosk):
                tx.after(self._tell.status)

        self._store.write(write)

    def _who(self, token: str, roles: frozenset[Role]) -> Account:
        try:
            account = sessions.current(self._store, token, self._clock.now())
        except SessionEnded:
            raise problems.STAFF_ENDED() from None
        if account.role not in roles:
            raise problems.ROLE()
        return account

    def _do(
        self,
        key: str,
        who: Account,
        content: Any,
        do: Callable[[Transaction, Act], tuple[T, bool]],
        *hear: Callable[[], None],
    ) -> T:
        now = self._clock.now()
        act = Act(key, fingerprint((who.id, content)), now, self._house.moment(now).clock_quality, who.id)

        def write(tx: Transaction) -> T:
            result, new = do(tx, act)
            for listener in hear if new else ():
                tx.after(listener)
            return result

        try:
            return self._store.write(write)
        except QueueError as error:
            refusal = of_queue(error)
            raise Refusal(replace(refusal.problem, detail="")) from None  # the console's list is not here

    def _copy(self, tx: Transaction, act: Act, typed: str) -> assistance.PaperCopy:
        subject, id, change = self._paper(tx, act, typed)
        original = jobs.original(tx, subject, id)
        if original is None:
            raise problems.NO_PAPER()
        document = change(papers.from_text(original.document), jobs.next_copy(tx, subject, id))
        job = jobs.enqueue(tx, id=act.key, document=document, subject=subject, subject_id=id, now=act.now)
        if self._kiosk is not None:
            jobs.divert(tx, job.id, self._kiosk)
        return assistance.PaperCopy(_shown(tx, original), papers.copy_of(document), job)

    def _paper(
        self, tx: Transaction, act: Act, typed: str
    ) -> tuple[jobs.Subject, str, Callable[[Document, int], Document]]:
        try:
            code = codes.read(typed)
        except codes.BadCode:
            day = office_day(tx, act.now, self._house.config.zone)
            row = tickets.find_number(tx, day, typed)
            return "ticket", row.id, partial(_slip_copy, PRIORITY_WORDS[row.priority])
        known = tx.one("SELECT id FROM applications WHERE code = ?", (code,))
        if known is None:
            raise problems.UNKNOWN_CODE()
        return "receipt", known[0], _receipt_copy


def _slip_copy(priority: str, document: Document, copy: int) -> Document:
    """With the class that counts now."""
    assert isinstance(document, TicketSlip)
    return replace(document, priority=priority, copy=copy)


def _receipt_copy(document: Document, copy: int) -> Document:
    assert isinstance(document, ApplicationReceipt)
    return replace(document, copy=copy)


def _shown(connection: Connection, job: jobs.Job) -> str:
    if job.subject == "receipt":
        row = connection.one("SELECT code FROM applications WHERE id = ?", (job.subject_id,))
        return str(row[0]) if row else ""
    row = connection.one("SELECT series, number FROM tickets WHERE id = ?", (job.subject_id,))
    return numbers.shown(row[0], row[1]) if row else ""


def _by(who: Account) -> By:
    return By(who.id, supervisor=who.role == "supervisor")
