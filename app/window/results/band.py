"""A rectangle drawn with the mouse; the photos it touches are chosen when it is let go."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPen

from app.window.results.geometry import Box, Grid
from app.window.results.ranges import Ranges
from app.window.theme.colours import Colours

_VEIL = 40


class Band:
    """A rubber band from one point of the grid to another."""

    def __init__(self, origin: QPoint, others: Ranges) -> None:
        """Begin a band.

        Args:
            origin: in the coordinates of the whole grid.
            others: what stays chosen besides.
        """
        self._origin = self._end = origin
        self._others = others
        self.rows = others

    def stretch(self, end: QPoint, grid: Grid) -> None:
        """Draw it up to another point."""
        self._end = end
        rect = self._rect()
        box = Box(rect.x(), rect.y(), rect.width(), rect.height())
        self.rows = self._others | grid.ranges_in(box)

    def paint(self, painter: QPainter, colours: Colours, offset: int) -> None:
        """Paint it on a grid that is scrolled so far."""
        veil = QColor(colours.accent)
        veil.setAlpha(_VEIL)
        painter.setPen(QPen(colours.accent, 1))
        painter.setBrush(veil)
        painter.drawRect(self._rect().translated(0, -offset).adjusted(0, 0, -1, -1))

    def _rect(self) -> QRect:
        return QRect(self._origin, self._end).normalized()
