"""One question, for QML."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ids import uuid7
from ui import draft as drafts
from ui import filling, session
from ui.desk import Desk
from ui.draft import Draft
from ui.models.registration import made_here
from ui.models.rows import Rows
from ui.models.view import View, list_of, of
from ui.options import Timing
from ui.shown import asking

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_here
class QuestionModel(View[asking.QuestionShown]):
    """The question of the page, and the answer under the fingers."""

    keyChanged = Signal()
    editorChanged = Signal()
    labelChanged = Signal()
    hintChanged = Signal()
    sectionChanged = Signal()
    pictureChanged = Signal()
    errorChanged = Signal()
    textChanged = Signal()
    shownChanged = Signal()
    counterChanged = Signal()
    fullChanged = Signal()
    unitChanged = Signal()
    keyboardChanged = Signal()
    multipleChanged = Signal()
    partChanged = Signal()
    unknownLabelChanged = Signal()
    skipLabelChanged = Signal()
    readoutNikChanged = Signal()
    readoutWarningChanged = Signal()

    key = Property(str, of("key"), notify=keyChanged, final=True)
    editor = Property(str, of("editor"), notify=editorChanged, final=True)
    label = Property(str, of("label"), notify=labelChanged, final=True)
    hint = Property(str, of("hint"), notify=hintChanged, final=True)
    section = Property(str, of("section"), notify=sectionChanged, final=True)
    picture = Property(str, of("picture"), notify=pictureChanged, final=True)
    error = Property(str, of("error"), notify=errorChanged, final=True)
    text = Property(str, of("text"), notify=textChanged, final=True)
    shown = Property(str, of("shown"), notify=shownChanged, final=True)
    counter = Property(str, of("counter"), notify=counterChanged, final=True)
    full = Property(bool, of("full"), notify=fullChanged, final=True)
    unit = Property(str, of("unit"), notify=unitChanged, final=True)
    keyboard = Property(str, of("keyboard"), notify=keyboardChanged, final=True)
    options = Property(Rows, list_of("options"), constant=True, final=True)
    multiple = Property(bool, of("multiple"), notify=multipleChanged, final=True)
    parts = Property(Rows, list_of("parts"), constant=True, final=True)
    part = Property(str, of("part"), notify=partChanged, final=True)
    unknownLabel = Property(str, of("unknownLabel"), notify=unknownLabelChanged, final=True)
    skipLabel = Property(str, of("skipLabel"), notify=skipLabelChanged, final=True)
    readout = Property(Rows, list_of("readout"), constant=True, final=True)
    readoutNik = Property(str, of("readoutNik"), notify=readoutNikChanged, final=True)
    readoutWarning = Property(str, of("readoutWarning"), notify=readoutWarningChanged, final=True)

    def __init__(self, desk: Desk, timing: Timing, parent: QObject) -> None:
        super().__init__(
            asking.QuestionShown(),
            {"options": asking.OptionRow, "parts": asking.PartRow, "readout": asking.ReadoutRow},
            parent,
        )
        self._desk = desk
        self._settling = 0
        self._settle = QTimer(self, singleShot=True, interval=timing.settle_ms)
        self._settle.timeout.connect(self._settled)

    @Slot(str)
    def type(self, symbols: str) -> None:
        self._edit(lambda draft: drafts.typed(draft, symbols))

    @Slot()
    def erase(self) -> None:
        self._edit(drafts.erased)

    @Slot()
    def clear(self) -> None:
        self._edit(drafts.cleared)

    @Slot(str)
    def choose(self, key: str) -> None:
        if not any(option.key == key for option in self.props.options):
            return
        self._edit(lambda draft: drafts.chosen(draft, key))
        form = session.filled(self._desk.world.session)
        if form is not None and form.draft is not None and drafts.answers_at_once(form.draft):
            self._settling = self._desk.world.serial
            self._settle.start()

    @Slot(str)
    def goPart(self, key: str) -> None:
        self._edit(lambda draft: drafts.at_part(draft, key))

    @Slot()
    def chooseUnknown(self) -> None:
        self._desk.fill(filling.mark_unknown)

    @Slot()
    def skip(self) -> None:
        self._desk.fill(filling.skip)

    @Slot()
    def correct(self) -> None:
        self._desk.fill(filling.correct)

    def _edit(self, change: Callable[[Draft], Draft]) -> None:
        self._settle.stop()
        self._desk.fill(lambda filled: filling.edit(filled, change))

    @Slot()
    def _settled(self) -> None:
        """The chosen option has been seen; go on, unless the page has changed meanwhile."""
        if self._desk.world.serial == self._settling:
            self._desk.do(session.forward, uuid7())
