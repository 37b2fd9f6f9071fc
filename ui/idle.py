"""Nobody touches any more: first a question, then everything is wiped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from ui import session
from ui.desk import Desk
from ui.options import Timing
from ui.ways import Welcome
from ui.world import World


class Idle(QObject):
    """Watches the desk. `touched()` starts the patience anew; when it ends the session does."""

    def __init__(self, desk: Desk, timing: Timing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timing = timing
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.warn)
        self._second = QTimer(self, interval=timing.second_ms)
        self._second.timeout.connect(self._count)
        desk.changed.connect(self._follow)

    def touched(self) -> None:
        """Called at every press and every key; the warning itself only ends by `stay`."""
        if self._desk.world.idle_left is None:
            self._start()

    def stay(self) -> None:
        self._second.stop()
        self._desk.tell(idle_left=None)
        self._start()

    @Slot(object, object)
    def _follow(self, old: World, new: World) -> None:
        """Another page: somebody is there, or something has come that they should have time to see."""
        if new.serial != old.serial:
            self.stay()

    def _start(self) -> None:
        at = self._desk.world.session
        if isinstance(at, Welcome):
            self._patience.stop()
            return
        last = session.finished(at)
        self._patience.start(self._timing.last_idle_ms if last else self._timing.idle_ms)

    @Slot()
    def warn(self) -> None:
        """*Masih di sana?*"""
        last = session.finished(self._desk.world.session)
        seconds = self._timing.last_countdown_s if last else self._timing.countdown_s
        self._desk.tell(idle_left=seconds, idle_total=seconds)
        self._second.start()

    @Slot()
    def _count(self) -> None:
        left = (self._desk.world.idle_left or 0) - 1
        if left > 0:
            self._desk.tell(idle_left=left)
            return
        self._second.stop()
        self._desk.end(Welcome())
