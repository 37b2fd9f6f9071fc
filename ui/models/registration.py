"""How our types are made known to QML: to be used, never to be made there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtQml import QmlUncreatable

T = TypeVar("T")


def made_here(kind: type[T]) -> type[T]:
    """Class decorator under `@QmlElement`: Python makes the objects, QML gets them as properties."""
    mark: Callable[[type[T]], type[T]] = QmlUncreatable("made in Python")  # type: ignore[assignment] # PySide6's stubs lack its __call__
    return mark(kind)
