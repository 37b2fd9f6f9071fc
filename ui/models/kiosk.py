"""The root of what QML sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms.journey import begin
from kiosk.ids import uuid7
from ui import session
from ui.desk import Desk
from ui.errands import Errands
from ui.helpers import Helpers
from ui.idle import Idle
from ui.models.asking import QuestionModel
from ui.models.assist import AssistModel
from ui.models.form import (
    DeclarationModel,
    EntriesModel,
    ForWhomModel,
    NoticeModel,
    ReviewModel,
    ServiceModel,
    StopModel,
)
from ui.models.front import ChoosingModel, HomeModel, OfficeModel, PriorityModel
from ui.models.overlays import IdleModel, ProblemModel
from ui.models.registration import made_here
from ui.models.results import CodeModel, DoneModel, PaperModel, StatusModel, TicketModel
from ui.models.view import View, of
from ui.options import Timing
from ui.shown import asking, assist, form, frame, front, overlays, results
from ui.ways import ApplyWay, Home, Intro, Welcome
from ui.world import World

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1


def part(name: str) -> Callable[[Any], View[Any]]:
    """The getter of the constant property that is the model `name`."""

    def get(kiosk: Kiosk) -> View[Any]:
        return kiosk.parts[name]

    return get


@QmlElement
@made_here
class Kiosk(View[frame.FrameShown]):
    """The whole screen: the frame around every page, and the model of each page."""

    wiped = Signal()
    pageChanged = Signal()
    wayChanged = Signal()
    goingBackChanged = Signal()
    pageSerialChanged = Signal()
    progressChanged = Signal()
    progressAtChanged = Signal()
    progressOfChanged = Signal()
    progressTitleChanged = Signal()
    canBackChanged = Signal()
    canHomeChanged = Signal()
    nextLabelChanged = Signal()
    nextEnabledChanged = Signal()
    overlayChanged = Signal()
    awaySentenceChanged = Signal()
    printerNoticeChanged = Signal()
    helpStateChanged = Signal()
    helpSentenceChanged = Signal()

    page = Property(str, of("page"), notify=pageChanged, final=True)
    way = Property(str, of("way"), notify=wayChanged, final=True)
    goingBack = Property(bool, of("goingBack"), notify=goingBackChanged, final=True)
    pageSerial = Property(int, of("pageSerial"), notify=pageSerialChanged, final=True)
    progress = Property(str, of("progress"), notify=progressChanged, final=True)
    progressAt = Property(int, of("progressAt"), notify=progressAtChanged, final=True)
    progressOf = Property(int, of("progressOf"), notify=progressOfChanged, final=True)
    progressTitle = Property(str, of("progressTitle"), notify=progressTitleChanged, final=True)
    canBack = Property(bool, of("canBack"), notify=canBackChanged, final=True)
    canHome = Property(bool, of("canHome"), notify=canHomeChanged, final=True)
    nextLabel = Property(str, of("nextLabel"), notify=nextLabelChanged, final=True)
    nextEnabled = Property(bool, of("nextEnabled"), notify=nextEnabledChanged, final=True)
    overlay = Property(str, of("overlay"), notify=overlayChanged, final=True)
    awaySentence = Property(str, of("awaySentence"), notify=awaySentenceChanged, final=True)
    printerNotice = Property(str, of("printerNotice"), notify=printerNoticeChanged, final=True)
    helpState = Property(str, of("helpState"), notify=helpStateChanged, final=True)
    helpSentence = Property(str, of("helpSentence"), notify=helpSentenceChanged, final=True)

    office = Property(OfficeModel, part("office"), constant=True, final=True)
    homePage = Property(HomeModel, part("homePage"), constant=True, final=True)
    choosing = Property(ChoosingModel, part("choosing"), constant=True, final=True)
    priority = Property(PriorityModel, part("priority"), constant=True, final=True)
    ticket = Property(TicketModel, part("ticket"), constant=True, final=True)
    paper = Property(PaperModel, part("paper"), constant=True, final=True)
    service = Property(ServiceModel, part("service"), constant=True, final=True)
    notice = Property(NoticeModel, part("notice"), constant=True, final=True)
    forWhom = Property(ForWhomModel, part("forWhom"), constant=True, final=True)
    question = Property(QuestionModel, part("question"), constant=True, final=True)
    entries = Property(EntriesModel, part("entries"), constant=True, final=True)
    stop = Property(StopModel, part("stop"), constant=True, final=True)
    review = Property(ReviewModel, part("review"), constant=True, final=True)
    declaration = Property(DeclarationModel, part("declaration"), constant=True, final=True)
    done = Property(DoneModel, part("done"), constant=True, final=True)
    code = Property(CodeModel, part("code"), constant=True, final=True)
    status = Property(StatusModel, part("status"), constant=True, final=True)
    idle = Property(IdleModel, part("idle"), constant=True, final=True)
    problem = Property(ProblemModel, part("problem"), constant=True, final=True)
    assist = Property(AssistModel, part("assist"), constant=True, final=True)

    def __init__(self, desk: Desk, errands: Errands, helpers: Helpers, idle: Idle, timing: Timing) -> None:
        super().__init__(frame.FrameShown(), {}, desk)
        self._desk = desk
        self._errands = errands
        self._helpers = helpers
        self._idle = idle
        self.parts: dict[str, View[Any]] = {
            "office": OfficeModel(desk, self),
            "homePage": HomeModel(desk, self),
            "choosing": ChoosingModel(desk, self),
            "priority": PriorityModel(desk, self),
            "ticket": TicketModel(desk, self),
            "paper": PaperModel(errands, self),
            "service": ServiceModel(desk, self),
            "notice": NoticeModel(desk, self),
            "forWhom": ForWhomModel(desk, self),
            "question": QuestionModel(desk, timing, self),
            "entries": EntriesModel(desk, self),
            "stop": StopModel(desk, self),
            "review": ReviewModel(desk, self),
            "declaration": DeclarationModel(desk, self),
            "done": DoneModel(desk, self),
            "code": CodeModel(desk, self),
            "status": StatusModel(desk, self),
            "idle": IdleModel(idle, self),
            "problem": ProblemModel(errands, self),
            "assist": AssistModel(desk, helpers, self),
        }
        desk.changed.connect(self._follow)
        desk.wiped.connect(self.wiped)
        self._follow(desk.world, desk.world)

    @Slot(object, object)
    def _follow(self, _old: World, new: World) -> None:
        """First the content, then the page, so that a page is built with what it shows.

        Outside a form nothing of it stays in any model; the page that showed it is gone by then.
        """
        shown = frame.frame(new)
        current = dict((*_ALWAYS, *_OF_PAGE.get(shown.page, ())))
        for name, derive in current.items():
            self.parts[name].show(derive(new))
        self.show(shown)
        if session.filled(new.session) is None:
            for name, view in self.parts.items():
                if name not in current:
                    view.wipe()

    @Slot()
    def start(self) -> None:
        self._desk.do(session.start)

    @Slot()
    def home(self) -> None:
        world = self._desk.world
        if isinstance(world.session, Welcome) or session.act(world.session) is not None:
            return
        if session.would_lose(world.session) and not world.leaving:
            self._desk.tell(leaving=True)
        else:
            self._desk.end(Home())

    @Slot()
    def stayHere(self) -> None:
        self._desk.tell(leaving=False)

    @Slot()
    def leave(self) -> None:
        self._desk.end(Welcome())

    @Slot()
    def back(self) -> None:
        self._desk.back()

    @Slot()
    def next(self) -> None:
        world = self._desk.world
        if session.finished(world.session):
            self._desk.end(Welcome())
        elif isinstance(world.session, ApplyWay) and isinstance(world.session.step, Intro):
            self._begin(world, world.session.step)
        elif self.props.nextEnabled:
            self._desk.do(session.forward, uuid7())

    def _begin(self, world: World, intro: Intro) -> None:
        if world.status is not None:
            today = date.fromisoformat(world.status.office_day)
            self._desk.do(session.begin_form, begin(intro.service, today, world.status.villages))

    @Slot(str)
    def typeByKey(self, symbols: str) -> None:
        """A keyboard, a numpad or a scanner at the screen types as the keys on it do."""
        field = self._typed_into()
        if field is not None and symbols.isprintable():
            field.type(symbols)

    @Slot()
    def eraseByKey(self) -> None:
        field = self._typed_into()
        if field is not None:
            field.erase()

    def _typed_into(self) -> QuestionModel | CodeModel | AssistModel | None:
        """The model that takes letters and digits on the page that can be touched now."""
        helper = self.parts["assist"]
        if self.props.overlay == "assist" and isinstance(helper, AssistModel):
            return helper
        field = self.parts.get({"question": "question", "code": "code"}.get(self.props.page, ""))
        return field if isinstance(field, QuestionModel | CodeModel) and not self.props.overlay else None

    @Slot()
    def touched(self) -> None:
        self._idle.touched()
        self._helpers.touched()

    @Slot()
    def callHelp(self) -> None:
        self._errands.call_help()


Derive = Callable[[World], Any]
_ALWAYS: tuple[tuple[str, Derive], ...] = (
    ("office", front.office),
    ("idle", overlays.idle),
    ("problem", overlays.problem),
    ("assist", assist.assisted),
)
_OF_PAGE: dict[str, tuple[tuple[str, Derive], ...]] = {
    "home": (("homePage", front.home),),
    "categories": (("choosing", front.choosing),),
    "services": (("choosing", front.choosing),),
    "priority": (("priority", front.priority),),
    "ticket": (
        ("ticket", results.ticket),
        ("paper", results.paper),
    ),
    "done": (
        ("paper", results.paper),
        ("done", results.done),
    ),
    "intro": (("service", form.service),),
    "checklist": (("service", form.service),),
    "notice": (("notice", form.notice),),
    "forwhom": (("forWhom", form.for_whom),),
    "question": (("question", asking.question),),
    "readout": (("question", asking.question),),
    "entries": (("entries", form.entries),),
    "stop": (("stop", form.stop),),
    "review": (("review", form.review),),
    "declaration": (("declaration", form.declaration),),
    "code": (("code", results.code),),
    "status": (("status", results.status),),
}
