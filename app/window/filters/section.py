"""A part of the side panel with a header that opens and closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.filters.dimensions import Dimension, narrows, without
from app.window.filters.facet_counts import Counts
from app.window.filters.row_delegate import box_side
from app.window.theme.theme import Theme
from indexer.query import Filters

_AIR = 12
_EDGE = 4
_GAP = 8


class SectionHeader(QAbstractButton):
    """The title of a section; pressing it opens or closes the section."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(True)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """See Qt."""
        metrics = self._bold_metrics()
        width = metrics.horizontalAdvance(self.text()) + box_side(metrics) + 3 * _GAP
        return QSize(width, metrics.height() + _AIR)

    def minimumSizeHint(self) -> QSize:
        """See Qt."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """See Qt."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        place = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(place, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        self._paint_title(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """See Qt."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _paint_title(self, painter: QPainter) -> None:
        metrics = self._bold_metrics()
        side = box_side(metrics)
        arrow = QRect(_EDGE, (self.height() - side) // 2, side, side)
        left = arrow.right() + _GAP
        title = QRect(left, 0, self.width() - left - _EDGE, self.height())
        name = "chevron-down" if self.isChecked() else self._closed_arrow()
        self._theme.icon(name, "muted").paint(painter, self._mirrored(arrow))
        painter.setFont(self._bold())
        painter.setPen(self._theme.colours.text)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, title.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(self._mirrored(title), int(flags), text)

    def _closed_arrow(self) -> str:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return "chevron-left" if rtl else "chevron-right"

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _bold_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._bold())

    @Slot(bool)
    def _on_toggled(self, opened: bool) -> None:
        state = self.tr("expanded") if opened else self.tr("collapsed")
        self.setAccessibleDescription(state)
        self.update()


class Section(QWidget):
    """A header with a body below it.

    Signals:
        opened_changed(bool): the user opened or closed it.
        clear_wanted(): what is chosen in it is to be cleared.
    """

    opened_changed = Signal(bool)
    clear_wanted = Signal()

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.header = SectionHeader(title, theme, self)
        self.body = QWidget(self)
        self.body_layout = QVBoxLayout(self.body)
        self.body_layout.setContentsMargins(0, 0, 0, _GAP)
        self.body_layout.setSpacing(4)
        self._clear = self._make_clear(title)
        self._lay_out()
        self.header.toggled.connect(self._on_toggled)
        theme.changed.connect(self._on_section_theme_changed)
        self._on_section_theme_changed()

    @property
    def title(self) -> str:
        """What it is about."""
        return self.header.text()

    @property
    def is_open(self) -> bool:
        """Whether its body is shown."""
        return self.header.isChecked()

    def set_open(self, opened: bool) -> None:
        """Show its body, or only its header."""
        self.header.setChecked(opened)

    def set_active(self, active: bool) -> None:
        """Whether something is chosen in it, that can be cleared."""
        self._clear.setVisible(active)
        name = self.tr("{title}, active").format(title=self.title) if active else self.title
        self.header.setAccessibleName(name)

    def add_to_header(self, button: QToolButton) -> None:
        """Put a button at the end of the header."""
        self._top.addWidget(button)

    def _make_clear(self, title: str) -> QToolButton:
        button = QToolButton(self)
        text = self.tr("Clear “{title}”").format(title=title)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self.clear_wanted)
        button.hide()
        return button

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.setSpacing(2)
        self._top.addWidget(self.header)
        self._top.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._top)
        layout.addWidget(self.body)

    @Slot(bool)
    def _on_toggled(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.opened_changed.emit(opened)

    @Slot()
    def _on_section_theme_changed(self) -> None:
        self._clear.setIcon(self._theme.icon("x", "muted"))


class FilterSection(Section):
    """A section that narrows the photos.

    Signals:
        filters_changed(Filters): the user chose something; all filters, with that in them.
    """

    filters_changed = Signal(Filters)

    name: str = ""
    """For remembering whether it is open."""

    def __init__(
        self,
        title: str,
        dimensions: Sequence[Dimension],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, theme, parent)
        self.dimensions = tuple(dimensions)
        self._filters = Filters()
        self._counts = Counts()
        self.clear_wanted.connect(self._on_clear_wanted)

    @property
    def has_values(self) -> bool:
        """Whether there is anything to choose from, or anything chosen."""
        raise NotImplementedError

    @property
    def is_active(self) -> bool:
        """Whether it narrows the photos."""
        return any(narrows(self._filters, dimension) for dimension in self.dimensions)

    def show_filters(self, filters: Filters) -> None:
        """Show these filters, without a signal."""
        self._filters = filters
        self.set_active(self.is_active)
        self._show()

    def show_counts(self, counts: Counts) -> None:
        """Show these numbers."""
        self._counts = counts
        self._show()

    def _show(self) -> None:
        """Bring what is seen up to date with the filters and the counts."""
        raise NotImplementedError

    @Slot()
    def _on_clear_wanted(self) -> None:
        filters = self._filters
        for dimension in self.dimensions:
            filters = without(filters, dimension)
        self.header.setFocus()
        self.filters_changed.emit(filters)
