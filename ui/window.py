"""The one window: loads the QML, shows it, and takes it down in the right order."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui import pictures
from ui.options import Profile, Timing
from ui.wiring import Wired

_SETTLED_MS = 1_000
"""After showing; what is only needed later may be loaded then."""

QML = Path(__file__).parent / "qml"


class WindowFailed(RuntimeError):
    """The QML could not be loaded; its warnings say why."""


class Pane:
    """The window of a wired screen."""

    def __init__(self, wired: Wired, profile: Profile, timing: Timing) -> None:
        self._wired = wired
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML))
        pictures.install(self.engine)
        self.engine.setInitialProperties(
            {
                "kiosk": wired.kiosk,
                "widthMm": profile.width_mm,
                "startWidth": profile.width,
                "startHeight": profile.height,
                "doubleStrikeMs": timing.double_strike_ms,
            }
        )
        self.engine.loadFromModule("Anjungan", "Main")
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowFailed("Anjungan/Main.qml")
        self.window: QQuickWindow = roots[0]
        wired.desk.wiped.connect(_clear_clipboard)

    def show(self, *, full_screen: bool) -> None:
        """On the whole screen without a mouse's arrow, or in a window that fits the screen there is."""
        if full_screen:
            self.window.setCursor(Qt.CursorShape.BlankCursor)
            self.window.showFullScreen()
        else:
            self.window.show()
        QTimer.singleShot(_SETTLED_MS, pictures.warm)

    def close(self) -> None:
        """The window first, then its engine, then what they show: the other way round bindings meet null."""
        self._wired.line.close()
        self.window.close()
        QGuiApplication.processEvents()
        shiboken6.delete(self.engine)
        shiboken6.delete(self._wired.desk)


def _clear_clipboard() -> None:
    QGuiApplication.clipboard().clear()
