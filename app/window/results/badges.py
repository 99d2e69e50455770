"""The small marks on the cells of the grid, drawn once for a look and a scale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from app.window.theme.theme import Theme

KINDS = {"raw": "RAW", "heif": "HEIC", "avif": "AVIF", "jxl": "JXL", "gif": "GIF"}
"""Kinds of file worth a word; of the others there are too many."""

MOST_STARS = 5
_VEIL = 176
_PADDING = 5.0


class Badges:
    """Pixmaps of all marks; made anew when the theme, the font or the scale changes."""

    def __init__(self, theme: Theme, font: QFont, ratio: float) -> None:
        self._theme = theme
        self._ratio = ratio
        self._font = QFont(font)
        self._font.setPointSizeF(max(6.0, font.pointSizeF() * 0.78))
        self._font.setBold(True)
        self._line = float(round(QFontMetricsF(font).height()))
        self._icon = round(self._line * 0.8)
        self.checked = self._check()
        self.unchecked = self._circle()
        self.broken = self._plain("image-off", round(self._line * 1.8))
        self.missing = self._chip(("unplug",), "on_stage")
        self.kinds = {kind: self._word(word) for kind, word in KINDS.items()}
        self._marks = {
            (favourite, stars): self._mark(favourite, stars)
            for favourite in (False, True)
            for stars in range(MOST_STARS + 1)
            if favourite or stars
        }

    def mark(self, favourite: bool, rating: int | None) -> QPixmap | None:
        """The heart and the stars of a photo; None if it has neither."""
        return self._marks.get((favourite, rating or 0))

    def _check(self) -> QPixmap:
        colours, side = self._theme.colours, self._line * 1.25

        def draw(painter: QPainter) -> None:
            painter.setBrush(colours.on_accent)
            painter.drawEllipse(QRectF(0, 0, side, side))
            painter.setBrush(colours.accent)
            painter.drawEllipse(QRectF(1.5, 1.5, side - 3, side - 3))
            self._draw_icon(painter, "check", "on_accent", (side - self._icon) / 2, side)

        return self._draw(QSizeF(side, side), draw)

    def _circle(self) -> QPixmap:
        colours, side = self._theme.colours, self._line * 1.25

        def draw(painter: QPainter) -> None:
            painter.setBrush(colours.on_stage)
            painter.drawEllipse(QRectF(0, 0, side, side))
            painter.setBrush(colours.stage)
            painter.drawEllipse(QRectF(1.5, 1.5, side - 3, side - 3))

        pixmap = self._draw(QSizeF(side, side), draw)
        return self._faded(pixmap)

    def _faded(self, pixmap: QPixmap) -> QPixmap:
        size = pixmap.deviceIndependentSize()

        def draw(painter: QPainter) -> None:
            painter.setOpacity(0.65)
            painter.drawPixmap(0, 0, pixmap)

        return self._draw(size, draw)

    def _plain(self, name: str, side: int) -> QPixmap:
        return self._theme.icon(name, "muted").pixmap(_square(side), self._ratio)

    def _mark(self, favourite: bool, stars: int) -> QPixmap:
        return self._chip(("heart",) * favourite + ("star",) * stars, "on_stage")

    def _chip(self, names: tuple[str, ...], colour: str) -> QPixmap:
        height = self._line
        width = 2 * _PADDING + len(names) * (self._icon + 1) - 1

        def draw(painter: QPainter) -> None:
            self._draw_veil(painter, QSizeF(width, height))
            for place, name in enumerate(names):
                self._draw_icon(
                    painter, name, colour, _PADDING + place * (self._icon + 1), height, filled=True
                )

        return self._draw(QSizeF(width, height), draw)

    def _word(self, word: str) -> QPixmap:
        size = QSizeF(QFontMetricsF(self._font).horizontalAdvance(word) + 2 * _PADDING, self._line)

        def draw(painter: QPainter) -> None:
            self._draw_veil(painter, size)
            painter.setFont(self._font)
            painter.setPen(self._theme.colours.on_stage)
            painter.drawText(QRectF(0, 0, size.width(), size.height()), _CENTRE, word)

        return self._draw(size, draw)

    def _draw_veil(self, painter: QPainter, size: QSizeF) -> None:
        veil = QColor(self._theme.colours.stage)
        veil.setAlpha(_VEIL)
        painter.setBrush(veil)
        painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), 4, 4)

    def _draw_icon(
        self,
        painter: QPainter,
        name: str,
        colour: str,
        left: float,
        height: float,
        *,
        filled: bool = False,
    ) -> None:
        icon = self._theme.icon(name, colour, filled=filled and name in {"heart", "star"})
        top = (height - self._icon) / 2
        pixmap = icon.pixmap(_square(self._icon), self._ratio)
        painter.drawPixmap(QRectF(left, top, self._icon, self._icon), pixmap, QRectF(pixmap.rect()))

    def _draw(self, size: QSizeF, draw: Callable[[QPainter], None]) -> QPixmap:
        pixmap = QPixmap((size * self._ratio).toSize())
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHints(_SMOOTH)
        painter.setPen(Qt.PenStyle.NoPen)
        draw(painter)
        painter.end()
        return pixmap


_CENTRE = Qt.AlignmentFlag.AlignCenter
_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform


def _square(side: int) -> QSize:
    return QSize(side, side)
