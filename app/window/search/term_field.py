"""The rounded field of the search: an icon, the terms, and buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)

from app.window.search.chip_area import ChipArea
from app.window.theme.theme import Theme

_MOST_LINES = 3.4  # a cut line says that there are more
_RADIUS = 21.0


class TermField(QFrame):
    """Frames the terms, scrolls them when there are many lines, and has the buttons.

    Attributes:
        area: the terms.
        keep: turns words into a chip.
        clear: takes all terms away.
        add_picture: opens the ways to add one.
        save: keeps the search.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_target = False
        self.area = ChipArea(theme)
        self._scroll = self._make_scroll()
        self._glass = QLabel()
        self.keep = self._button(
            self.tr("Make the words a term of their own (comma)"), self.tr("Keep words as a term")
        )
        self.clear = self._button(self.tr("Clear the search"), self.tr("Clear the search"))
        self.add_picture = self._button(
            self.tr("Search with a picture"), self.tr("Search with a picture")
        )
        self.save = self._button(self.tr("Save this search"), self.tr("Save this search"))
        self._lay_out()
        self._dress()
        self.area.height_changed.connect(self._on_height_changed)
        self.area.shown.connect(self._on_shown)
        theme.changed.connect(self._on_theme_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._fit()

    @property
    def is_target(self) -> bool:
        """Whether something is dragged above that would be taken."""
        return self._is_target

    def set_target(self, *, is_target: bool) -> None:
        """Show that what is dragged would be taken."""
        self._is_target = is_target
        self.update()

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.area)
        # The field is painted here; what lies on it is seen through.
        scroll.viewport().setAutoFillBackground(False)
        self.area.setAutoFillBackground(False)
        return scroll

    def _button(self, tip: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.setSpacing(4)
        row.addWidget(self._glass)
        row.addSpacing(4)
        row.addWidget(self._scroll, 1)
        for button in (self.keep, self.clear, self.add_picture, self.save):
            row.addWidget(button)
        self.setTabOrder(self.area.edit, self.keep)
        self.setTabOrder(self.keep, self.clear)
        self.setTabOrder(self.clear, self.add_picture)
        self.setTabOrder(self.add_picture, self.save)

    def _dress(self) -> None:
        side = round(QFontMetrics(self.font()).height() * 1.1)
        ratio = self.devicePixelRatioF()
        glass = self._theme.icon("search", "muted")
        self._glass.setPixmap(glass.pixmap(QSize(side, side), ratio))
        for button, name in (
            (self.keep, "plus"),
            (self.clear, "x"),
            (self.add_picture, "image-plus"),
            (self.save, "bookmark-plus"),
        ):
            button.setIcon(self._theme.icon(name))

    def _fit(self) -> None:
        """As high as the terms need, up to a few lines."""
        most = round(self.area.line_height() * _MOST_LINES)
        width = self._scroll.viewport().width()
        height = self.area.heightForWidth(width)
        self.area.setMinimumHeight(height)
        self._scroll.setFixedHeight(max(min(height, most), self.area.line_height()))

    @Slot(int)
    def _on_height_changed(self, height: int) -> None:
        del height
        self._fit()
        QTimer.singleShot(0, self, self._show_what_is_used)  # when the lines stand

    @Slot(QWidget)
    def _on_shown(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 2)

    def _show_what_is_used(self) -> None:
        used = next((chip for chip in self.area.chips if chip.hasFocus()), None)
        self._on_shown(used or self.area.edit)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._dress()
        self.update()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if any(one is not None and self.isAncestorOf(one) for one in (old, new)):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rounded field, with a ring when words can be typed or something dropped."""
        del event
        colours = self._theme.colours
        ring = self._is_target or self.area.edit.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if ring else 1.0
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(colours.chosen if self._is_target else colours.surface)
        painter.setPen(QPen(colours.focus if ring else colours.border, width))
        radius = min(_RADIUS, rect.height() / 2)
        painter.drawRoundedRect(rect, radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the words is where one types, too."""
        self.area.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines, another height."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()
            self._fit()
