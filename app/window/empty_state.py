"""What stands where photos would: why there are none, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.window.announcing import announce
from app.window.nothing import Reason
from app.window.theme.theme import Theme

_ICON = 64
_WIDEST = 480
_SPACE = 12
_LETTERS = 60  # a headline on one line, where the window has room for it


class EmptyState(QWidget):
    """An icon, a headline, a sentence, and at most one button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = "images"
        self._do: Callable[[], None] | None = None
        self._icon = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._headline = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._headline.setProperty("role", "title")
        self._sentence = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._sentence.setProperty("role", "muted")
        self._button = QPushButton(self, autoDefault=True)
        self._button.setProperty("kind", "primary")
        self._button.clicked.connect(self._on_clicked)
        self._lay_out()
        theme.changed.connect(self._paint_icon)

    def show_reason(self, reason: Reason) -> None:
        """Say this, and offer what can be done about it."""
        self._icon_name = reason.icon
        self._paint_icon()
        self._headline.setText(reason.headline)
        self._sentence.setText(reason.sentence)
        self._sentence.setVisible(bool(reason.sentence))
        self._button.setText(reason.action)
        self._button.setVisible(bool(reason.action))
        self._do = reason.do
        name = f"{reason.headline}. {reason.sentence}".strip()
        if name != self.accessibleName():
            self.setAccessibleName(name)
            announce(self, name)
        self._fit()

    @property
    def headline(self) -> str:
        """What it says now."""
        return self._headline.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See Qt."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The words come first; where there is little room, there is no icon."""
        words = [one for one in (self._headline, self._sentence) if not one.isHidden()]
        needed = sum(one.heightForWidth(min(_WIDEST, self.width())) + _SPACE for one in words)
        if not self._button.isHidden():
            needed += self._button.sizeHint().height() + _SPACE
        self._icon.setVisible(needed + _ICON <= self.height())

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(_SPACE)
        for label in (self._icon, self._headline, self._sentence):
            label.setMaximumWidth(_WIDEST)
            label.setMinimumWidth(min(_WIDEST, _LETTERS * self.fontMetrics().averageCharWidth()))
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addLayout(column)
        middle.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch()
        row.addLayout(middle)
        row.addStretch()

    def _paint_icon(self) -> None:
        icon = self._theme.icon(self._icon_name, "muted")
        self._icon.setPixmap(icon.pixmap(_ICON, _ICON))

    def _on_clicked(self) -> None:
        if self._do is not None:
            self._do()
