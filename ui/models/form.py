"""The pages of a form around its questions, for QML."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui import filling
from ui.desk import Desk
from ui.models.registration import made_here
from ui.models.rows import Rows
from ui.models.view import View, list_of, of
from ui.shown import form
from ui.shown.front import Sentence

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_here
class ServiceModel(View[form.ServiceShown]):
    """What the service is, and which papers it wants."""

    keyChanged = Signal()
    titleChanged = Signal()
    summaryChanged = Signal()
    iconChanged = Signal()
    timeSentenceChanged = Signal()
    feeSentenceChanged = Signal()
    feeNoteChanged = Signal()
    outputChanged = Signal()
    outputNoteChanged = Signal()
    broughtSentenceChanged = Signal()
    missingSentenceChanged = Signal()

    key = Property(str, of("key"), notify=keyChanged, final=True)
    title = Property(str, of("title"), notify=titleChanged, final=True)
    summary = Property(str, of("summary"), notify=summaryChanged, final=True)
    icon = Property(str, of("icon"), notify=iconChanged, final=True)
    timeSentence = Property(str, of("timeSentence"), notify=timeSentenceChanged, final=True)
    feeSentence = Property(str, of("feeSentence"), notify=feeSentenceChanged, final=True)
    feeNote = Property(str, of("feeNote"), notify=feeNoteChanged, final=True)
    output = Property(str, of("output"), notify=outputChanged, final=True)
    outputNote = Property(str, of("outputNote"), notify=outputNoteChanged, final=True)
    steps = Property(Rows, list_of("steps"), constant=True, final=True)
    requirements = Property(Rows, list_of("requirements"), constant=True, final=True)
    broughtSentence = Property(str, of("broughtSentence"), notify=broughtSentenceChanged, final=True)
    missingSentence = Property(str, of("missingSentence"), notify=missingSentenceChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(form.ServiceShown(), {"steps": Sentence, "requirements": form.Paper}, parent)
        self._desk = desk

    @Slot(str, bool)
    def bring(self, key: str, yes: bool) -> None:
        self._desk.fill(lambda filled: filling.bring(filled, key, yes))


@QmlElement
@made_here
class NoticeModel(View[form.NoticeShown]):
    """What is asked, what for and how long it is kept."""

    points = Property(Rows, list_of("points"), constant=True, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(form.NoticeShown(), {"points": form.Point}, parent)
        self._desk = desk


@QmlElement
@made_here
class ForWhomModel(View[form.ForWhomShown]):
    """Whom the letter is about."""

    options = Property(Rows, list_of("options"), constant=True, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(form.ForWhomShown(), {"options": form.Whom}, parent)
        self._desk = desk

    @Slot(str)
    def choose(self, key: str) -> None:
        self._desk.fill(lambda filled: filling.choose_for(filled, key))


@QmlElement
@made_here
class EntriesModel(View[form.EntriesShown]):
    """The entries of a repeat group."""

    titleChanged = Signal()
    sentenceChanged = Signal()
    addLabelChanged = Signal()
    errorChanged = Signal()

    title = Property(str, of("title"), notify=titleChanged, final=True)
    rows = Property(Rows, list_of("rows"), constant=True, final=True)
    sentence = Property(str, of("sentence"), notify=sentenceChanged, final=True)
    addLabel = Property(str, of("addLabel"), notify=addLabelChanged, final=True)
    error = Property(str, of("error"), notify=errorChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(form.EntriesShown(), {"rows": form.Entry}, parent)
        self._desk = desk

    @Slot()
    def add(self) -> None:
        self._desk.fill(filling.add_entry)

    @Slot(str)
    def edit(self, key: str) -> None:
        self._desk.fill(lambda filled: filling.open_entry(filled, int(key)))

    @Slot(str)
    def remove(self, key: str) -> None:
        self._desk.fill(lambda filled: filling.remove_entry(filled, int(key)))


@QmlElement
@made_here
class StopModel(View[form.StopShown]):
    """The way ends here; what to do instead."""

    titleChanged = Signal()
    bodyChanged = Signal()

    title = Property(str, of("title"), notify=titleChanged, final=True)
    body = Property(str, of("body"), notify=bodyChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(form.StopShown(), {}, parent)
        self._desk = desk


@QmlElement
@made_here
class ReviewModel(View[form.ReviewShown]):
    """*Periksa jawaban*."""

    rows = Property(Rows, list_of("rows"), constant=True, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(form.ReviewShown(), {"rows": form.ReviewRow}, parent)
        self._desk = desk

    @Slot(str)
    def change(self, key: str) -> None:
        name, entry = form.row_of_key(key)
        self._desk.fill(lambda filled: filling.change(filled, name, entry))


@QmlElement
@made_here
class DeclarationModel(View[form.DeclarationShown]):
    """The statement to agree to."""

    textChanged = Signal()
    agreedChanged = Signal()

    text = Property(str, of("text"), notify=textChanged, final=True)
    agreed = Property(bool, of("agreed"), notify=agreedChanged, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(form.DeclarationShown(), {}, parent)
        self._desk = desk

    @Slot(bool)
    def agree(self, yes: bool) -> None:
        self._desk.fill(lambda filled: filling.agree(filled, yes))
