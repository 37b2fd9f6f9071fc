"""Assisted mode at a further kiosk: the main office knows names, PINs, sessions and roles, the kiosk none.

While that is silent nobody can help at the screen, and the screen says so; the citizen's own acts go on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar
from urllib.parse import quote

from kiosk.clock import Clock
from kiosk.office import assistance, contract, problems
from kiosk.office.assist import SHOWN, Assist
from kiosk.office.desk import Desk, Tell
from kiosk.office.house import House
from kiosk.satellite.contract import Helper
from kiosk.satellite.desk import ForwardingDesk
from kiosk.satellite.errors import Silent
from kiosk.satellite.link import Link
from kiosk.spool import jobs, papers
from kiosk.store import Store
from printing.documents import ApplicationReceipt, TicketSlip

T = TypeVar("T")

NO_HELP: Final = "Kantor utama tidak menjawab. Bantuan petugas belum bisa."


class RelayedAssist(Assist):
    """What staff can do at a further kiosk. Raises Refusal: what the office says, or that it is silent."""

    def __init__(
        self, store: Store, house: House, clock: Clock, tell: Tell, *, link: Link, desk: ForwardingDesk
    ) -> None:
        super().__init__(store, house, clock, tell)
        self._link = link
        self._own_desk = desk

    def staff(self) -> assistance.AssistStaff:
        return _heard(lambda: self._link.assist("GET", "/staff", assistance.AssistStaff))

    def begin(self, wanted: assistance.AssistRequest) -> assistance.AssistSession:
        """The PIN goes to the office and stays nowhere."""
        return self._moved(lambda: self._link.assist("POST", "/session", assistance.AssistSession, wanted))

    def end(self, token: str) -> None:
        """A silent office ends the session itself, when nobody has used it for a while."""
        try:
            self._link.assist("DELETE", "/session", type(None), staff=token)
        except Silent:
            return

    def desk(self, token: str) -> Desk:
        return self._own_desk.helped(token)

    def helper(self, token: str) -> str:
        return _heard(lambda: self._link.assist("GET", "/helper", Helper, staff=token)).id

    def set_priority(
        self, key: str, token: str, ticket: str, wanted: assistance.PriorityRequest
    ) -> assistance.TicketPriority:
        return self._moved(
            lambda: self._link.assist(
                "POST",
                f"/tickets/{quote(ticket, safe='')}/priority",
                assistance.TicketPriority,
                wanted,
                key,
                staff=token,
            )
        )

    def copy(self, key: str, token: str, wanted: assistance.CopyRequest) -> assistance.PaperCopy:
        return _heard(lambda: self._own_desk.helped(token).copy(key, wanted))

    def papers(self, token: str) -> assistance.OpenPapers:
        """Of this kiosk's own printer."""
        self.helper(token)
        found = self._store.read(lambda connection: jobs.unknown(connection, SHOWN))
        return assistance.OpenPapers([_open(job) for job in found])

    def answer_for_paper(
        self, key: str, token: str, id: str, said: contract.PaperOutcome
    ) -> contract.PrintJob:
        helper = self.helper(token)
        desk = Desk(self._store, self._house, self._clock, self._tell, staff=helper)
        return desk.answer_for_paper(key, id, said)

    def close(self, key: str, token: str, wanted: assistance.ClosingRequest) -> assistance.KioskClosure:
        """All kiosks of the office."""
        return self._moved(
            lambda: self._link.assist("POST", "/closing", assistance.KioskClosure, wanted, key, staff=token)
        )

    def open(self, key: str, token: str, wanted: assistance.OpeningRequest) -> assistance.KioskClosure:
        return self._moved(
            lambda: self._link.assist("POST", "/opening", assistance.KioskClosure, wanted, key, staff=token)
        )

    def closure(self, token: str) -> assistance.KioskClosure:
        return _heard(lambda: self._link.assist("GET", "/closure", assistance.KioskClosure, staff=token))

    def _moved(self, ask: Callable[[], T]) -> T:
        """The office stands otherwise now, and is asked at once how."""
        answer = _heard(ask)
        self._tell.record()
        return answer


def _heard(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except Silent:
        raise problems.UNREACHABLE(NO_HELP) from None


def _open(job: jobs.Job) -> assistance.OpenPaper:
    """The ticket or the application is the office's; what its paper is called stands on the paper."""
    match papers.from_text(job.document):
        case TicketSlip(number=shown) | ApplicationReceipt(code=shown):
            return assistance.OpenPaper(job.id, job.subject, shown, job.copy)
        case other:
            raise TypeError(f"no kiosk prints a {type(other).__name__}")
