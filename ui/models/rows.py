"""Lists for QML: one small model over frozen rows, whose fields are the roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement

from ui.models.registration import made_here

QML_IMPORT_NAME = "Anjungan.Models"
QML_IMPORT_MAJOR_VERSION = 1

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


@QmlElement
@made_here
class Rows(QAbstractListModel):
    """Rows of one frozen dataclass. Showing the same number of rows again changes them in place, so that
    delegates live on and nothing flickers."""

    countChanged = Signal()

    def __init__(self, kind: type[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]
        self._roles = {_FIRST_ROLE + at: QByteArray(name.encode()) for at, name in enumerate(self._names)}
        self._rows: tuple[Any, ...] = ()

    def show(self, rows: Sequence[Any]) -> None:
        new = tuple(rows)
        old = self._rows
        if new == old:
            return
        if len(new) != len(old):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            self.countChanged.emit()
            return
        self._rows = new
        for at, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(at), self.index(at))

    @property
    def shown(self) -> tuple[Any, ...]:
        return self._rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _FIRST_ROLE) -> Any:
        at = role - _FIRST_ROLE
        if not (index.isValid() and index.row() < len(self._rows) and 0 <= at < len(self._names)):
            return None
        return getattr(self._rows[index.row()], self._names[at])

    def roleNames(self) -> dict[int, QByteArray]:
        return self._roles

    count = Property(int, rowCount, notify=countChanged, final=True)
