"""Paints a row: check box, icon, name and, at the end, how many photos."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.window.filters.rows import RowRole, Tick
from app.window.theme.theme import Theme

GAP = 8
"""Between what stands in a row."""

EDGE = 4
"""At both ends of a row."""

_AIR = 10  # above and below the text, together
_ROUND = 4.0

AnyIndex = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints rows of models that know `RowRole`; a click anywhere on a row ticks it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """See Qt: as high as the font needs, as wide as there is room."""
        del index
        return QSize(0, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """See Qt."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_behind(painter, option, self._theme)
        left = self._paint_box(painter, option, index) + GAP
        left = self._paint_icon(painter, option, index, left)
        self._paint_texts(painter, option, index, left)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Tick on a click and on Space. See Qt."""
        if not self._is_tick(event, option):
            return False
        state = Qt.CheckState(model.data(index, Qt.ItemDataRole.CheckStateRole))
        on = state != Qt.CheckState.Checked
        new = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return model.setData(index, new, Qt.ItemDataRole.CheckStateRole)

    @staticmethod
    def _is_tick(event: QEvent, option: QStyleOptionViewItem) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            inside = option.rect.contains(event.position().toPoint())
            return inside and event.button() == Qt.MouseButton.LeftButton
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}
        return False

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> int:
        side = box_side(option.fontMetrics)
        top = option.rect.center().y() - side // 2 + 1
        left = option.rect.left() + EDGE
        place = mirrored(option, QRect(left, top, side, side))
        paint_check_box(painter, QRectF(place), index.data(RowRole.TICK), self._theme)
        return left + side

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, left: int
    ) -> int:
        name = index.data(RowRole.ICON)
        if not name:
            return left
        side = box_side(option.fontMetrics)
        top = option.rect.center().y() - side // 2 + 1
        icon: QIcon = self._theme.icon(name, "muted")
        icon.paint(painter, mirrored(option, QRect(left, top, side, side)))
        return left + side + GAP - 2

    def _paint_texts(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, left: int
    ) -> None:
        number: int | None = index.data(RowRole.NUMBER)
        rect, metrics, colours = option.rect, option.fontMetrics, self._theme.colours
        text = "" if number is None else QLocale().toString(number)
        width = metrics.horizontalAdvance(text)
        right = rect.right() - EDGE
        place = QRect(right - width, rect.top(), width + 1, rect.height())
        paint_text(painter, option, place, text, colours.muted)
        name = QRect(left, rect.top(), max(right - width - GAP - left, 0), rect.height())
        label = metrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), option.textElideMode, name.width()
        )
        colour = colours.muted if number == 0 else colours.text
        paint_text(painter, option, name, label, colour)


def row_height(metrics: QFontMetrics) -> int:
    """How high a row is beside text of this font."""
    return metrics.height() + _AIR


def dress_flat(view: QAbstractItemView) -> None:
    """Let a list stand on its panel as if it were none: the rows show where the keyboard is."""
    view.setFrameShape(QAbstractItemView.Shape.NoFrame)
    view.setStyleSheet("border: none; background: transparent; padding: 0; border-radius: 0;")


def box_side(metrics: QFontMetrics) -> int:
    """How large a check box is beside text of this font; even, so that it has a middle."""
    return 2 * round(metrics.height() * 0.46)


def mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    """The same place in languages that are read from right to left."""
    return QStyle.visualRect(option.direction, option.rect, place)


def paint_behind(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint what the pointer is over, and a ring around what has the keyboard."""
    place = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.colours.hover)
        painter.drawRoundedRect(place, _ROUND, _ROUND)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colours.focus, 2))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), _ROUND, _ROUND)


def paint_check_box(painter: QPainter, place: QRectF, tick: Tick, theme: Theme) -> None:
    """Paint a check box as large as `place`."""
    colours = theme.colours
    box = place.adjusted(0.5, 0.5, -0.5, -0.5)
    filled = tick in {Tick.YES, Tick.PARTLY}
    painter.setBrush(colours.accent if filled else colours.surface)
    painter.setPen(QPen(colours.outline if tick is Tick.NO else colours.accent, 1))
    painter.drawRoundedRect(box, box.width() / 5, box.width() / 5)
    if tick is not Tick.NO:
        _paint_tick(painter, box, tick, colours.on_accent if filled else colours.accent)


def _paint_tick(painter: QPainter, box: QRectF, tick: Tick, colour: QColor) -> None:
    pen = QPen(colour, max(box.width() / 8, 1.5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shape = ((0.27, 0.5), (0.73, 0.5)) if tick is Tick.PARTLY else _CHECK
    painter.drawPolyline(
        QPolygonF(
            [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in shape]
        )
    )


_CHECK = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))


def paint_text(
    painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str, colour: QColor
) -> None:
    """Paint one line of text, in the middle of the height."""
    painter.setPen(colour)
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    if option.direction == Qt.LayoutDirection.RightToLeft:
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.setFont(option.font)
    painter.drawText(mirrored(option, place), int(flags), text)
