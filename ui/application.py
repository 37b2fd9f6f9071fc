"""The process around the window: Qt's application object, signals of the system, a clean end."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from traceback import extract_tb
from types import FrameType, TracebackType

from PySide6.QtCore import QCoreApplication, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_SWITCH_S = 0.0005
"""A thread that loads something beside the GUI thread gives way ten times sooner than Python's default."""


def application() -> QGuiApplication:
    """The application, drawing in software unless the environment says otherwise."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_ENABLE_HIGHDPI_SCALING"] = "0"
    QCoreApplication.setApplicationName("anjungan")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_SynthesizeMouseForUnhandledTouchEvents, True)
    sys.excepthook = _note_defect
    sys.setswitchinterval(_SWITCH_S)
    logging.basicConfig(level=logging.INFO, format="%(name)s %(message)s")
    return QGuiApplication(sys.argv[:1])


def _note_defect(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """An exception in a slot ends here. Its words may hold what was typed, so only its place is noted."""
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in extract_tb(trace)]
    print(f"screen_defect kind={kind.__name__} at={','.join(places)}", file=sys.stderr, flush=True)


class QuitOnSignal:
    """SIGTERM and SIGINT end the event loop, also while nothing else happens in it."""

    def __init__(self, app: QGuiApplication) -> None:
        self._ours, theirs = socket.socketpair()
        for end in (self._ours, theirs):
            end.setblocking(False)
        self._theirs = theirs
        signal.set_wakeup_fd(theirs.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._noted)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, app)
        self._notifier.activated.connect(self._quit)

    def _noted(self, _number: int, _frame: FrameType | None) -> None:
        """Python needs a handler, so that the byte is written that wakes the loop."""

    def _quit(self) -> None:
        self._ours.recv(64)
        quit_soon()


def quit_soon() -> None:
    """Queued: quitting inside a slot of the renderer crashes it."""
    QTimer.singleShot(0, QCoreApplication.quit)
