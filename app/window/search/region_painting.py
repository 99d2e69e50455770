"""How a chosen part of a picture looks: the rest dimmed, a frame, eight handles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.window.theme.colours import Colours

_HANDLE = 5.0
_DIMMED = 165


def paint_region(
    painter: QPainter, picture: QRectF, cut: QRectF | None, colours: Colours, *, focused: bool
) -> None:
    """Paint a part above a picture, all in the coordinates of the widget.

    Args:
        painter: paints on the widget.
        picture: where the picture stands.
        cut: where the part stands; None for the whole picture.
        colours: of the theme.
        focused: whether the keyboard moves the part.
    """
    if cut is None:
        if focused:
            _paint_frame(painter, picture, colours, focused=True)
        return
    painter.fillPath(_outside(picture, cut), _dim(colours))
    _paint_frame(painter, cut, colours, focused=focused)
    for place in _handles(cut):
        _paint_handle(painter, place, colours, focused=focused)


def _outside(picture: QRectF, cut: QRectF) -> QPainterPath:
    whole, hole = QPainterPath(), QPainterPath()
    whole.addRect(picture)
    hole.addRect(cut)
    return whole.subtracted(hole)


def _dim(colours: Colours) -> QColor:
    dim = QColor(colours.stage)
    dim.setAlpha(_DIMMED)
    return dim


def _paint_frame(painter: QPainter, rect: QRectF, colours: Colours, *, focused: bool) -> None:
    """Light on dark: seen on bright and on dark pictures. The focus makes it thicker, too."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 3.0 if focused else 1.5
    for colour, wide in ((colours.stage, width + 2), (colours.on_stage, width)):
        painter.setPen(QPen(colour, wide))
        painter.drawRect(rect)
    if focused:
        painter.setPen(QPen(colours.focus, 1.5))
        painter.drawRect(rect)


def _handles(rect: QRectF) -> tuple[QPointF, ...]:
    middle = rect.center()
    return (
        rect.topLeft(),
        rect.topRight(),
        rect.bottomRight(),
        rect.bottomLeft(),
        QPointF(middle.x(), rect.top()),
        QPointF(rect.right(), middle.y()),
        QPointF(middle.x(), rect.bottom()),
        QPointF(rect.left(), middle.y()),
    )


def _paint_handle(painter: QPainter, place: QPointF, colours: Colours, *, focused: bool) -> None:
    painter.setPen(QPen(colours.stage, 1.5))
    painter.setBrush(colours.focus if focused else colours.on_stage)
    painter.drawEllipse(place, _HANDLE, _HANDLE)
    if focused:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.on_stage)
        painter.drawEllipse(place, _HANDLE - 2.5, _HANDLE - 2.5)
