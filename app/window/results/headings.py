"""Headings of the days in the grid; that of the day one is in stays at the top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.window.results.geometry import Grid
from app.window.theme.theme import Theme
from indexer.query import Day

_SPACE = 12
_MARGIN = 10


class Headings(QWidget):
    """Paints the headings in the grid, and is itself the one that stays."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: Sequence[Day] = ()
        self._shown = -1
        self._bold = QFont(self.font())
        self.dress()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(False)

    @property
    def full_height(self) -> int:
        """What a heading takes in the grid."""
        return QFontMetrics(self._bold).height() + 2 * _SPACE

    def dress(self) -> None:
        """Take over the font and the colours as they are now."""
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self.update()

    def set_days(self, days: Sequence[Day]) -> None:
        """The days of the grid, in the order of their sections."""
        self._days = days
        self._shown = -1

    def follow(self, grid: Grid, offset: int, viewport: QRect) -> None:
        """Stay at the top, with the day that is there; the next day's heading pushes it away."""
        section = grid.section_at(offset) if grid.count else None
        height = self.full_height
        if section is None or offset <= grid.top_of(section) or section >= len(self._days):
            self.setVisible(False)
            return
        top = min(0, grid.top_of(section + 1) - offset - height)
        self.setGeometry(viewport.x(), viewport.y() + top, viewport.width(), height)
        self.setVisible(True)
        if section != self._shown:
            self._shown = section
            self.update()

    def paint(self, painter: QPainter, section: int, top: int, width: int) -> None:
        """Paint the heading of a section."""
        if section >= len(self._days):
            return
        day = self._days[section]
        metrics = QFontMetrics(self._bold)
        line = QRect(_MARGIN, top, width - 2 * _MARGIN, self.full_height)
        title = metrics.elidedText(self._title(day), Qt.TextElideMode.ElideRight, line.width())
        painter.setFont(self._bold)
        painter.setPen(self._theme.colours.text)
        painter.drawText(line, _LEFT, title)
        line.setLeft(line.left() + metrics.horizontalAdvance(title) + _SPACE)
        painter.setFont(self.font())
        painter.setPen(self._theme.colours.muted)
        painter.drawText(line, _LEFT, self.tr("%Ln photo(s)", "", day.photos))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See Qt."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colours.window)
        self.paint(painter, self._shown, 0, self.width())
        painter.end()

    def _title(self, day: Day) -> str:
        date = QDate.fromString(day.day, Qt.DateFormat.ISODate)
        if not date.isValid():
            return self.tr("No date")
        return QLocale().toString(date, QLocale.FormatType.LongFormat)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
