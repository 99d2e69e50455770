"""Choosing a part of a picture: a rectangle that is drawn, moved and resized."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.window.announcing import announce
from app.window.search import region_math
from app.window.search.region_math import CORNERS_AND_EDGES, Edge, Place
from app.window.search.region_painting import paint_region
from app.window.theme.theme import Theme
from indexer.query import Region

_MARGIN = 12
_REACH = 14  # how near to a handle the pointer takes it
_STEP, _SMALL_STEP = 0.02, 0.004
_CURSORS = {
    Edge.NONE: Qt.CursorShape.SizeAllCursor,
    Edge.LEFT: Qt.CursorShape.SizeHorCursor,
    Edge.RIGHT: Qt.CursorShape.SizeHorCursor,
    Edge.TOP: Qt.CursorShape.SizeVerCursor,
    Edge.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Edge.LEFT | Edge.TOP: Qt.CursorShape.SizeFDiagCursor,
    Edge.RIGHT | Edge.BOTTOM: Qt.CursorShape.SizeFDiagCursor,
    Edge.RIGHT | Edge.TOP: Qt.CursorShape.SizeBDiagCursor,
    Edge.LEFT | Edge.BOTTOM: Qt.CursorShape.SizeBDiagCursor,
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class _Drag:
    """What the pointer does since the button went down.

    Attributes:
        start: where that was, in the picture.
        pixel: the same in the widget.
        region: as it was then.
        edges: that are dragged; none moves all of it; None draws a new one.
    """

    start: Place
    pixel: QPoint
    region: Region | None
    edges: Edge | None


class RegionSelector(QWidget):
    """Shows a picture, or lies above one that is shown, and lets the user choose a part.

    Signals:
        region_changed(Region | None): another part is chosen, or none.
    """

    region_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QPixmap | None = None
        self._given: QRectF | None = None
        self._region: Region | None = None
        self._drag: _Drag | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Part of the picture"))
        self._describe()
        theme.changed.connect(self._on_theme_changed)

    # What is shown

    def set_image(self, image: QImage | None) -> None:
        """Show a picture, as large as the widget allows; None shows what lies below."""
        self._image = None if image is None or image.isNull() else QPixmap.fromImage(image)
        self.updateGeometry()
        self.update()

    def set_picture_rect(self, rect: QRectF | None) -> None:
        """Say where the picture stands, for a widget that lies above it; None fits the image."""
        self._given = None if rect is None else QRectF(rect)
        self.update()

    def picture_rect(self) -> QRectF:
        """Where the picture stands in this widget."""
        if self._given is not None:
            return QRectF(self._given)
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if self._image is None or room.isEmpty():
            return room
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(0, 0, size.width(), size.height())
        rect.moveCenter(room.center())
        return rect

    def region(self) -> Region | None:
        """The part that is chosen; None is the whole picture."""
        return self._region

    def set_region(self, region: Region | None) -> None:
        """Choose a part."""
        self._choose(None if region is None else region_math.sound(region))

    def clear(self) -> None:
        """Choose the whole picture."""
        self._choose(None)

    def _choose(self, region: Region | None) -> None:
        if region == self._region:
            return
        self._region = region
        self._describe()
        self.update()
        self.region_changed.emit(region)

    def _describe(self) -> None:
        region = self._region
        if region is None:
            text = self.tr("The whole picture. Draw a part, or press the space bar.")
        else:
            text = self.tr("{left} to {right} % across, {top} to {bottom} % down").format(
                left=round(region.left * 100),
                right=round(region.right * 100),
                top=round(region.top * 100),
                bottom=round(region.bottom * 100),
            )
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """Of the picture, if there is room."""
        if self._image is None:
            return QSize(480, 360)
        return self._image.size() + QSize(2 * _MARGIN, 2 * _MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Small pictures can still be cut."""
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, what is left out dimmed, and the frame with its handles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.picture_rect()
        if self._image is not None:
            painter.drawPixmap(rect, self._image, QRectF(self._image.rect()))
        cut = None if self._region is None else self._rect_of(self._region)
        paint_region(painter, rect, cut, self._theme.colours, focused=self.hasFocus())

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle or the inside, or begin to draw."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        edges = self._edges_at(event.position())
        place = self._place_at(event.position())
        self._drag = _Drag(place, event.position().toPoint(), self._region, edges)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move or resize; without a button, show what would be done."""
        if self._drag is None:
            edges = self._edges_at(event.position())
            self.setCursor(Qt.CursorShape.CrossCursor if edges is None else _CURSORS[edges])
            return
        self._drag_to(self._drag, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the part takes it away."""
        drag, self._drag = self._drag, None
        if drag is not None and drag.edges is None and not self._is_dragged(drag, event.position()):
            self._choose(None)

    def _drag_to(self, drag: _Drag, position: QPointF) -> None:
        place = self._place_at(position)
        dx, dy = place.x - drag.start.x, place.y - drag.start.y
        if drag.edges is None:
            if self._is_dragged(drag, position):
                self._choose(region_math.spanned(drag.start, place))
        elif drag.region is not None and drag.edges:
            self._choose(region_math.resized(drag.region, drag.edges, dx, dy))
        elif drag.region is not None:
            self._choose(region_math.moved(drag.region, dx, dy))

    def _is_dragged(self, drag: _Drag, position: QPointF) -> bool:
        way = (position.toPoint() - drag.pixel).manhattanLength()
        return self._region != drag.region or way >= QApplication.startDragDistance()

    def _edges_at(self, position: QPointF) -> Edge | None:
        if self._region is None:
            return None
        for edges in CORNERS_AND_EDGES:
            place = region_math.handle(self._region, edges)
            way = self._position_of(place) - position
            if max(abs(way.x()), abs(way.y())) <= _REACH:
                return edges
        inside = region_math.holds(self._region, self._place_at(position))
        return Edge.NONE if inside else None

    def _place_at(self, position: QPointF) -> Place:
        rect = self.picture_rect()
        return Place(
            (position.x() - rect.left()) / max(rect.width(), 1.0),
            (position.y() - rect.top()) / max(rect.height(), 1.0),
        )

    def _position_of(self, place: Place) -> QPointF:
        rect = self.picture_rect()
        return QPointF(rect.left() + place.x * rect.width(), rect.top() + place.y * rect.height())

    def _rect_of(self, region: Region) -> QRectF:
        return QRectF(
            self._position_of(Place(region.left, region.top)),
            self._position_of(Place(region.right, region.bottom)),
        )

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift they resize; Space begins, Delete takes the part away."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS:
            self._go(*_ARROWS[key], modifiers)
        elif key == Qt.Key.Key_Space and self._region is None:
            self._choose(region_math.MIDDLE)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._region is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)
            return
        announce(self, self.accessibleDescription())

    def _go(self, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> None:
        step = _SMALL_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        if self._region is None:
            self._choose(region_math.MIDDLE)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            edges = Edge.RIGHT | Edge.BOTTOM
            self._choose(region_math.resized(self._region, edges, dx * step, dy * step))
        else:
            self._choose(region_math.moved(self._region, dx * step, dy * step))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame does not show the focus any more."""
        super().focusOutEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Outside there is nothing to take."""
        super().leaveEvent(event)
        if self._drag is None:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture is fitted again; a drag goes on from where it is."""
        super().resizeEvent(event)
        self._drag = None

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
