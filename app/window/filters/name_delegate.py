"""Paints the name of a saved search."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.window.filters.row_delegate import (
    EDGE,
    GAP,
    box_side,
    mirrored,
    paint_behind,
    paint_text,
    row_height,
)
from app.window.theme.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex


class NameDelegate(QStyledItemDelegate):
    """An icon and a name that can be edited."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """See Qt: as high as the font needs, as wide as there is room."""
        del index
        return QSize(0, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """See Qt."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_behind(painter, option, self._theme)
        side, rect = box_side(option.fontMetrics), option.rect
        icon = QRect(rect.left() + EDGE, rect.center().y() - side // 2 + 1, side, side)
        self._theme.icon("bookmark", "muted").paint(painter, mirrored(option, icon))
        place = rect.adjusted(EDGE + side + GAP, 0, -EDGE, 0)
        text = option.fontMetrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), option.textElideMode, place.width()
        )
        paint_text(painter, option, place, text, self._theme.colours.text)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """Let the field have the whole row. See Qt."""
        del index
        editor.setGeometry(option.rect)
        editor.setContentsMargins(0, 0, 0, 0)
