"""The dark stage on which one photo is looked at: zooming, moving, painting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from app.window.theme.theme import Theme
from app.window.viewer.zoom import Mode, Point, Zoom, fitted_side

_NOTCH = 120  # what a mouse's wheel reports for one click of it
_KEY_STEP = 0.15  # of the stage's side
_SHARP_FROM = 4.0  # from here on single pixels are to be seen, as squares
_FRAME = 2
_KEYS = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class Stage(QWidget):
    """Shows one picture in the best of the resolutions that it was given.

    Signals:
        zoom_changed(): the scale is another one, or what decides it.
        needs_changed(): other pixels may be needed: the scale or the stage has changed.
        placed(): the picture lies elsewhere on the stage, or the stage has another size.
        menu_wanted(QPoint): a menu is wanted at this point of the screen.
        back_wanted(): the mouse's button for going back was pressed.
    """

    zoom_changed = Signal()
    needs_changed = Signal()
    placed = Signal()
    menu_wanted = Signal(QPoint)
    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom: Zoom | None = None
        self._images: list[QImage] = []
        self._grabbed: QPointF | None = None
        self._is_reached_by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setAccessibleName(self.tr("Photo"))
        theme.changed.connect(self.update)

    # What is shown

    def show_nothing(self) -> None:
        """An empty stage."""
        self._zoom = None
        self._images = []
        self._let_go()
        self.zoom_changed.emit()
        self.update()

    def show_picture(self, size: QSize, images: Sequence[QImage]) -> None:
        """Another picture, fitted.

        Args:
            size: in full resolution; what is not known yet may be guessed from a thumbnail.
            images: the picture in some resolutions.
        """
        self._images = list(images)
        self._let_go()
        zoom = Zoom(self._pixels(), _positive(size), self._enlarge())
        self._set_zoom(zoom.fitted())
        self.update()

    def set_images(self, size: QSize, images: Sequence[QImage]) -> None:
        """More resolutions of the same picture, or its true size."""
        self._images = list(images)
        if self._zoom is None:
            self.show_picture(size, images)
        elif self._zoom.picture != _positive(size):
            self._change_size(self._zoom, size)
        self.update()

    @property
    def images(self) -> tuple[QImage, ...]:
        """The resolutions it has."""
        return tuple(self._images)

    @property
    def zoom(self) -> Zoom | None:
        """Where the picture lies; None if there is none."""
        return self._zoom

    @property
    def needed_side(self) -> int:
        """How many pixels the longest side of the picture takes on the screen; 0 if none."""
        return round(max(self._zoom.size)) if self._zoom else 0

    def fitted_side(self, size: QSize) -> int:
        """How many a picture of this full size needs when all of it is seen."""
        return fitted_side(self._pixels(), _positive(size), self._enlarge())

    @property
    def picture_rect(self) -> QRect:
        """Where the picture lies, in this widget's coordinates."""
        if self._zoom is None:
            return QRect()
        ratio = self.devicePixelRatioF()
        rect = QRectF(QPointF(*self._zoom.origin) / ratio, QSizeF(*self._zoom.size) / ratio)
        return rect.toAlignedRect()

    # Zooming and moving

    def fit(self) -> None:
        """All of the picture."""
        if self._zoom:
            self._set_zoom(self._zoom.fitted())

    def fill(self) -> None:
        """All of the stage."""
        if self._zoom:
            self._set_zoom(self._zoom.filled())

    def set_scale(self, scale: float, at: QPointF | None = None) -> None:
        """Pixels of the screen per pixel of the picture; what is seen at `at` stays there."""
        if self._zoom:
            self._set_zoom(self._zoom.scaled(scale, self._point(at)))

    def step(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in by some steps, or out; what is seen at `at` stays there."""
        if self._zoom:
            self._set_zoom(self._zoom.stepped(steps, self._point(at)))

    def toggle(self, at: QPointF | None = None) -> None:
        """Between all of the picture and its own pixels."""
        if self._zoom is None:
            return
        if self._zoom.mode is Mode.FIT and self._zoom.scale != 1:
            self.set_scale(1.0, at)
        else:
            self.fit()

    @property
    def can_pan(self) -> bool:
        """Whether some of the picture lies outside the stage."""
        return self._zoom is not None and self._zoom.can_pan

    def pan(self, right: float, down: float) -> None:
        """Look further to the right or down, in parts of the stage."""
        if self._zoom:
            width, height = self._zoom.stage
            self._move(-right * _KEY_STEP * width, -down * _KEY_STEP * height)

    def _move(self, right: float, down: float) -> None:
        if self._zoom:
            self._zoom = self._zoom.moved(right, down)
            self.placed.emit()
            self.update()

    def _set_zoom(self, zoom: Zoom) -> None:
        self._zoom = zoom
        self._show_pointer()
        self.zoom_changed.emit()
        self.needs_changed.emit()
        self.placed.emit()
        self.update()

    def _change_size(self, zoom: Zoom, size: QSize) -> None:
        """The guessed size was wrong, or the file was replaced: what is seen stays in place."""
        if zoom.mode is Mode.FREE:
            parts = size.width() / zoom.picture[0], size.height() / zoom.picture[1]
            centre = zoom.centre[0] * parts[0], zoom.centre[1] * parts[1]
            scale = zoom.scale / parts[0]
            free = Zoom(zoom.stage, _positive(size), zoom.enlarge, Mode.FREE, scale, centre)
            self._set_zoom(free.settled())
        else:
            fresh = Zoom(zoom.stage, _positive(size), zoom.enlarge)
            self._set_zoom(fresh.fitted() if zoom.mode is Mode.FIT else fresh.filled())

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or stay at the same part of the picture."""
        super().resizeEvent(event)
        self._adapt()
        self.placed.emit()

    def event(self, event: QEvent) -> bool:
        """Gestures, and screens of another sharpness."""
        kind = event.type()
        if kind == QEvent.Type.DevicePixelRatioChange:
            self._adapt()
        if isinstance(event, QNativeGestureEvent) and self._take_native(event):
            return True
        if isinstance(event, QGestureEvent) and self._take_gesture(event):
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A frame tells where the keyboard is, to those who went there with it.

        It usually is here, and a frame around every photo would only disturb.
        """
        super().focusInEvent(event)
        self._is_reached_by_key = event.reason() in _KEYS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No frame."""
        super().focusOutEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom; fingers on a touchpad move what is larger than the stage."""
        event.accept()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
        if fingers and not control and self.can_pan:
            delta = QPointF(event.pixelDelta()) * self.devicePixelRatioF()
            self._move(delta.x(), delta.y())
            return
        turned = event.angleDelta().y()
        if turned:
            self.step(turned / _NOTCH, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() == Qt.MouseButton.LeftButton and self.can_pan:
            self._grabbed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.BackButton:
            self.back_wanted.emit()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture."""
        if self._grabbed is None:
            super().mouseMoveEvent(event)
            return
        moved = (event.position() - self._grabbed) * self.devicePixelRatioF()
        self._grabbed = event.position()
        self._move(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the picture."""
        if self._grabbed is None:
            super().mouseReleaseEvent(event)
        self._let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """All of the picture, or its own pixels around the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The viewer knows what is in the menu."""
        self.menu_wanted.emit(event.globalPos())

    def _adapt(self) -> None:
        if self._zoom:
            self._set_zoom(self._zoom.on_stage(self._pixels(), self._enlarge()))

    def _take_native(self, event: QNativeGestureEvent) -> bool:
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                if self._zoom:
                    self.set_scale(self._zoom.scale * (1 + event.value()), event.position())
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self.toggle(event.position())
            case _:
                return False
        return True

    def _take_gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        middle = QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint()))
        if self._zoom and pinch.scaleFactor() > 0:
            self.set_scale(self._zoom.scale * pinch.scaleFactor(), middle)
        return True

    def _let_go(self) -> None:
        self._grabbed = None
        self._show_pointer()

    def _show_pointer(self) -> None:
        """The open hand says that the picture can be moved."""
        if self.can_pan:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in pixels of the screen, so that nothing is scaled twice."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colours.stage)
        if self._zoom is not None and self._images:
            painter.save()
            painter.scale(1 / self.devicePixelRatioF(), 1 / self.devicePixelRatioF())
            self._paint_picture(painter, self._zoom)
            painter.restore()
        if self._is_reached_by_key and self.hasFocus():
            self._paint_focus(painter)

    def _paint_picture(self, painter: QPainter, zoom: Zoom) -> None:
        width, height = zoom.size
        image = best(self._images, width)
        x, y = zoom.origin
        if abs(image.width() - width) < 1 and abs(image.height() - height) < 1:
            painter.drawImage(QPointF(x, y), image)  # one by one
            return
        smooth = width < _SHARP_FROM * zoom.picture[0] or image.width() < zoom.picture[0]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        target, source = visible(QRectF(x, y, width, height), zoom.stage, image.size())
        painter.drawImage(target, image, source)

    def _paint_focus(self, painter: QPainter) -> None:
        """Light on dark, so that it is seen on every photo."""
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        colours = self._theme.colours
        for colour, width in ((colours.stage, 4), (colours.on_stage, 2)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(rect)

    def _pixels(self) -> tuple[float, float]:
        """The size of the stage on the screen."""
        ratio = self.devicePixelRatioF()
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def _enlarge(self) -> float:
        """On a sharp screen a small picture is not made smaller than it is on another one."""
        return max(1.0, self.devicePixelRatioF())

    def _point(self, at: QPointF | None) -> Point | None:
        if at is None:
            return None
        ratio = self.devicePixelRatioF()
        return at.x() * ratio, at.y() * ratio


def best(images: Sequence[QImage], width: float) -> QImage:
    """The smallest one with enough pixels to be this wide; else the largest there is."""
    enough = [image for image in images if image.width() >= width - 1]
    if enough:
        return min(enough, key=QImage.width)
    return max(images, key=QImage.width)


def visible(target: QRectF, stage: tuple[float, float], size: QSize) -> tuple[QRectF, QRectF]:
    """What of `target` is on the stage, and what part of an image of this size belongs there.

    Whole pixels of the image, and a few around them: scaling looks at neighbours.
    """
    across, down = size.width() / target.width(), size.height() / target.height()
    seen = target.intersected(QRectF(0, 0, *stage)).translated(-target.topLeft())
    part = QRectF(seen.x() * across, seen.y() * down, seen.width() * across, seen.height() * down)
    whole = part.toAlignedRect().adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME)
    source = QRectF(whole.intersected(QRect(QPoint(0, 0), size)))
    shown = QRectF(
        target.x() + source.x() / across,
        target.y() + source.y() / down,
        source.width() / across,
        source.height() / down,
    )
    return shown, source


def _positive(size: QSize) -> tuple[float, float]:
    return max(1, size.width()), max(1, size.height())
