"""Files that could not be read, as a table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.window.engine_texts import in_own_words
from indexer.client import Failure

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class Column(IntEnum):
    """Columns of the table."""

    FILE = 0
    REASON = 1
    WHEN = 2


class FailureTable(QAbstractTableModel):
    """One row for each file."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a table without files."""
        super().__init__(parent)
        self._failures: tuple[Failure, ...] = ()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What is shown."""
        return self._failures

    def show(self, failures: Sequence[Failure]) -> None:
        """Show these."""
        if tuple(failures) != self._failures:
            self.beginResetModel()
            self._failures = tuple(failures)
            self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._failures)

    def columnCount(self, parent: _Index = _NONE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """See Qt."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("Why"), self.tr("Since"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if not index.isValid():
            return None
        failure = self._failures[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(failure, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return f"<p>{escape(failure.path)}</p><p>{escape(in_own_words(failure.reason))}</p>"
        return None


def _text(failure: Failure, column: int) -> str:
    match column:
        case Column.FILE:
            return os.path.basename(failure.path)  # noqa: PTH119 - an exact string, not a path here
        case Column.REASON:
            return in_own_words(failure.reason)
        case _:
            return _day(failure.when)


def _day(when: str) -> str:
    """The local day of a moment in UTC."""
    moment = QDateTime.fromString(when, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return when
    return QLocale().toString(moment.toLocalTime().date(), QLocale.FormatType.ShortFormat)
