"""The folders of the library as a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.window import texts
from app.window.engine_texts import in_own_words
from app.window.theme.theme import Theme
from indexer.client import FolderStatus

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class Column(IntEnum):
    """Columns of the table."""

    FOLDER = 0
    PHOTOS = 1
    STATE = 2


class FolderTable(QAbstractTableModel):
    """One row for each folder."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Make a table without folders."""
        super().__init__(parent)
        self._theme = theme
        self._folders: tuple[FolderStatus, ...] = ()

    @property
    def folders(self) -> tuple[FolderStatus, ...]:
        """What is shown."""
        return self._folders

    def show(self, folders: Sequence[FolderStatus]) -> None:
        """Show these; rows that stay keep their selection."""
        new = tuple(folders)
        same = [one.path for one in new] == [one.path for one in self._folders]
        if not same:
            self.beginResetModel()
        self._folders = new
        if not same:
            self.endResetModel()
        elif new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(Column) - 1))

    def row_of(self, path: str) -> int | None:
        """Where a folder stands."""
        return next((row for row, one in enumerate(self._folders) if one.path == path), None)

    def rowCount(self, parent: _Index = _NONE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._folders)

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
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Folder"), self.tr("Photos"), self.tr("State"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if not index.isValid():
            return None
        folder = self._folders[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(folder, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == Column.STATE:
                return self._theme.icon(_icon(folder), "warning" if folder.offline else "muted")
            case Qt.ItemDataRole.ToolTipRole:
                told = "\n".join(filter(None, [folder.path, in_own_words(folder.note)]))
                return f"<p>{escape(told)}</p>".replace("\n", "<br>")
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
        return None

    def _text(self, folder: FolderStatus, column: int) -> str:
        match column:
            case Column.FOLDER:
                return folder.path
            case Column.PHOTOS:
                return texts.number(folder.photos)
            case _:
                return self._state(folder)

    def _state(self, folder: FolderStatus) -> str:
        if folder.offline:
            return self.tr("Offline")
        return self.tr("Watched") if folder.watched else self.tr("Not watched")


def _icon(folder: FolderStatus) -> str:
    if folder.offline:
        return "hard-drive"
    return "eye" if folder.watched else "eye-off"


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == Column.PHOTOS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
