"""Assisted mode, for QML."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui import assist, session
from ui.assist import Assisting, Choosing, Helping
from ui.desk import Desk
from ui.helpers import Helpers
from ui.models.registration import made_here
from ui.models.rows import Rows
from ui.models.view import View, list_of, of
from ui.shown import assist as shown
from ui.shown import front

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_here
class AssistModel(View[shown.AssistShown]):
    """Whoever helps, and what they do."""

    offeredChanged = Signal()
    barChanged = Signal()
    toolsChanged = Signal()
    pageChanged = Signal()
    titleChanged = Signal()
    leadChanged = Signal()
    noteChanged = Signal()
    textChanged = Signal()
    unitChanged = Signal()
    enterLabelChanged = Signal()
    readyChanged = Signal()
    leaveLabelChanged = Signal()

    offered = Property(bool, of("offered"), notify=offeredChanged, final=True)
    bar = Property(str, of("bar"), notify=barChanged, final=True)
    tools = Property(bool, of("tools"), notify=toolsChanged, final=True)
    page = Property(str, of("page"), notify=pageChanged, final=True)
    title = Property(str, of("title"), notify=titleChanged, final=True)
    lead = Property(str, of("lead"), notify=leadChanged, final=True)
    note = Property(str, of("note"), notify=noteChanged, final=True)
    text = Property(str, of("text"), notify=textChanged, final=True)
    unit = Property(str, of("unit"), notify=unitChanged, final=True)
    enterLabel = Property(str, of("enterLabel"), notify=enterLabelChanged, final=True)
    ready = Property(bool, of("ready"), notify=readyChanged, final=True)
    leaveLabel = Property(str, of("leaveLabel"), notify=leaveLabelChanged, final=True)
    choices = Property(Rows, list_of("choices"), constant=True, final=True)

    def __init__(self, desk: Desk, helpers: Helpers, parent: QObject) -> None:
        super().__init__(shown.AssistShown(), {"choices": front.Tile}, parent)
        self._desk = desk
        self._helpers = helpers

    @Slot()
    def begin(self) -> None:
        self._helpers.begin()

    @Slot()
    def stop(self) -> None:
        self._helpers.stop()

    @Slot()
    def openTools(self) -> None:
        self._show("menu")

    @Slot()
    def leave(self) -> None:
        self._helpers.change(assist.leave)

    @Slot(str)
    def type(self, symbols: str) -> None:
        self._helpers.change(lambda at: assist.type(at, symbols))

    @Slot()
    def erase(self) -> None:
        self._helpers.change(assist.erase)

    @Slot()
    def enter(self) -> None:
        at = self._desk.world.assist
        if not isinstance(at, Helping):
            self._helpers.enter()
        elif at.panel == "number" and assist.ready(at):
            self._helpers.copy(at.typed.strip())
        elif at.panel == "reason" and assist.ready(at):
            self._helpers.close(at.typed.strip().capitalize())

    @Slot(str)
    def choose(self, key: str) -> None:
        if any(tile.key == key for tile in self.props.choices):
            self._chosen(self._desk.world.assist, key)

    def _chosen(self, at: Assisting | None, key: str) -> None:
        match at:
            case Choosing():
                self._helpers.change(lambda at: assist.choose(at, key))
            case Helping(panel="menu"):
                self._use(key)
            case Helping(panel="priority"):
                self._helpers.set_priority(front.PRIORITY_KEYS[key])
            case Helping(panel="papers", papers=papers):
                asked = next(paper for paper in papers if paper.id == key)
                self._desk.tell(assist=replace(at, panel="paper", note="", asked=asked))
            case Helping(panel="paper"):
                self._helpers.paper_came_out(key == "keluar")
            case Helping(panel="reasons") if key == shown.OTHER_REASON.key:
                self._show("reason")
            case Helping(panel="reasons"):
                self._helpers.close(shown.REASONS[key].title)
            case _:
                pass

    def _use(self, tool: str) -> None:
        at = self._desk.world.session
        ticket = session.ticket(at)
        match tool:
            case "priority" | "number" | "reasons":
                self._show(tool)
            case "copy-ticket" if ticket is not None:
                self._helpers.copy(ticket.number)
            case "copy-receipt":
                self._helpers.copy(session.code(at))
            case "papers":
                self._helpers.look_for_papers()
            case "open":
                self._helpers.open()
            case _:
                pass

    def _show(self, panel: assist.Panel) -> None:
        self._helpers.change(lambda at: assist.show(at, panel))
