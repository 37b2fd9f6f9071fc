"""Where the world is kept: the one place that changes it, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.office.contract import PrintJob
from ui import filling, session
from ui.unanswered import under_its_key, without_answers
from ui.ways import Home, Session, Welcome
from ui.world import World

P = ParamSpec("P")
_JOBS_KEPT = 8


class Desk(QObject):
    """Holds the present `World`. Listeners of `changed(old, new)` show it or act upon it."""

    changed = Signal(object, object)
    wiped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.world = World()
        self._told = self.world
        self._telling = False

    def do(
        self, change: Callable[Concatenate[Session, P], Session], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Apply a transition of `ui.session` to the session. An act that was sent before keeps its key."""
        new = change(self.world.session, *args, **kwargs)
        self._move(under_its_key(new, self.world.unanswered), going_back=False)

    def fill(self, change: Callable[[filling.Filling], filling.Filling]) -> None:
        """Apply a change of `ui.filling` to the form, if one is being filled in."""
        form = session.filled(self.world.session)
        if form is not None and session.act(self.world.session) is None:
            self.do(session.fill, change(form))

    def back(self) -> None:
        self._move(session.back(self.world.session), going_back=True)

    def end(self, then: Session) -> None:
        """The citizen's session is over: nothing of it stays."""
        self.tell(
            session=then,
            serial=self.world.serial + 1,
            going_back=isinstance(then, Home | Welcome),
            trouble=None,
            leaving=False,
            idle_left=None,
            help="",
            assist=self.world.assist if isinstance(then, Home) else None,
            told=(),
            unanswered=without_answers(self.world.unanswered) if isinstance(then, Home) else (),
        )
        self.wiped.emit()

    def tell(self, **changes: Any) -> None:
        """Replace fields of the world.

        A listener may do so too: what it changes is told after the present change has been told to all, so
        that everybody hears of every change, and in the same order.
        """
        new = replace(self.world, **changes)
        if new == self.world:
            return
        self.world = new
        if self._telling:
            return
        self._telling = True
        while self._told is not self.world:
            old, self._told = self._told, self.world
            self.changed.emit(old, self._told)
        self._telling = False

    @Slot(object)
    def paper(self, job: PrintJob) -> None:
        """News of a print job, of this session or of somebody who has left."""
        others = tuple(known for known in self.world.told if known.id != job.id)
        self.tell(told=(*others, job)[-_JOBS_KEPT:], session=session.paper_told(self.world.session, job))

    def _move(self, new: Session, going_back: bool) -> None:
        old = self.world.session
        if new == old:
            return
        for job in self.world.told:
            new = session.paper_told(new, job)
        if _place(new) == _place(old):
            self.tell(session=new)
        else:
            self.tell(session=new, serial=self.world.serial + 1, going_back=going_back, trouble=None)


def _place(at: Session) -> object:
    form = session.filled(at)
    return filling.place(form) if form is not None else session.page(at)
