"""The grid of photos: a view that a hundred thousand of them do not slow down."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.window.results.choosing import Choice
from app.window.results.grid_view import GridView
from app.window.results.keys import Keys
from app.window.results.model import Index, ResultsModel
from app.window.results.pointer import Pointer
from app.window.results.ranges import Ranges
from app.window.results.staying import Place
from app.window.theme.theme import Theme


class ResultsView(GridView):
    """Shows results as a grid of pictures, and lets the user choose among them.

    Signals:
        opened(int): the photo of this row is to be looked at.
        menu_wanted(QPoint): a menu for the chosen photos, here on the screen.
        chosen_changed(int): so many photos are chosen now.
        current_changed(int): this row has the keyboard now; -1 for none.
        cell_side_changed(int): cells have this side now.
    """

    opened = Signal(int)
    menu_wanted = Signal(QPoint)
    chosen_changed = Signal(int)
    current_changed = Signal(int)

    def __init__(self, model: ResultsModel, theme: Theme, parent: QWidget | None = None) -> None:
        """A view of `model`."""
        super().__init__(model, theme, parent)
        self._place: Place | None = None
        self._choice = Choice(model, self.selectionModel())
        self._keys = Keys(self, self._choice)
        self._pointer = Pointer(self, self._choice, model, theme)
        self._is_ready = True
        model.refresh_started.connect(self._on_refresh_started)
        model.refreshed.connect(self._on_refreshed)

    # Qt calls some of the methods below from its constructors, and when Python has taken all
    # attributes away already, because the model goes first.
    _is_ready = False

    # What is chosen

    def chosen_ids(self) -> tuple[int, ...]:
        """The chosen photos, in the order of their rows."""
        return self._choice.ids

    def chosen_count(self) -> int:
        """How many are chosen."""
        return len(self._choice.rows)

    def choose_ids(self, ids: Iterable[int]) -> None:
        """Choose these photos, as far as they are shown."""
        self._choice.set_ids(ids)

    def set_current_row(self, row: int) -> None:
        """Go to a row, and choose only that."""
        if 0 <= row < self._model.rowCount():
            self._choice.only(row)
            self.show_row(row)

    def selectAll(self) -> None:
        """See Qt."""
        self._choice.all()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """See Qt."""
        del modifiers
        row = self._keys.row_after(action)
        return QModelIndex() if row is None else self._model.index(row)

    def setSelection(self, rect: QRect, command: object) -> None:
        """See Qt. What is chosen with the pointer and the keys goes other ways."""

    def keyboardSearch(self, search: str) -> None:
        """See Qt. Typing belongs to the search field."""

    # What happens to the rows

    def reset(self) -> None:
        """See Qt."""
        super().reset()
        if not self._is_ready:
            return
        self._choice.forget()
        self._pointer.let_go()
        self._lay_out()
        if self._place is None:
            self.scroll_to(0)
            self.chosen_changed.emit(0)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """See Qt."""
        if not self._is_ready:
            return
        self._choice.forget()
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit(self.chosen_count())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """See Qt."""
        super().currentChanged(current, previous)
        self.update_row(previous.row())
        self.update_row(current.row())
        self.current_changed.emit(current.row())

    @Slot()
    def _on_refresh_started(self) -> None:
        self._pointer.let_go()
        self._place = Place.of(self._model, self._choice, self.currentIndex(), self)

    @Slot()
    def _on_refreshed(self) -> None:
        place, self._place = self._place, None
        self._choice.forget()
        self._lay_out()
        if place is not None:
            place.restore(self._model, self._choice, self)
        self.chosen_changed.emit(self.chosen_count())

    # Events

    def hideEvent(self, event: QHideEvent) -> None:
        """See Qt."""
        self._pointer.let_go()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See Qt."""
        event.setAccepted(self._keys.press(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See Qt."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See Qt."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See Qt."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See Qt."""
        row = self.row_at(event.position().toPoint())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pointer.let_go()
            self.opened.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """See Qt."""
        self._pointer.leave()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """See Qt."""
        self._pointer.ask_for_menu(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """See Qt."""
        super().scrollContentsBy(dx, dy)
        self._pointer.follow()

    def _chosen_rows(self) -> Ranges:
        return self._choice.rows
