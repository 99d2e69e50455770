"""The item model of the folder tree; its nodes are made when they are looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.window.filters import describe
from app.window.filters.folder_tree import FolderNode, FolderTree
from app.window.filters.rows import RowRole, Tick
from app.window.texts import photos
from indexer.reports import Count, FolderStatus

AnyIndex = QModelIndex | QPersistentModelIndex


class FolderModel(QAbstractItemModel):
    """Folders with photos. Ticking one changes nothing here: whoever listens chooses others.

    Signals:
        chosen_wanted(tuple): the user ticked something: the folders to be chosen.
    """

    chosen_wanted = Signal(tuple)

    def __init__(self, parent: QObject | None = None, separator: str = os.sep) -> None:
        super().__init__(parent)
        self._separator = separator
        self._folders: tuple[Count, ...] = ()
        self._numbers: tuple[Count, ...] = ()
        self._roots: tuple[FolderStatus, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._chosen_keys: list[str] = []
        self._tree = FolderTree(separator=separator)
        self._answers: dict[int, Callable[[FolderNode], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._label,
            Qt.ItemDataRole.ToolTipRole: self._details,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.CheckStateRole: lambda node: self._tick(node).state,
            RowRole.TICK: self._tick,
            RowRole.NUMBER: self._photos,
            RowRole.ICON: self._icon,
        }

    @property
    def tree(self) -> FolderTree:
        """What is shown; another one after every reset."""
        return self._tree

    def show(self, folders: Sequence[Count], roots: Sequence[FolderStatus]) -> None:
        """Show these folders that hold photos, below the folders of the library.

        How many photos those are is told by `count`.
        """
        names = [folder.name for folder in folders]
        same = names == [folder.name for folder in self._folders] and tuple(roots) == self._roots
        self._folders, self._roots = tuple(folders), tuple(roots)
        if not same:
            self._build()

    def count(self, folders: Sequence[Count]) -> None:
        """Show these numbers."""
        self._numbers = tuple(folders)
        self._tree.count(folders)
        self._tell_all()

    def set_chosen(self, chosen: Sequence[str]) -> None:
        """Tick these; those that are not in the library stand above the others."""
        before, self._chosen = self._chosen, tuple(chosen)
        self._chosen_keys = [self._tree.key_of(path) for path in chosen]
        if before == self._chosen:
            return
        if self._tree.has_extra or any(not self.index_of(path).isValid() for path in chosen):
            self._build()
        else:
            self._tell_all()

    def index_of(self, path: str) -> QModelIndex:
        """Where a folder stands; invalid if it is not in the tree."""
        node = self._tree.find(path)
        return QModelIndex() if node is None else self._index(node)

    def node(self, index: AnyIndex) -> FolderNode | None:
        """What stands there."""
        return self._tree.nodes[index.internalId()] if index.isValid() else None

    # Qt's side

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """See Qt."""
        level = self._below(parent)
        if column != 0 or not 0 <= row < len(level):
            return QModelIndex()
        return self._index(level[row])

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        """See Qt."""
        node = self.node(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self._index(node.parent)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """See Qt."""
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """See Qt."""
        del parent
        return 1

    def hasChildren(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        """See Qt: without making the nodes below."""
        node = self.node(parent)
        return bool(self._tree.tops) if node is None else self._tree.has_children(node)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt and `RowRole`."""
        node = self.node(index)
        if node is None:
            return None
        say = self._answers.get(role)
        return None if say is None else say(node)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell which folders the user wants. See Qt."""
        del value
        node = self.node(index)
        if role != Qt.ItemDataRole.CheckStateRole or node is None:
            return False
        self.chosen_wanted.emit(self._tree.toggled(node, self._chosen))
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """See Qt."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    def _build(self) -> None:
        self.beginResetModel()
        self._tree = FolderTree(self._folders, self._roots, self._chosen, self._separator)
        self._tree.count(self._numbers)
        self.endResetModel()

    def _below(self, parent: AnyIndex) -> list[FolderNode]:
        node = self.node(parent)
        return self._tree.tops if node is None else self._tree.children(node)

    def _index(self, node: FolderNode) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    def _tell_all(self) -> None:
        """Numbers or ticks of all nodes that were made are different."""
        levels = [self._tree.tops]
        levels += [node.children for node in self._tree.nodes if node.children]
        for level in levels:
            if level:
                self.dataChanged.emit(self._index(level[0]), self._index(level[-1]))

    def _label(self, node: FolderNode) -> str:
        label = describe.shown(node.label)
        if node.offline:
            return self.tr("{folder} (offline)").format(folder=label)
        return label

    def _spoken(self, node: FolderNode) -> str:
        return f"{self._label(node)}, {photos(self._tree.photos(node))}"

    def _photos(self, node: FolderNode) -> int:
        return self._tree.photos(node)

    def _tick(self, node: FolderNode) -> Tick:
        return self._tree.tick(node, self._chosen_keys)

    def _details(self, node: FolderNode) -> str:
        lines = [describe.shown(self._tree.path_of(node))]
        if node.offline:
            lines.append(self.tr("This folder cannot be reached now. Its photos are kept."))
        if not node.known:
            lines.append(self.tr("The library has no photos in this folder now."))
        if self._tick(node) is Tick.IMPLIED:
            lines.append(
                self.tr("Included with the folder above it. Tick it to see only this one.")
            )
        return "\n".join(lines)

    @staticmethod
    def _icon(node: FolderNode) -> str:
        if node.offline:
            return "unplug"
        return "" if node.known else "circle-alert"
