"""The item model of the saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.window.filters import describe
from indexer.query import SavedSearch

AnyIndex = QModelIndex | QPersistentModelIndex


class SavedModel(QAbstractListModel):
    """Saved searches by name. A new name changes nothing here: whoever listens saves it.

    Signals:
        rename_wanted(SavedSearch, str): the user gave it another name.
    """

    rename_wanted = Signal(SavedSearch, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._searches: tuple[SavedSearch, ...] = ()

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """What is shown."""
        return self._searches

    def show(self, searches: Sequence[SavedSearch]) -> None:
        """Show these."""
        if tuple(searches) != self._searches:
            self.beginResetModel()
            self._searches = tuple(searches)
            self.endResetModel()

    def search(self, index: AnyIndex) -> SavedSearch | None:
        """What stands there."""
        return self._searches[index.row()] if index.isValid() else None

    def index_of(self, name: str) -> QModelIndex:
        """Where a name stands; invalid if there is none."""
        names = [search.name for search in self._searches]
        return self.index(names.index(name)) if name in names else QModelIndex()

    # Qt's side

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """See Qt."""
        return 0 if parent.isValid() else len(self._searches)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        search = self.search(index)
        if search is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return search.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return describe.details_of(search.query) or None
            case _:
                return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that the user gave another name. See Qt."""
        search, name = self.search(index), " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or search is None or not name or name == search.name:
            return False
        self.rename_wanted.emit(search, name)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """See Qt."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
