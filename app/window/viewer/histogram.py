"""How bright a photo is, and in which colours: a curve for each channel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.window.theme.theme import Theme
from app.window.viewer.pixels import LEVELS, Histogram

_LINES = 4
_SPARED = 0.002  # of the levels at each end: clipped ones would make all others flat
_ENDS = max(1, round(LEVELS * _SPARED))


class HistogramView(QWidget):
    """Paints a histogram; the curve of the luminance lies above those of the colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._histogram: Histogram | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Histogram"))
        theme.changed.connect(self.update)

    def show_histogram(self, histogram: Histogram | None) -> None:
        """Show one; None while there is none."""
        self._histogram = histogram
        text = self._clipped_text(histogram) if histogram else ""
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()

    @property
    def histogram(self) -> Histogram | None:
        """That is shown."""
        return self._histogram

    def sizeHint(self) -> QSize:
        """A low and wide one."""
        return QSize(240, 5 * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A field with lines, and the curves."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(colours.border)
        painter.setBrush(colours.field)
        painter.drawRoundedRect(frame, 6, 6)
        for line in range(1, _LINES):
            x = round(frame.width() * line / _LINES) + 0.5
            painter.drawLine(QPointF(x, frame.top() + 1), QPointF(x, frame.bottom() - 1))
        if self._histogram is not None:
            self._paint_curves(painter, self._histogram, frame.adjusted(2, 4, -2, -1))

    def _clipped_text(self, histogram: Histogram) -> str:
        counts = histogram.luminance
        pixels = max(1, sum(counts))
        return self.tr("{black} % black, {white} % white").format(
            black=self.locale().toString(100 * counts[0] / pixels, "f", 1),
            white=self.locale().toString(100 * counts[-1] / pixels, "f", 1),
        )

    def _paint_curves(self, painter: QPainter, histogram: Histogram, rect: QRectF) -> None:
        colours = self._theme.colours
        top = highest(histogram)
        channels = (
            (histogram.red, colours.danger),
            (histogram.green, colours.good),
            (histogram.blue, colours.accent),
        )
        for counts, colour in channels:
            curve = _curve(counts, top, rect)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_faint(colour, 0.4))
            painter.drawPolygon(QPolygonF([rect.bottomLeft(), *curve, rect.bottomRight()]))
            painter.setPen(QPen(colour, 1.2))
            painter.drawPolyline(curve)
        painter.setPen(QPen(colours.text, 1.6))
        painter.drawPolyline(_curve(histogram.luminance, top, rect))


def highest(histogram: Histogram) -> int:
    """What reaches the top: the largest count, but not of what is black or white altogether."""
    channels = (histogram.red, histogram.green, histogram.blue, histogram.luminance)
    return max(1, *(max(counts[_ENDS:-_ENDS]) for counts in channels))


def _curve(counts: Sequence[int], top: int, rect: QRectF) -> list[QPointF]:
    """The root shows small counts beside large ones."""
    step = rect.width() / (LEVELS - 1)
    return [
        QPointF(
            rect.left() + level * step,
            rect.bottom() - min(1.0, (count / top) ** 0.5) * rect.height(),
        )
        for level, count in enumerate(counts)
    ]


def _faint(colour: QColor, opacity: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(opacity)
    return faint
