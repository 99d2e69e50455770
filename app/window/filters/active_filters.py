"""The row of chips above the grid: what narrows the photos, each to be taken away."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QStyle, QWidget

from app.window.filters import describe
from app.window.filters.describe import Chip
from app.window.filters.row_delegate import box_side
from app.window.flow_layout import FlowLayout
from app.window.theme.theme import Theme
from indexer.query import Filters

_AIR = 8
_EDGE = 8
_GAP = 6
_WIDEST = 26  # letters


class ChipButton(QAbstractButton):
    """One filter; pressing it takes the filter away."""

    def __init__(self, chip: Chip, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        self._theme = theme
        self.setText(chip.text)
        self.setToolTip(chip.details)
        self.setAccessibleName(self.tr("Remove filter: {filter}").format(filter=chip.text))
        self.setAccessibleDescription(chip.details if chip.details != chip.text else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """See Qt."""
        metrics = self.fontMetrics()
        widest = metrics.averageCharWidth() * _WIDEST
        text = min(metrics.horizontalAdvance(self.text()) + 1, widest)
        return QSize(text + 2 * box_side(metrics) + 2 * _GAP + 2 * _EDGE, metrics.height() + _AIR)

    def minimumSizeHint(self) -> QSize:
        """See Qt."""
        return QSize(60, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Enter take it away, like Space. See Qt."""
        keys = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() in keys:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See Qt."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        place = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.setBrush(colours.hover if self.underMouse() else colours.chosen)
        ring = QPen(colours.focus, 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        painter.setPen(ring)
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        self._paint_inside(painter)
        painter.end()

    def _paint_inside(self, painter: QPainter) -> None:
        metrics, side = self.fontMetrics(), box_side(self.fontMetrics())
        top = (self.height() - side) // 2
        start = QRect(_EDGE, top, side, side)
        end = QRect(self.width() - _EDGE - side, top, side, side)
        text = QRect(start.right() + _GAP, 0, end.left() - start.right() - 2 * _GAP, self.height())
        self._theme.icon(self.chip.icon, "muted").paint(painter, self._mirrored(start))
        cross = "text" if self.underMouse() or self.hasFocus() else "muted"
        self._theme.icon("x", cross).paint(painter, self._mirrored(end))
        painter.setPen(self._theme.colours.text)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, text.width() + 1)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self._mirrored(text), int(flags), shown)

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


class ActiveFilters(QWidget):
    """All filters as chips, and a button that clears them; gone when there is none.

    Signals:
        filters_changed(Filters): the user took some away: those that are left.
        edit_wanted(): the last chip was taken away by the keyboard, which needs another place.
    """

    filters_changed = Signal(Filters)
    edit_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filters = Filters()
        self._chips: list[ChipButton] = []
        self._layout = FlowLayout(self)
        self._layout.setContentsMargins(10, 4, 10, 4)
        self._layout.setSpacing(6)
        self._clear = QPushButton(self.tr("Clear filters"), self, autoDefault=True)
        self._clear.setProperty("kind", "quiet")
        self._clear.clicked.connect(self._on_clear)
        self._layout.addWidget(self._clear)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Active filters"))
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    def filters(self) -> Filters:
        """What is shown."""
        return self._filters

    @property
    def chips(self) -> list[ChipButton]:
        """The buttons that are shown."""
        return list(self._chips)

    def set_filters(self, filters: Filters) -> None:
        """Show these, without a signal."""
        if filters == self._filters:
            return
        self._filters = filters
        focused = self._focused()
        self._show_chips()
        self.setVisible(bool(self._chips))
        if focused is None:
            return
        if self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()
        else:
            self.edit_wanted.emit()

    def _show_chips(self) -> None:
        for button in self._chips:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._layout.removeWidget(self._clear)
        self._chips = [
            ChipButton(chip, self._theme, self)
            for chip in describe.chips(self._filters, self.locale())
        ]
        for button in self._chips:
            button.clicked.connect(self._on_chip_clicked)
            self._layout.addWidget(button)
            button.show()
        self._layout.addWidget(self._clear)
        self._order_tabs()
        self.updateGeometry()

    def _order_tabs(self) -> None:
        buttons: list[QWidget] = [*self._chips, self._clear]
        for one, following in pairwise(buttons):
            QWidget.setTabOrder(one, following)

    def _focused(self) -> int | None:
        """Which chip has the keyboard; the last one if the button behind them has it."""
        if self._clear.hasFocus():
            return len(self._chips)
        return next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)

    @Slot()
    def _on_chip_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, ChipButton):
            self._change(button.chip.without)

    @Slot()
    def _on_clear(self) -> None:
        self._change(Filters())

    def _change(self, filters: Filters) -> None:
        self.set_filters(filters)
        self.filters_changed.emit(filters)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        for button in self._chips:
            button.update()
