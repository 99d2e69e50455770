"""The timeline: how many photos were taken when, and a part of it to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.window.filters import time_scale
from app.window.filters.dates import span_name
from app.window.filters.time_scale import Bar, Window
from app.window.filters.timeline_painter import Picture, TimelinePainter
from app.window.filters.timeline_state import (
    NO_SPAN,
    Span,
    TimelineState,
    index_of,
    places_of,
)
from app.window.texts import photos
from app.window.theme.theme import Theme
from indexer.reports import Count

_LEAST_WIDTH = 3.0  # of a bar
_LINES = 4  # the bars are as high as so many lines of text
_EDGE = 5
_GRAB = 6


@dataclass
class _Drag:
    """The pointer between press and release.

    Attributes:
        fixed: the time that stays where it is.
        x: where it began, in pixels.
        by_handle: an end of what was chosen is moved.
        month: where it is, in months.
        moved: it is no click any more.
    """

    fixed: float
    x: float
    by_handle: bool
    month: float
    moved: bool = False


class Timeline(QWidget):
    """Bars of photos by month, or by years where there are many; a span of them can be chosen.

    Dragging chooses, a click chooses one bar, handles adjust. A double click and the wheel (with
    Ctrl, or when the timeline has the keyboard) zoom. Left and Right move, with Shift they
    extend; Home, End; Delete clears; plus and minus zoom.

    Signals:
        chosen_changed(object, object): after and before, as `Filters` has them.
        zoomed(bool): whether only a part of all time is seen now.
    """

    chosen_changed = Signal(object, object)
    zoomed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = TimelineState()
        self._hovered: Bar | None = None
        self._drag: _Drag | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))
        self._describe()
        theme.changed.connect(self.update)

    # What is shown

    @property
    def seen(self) -> Window | None:
        """The months that are seen; None without any photo that has a date."""
        return self._state.window

    def show_months(self, totals: Sequence[Count], passing: Sequence[Count]) -> None:
        """Show the months of the library, and of what passes the other filters."""
        self._state.set_months(totals, passing)
        self._window_changed()

    def show_whole(self) -> None:
        """See all time."""
        self._state.show_whole()
        self._window_changed()

    def set_chosen(self, after: datetime | None, before: datetime | None) -> None:
        """Show this span as chosen, without a signal."""
        if self._state.set_span((after, before)):
            self._describe()
            self.update()

    def picture(self) -> Picture | None:
        """What is painted now."""
        if self._state.window is None:
            return None
        bars = self._state.bars()
        at = index_of(bars, self._state.cursor) if self.hasFocus() else None
        span = self._shown_span()
        chosen = None if span == NO_SPAN else places_of(span)
        current = None if at is None else bars[at]
        return Picture(self._place(), self._state.window, bars, chosen, self._hovered, current)

    def text_of(self, bar: Bar) -> str:
        """A bar in words: "June 2023: 12 of 123 photos"."""
        span = (time_scale.start_of(bar.first), time_scale.start_of(bar.end))
        return self._text(span, bar.total, bar.passing)

    # Qt's side

    def sizeHint(self) -> QSize:
        """See Qt."""
        line = self.fontMetrics().height()
        return QSize(220, _LINES * line + line + 8)

    def minimumSizeHint(self) -> QSize:
        """See Qt."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room. See Qt."""
        self._state.most_bars = int(self._place().width() / _LEAST_WIDTH)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See Qt."""
        del event
        picture = self.picture()
        if picture is None:
            return
        painter = QPainter(self)
        TimelinePainter(painter, picture, self._theme.colours).paint()
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colours.focus, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell what a bar is. See Qt."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._bar_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self.text_of(bar) if bar else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose, or to move a handle. See Qt."""
        picture = self.picture()
        if event.button() != Qt.MouseButton.LeftButton or picture is None:
            super().mousePressEvent(event)
            return
        x = event.position().x()
        month, fixed = picture.month_at(x), _other_end(picture, x)
        by_handle = fixed is not None
        self._drag = _Drag(month if fixed is None else fixed, x, by_handle, month)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or say what is below the pointer. See Qt."""
        picture = self.picture()
        if picture is None:
            return
        x = event.position().x()
        self._hovered = picture.bar_at(x)
        if self._drag is not None:
            self._drag_to(picture, x, event.globalPosition().toPoint())
        elif _other_end(picture, x) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was dragged over, or what was clicked. See Qt."""
        drag = self._drag
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        span = self._shown_span()
        self._drag = None
        self.update()
        if not drag.moved and not drag.by_handle and span == self._state.span:
            span = NO_SPAN  # a click on the only bar that is chosen takes it back
        self._choose(span)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See the years of a bar, or all time again. See Qt."""
        bar = self._bar_at(event.position().x())
        self._drag = None
        if bar is not None:
            self._state.show_years_of(bar)
            self._window_changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom; but who scrolls the panel must not be caught here. See Qt."""
        turn, control = event.angleDelta().y(), Qt.KeyboardModifier.ControlModifier
        picture = self.picture()
        if not turn or picture is None or not (self.hasFocus() or event.modifiers() & control):
            event.ignore()
            return
        self._state.zoom(picture.month_at(event.position().x()), closer=turn > 0)
        self._window_changed()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """See Qt."""
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See Qt."""
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose and zoom by keys. See Qt."""
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        before = self._state.span
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                by = -1 if event.key() == Qt.Key.Key_Left else 1
                self._moved(self._state.move(by, extend=extend), before)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                last = event.key() == Qt.Key.Key_End
                self._moved(self._state.move_to_end(last=last, extend=extend), before)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._choose(NO_SPAN)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Minus:
                closer = event.key() != Qt.Key.Key_Minus
                self._state.zoom(self._state.middle(), closer=closer)
                self._window_changed()
            case _:
                super().keyPressEvent(event)

    # Choosing

    def _drag_to(self, picture: Picture, x: float, at: QPoint) -> None:
        assert self._drag is not None
        self._drag.moved = self._drag.moved or abs(x - self._drag.x) >= _GRAB
        self._drag.month = picture.month_at(x)
        span = self._shown_span()
        if self._drag.moved and span != NO_SPAN:
            QToolTip.showText(at, self._text(span, *self._state.photos_in(span)), self)

    def _shown_span(self) -> Span:
        """What is chosen; while the pointer drags, what would be."""
        drag = self._drag
        if drag is None or (drag.by_handle and not drag.moved):
            return self._state.span
        if drag.by_handle:
            return self._state.adjusted(drag.fixed, drag.month) or self._state.span
        month = drag.month if drag.moved else drag.fixed
        return self._state.dragged(drag.fixed, month) or self._state.span

    def _choose(self, span: Span) -> None:
        if self._state.set_span(span):
            self._describe()
            self.update()
            self.chosen_changed.emit(*span)

    def _moved(self, bar: Bar | None, before: Span) -> None:
        """The keyboard has chosen something; screen readers hear what."""
        if bar is None:
            return
        self._describe()
        self._window_changed()
        if QAccessible.isActive():
            text = self._text(self._state.span, *self._state.photos_in(self._state.span))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        if self._state.span != before:
            self.chosen_changed.emit(*self._state.span)

    def _window_changed(self) -> None:
        self._hovered = None
        self.zoomed.emit(self._state.window != self._state.limits)
        self.update()

    def _place(self) -> QRect:
        below = self.fontMetrics().height() + 5
        return self.rect().adjusted(_EDGE, 4, -_EDGE, -below)

    def _bar_at(self, x: float) -> Bar | None:
        picture = self.picture()
        return None if picture is None else picture.bar_at(x)

    # In words

    def _describe(self) -> None:
        if self._state.span == NO_SPAN:
            self.setAccessibleDescription(self.tr("Nothing selected"))
        else:
            self.setAccessibleDescription(span_name(*self._state.span, QLocale()))

    def _text(self, span: Span, total: int, passing: int) -> str:
        time = span_name(*span, QLocale())
        if passing == total:
            return f"{time}: {photos(total)}"
        text = self.tr("{time}: {some} of {all}")
        some = QLocale().toString(passing)
        return text.format(time=time, some=some, all=photos(total))


def _other_end(picture: Picture, x: float) -> float | None:
    """The end that stays where it is while the handle at `x` is dragged; None for no handle."""
    if picture.chosen is None:
        return None
    start, end = (picture.x_of(month) for month in picture.chosen)
    reach = _GRAB if end - start >= 3 * _GRAB else _GRAB / 3  # bars beside can still be clicked
    near = [abs(at - x) <= reach for at in (start, end)]
    if not any(near):
        return None
    return picture.chosen[0] if near[1] else picture.chosen[1]
