"""What every view model of a page does: hold one frozen value of properties and tell QML what changed.

A model declares each property as `name = Property(str, of("name"), notify=nameChanged, final=True)` and its
lists as `Rows`; `show()` takes the next value of its properties, swaps it in whole, and only then emits the
notifies of the fields that differ, so that a binding never sees half of a change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from ui.models.rows import Rows

P = TypeVar("P")


def of(name: str) -> Callable[[Any], Any]:
    """The getter of the property that shows field `name`."""

    def get(view: View[Any]) -> Any:
        return getattr(view.props, name)

    return get


def list_of(name: str) -> Callable[[Any], Rows]:
    """The getter of the constant property that is the list model of tuple field `name`."""

    def get(view: View[Any]) -> Rows:
        return view.lists[name]

    return get


class View(QObject, Generic[P]):
    """Shows a `P`. `kinds` gives for each tuple field of `P` the dataclass of its rows."""

    def __init__(self, empty: P, kinds: dict[str, type[Any]], parent: QObject) -> None:
        super().__init__(parent)
        self.empty = empty
        self.props = empty
        self.lists = {name: Rows(kind, self) for name, kind in kinds.items()}
        self._names = [field.name for field in fields(empty)]  # type: ignore[arg-type] # P is a dataclass

    def show(self, props: P) -> None:
        old, self.props = self.props, props
        if old == props:
            return
        for name in self._names:
            value = getattr(props, name)
            if name in self.lists:
                self.lists[name].show(value)
            elif value != getattr(old, name):
                getattr(self, f"{name}Changed").emit()

    def wipe(self) -> None:
        self.show(self.empty)
