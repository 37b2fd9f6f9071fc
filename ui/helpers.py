"""Carries what staff do in assisted mode to the office, and ends it when nobody touches any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.ids import uuid7
from ui import assist, session
from ui.api import Api, Then
from ui.assist import Assisting, Choosing, EnteringPin, Helping
from ui.desk import Desk
from ui.options import Timing
from ui.outcome import Answered, Outcome, Refused, Unanswered
from ui.world import World

if TYPE_CHECKING:
    from kiosk.office.assistance import (
        AssistSession,
        AssistStaff,
        KioskClosure,
        OpenPapers,
        PaperCopy,
        TicketPriority,
    )
    from kiosk.office.contract import PrintJob, Priority
    from ui.helper_api import HelperApi

T = TypeVar("T")

SILENT = "Kantor belum menjawab. Coba sekali lagi."
FAR = "Kantor utama tidak menjawab. Bantuan petugas belum bisa."
NOBODY = "Belum ada akun petugas."


class Helpers(QObject):
    """Follows the desk. Every act has a key of its own; a silent office is asked again under the same one."""

    def __init__(self, desk: Desk, api: Api, timing: Timing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._api = api
        self._loaded: HelperApi | None = None
        self._silent: tuple[Any, str] | None = None
        self.patience = QTimer(self, singleShot=True, interval=timing.helper_idle_ms)
        self.patience.timeout.connect(self.stop)
        desk.changed.connect(self._follow)

    @property
    def _office(self) -> HelperApi:
        if self._loaded is None:
            from ui.helper_api import HelperApi

            self._loaded = HelperApi(self._api)
        return self._loaded

    def touched(self) -> None:
        if self._desk.world.assist is not None:
            self.patience.start()

    def change(self, how: Callable[[Assisting | None], Assisting | None]) -> None:
        self._desk.tell(assist=how(self._desk.world.assist))

    # --- in and out ---

    def begin(self) -> None:
        """*Saya petugas*."""
        world = self._desk.world
        if world.assist is None and world.status is not None and world.status.assisting:
            self._desk.tell(assist=Choosing())
            self.patience.start()
            self._office.staff(self._names)

    def _names(self, outcome: Outcome[AssistStaff]) -> None:
        if isinstance(self._desk.world.assist, Choosing):
            names = tuple(outcome.value.names) if isinstance(outcome, Answered) else ()
            silent = NOBODY if isinstance(outcome, Answered) else why(outcome)
            self._desk.tell(assist=Choosing(names, "" if names else silent))

    def enter(self) -> None:
        """The PIN is typed: sign in."""
        at = self._desk.world.assist
        if isinstance(at, EnteringPin) and assist.ready(at):
            self._desk.tell(assist=replace(at, sending=True))
            self._office.sign_in(at.name, at.pin, self._signed_in)

    def _signed_in(self, outcome: Outcome[AssistSession]) -> None:
        at = self._desk.world.assist
        waiting = isinstance(at, EnteringPin) and at.sending
        match outcome:
            case Answered(new) if waiting:
                panel: assist.Panel = "" if new.may_help else "menu"
                helping = Helping(new.token, new.name, new.may_help, new.may_close, panel)
                self._desk.tell(assist=helping, help="")
                if new.may_close:
                    self._office.closure(new.token, self._closure_known)
            case Answered(new):
                self._office.sign_out(new.token)
            case _ if isinstance(at, EnteringPin) and waiting:
                self._desk.tell(assist=replace(at, pin="", note=why(outcome), sending=False))

    def _closure_known(self, outcome: Outcome[KioskClosure]) -> None:
        at = self._desk.world.assist
        if isinstance(at, Helping) and isinstance(outcome, Answered):
            self._desk.tell(assist=replace(at, closed=outcome.value.reason))

    @Slot()
    def stop(self) -> None:
        """*Selesai membantu*. The citizen's session stays as it is."""
        self._desk.tell(assist=None)

    @Slot(object, object)
    def _follow(self, old: World, new: World) -> None:
        before, now = assist.token(old.assist), assist.token(new.assist)
        if before and before != now:
            self._silent = None
            self._office.sign_out(before)
        if new.assist is None:
            self.patience.stop()

    # --- acts ---

    def set_priority(self, priority: Priority) -> None:
        ticket = session.ticket(self._desk.world.session)
        if ticket is None:
            return

        def done(at: Helping, changed: TicketPriority) -> Assisting | None:
            self._desk.do(session.priority_set, changed.id, changed.priority)
            return assist.show(at, "menu", f"Prioritas {changed.number} sudah diubah.")

        self._act(
            ("priority", ticket.id, priority),
            lambda token, key, then: self._office.set_priority(token, key, ticket.id, priority, then),
            done,
        )

    def copy(self, paper: str) -> None:
        def done(at: Helping, made: PaperCopy) -> Assisting | None:
            shown = assist.show(at, "menu")
            return replace(shown, copy=made) if isinstance(shown, Helping) else shown

        self._act(("copy", paper), lambda token, key, then: self._office.copy(token, key, paper, then), done)

    def look_for_papers(self) -> None:
        def done(at: Helping, found: OpenPapers) -> Assisting | None:
            shown = assist.show(at, "papers")
            return replace(shown, papers=tuple(found.papers)) if isinstance(shown, Helping) else shown

        self._act(("papers",), lambda token, key, then: self._office.open_papers(token, then), done)

    def paper_came_out(self, came_out: bool) -> None:
        at = self._desk.world.assist
        if not isinstance(at, Helping) or at.asked is None:
            return
        job = at.asked.id

        def done(at: Helping, told: PrintJob) -> Assisting | None:
            self._desk.paper(told)
            rest = tuple(paper for paper in at.papers if paper.id != job)
            said = "Sudah dicatat: kertas keluar." if came_out else "Sudah dicatat: kertas tidak keluar."
            shown = assist.show(at, "papers" if rest else "menu", said)
            return replace(shown, papers=rest) if isinstance(shown, Helping) else shown

        self._act(
            ("paper", job, came_out),
            lambda token, key, then: self._api.paper_came_out(job, came_out, then, token, key),
            done,
        )

    def close(self, reason: str) -> None:
        self._act(
            ("close", reason), lambda token, key, then: self._office.close(token, key, reason, then), _closed
        )

    def open(self) -> None:
        self._act(("open",), lambda token, key, then: self._office.open(token, key, then), _closed)

    def _act(
        self,
        content: Any,
        send: Callable[[str, str, Then[T]], Any],
        done: Callable[[Helping, T], Assisting | None],
    ) -> None:
        at = self._desk.world.assist
        if not isinstance(at, Helping) or at.sending:
            return
        key = self._silent[1] if self._silent is not None and self._silent[0] == content else uuid7()
        token = at.token
        self._desk.tell(assist=replace(at, sending=True, note=""))

        def heard(outcome: Outcome[T]) -> None:
            self._silent = (content, key) if isinstance(outcome, Unanswered) else None
            now = self._desk.world.assist
            if not isinstance(now, Helping) or now.token != token:
                return
            match outcome:
                case Answered(value):
                    self._desk.tell(assist=done(replace(now, sending=False), value))
                case Refused(problem) if problem.type == "anjungan:staff-ended":
                    self.stop()
                case _:
                    self._desk.tell(assist=replace(now, sending=False, note=why(outcome)))

        send(token, key, heard)


def _closed(at: Helping, closure: KioskClosure) -> Assisting | None:
    said = "Anjungan ditutup sementara." if closure.reason else "Anjungan dibuka lagi."
    shown = assist.show(at, "menu", said)
    return replace(shown, closed=closure.reason) if isinstance(shown, Helping) else shown


def why(outcome: Outcome[Any]) -> str:
    """The office's own sentence: it is for staff."""
    match outcome:
        case Refused(problem):
            return problem.detail or problem.title
        case Unanswered("anjungan:main-office-silent"):
            return FAR
        case _:
            return SILENT
