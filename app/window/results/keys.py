"""What the keys do in the grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from app.window.results.choosing import Choice, keeps, spans

if TYPE_CHECKING:
    from app.window.results.view import ResultsView

Action = QAbstractItemView.CursorAction

_MOVES = {
    Qt.Key.Key_Left: Action.MoveLeft,
    Qt.Key.Key_Right: Action.MoveRight,
    Qt.Key.Key_Up: Action.MoveUp,
    Qt.Key.Key_Down: Action.MoveDown,
    Qt.Key.Key_Home: Action.MoveHome,
    Qt.Key.Key_End: Action.MoveEnd,
    Qt.Key.Key_PageUp: Action.MovePageUp,
    Qt.Key.Key_PageDown: Action.MovePageDown,
}
_FAR = 2**40
_STEPS = {
    Action.MoveLeft: -1,
    Action.MovePrevious: -1,
    Action.MoveRight: 1,
    Action.MoveNext: 1,
    Action.MoveHome: -_FAR,
    Action.MoveEnd: _FAR,
}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ENLARGES = {Qt.Key.Key_Plus, Qt.Key.Key_Equal}


class Keys(QObject):
    """Moves about, chooses, opens and zooms with the keyboard."""

    def __init__(self, view: ResultsView, choice: Choice) -> None:
        super().__init__(view)
        self._view = view
        self._choice = choice

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; false if it says nothing here."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        if key in _MOVES:
            return self._move(_MOVES[key], modifiers)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self._do(self._view.selectAll)
        if key == Qt.Key.Key_Space:
            return self._do(self._toggle)
        return self._zoom(key) if keeps(modifiers) else self._open_or_leave(key)

    def row_after(self, action: Action) -> int | None:
        """Where a movement leads; None if there is nothing."""
        grid, row = self._view.grid, self._view.current_row()
        if not grid.count:
            return None
        if row < 0:
            return grid.count - 1 if action == Action.MoveEnd else 0
        match action:
            case Action.MoveUp:
                return grid.above(row)
            case Action.MoveDown:
                return grid.below(row)
            case Action.MovePageUp | Action.MovePageDown:
                return self._page(row, -1 if action == Action.MovePageUp else 1)
        return min(max(row + _STEPS.get(action, 0), 0), grid.count - 1)

    def _page(self, row: int, direction: int) -> int | None:
        grid = self._view.grid
        box = grid.box(row)
        lines = max(1, self._view.viewport().height() // grid.pitch)
        y = box.top + grid.cell // 2 + direction * lines * grid.pitch
        return grid.nearest(box.left + grid.cell // 2, y)

    def _move(self, action: Action, modifiers: Qt.KeyboardModifier) -> bool:
        row = self.row_after(action)
        if row is None:
            return True
        if spans(modifiers):
            self._choice.up_to(row, keep=keeps(modifiers))
        elif keeps(modifiers):
            self._choice.go_to(row)
        else:
            self._choice.only(row)
        self._view.show_row(row)
        return True

    def _do(self, call: Callable[[], None]) -> bool:
        call()
        return True

    def _toggle(self) -> None:
        row = self._view.current_row()
        if row >= 0:
            self._choice.toggle(row)

    def _open_or_leave(self, key: Qt.Key) -> bool:
        row = self._view.current_row()
        if key in _OPENS and row >= 0:
            self._view.opened.emit(row)
            return True
        return key == Qt.Key.Key_Escape and self._choose_less()

    def _choose_less(self) -> bool:
        """Back to one photo, then to none; after that, the key is somebody else's."""
        if not self._choice.rows:
            return False
        row = self._view.current_row()
        if len(self._choice.rows) > 1 and row >= 0:
            self._choice.only(row)
        else:
            self._choice.set(())
        return True

    def _zoom(self, key: Qt.Key) -> bool:
        zooms = {Qt.Key.Key_Minus: self._view.zoom_out, Qt.Key.Key_0: self._view.zoom_reset}
        zoom = self._view.zoom_in if key in _ENLARGES else zooms.get(key)
        return zoom is not None and self._do(zoom)
