"""The ends of the ways and their paper, for QML."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui import session
from ui.desk import Desk
from ui.errands import Errands
from ui.models.registration import made_here
from ui.models.rows import Rows
from ui.models.view import View, list_of, of
from ui.shown import results
from ui.shown.front import Sentence

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_here
class TicketModel(View[results.TicketShown]):
    """The number."""

    numberChanged = Signal()
    serviceTitleChanged = Signal()
    priorityTitleChanged = Signal()
    aheadChanged = Signal()
    aheadSentenceChanged = Signal()
    waitSentenceChanged = Signal()
    followChanged = Signal()
    followSentenceChanged = Signal()

    number = Property(str, of("number"), notify=numberChanged, final=True)
    serviceTitle = Property(str, of("serviceTitle"), notify=serviceTitleChanged, final=True)
    priorityTitle = Property(str, of("priorityTitle"), notify=priorityTitleChanged, final=True)
    ahead = Property(int, of("ahead"), notify=aheadChanged, final=True)
    aheadSentence = Property(str, of("aheadSentence"), notify=aheadSentenceChanged, final=True)
    waitSentence = Property(str, of("waitSentence"), notify=waitSentenceChanged, final=True)
    follow = Property(str, of("follow"), notify=followChanged, final=True)
    followSentence = Property(str, of("followSentence"), notify=followSentenceChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(results.TicketShown(), {}, parent)
        self._desk = desk


@QmlElement
@made_here
class PaperModel(View[results.PaperShown]):
    """The slip or receipt on its way."""

    stateChanged = Signal()
    titleChanged = Signal()
    sentenceChanged = Signal()
    askChanged = Signal()

    state = Property(str, of("state"), notify=stateChanged, final=True)
    title = Property(str, of("title"), notify=titleChanged, final=True)
    sentence = Property(str, of("sentence"), notify=sentenceChanged, final=True)
    ask = Property(bool, of("ask"), notify=askChanged, final=True)

    def __init__(self, errands: Errands, parent: QObject) -> None:
        super().__init__(results.PaperShown(), {}, parent)
        self._errands = errands

    @Slot()
    def cameOut(self) -> None:
        self._errands.paper_came_out(True)

    @Slot()
    def notOut(self) -> None:
        self._errands.paper_came_out(False)


@QmlElement
@made_here
class DoneModel(View[results.DoneShown]):
    """A stored application."""

    codeChanged = Signal()
    qrChanged = Signal()
    serviceTitleChanged = Signal()
    readySentenceChanged = Signal()
    ticketNumberChanged = Signal()
    aheadSentenceChanged = Signal()
    waitSentenceChanged = Signal()

    code = Property(str, of("code"), notify=codeChanged, final=True)
    qr = Property(str, of("qr"), notify=qrChanged, final=True)
    serviceTitle = Property(str, of("serviceTitle"), notify=serviceTitleChanged, final=True)
    readySentence = Property(str, of("readySentence"), notify=readySentenceChanged, final=True)
    steps = Property(Rows, list_of("steps"), constant=True, final=True)
    missing = Property(Rows, list_of("missing"), constant=True, final=True)
    staffNotes = Property(Rows, list_of("staffNotes"), constant=True, final=True)
    ticketNumber = Property(str, of("ticketNumber"), notify=ticketNumberChanged, final=True)
    aheadSentence = Property(str, of("aheadSentence"), notify=aheadSentenceChanged, final=True)
    waitSentence = Property(str, of("waitSentence"), notify=waitSentenceChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(
            results.DoneShown(), {"steps": Sentence, "missing": Sentence, "staffNotes": Sentence}, parent
        )
        self._desk = desk


@QmlElement
@made_here
class CodeModel(View[results.CodeShown]):
    """The public code while it is typed."""

    shownChanged = Signal()
    lengthChanged = Signal()
    totalChanged = Signal()
    errorChanged = Signal()
    fullChanged = Signal()

    shown = Property(str, of("shown"), notify=shownChanged, final=True)
    length = Property(int, of("length"), notify=lengthChanged, final=True)
    total = Property(int, of("total"), notify=totalChanged, final=True)
    error = Property(str, of("error"), notify=errorChanged, final=True)
    full = Property(bool, of("full"), notify=fullChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(results.CodeShown(), {}, parent)
        self._desk = desk

    @Slot(str)
    def type(self, symbols: str) -> None:
        self._desk.do(session.type_code, symbols)

    @Slot()
    def erase(self) -> None:
        self._desk.do(session.erase_code)

    @Slot()
    def clear(self) -> None:
        self._desk.do(session.erase_code, everything=True)


@QmlElement
@made_here
class StatusModel(View[results.StatusShown]):
    """The stage of an application."""

    codeChanged = Signal()
    serviceTitleChanged = Signal()
    stateChanged = Signal()
    titleChanged = Signal()
    sentenceChanged = Signal()
    noteChanged = Signal()
    readySentenceChanged = Signal()
    recordSentenceChanged = Signal()

    code = Property(str, of("code"), notify=codeChanged, final=True)
    serviceTitle = Property(str, of("serviceTitle"), notify=serviceTitleChanged, final=True)
    state = Property(str, of("state"), notify=stateChanged, final=True)
    title = Property(str, of("title"), notify=titleChanged, final=True)
    sentence = Property(str, of("sentence"), notify=sentenceChanged, final=True)
    stages = Property(Rows, list_of("stages"), constant=True, final=True)
    missing = Property(Rows, list_of("missing"), constant=True, final=True)
    note = Property(str, of("note"), notify=noteChanged, final=True)
    readySentence = Property(str, of("readySentence"), notify=readySentenceChanged, final=True)
    recordSentence = Property(str, of("recordSentence"), notify=recordSentenceChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(results.StatusShown(), {"stages": results.Stage, "missing": Sentence}, parent)
        self._desk = desk
