"""A quiet sentence on the stage: why a picture is not there, or not sharp yet."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.window.theme.theme import Theme
from app.window.viewer.stage_look import paint_ground, stage_sheet

_MARGIN = 24
_WIDEST = 620
_ICON = 20


class Note(QWidget):
    """Lies above the stage, at the bottom; with nothing behind it, in the middle.

    Clicks go through it.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._stage = theme, parent
        self._icon_name = ""
        self._in_the_middle = False
        self._icon = QLabel(self)
        self._label = QLabel(self, wordWrap=True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._label, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def say(self, text: str, icon: str = "info", *, in_the_middle: bool = False) -> None:
        """Show a sentence; none hides the note."""
        if text and text != self._label.text():
            self._announce(text)
        self._label.setText(text)
        self._icon_name, self._in_the_middle = icon, in_the_middle
        self.setAccessibleName(text)
        self._show_icon()
        self.setVisible(bool(text))
        self.place()

    @property
    def text(self) -> str:
        """What it says; empty if it is not shown."""
        return self._label.text()

    def place(self) -> None:
        """Stand where it belongs; to be called when the stage has another size."""
        stage = self._stage.rect()
        size = self._size(stage)
        left = (stage.width() - size.width()) // 2
        below = stage.height() - size.height()
        top = below // 2 if self._in_the_middle else below - _MARGIN
        self.setGeometry(QRect(left, top, size.width(), size.height()))

    def _size(self, stage: QRect) -> QSize:
        most = min(_WIDEST, stage.width() - 2 * _MARGIN)
        beside = self._row.minimumSize().width() - self._label.minimumSizeHint().width()
        line = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 4
        width = min(most, line + beside)
        return QSize(width, self._row.totalHeightForWidth(width))

    def _announce(self, text: str) -> None:
        from app.window.announcing import announce

        announce(self, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded ground that can be read on every photo."""
        del event
        paint_ground(self, self._theme.colours)

    def _show_icon(self) -> None:
        if self._icon_name:
            pixmap = self._theme.icon(self._icon_name, "on_stage").pixmap(_ICON, _ICON)
            self._icon.setPixmap(pixmap)

    def _on_theme_changed(self) -> None:
        self.setStyleSheet(stage_sheet(self._theme.colours))
        self._show_icon()
        self.update()
