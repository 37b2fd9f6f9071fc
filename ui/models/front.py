"""Sambutan, home, and the choice of a service, for QML."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ids import uuid7
from ui import session
from ui.desk import Desk
from ui.models.registration import made_here
from ui.models.rows import Rows
from ui.models.view import View, list_of, of
from ui.shown import front

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_here
class OfficeModel(View[front.OfficeShown]):
    """The office: Sambutan and the header of every page."""

    knownChanged = Signal()
    nameChanged = Signal()
    regencyChanged = Signal()
    clockChanged = Signal()
    dateChanged = Signal()
    openingChanged = Signal()
    openingSentenceChanged = Signal()
    waitingChanged = Signal()
    waitingSentenceChanged = Signal()

    known = Property(bool, of("known"), notify=knownChanged, final=True)
    name = Property(str, of("name"), notify=nameChanged, final=True)
    regency = Property(str, of("regency"), notify=regencyChanged, final=True)
    clock = Property(str, of("clock"), notify=clockChanged, final=True)
    date = Property(str, of("date"), notify=dateChanged, final=True)
    opening = Property(str, of("opening"), notify=openingChanged, final=True)
    openingSentence = Property(str, of("openingSentence"), notify=openingSentenceChanged, final=True)
    waiting = Property(int, of("waiting"), notify=waitingChanged, final=True)
    waitingSentence = Property(str, of("waitingSentence"), notify=waitingSentenceChanged, final=True)
    announcements = Property(Rows, list_of("announcements"), constant=True, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(front.OfficeShown(), {"announcements": front.Sentence}, parent)
        self._desk = desk


@QmlElement
@made_here
class HomeModel(View[front.HomeShown]):
    """*Mau apa hari ini?*"""

    tiles = Property(Rows, list_of("tiles"), constant=True, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(front.HomeShown(), {"tiles": front.Tile}, parent)
        self._desk = desk

    @Slot(str)
    def choose(self, key: str) -> None:
        if any(tile.key == key and tile.open for tile in self.props.tiles):
            self._desk.do(session.choose_way, key)


@QmlElement
@made_here
class ChoosingModel(View[front.ChoosingShown]):
    """Categories, and the services of one."""

    headingChanged = Signal()

    heading = Property(str, of("heading"), notify=headingChanged, final=True)
    categories = Property(Rows, list_of("categories"), constant=True, final=True)
    services = Property(Rows, list_of("services"), constant=True, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(
            front.ChoosingShown(), {"categories": front.CategoryTile, "services": front.ServiceTile}, parent
        )
        self._desk = desk

    @Slot(str)
    def chooseCategory(self, key: str) -> None:
        if any(tile.key == key and tile.open for tile in self.props.categories):
            self._desk.do(session.choose_category, key)

    @Slot(str)
    def chooseService(self, key: str) -> None:
        catalogue = self._desk.world.catalogue
        chosen = catalogue.service(key) if catalogue is not None else None
        if chosen is not None and any(tile.key == key and tile.open for tile in self.props.services):
            self._desk.do(session.choose_service, chosen)


@QmlElement
@made_here
class PriorityModel(View[front.PriorityShown]):
    """*Apakah Bapak/Ibu …?*; its touch takes the number."""

    options = Property(Rows, list_of("options"), constant=True, final=True)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(front.PriorityShown(), {"options": front.Offer}, parent)
        self._desk = desk

    @Slot(str)
    def choose(self, key: str) -> None:
        if key in front.PRIORITY_KEYS:
            self._desk.do(session.choose_priority, front.PRIORITY_KEYS[key], uuid7())
