"""What the mouse does in the grid: choosing, rubber band, dragging out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QContextMenuEvent, QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication

from app.window.results.band import Band
from app.window.results.choosing import Choice, keeps, spans
from app.window.results.dragging import DragOut
from app.window.results.model import ResultsModel
from app.window.results.ranges import Ranges
from app.window.theme.theme import Theme

if TYPE_CHECKING:
    from app.window.results.view import ResultsView

_SCROLL_MS = 16
_SCROLL_SHARE = 4


class Pointer(QObject):
    """Follows the mouse over a view."""

    def __init__(
        self, view: ResultsView, choice: Choice, model: ResultsModel, theme: Theme
    ) -> None:
        super().__init__(view)
        self._view = view
        self._choice = choice
        self._drag = DragOut(view, model, theme)
        self._pressed: QPoint | None = None
        self._pressed_row: int | None = None
        self._only_at_release = False
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scrolling)

    def press(self, event: QMouseEvent) -> None:
        """The left button goes down."""
        point, modifiers = event.position().toPoint(), event.modifiers()
        row = self._view.row_at(point)
        self._pressed, self._pressed_row = point, row
        self._only_at_release = False
        if row is None:
            if not (keeps(modifiers) or spans(modifiers)):
                self._choice.set(())
        elif spans(modifiers):
            self._choice.up_to(row, keep=keeps(modifiers))
        elif keeps(modifiers) or self._is_on_check(row, point):
            self._choice.toggle(row)
            self._pressed_row = None if self._is_on_check(row, point) else row
        elif row in self._choice.rows:
            self._only_at_release = True  # unless all that are chosen are dragged from here
        else:
            self._choice.only(row)

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves."""
        point = event.position().toPoint()
        if self._view.band is not None:
            self._stretch(point)
        elif event.buttons() & Qt.MouseButton.LeftButton and self._pressed is not None:
            if (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._begin(self._pressed, event.modifiers())
        elif not event.buttons():
            self._hover(self._view.row_at(point))

    def release(self) -> None:
        """The left button goes up."""
        if self._view.band is not None:
            rows = self._view.band.rows
            self.let_go()
            self._choice.set(rows)
        elif self._only_at_release and self._pressed_row is not None:
            self._choice.only(self._pressed_row)
        self._pressed = None
        self._only_at_release = False
        self._drag.cancel()

    def let_go(self) -> None:
        """Come to an end with whatever was begun, and choose nothing by it."""
        self._pressed = None
        self._only_at_release = False
        self._scrolling.stop()
        self._drag.cancel()
        if self._view.band is not None:
            self._view.band = None
            self._view.viewport().update()
            self._view.chosen_changed.emit(self._view.chosen_count())

    def leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover(None)

    def follow(self) -> None:
        """The grid was scrolled below the mouse."""
        point = self._view.viewport().mapFromGlobal(QCursor.pos())
        if self._view.band is not None:
            self._stretch(point)
        elif self._view.hovered >= 0:
            inside = self._view.viewport().rect().contains(point)
            self._hover(self._view.row_at(point) if inside else None)

    def ask_for_menu(self, event: QContextMenuEvent) -> None:
        """The menu key, or the right button."""
        row: int | None = self._view.current_row()
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            row = self._view.row_at(event.pos())
        elif row is not None and row >= 0:
            self._view.show_row(row)
            place = self._view.viewport().mapToGlobal(self._view.rect_of(row).center())
        if row is None or row < 0:
            return
        if row not in self._choice.rows:
            self._choice.only(row)
        self._view.menu_wanted.emit(place)

    def _is_on_check(self, row: int, point: QPoint) -> bool:
        corner = self._view.rect_of(row).topLeft()
        return self._view.check_rect.translated(corner).contains(point)

    def _begin(self, origin: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The mouse was moved far enough with its button down."""
        on_photo = self._view.row_at(origin) is not None
        self._pressed = None
        self._only_at_release = False
        if on_photo and not (keeps(modifiers) or spans(modifiers)):
            if self._pressed_row is not None:
                self._drag.begin(self._choice.ids)
            return
        others = self._choice.rows if keeps(modifiers) or spans(modifiers) else Ranges()
        self._view.band = Band(origin + QPoint(0, self._view.offset), others)

    def _stretch(self, point: QPoint) -> None:
        if self._view.band is None:
            return
        self._view.band.stretch(point + QPoint(0, self._view.offset), self._view.grid)
        self._view.viewport().update()
        self._view.chosen_changed.emit(len(self._view.band.rows))
        outside = not 0 <= point.y() < self._view.viewport().height()
        if outside != self._scrolling.isActive():
            self._scrolling.start() if outside else self._scrolling.stop()

    @Slot()
    def _on_scrolling(self) -> None:
        """The band is drawn beyond the edge: scroll, the faster the farther."""
        y = self._view.viewport().mapFromGlobal(QCursor.pos()).y()
        beyond = min(y, 0) + max(y - self._view.viewport().height(), 0)
        self._view.scroll_to(self._view.offset + beyond // _SCROLL_SHARE)

    def _hover(self, row: int | None) -> None:
        row = -1 if row is None else row
        if row != self._view.hovered:
            before, self._view.hovered = self._view.hovered, row
            self._view.update_row(before)
            self._view.update_row(row)
