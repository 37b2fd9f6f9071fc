"""The overlays, for QML."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.errands import Errands
from ui.idle import Idle
from ui.models.registration import made_here
from ui.models.view import View, of
from ui.shown import overlays

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_here
class IdleModel(View[overlays.IdleShown]):
    """*Masih di sana?*"""

    secondsLeftChanged = Signal()
    totalChanged = Signal()
    sentenceChanged = Signal()

    secondsLeft = Property(int, of("secondsLeft"), notify=secondsLeftChanged, final=True)
    total = Property(int, of("total"), notify=totalChanged, final=True)
    sentence = Property(str, of("sentence"), notify=sentenceChanged, final=True)

    def __init__(self, idle: Idle, parent: QObject) -> None:
        super().__init__(overlays.IdleShown(), {}, parent)
        self._idle = idle

    @Slot()
    def stay(self) -> None:
        self._idle.stay()


@QmlElement
@made_here
class ProblemModel(View[overlays.ProblemShown]):
    """What went wrong and what to do."""

    titleChanged = Signal()
    sentenceChanged = Signal()
    retryLabelChanged = Signal()
    dismissLabelChanged = Signal()

    title = Property(str, of("title"), notify=titleChanged, final=True)
    sentence = Property(str, of("sentence"), notify=sentenceChanged, final=True)
    retryLabel = Property(str, of("retryLabel"), notify=retryLabelChanged, final=True)
    dismissLabel = Property(str, of("dismissLabel"), notify=dismissLabelChanged, final=True)

    def __init__(self, errands: Errands, parent: QObject) -> None:
        super().__init__(overlays.ProblemShown(), {}, parent)
        self._errands = errands

    @Slot()
    def retry(self) -> None:
        self._errands.retry()

    @Slot()
    def dismiss(self) -> None:
        self._errands.give_in()
