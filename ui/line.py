"""The line to the office: its status, its catalogue, and whether it is there at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.catalogue.model import Catalogue
from kiosk.office.contract import ApplicationStatus, Status
from ui import session
from ui.api import Api
from ui.desk import Desk
from ui.events import Events
from ui.options import Timing
from ui.outcome import Answered, Outcome
from ui.ways import StatusWay

_CATALOGUE_AGAIN_MS = 2_000


class Line(QObject):
    """Keeps what the desk knows of the office up to date."""

    def __init__(self, desk: Desk, api: Api, timing: Timing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._api = api
        self.events = Events(api, self)
        self.events.status.connect(self._status)
        self.events.paper.connect(desk.paper)
        self.events.application.connect(self._application)
        self.events.reachable.connect(self._reachable)
        self._away = QTimer(self, singleShot=True, interval=timing.away_ms)
        self._away.timeout.connect(self._is_away)
        self._long = QTimer(self, singleShot=True, interval=timing.away_long_ms)
        self._long.timeout.connect(lambda: desk.tell(away_long=True))
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._tick)
        self._catalogue_again = QTimer(self, singleShot=True)
        self._catalogue_again.timeout.connect(self._fetch)
        self._told: datetime | None = None
        self._told_at = 0.0
        self._wants_catalogue = False

    def open(self) -> None:
        self._away.start()
        self.events.open()

    def close(self) -> None:
        self.events.close()

    @Slot()
    def want_catalogue_once(self) -> None:
        """A page is painted: there is time for the larger answer. Queued, as it is told by the renderer."""
        if not self._wants_catalogue:
            self._wants_catalogue = True
            self._catalogue_again.start(0)

    @Slot(object)
    def _status(self, status: Status) -> None:
        self._told, self._told_at = datetime.fromisoformat(status.now), monotonic()
        self._desk.tell(status=status)
        self._tick()
        known = self._desk.world.catalogue
        if self._wants_catalogue and (known is None or known.sha256 != status.catalogue_sha256):
            self._fetch()

    @Slot(object)
    def _application(self, status: ApplicationStatus) -> None:
        if isinstance(self._desk.world.session, StatusWay) and session.finished(self._desk.world.session):
            self._desk.do(session.status_found, status)

    @Slot(bool)
    def _reachable(self, there: bool) -> None:
        if there:
            self._away.stop()
            self._long.stop()
            self._desk.tell(away=False, away_long=False)
        elif not (self._away.isActive() or self._desk.world.away):
            self._away.start()

    @Slot()
    def _is_away(self) -> None:
        self._desk.tell(away=True)
        self._long.start()

    @Slot()
    def _tick(self) -> None:
        if self._told is None:
            return
        now = self._told + timedelta(seconds=monotonic() - self._told_at)
        self._desk.tell(now=now.replace(second=0, microsecond=0))
        self._minute.start(int((60 - now.second) * 1000 - now.microsecond / 1000) + 5)

    @Slot()
    def _fetch(self) -> None:
        self._catalogue_again.stop()
        self._api.catalogue(self._catalogue)

    def _catalogue(self, outcome: Outcome[Catalogue]) -> None:
        if isinstance(outcome, Answered):
            self._desk.tell(catalogue=outcome.value)
        else:
            self._catalogue_again.start(_CATALOGUE_AGAIN_MS)
