"""Carries acts to the office: each once, under its own key, again and again until it is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import TypeVar, assert_never

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.catalogue.model import Catalogue
from kiosk.office.contract import Application, ApplicationStatus, HelpCall, PrintJob, Problem, Ticket
from ui import assist, filling, session, unanswered
from ui.api import Api, Flight
from ui.desk import Desk
from ui.options import Timing
from ui.outcome import Answered, Outcome, Refused, Unanswered
from ui.problems import CHANGED, GONE, MAY_DOUBLE, OUTDATED, UNANSWERED, Trouble, code_sentence, trouble
from ui.renewal import renewed
from ui.ways import Act, Home, LookingUp, Session, Submitting, Taking
from ui.world import World

T = TypeVar("T")

log = logging.getLogger(__name__)

FIRST_WAIT_MS = 200
LONGEST_WAIT_MS = 2_000


class Errands(QObject):
    """Follows the desk: when the session waits for the office, the act is on its way."""

    def __init__(self, desk: Desk, api: Api, timing: Timing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._api = api
        self._act: Act | None = None
        self._flight: Flight | None = None
        self._wait_ms = FIRST_WAIT_MS
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._send)
        self._patience = QTimer(self, singleShot=True, interval=timing.give_up_ms)
        self._patience.timeout.connect(self._give_up)
        self._help_seen = QTimer(self, singleShot=True, interval=timing.help_seen_ms)
        self._help_seen.timeout.connect(lambda: desk.tell(help=""))
        desk.changed.connect(self._follow)

    # --- acts of the session ---

    @Slot(object, object)
    def _follow(self, old: World, new: World) -> None:
        wanted = session.act(new.session)
        if wanted != self._act:
            self._drop()
            self._act = wanted
            if wanted is not None and unanswered.may_double(new.unanswered, wanted):
                self._desk.tell(trouble=MAY_DOUBLE)
            elif wanted is not None:
                self._begin()
        elif wanted is not None and old.away and not new.away and new.trouble is not MAY_DOUBLE:
            self._begin()
        if old.away and not new.away:
            self._ask_after_paper(new.session)

    def retry(self) -> None:
        """The citizen wants it sent: once more, the same act under the same key, or beside an earlier one."""
        self._desk.tell(trouble=None)
        if self._act is not None:
            self._begin()

    def give_in(self) -> None:
        """The citizen does not want to wait any longer. What was sent may still be done, under its key."""
        act, world = self._act, self._desk.world
        if act is None or world.trouble is MAY_DOUBLE:
            self._desk.tell(trouble=None)
        else:
            self._desk.tell(trouble=None, unanswered=unanswered.keep(world.unanswered, act))
        self._desk.do(session.refused, UNANSWERED.sentence)

    @property
    def _helper(self) -> str:
        return assist.for_citizen(self._desk.world.assist)

    def _begin(self) -> None:
        self._wait_ms = FIRST_WAIT_MS
        self._patience.start()
        self._send()

    def _drop(self) -> None:
        self._again.stop()
        self._patience.stop()
        if self._flight is not None:
            self._flight.leave()
            self._flight = None

    @Slot()
    def _send(self) -> None:
        if self._flight is not None:
            self._flight.leave()
        self._again.stop()
        match self._act:
            case None:
                return
            case Taking(key=key, request=wanted):

                def ticket(outcome: Outcome[Ticket]) -> None:
                    self._heard(outcome, lambda at, ticket: session.ticket_taken(at, key, ticket))

                self._flight = self._api.take_ticket(key, wanted, ticket, self._helper)
            case Submitting(key=key, request=filled):

                def stored(outcome: Outcome[Application]) -> None:
                    self._heard(outcome, lambda at, stored: session.application_stored(at, key, stored))

                self._flight = self._api.apply(key, filled, stored, self._helper)
            case LookingUp(code):

                def found(outcome: Outcome[ApplicationStatus]) -> None:
                    self._heard(outcome, session.status_found)

                self._flight = self._api.application_status(code, found)
            case act:
                assert_never(act)

    def _heard(self, outcome: Outcome[T], then: Callable[[Session, T], Session]) -> None:
        self._flight = None
        match outcome:
            case Answered(value):
                self._settle()
                self._desk.do(then, value)
            case Refused(problem) if isinstance(self._act, LookingUp):
                self._desk.do(session.refused, code_sentence(problem))
            case Refused(problem) if problem.type in OUTDATED:
                self._flight = self._api.catalogue(lambda answer: self._newer(answer, problem))
            case Refused(problem):
                self._refused(trouble(problem))
            case Unanswered(reason):
                self._try_again(reason)

    def _try_again(self, reason: str) -> None:
        log.info("act_unanswered reason=%s", reason)
        self._again.start(self._wait_ms)
        self._wait_ms = min(2 * self._wait_ms, LONGEST_WAIT_MS)

    def _settle(self) -> None:
        if isinstance(self._act, Taking | Submitting):
            self._desk.tell(unanswered=unanswered.settle(self._desk.world.unanswered, self._act.key))

    def _refused(self, why: Trouble) -> None:
        self._settle()
        self._desk.do(session.refused, "")
        self._desk.tell(trouble=why)

    def _newer(self, outcome: Outcome[Catalogue], problem: Problem) -> None:
        """The act was for an older catalogue. A form goes on with what the new one still asks."""
        self._flight = None
        if not isinstance(outcome, Answered):
            self._try_again("catalogue")
            return
        self._desk.tell(catalogue=outcome.value)
        world = self._desk.world
        chosen, form = session.service(world.session), session.filled(world.session)
        now = outcome.value.service(chosen.id) if chosen is not None else None
        if now is None or (form is not None and not now.applicable):
            self._settle()
            self._desk.end(Home())
            self._desk.tell(trouble=GONE)
        elif form is None or now == form.journey.service or world.status is None:
            self._refused(trouble(problem))
        else:
            today = date.fromisoformat(world.status.office_day)
            journey = renewed(form.journey, now, today, world.status.villages)
            self._settle()
            self._desk.do(session.renewed, filling.renewed(form, journey))
            self._desk.tell(trouble=CHANGED)

    @Slot()
    def _give_up(self) -> None:
        if self._desk.world.away:
            return
        self._again.stop()
        if self._flight is not None:
            self._flight.leave()
            self._flight = None
        self._desk.tell(trouble=UNANSWERED)

    # --- smaller errands ---

    def call_help(self) -> None:
        if self._desk.world.help in ("calling", "called"):
            return
        self._desk.tell(help="calling")
        self._api.call_help(session.page(self._desk.world.session), self._help_answered)

    def _help_answered(self, outcome: Outcome[HelpCall]) -> None:
        if self._desk.world.help == "calling":
            self._desk.tell(help="called" if isinstance(outcome, Answered) else "failed")
            self._help_seen.start()

    def paper_came_out(self, came_out: bool) -> None:
        for job in session.papers(self._desk.world.session):
            if job.state == "unknown":
                self._api.paper_came_out(job.id, came_out, self._paper_answered, self._helper)

    def _ask_after_paper(self, at: Session) -> None:
        for job in session.papers(at):
            if job.state not in ("confirmed", "failed"):
                self._api.print_job(job.id, self._paper_answered)

    def _paper_answered(self, outcome: Outcome[PrintJob]) -> None:
        if isinstance(outcome, Answered):
            self._desk.paper(outcome.value)
