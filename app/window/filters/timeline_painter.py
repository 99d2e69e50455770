"""Paints the timeline: the band of what is chosen, bars, years below them, handles."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from app.window.filters.time_scale import YEAR, Bar, Window
from app.window.theme.colours import Colours

_EVERY = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_LEAST_BAR = 2.0
_GRIP = 14.0


@dataclass(frozen=True)
class Picture:
    """All that the timeline shows at a time.

    Attributes:
        place: of the bars, without the years below them.
        chosen: what is chosen, in months; open ends are infinite. None for nothing.
        hovered: the bar below the pointer.
        current: the bar that the keyboard is at, if the timeline has it.
    """

    place: QRect
    window: Window
    bars: list[Bar]
    chosen: tuple[float, float] | None
    hovered: Bar | None
    current: Bar | None

    def x_of(self, month: float) -> float:
        """Where a time is, in pixels."""
        share = (month - self.window.first) / self.window.months
        return self.place.left() + share * self.place.width()

    def month_at(self, x: float) -> float:
        """Which time is there."""
        share = (x - self.place.left()) / max(self.place.width(), 1)
        return self.window.first + share * self.window.months

    def box_of(self, bar: Bar) -> QRectF:
        """The whole height that belongs to a bar."""
        left, right = self.x_of(bar.first), self.x_of(bar.end)
        return QRectF(left, self.place.top(), right - left, self.place.height())

    def bar_at(self, x: float) -> Bar | None:
        """The bar there."""
        month = self.month_at(x)
        return next((bar for bar in self.bars if bar.first <= month < bar.end), None)


class TimelinePainter:
    """Paints one picture of the timeline."""

    def __init__(self, painter: QPainter, picture: Picture, colours: Colours) -> None:
        self._painter = painter
        self._picture = picture
        self._colours = colours
        self._most = max((bar.total for bar in picture.bars), default=0)

    def paint(self) -> None:
        """Paint it all."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_band()
        for bar in self._picture.bars:
            self._paint_bar(bar)
        self._paint_base()
        self._paint_labels()
        self._paint_handles()

    def _paint_band(self) -> None:
        if self._picture.chosen is None:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colours.chosen)
        self._painter.drawRect(self._band())

    def _band(self) -> QRectF:
        assert self._picture.chosen is not None
        place = QRectF(self._picture.place)
        left, right = (
            min(max(self._picture.x_of(month), place.left()), place.right())
            for month in self._picture.chosen
        )
        return QRectF(left, place.top(), max(right - left, 1.0), place.height())

    def _paint_bar(self, bar: Bar) -> None:
        box = self._picture.box_of(bar)
        if bar in {self._picture.hovered, self._picture.current}:
            self._paint_column(box, bar)
        gap = 1.0 if box.width() >= 4 else 0.0  # noqa: PLR2004 - narrower ones have no gap
        inner = box.adjusted(gap / 2, 0, -gap / 2, 0)
        self._painter.setPen(Qt.PenStyle.NoPen)
        if bar.total > bar.passing:
            self._fill(inner, bar.total, self._colours.border)
        if bar.passing:
            self._fill(inner, bar.passing, self._colour_of(bar))

    def _paint_column(self, box: QRectF, bar: Bar) -> None:
        if bar == self._picture.hovered:
            self._painter.fillRect(box, self._colours.hover)
        if bar == self._picture.current:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(self._colours.focus, 1.5))
            self._painter.drawRoundedRect(box.adjusted(-1, 0.75, 1, -0.75), 2, 2)

    def _fill(self, box: QRectF, photos: int, colour: QColor) -> None:
        """Heights grow with the root: a few photos of many can be seen as well."""
        share = math.sqrt(photos / max(self._most, photos))
        height = max(share * (box.height() - 4), _LEAST_BAR)
        bar = QRectF(box.left(), box.bottom() - height, box.width(), height)
        self._painter.setBrush(colour)
        rounding = min(2.0, box.width() / 3, height / 2)
        self._painter.drawRoundedRect(bar, rounding, rounding)

    def _colour_of(self, bar: Bar) -> QColor:
        chosen = self._picture.chosen
        if chosen is None or (bar.first < chosen[1] and chosen[0] < bar.end):
            return self._colours.accent
        return self._colours.disabled

    def _paint_base(self) -> None:
        place = QRectF(self._picture.place)
        self._painter.setPen(QPen(self._colours.outline, 1))
        self._painter.drawLine(QLineF(place.bottomLeft(), place.bottomRight()))

    def _paint_labels(self) -> None:
        metrics = self._painter.fontMetrics()
        self._painter.setPen(self._colours.muted)
        taken = -math.inf
        for first, end, text in _labels(self._picture, metrics):
            middle = (self._picture.x_of(first) + self._picture.x_of(end)) / 2
            width = metrics.horizontalAdvance(text)
            left = min(
                max(middle - width / 2, self._picture.place.left()),
                self._picture.place.right() - width,
            )
            if left < taken:
                continue
            taken = left + width + 2
            top = self._picture.place.bottom() + 3 + metrics.ascent()
            self._painter.drawText(QPointF(left, top), text)

    def _paint_handles(self) -> None:
        chosen = self._picture.chosen
        if chosen is None:
            return
        band = self._band()
        for month, x in zip(chosen, (band.left(), band.right()), strict=True):
            if self._picture.window.first <= month <= self._picture.window.end:
                self._paint_handle(x)

    def _paint_handle(self, x: float) -> None:
        place = QRectF(self._picture.place)
        self._painter.setPen(QPen(self._colours.accent, 1.5))
        self._painter.drawLine(QLineF(x, place.top(), x, place.bottom()))
        grip = QRectF(x - 3, place.center().y() - _GRIP / 2, 6, _GRIP)
        self._painter.setBrush(self._colours.surface)
        self._painter.drawRoundedRect(grip, 3, 3)


def _labels(picture: Picture, metrics: QFontMetrics) -> list[tuple[int, int, str]]:
    """Months if one year is seen, else as many years as there is room for."""
    if picture.window.months == YEAR:
        return _month_labels(picture.window)
    years = range(picture.window.first // YEAR, picture.window.end // YEAR)
    room = picture.place.width() / len(years)
    wanted = metrics.horizontalAdvance("2000") + 10
    every = next((every for every in _EVERY if every * room >= wanted), _EVERY[-1])
    return [
        (year * YEAR, (year + 1) * YEAR, str(year))
        for year in years
        if year % every == 0 or len(years) == 1
    ]


def _month_labels(window: Window) -> list[tuple[int, int, str]]:
    locale = QLocale()
    return [
        (
            window.first + month,
            window.first + month + 1,
            locale.standaloneMonthName(month + 1, QLocale.FormatType.NarrowFormat),
        )
        for month in range(YEAR)
    ]
