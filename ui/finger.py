"""A finger for tours, benches and tests: sees what is on the screen, and touches it with real touch events.

It finds a thing by its object name or by the words on it (its accessible name), insists that it is visible,
enabled and on top at the very point, and types through the keyboard on the screen, key by key. It knows
nothing of the models behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

PATIENCE_S = 5.0
_ROUND_MS = 15


class NotThere(AssertionError):
    """What the finger was to touch or see did not come in time; says what was there instead."""


def wait_until(holds: Callable[[], bool], what: Callable[[], str], patience_s: float = PATIENCE_S) -> None:
    """Runs the event loop until `holds`; raises NotThere after `patience_s` seconds."""
    deadline = monotonic() + patience_s
    _bury()
    while not holds():
        if monotonic() > deadline:
            raise NotThere(what())
        QCoreApplication.processEvents(
            QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents, _ROUND_MS
        )


def _bury() -> None:
    """Deletes what is to be deleted later: outside of `exec()` nobody else does, and pages would pile up."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def let_pass(ms: int) -> None:
    """Runs the event loop for `ms`, as a person needs between two touches."""
    until = monotonic() + ms / 1000
    while (left := until - monotonic()) > 0:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, max(1, int(left * 1000)))


class Finger:
    """Touches things in `window`, as a steady hand does: never faster than the guard against trembling
    allows, which is `guard_ms` between two touches of one thing and after a new page. `scene` gives
    another value for each page shown."""

    def __init__(self, window: QQuickWindow, guard_ms: int, scene: Callable[[], object]) -> None:
        self._window = window
        self._device = QTest.createTouchDevice()
        self._guard_ms = guard_ms
        self._scene = scene
        self._last: tuple[object, str] = (None, "")

    # --- seeing ---

    def find(self, name: str) -> QQuickItem | None:
        """The visible item with that object name, or else with those words; of several the topmost.

        Words are looked for last: asking an item for its name makes Qt keep an accessible twin of it.
        """
        there = list(_visible(self._window.contentItem()))
        named = [item for item in there if item.objectName() == name]
        if not named:
            named = [item for item in there if _worded(item) and _words(item) == name]
        return named[-1] if named else None

    def sees(self, name: str) -> bool:
        return self.find(name) is not None

    def page(self) -> str:
        """Name of the page on the screen."""
        for item in _visible(self._window.contentItem()):
            if item.objectName().startswith("page-"):
                return item.objectName().removeprefix("page-")
        return ""

    def names(self) -> list[str]:
        """Object names of everything that could be touched now."""
        return [
            item.objectName()
            for item in _visible(self._window.contentItem())
            if item.objectName() and item.isEnabled() and not item.objectName().startswith("page-")
        ]

    def texts(self) -> list[str]:
        """Every text in the window, whether it can be seen or not."""
        return [text for item in _all(self._window.contentItem()) if (text := item.property("text"))]

    def where(self, name: str) -> QPointF:
        """The middle of the thing, in the window."""
        item = self.find(name)
        if item is None:
            raise NotThere(f"{name}, but {self._sight()}")
        return _middle(item)

    def wait_for(self, page: str, patience_s: float = PATIENCE_S) -> None:
        wait_until(lambda: self.page() == page, lambda: f"page {page}, but {self._sight()}", patience_s)

    def wait_to_see(self, name: str, patience_s: float = PATIENCE_S) -> None:
        wait_until(lambda: self.sees(name), lambda: f"{name}, but {self._sight()}", patience_s)

    def wait_to_miss(self, name: str, patience_s: float = PATIENCE_S) -> None:
        wait_until(lambda: not self.sees(name), lambda: f"no {name}, but {self._sight()}", patience_s)

    def _sight(self) -> str:
        return f"page {self.page()!r} with {', '.join(self.names()[:40])}"

    # --- touching ---

    def can_touch(self, name: str) -> bool:
        item = self.find(name)
        return item is not None and item.isEnabled() and self._on_top(item)

    def touch(self, name: str, patience_s: float = PATIENCE_S) -> None:
        """Press and release in the middle of the thing, once it can be touched; scrolls to it if need be."""
        touching = (self._scene(), name)
        if self._guard_ms and (name == self._last[1] or touching[0] != self._last[0]):
            self.rest()
        self._last = touching
        self._bring_into_view(name, patience_s)
        wait_until(lambda: self.can_touch(name), lambda: f"{name} to touch, but {self._sight()}", patience_s)
        item = self.find(name)
        assert item is not None
        self.tap_at(_middle(item))

    def rest(self) -> None:
        """As long as a steady hand waits."""
        let_pass(self._guard_ms + 40)

    def tap_at(self, at: QPointF) -> None:
        """Press and release at a point of the window."""
        point = at.toPoint()
        for press in (True, False):
            touch = QTest.touchEvent(self._window, self._device)
            if press:
                touch.press(0, point, self._window)
            else:
                touch.release(0, point, self._window)
            touch.commit()
        QCoreApplication.processEvents()

    def type(self, text: str) -> None:
        """Each symbol by its own key on the screen, turning the keyboard's page where needed."""
        for symbol in text.upper():
            key = "key-space" if symbol == " " else f"key-{symbol}"
            if not self.sees(key) and self.sees("key-digits"):
                self.touch("key-digits")
            self.touch(key)

    def _on_top(self, item: QQuickItem) -> bool:
        """Whether a touch in its middle meets it, or something inside of it, and nothing that lies above."""
        hit = _topmost(self._window.contentItem(), _middle(item))
        while hit is not None and hit is not item:
            hit = hit.parentItem()
        return hit is item

    def _bring_into_view(self, name: str, patience_s: float) -> None:
        """Presses *Lihat lagi* until the thing is on the page, as a person would."""
        wait_until(
            lambda: self.sees(name) or self.sees("more"), lambda: f"{name}, but {self._sight()}", patience_s
        )
        for _ in range(12):
            if self.can_touch(name) or not self.can_touch("more"):
                return
            more = self.find("more")
            assert more is not None
            self.tap_at(_middle(more))
            self.rest()

    # --- pictures ---

    def photograph(self, file: Path) -> None:
        """The window as it is painted now."""
        QCoreApplication.processEvents()
        if not self._window.grabWindow().save(str(file)):
            raise OSError(f"cannot write {file.name}")


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or item.opacity() <= 0:
        return
    yield item
    for child in item.childItems():
        yield from _visible(child)


def _all(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _all(child)


def _worded(item: QQuickItem) -> bool:
    return bool(item.objectName()) or item.activeFocusOnTab()


def _words(item: QObject) -> str:
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _middle(item: QQuickItem) -> QPointF:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def _topmost(item: QQuickItem, at: QPointF) -> QQuickItem | None:
    """The item painted last of those that take touches at a point of the scene."""
    if not item.isVisible() or item.opacity() <= 0:
        return None
    inside = item.contains(item.mapFromScene(at))
    if item.clip() and not inside:
        return None
    for child in sorted(item.childItems(), key=lambda child: child.z())[::-1]:
        if (hit := _topmost(child, at)) is not None:
            return hit
    takes = bool(item.acceptedMouseButtons() != Qt.MouseButton.NoButton) or bool(item.objectName())
    return item if inside and takes else None
