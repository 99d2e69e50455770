"""A list of rows that is as high as its rows, up to a limit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QWidget

from app.window.filters.row_delegate import RowDelegate, dress_flat, row_height
from app.window.filters.rows import RowRole, RowsModel
from app.window.theme.theme import Theme

MOST_ROWS = 12
"""A list with more rows scrolls."""


class ValueList(QListView):
    """Shows the rows of a `RowsModel`. Arrow keys move, Space and Enter tick, letters find."""

    def __init__(self, model: RowsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._current_key: str | None = None
        self._dress(theme)
        # Before the view itself listens: it forgets the current row.
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        theme.changed.connect(self._on_theme_changed)

    def _dress(self, theme: Theme) -> None:
        self.setItemDelegate(RowDelegate(theme, self))
        dress_flat(self)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """See Qt."""
        rows = min(self._rows.rowCount(), MOST_ROWS)
        return QSize(200, rows * row_height(self.fontMetrics()) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """See Qt."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick, like Space. See Qt."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            on = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            self._rows.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        self._current_key = self.currentIndex().data(RowRole.KEY)

    @Slot()
    def _on_reset(self) -> None:
        row = self._rows.row_of(self._current_key) if self._current_key is not None else None
        if row is not None:
            self.setCurrentIndex(self._rows.index(row))
        self.updateGeometry()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.viewport().update()
