"""Lists as QML sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.rows import Rows


@dataclass(frozen=True)
class Row:
    key: str
    open: bool = True


@pytest.fixture
def rows(qapp: QGuiApplication) -> Iterator[Rows]:
    parent = QObject()
    model = Rows(Row, parent)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, parent)
    yield model
    parent.deleteLater()


def test_the_fields_of_a_row_are_its_roles(rows: Rows) -> None:
    rows.show([Row("a"), Row("b", open=False)])
    names = {bytes(name.data()).decode(): role for role, name in rows.roleNames().items()}
    assert set(names) == {"key", "open"}
    assert rows.data(rows.index(1), names["key"]) == "b"
    assert rows.data(rows.index(1), names["open"]) is False


def test_changed_rows_live_on_and_only_they_are_told(rows: Rows) -> None:
    rows.show([Row("a"), Row("b")])
    resets: list[int] = []
    told: list[int] = []
    rows.modelReset.connect(lambda: resets.append(1))
    rows.dataChanged.connect(lambda first, _last: told.append(first.row()))
    rows.show([Row("a"), Row("c")])
    assert (resets, told) == ([], [1])
    rows.show([Row("a"), Row("c")])
    assert told == [1]


def test_another_number_of_rows_starts_anew_and_tells_the_count(rows: Rows) -> None:
    counts: list[int] = []
    rows.countChanged.connect(lambda: counts.append(rows.rowCount()))
    rows.show([Row("a")])
    rows.show([])
    assert counts == [1, 0]


def test_what_is_not_there_is_nothing(rows: Rows) -> None:
    rows.show([Row("a")])
    assert rows.data(rows.index(3)) is None
    assert rows.data(rows.index(0), 1) is None
