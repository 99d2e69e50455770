"""Widgets that stand in lines, like words of a text."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 6


class LinesLayout(QLayout):
    """Beside each other as long as there is room, then on the next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """Put it last."""
        self._items.append(item)

    def count(self) -> int:
        """Of the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """None behind the last one, as Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Into none."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """More lines where they are shorter."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all lines."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place all of them."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """The height follows the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """One on each line; a long one is cut."""
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(height, height)

    def _place(self, rect: QRect, *, move: bool) -> int:
        x = y = line = 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(rect.width(), 1 << 20))
            if x and x + size.width() > rect.width():
                x, y, line = 0, y + line + _GAP, 0
            if move:
                item.setGeometry(QRect(rect.topLeft() + QPoint(x, y), size))
            x += size.width() + _GAP
            line = max(line, size.height())
        return y + line
