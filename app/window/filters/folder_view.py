"""The view of the folder tree: as high as its open rows, up to a limit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QTreeView, QWidget

from app.window.filters.folder_model import FolderModel
from app.window.filters.row_delegate import RowDelegate, dress_flat, row_height
from app.window.filters.value_list import MOST_ROWS
from app.window.theme.theme import Theme


class FolderView(QTreeView):
    """Shows a `FolderModel`; what is open stays open when the folders change.

    Signals:
        only_wanted(str): only this folder is to be shown.
        folder_wanted(str): this folder is to be shown by the file manager.
    """

    only_wanted = Signal(object)  # a path as Python has it: Qt would lose bytes that are no UTF-8
    folder_wanted = Signal(object)

    def __init__(self, model: FolderModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders = model
        self._open: set[str] = set()
        self._current = ""
        self._restoring = False
        self._dress(theme)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        theme.changed.connect(self._on_theme_changed)

    def _dress(self, theme: Theme) -> None:
        self.setItemDelegate(RowDelegate(theme, self))
        dress_flat(self)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setIndentation(self.fontMetrics().height())

    def reveal(self, path: str) -> None:
        """Open all that is above a folder."""
        index = self._folders.index_of(path).parent()
        while index.isValid():
            self.expand(index)
            index = index.parent()

    def sizeHint(self) -> QSize:
        """See Qt."""
        rows = self._rows_to_show()
        return QSize(200, rows * row_height(self.fontMetrics()) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """See Qt."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick, like Space. See Qt."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self._folders.setData(index, None, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a folder. See Qt."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        at = self.visualRect(index).center() if by_key else event.pos()
        menu = self.menu_of(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done with a folder."""
        node = self._folders.node(index)
        assert node is not None
        path = self._folders.tree.path_of(node)
        menu = QMenu(self)
        only = menu.addAction(self.tr("Show only this folder"))
        only.triggered.connect(lambda: self.only_wanted.emit(path))
        show = menu.addAction(self.tr("Open in file manager"))
        show.triggered.connect(lambda: self.folder_wanted.emit(path))
        show.setEnabled(not node.offline)
        return menu

    def _rows_to_show(self) -> int:
        rows = 0
        index = self._folders.index(0, 0)
        while index.isValid() and rows < MOST_ROWS:
            rows += 1
            index = self.indexBelow(index)
        return rows

    def _path(self, index: QModelIndex) -> str:
        node = self._folders.node(index)
        return self._folders.tree.path_of(node) if node is not None else ""

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        self._open.add(self._path(index))
        self.updateGeometry()

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        self._open.discard(self._path(index))
        self.updateGeometry()

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        self._current = self._path(self.currentIndex())

    @Slot()
    def _on_reset(self) -> None:
        if self._folders.rowCount() == 1 and not self._open:
            self.expand(self._folders.index(0, 0))
        for path in sorted(self._open):
            self.expand(self._folders.index_of(path))
        current = self._folders.index_of(self._current) if self._current else QModelIndex()
        if current.isValid():
            self.setCurrentIndex(current)
        self.updateGeometry()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setIndentation(self.fontMetrics().height())
        self.updateGeometry()
        self.viewport().update()
