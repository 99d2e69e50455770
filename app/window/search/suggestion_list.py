"""The list of suggestions below the search field; the keyboard stays in the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from app.window.announcing import announce
from app.window.search.suggestion_rows import (
    SuggestionDelegate,
    SuggestionModel,
    spoken_suggestion,
)
from app.window.search.suggestions import Kind, Suggestion
from app.window.theme.theme import Theme

_BELOW = 4


class SuggestionList(QFrame):
    """Lies above the window below the field; takes the keys it needs from the field.

    It is no window of its own: so it never takes the focus, on no platform.

    Signals:
        chosen(Suggestion): the user wants it.
        forgotten(Suggestion): the user does not want to see this recent search again.
    """

    chosen = Signal(Suggestion)
    forgotten = Signal(Suggestion)

    def __init__(self, theme: Theme, field: QWidget) -> None:
        """Show suggestions for `field`, whose child this is until it is shown."""
        super().__init__(field)
        self._field = field
        self._model = SuggestionModel(self)
        self._list = self._make_list(theme)
        self._head = QLabel(self.tr("Recent searches"))
        self._head.setProperty("role", "muted")
        self._head.setContentsMargins(12, 6, 12, 2)
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Suggestions"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 5)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._list)
        self.hide()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What it shows, or showed last."""
        return self._model.suggestions

    def current(self) -> Suggestion | None:
        """The one that Enter would choose."""
        row = self._list.currentIndex().row()
        return self.suggestions[row] if self.isVisible() and row >= 0 else None

    def offer(self, suggestions: tuple[Suggestion, ...]) -> None:
        """Show suggestions, none of them chosen; without any, hide."""
        self._model.show(suggestions)
        if not suggestions:
            self.dismiss()
            return
        self._head.setVisible(all(one.kind is Kind.RECENT and not one.typed for one in suggestions))
        self._place()
        if not self.isVisible():
            self.show()
            app = QApplication.instance()
            assert app is not None
            app.installEventFilter(self)
        self.raise_()
        announce(self._field, self.tr("%Ln suggestion(s)", "", len(suggestions)))

    def dismiss(self) -> None:
        """Hide."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()

    def _make_list(self, theme: Theme) -> QListView:
        view = QListView()
        view.setStyleSheet("QListView { border: none; padding: 0; background: transparent; }")
        view.setModel(self._model)
        view.setItemDelegate(SuggestionDelegate(theme, view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(self.tr("Suggestions"))
        view.clicked.connect(self._on_clicked)
        view.entered.connect(self._on_entered)
        return view

    def _place(self) -> None:
        """Below the field, as wide as it, and no further than the window."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = len(self.suggestions)
        self._list.setFixedHeight(self._list.sizeHintForRow(0) * rows)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + _BELOW))
        self.setFixedWidth(self._field.width())
        height = self._column.totalSizeHint().height()
        free = max(window.height() - corner.y() - _BELOW, self._list.sizeHintForRow(0) * 2)
        if height > free:
            self._list.setFixedHeight(self._list.height() - (height - free))
        self.setGeometry(corner.x(), corner.y(), self._field.width(), min(height, free))

    # Keys, which come from the field

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the list."""
        if not self.isVisible():
            return False
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape}:
            return event.modifiers() in {_NONE, _KEYPAD}
        if self.current() is None:
            return False
        if key == Qt.Key.Key_Delete:
            return event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        return key in _CHOOSE and event.modifiers() in {_NONE, _KEYPAD}

    def take(self, event: QKeyEvent) -> None:
        """Go up and down, choose, forget, or hide."""
        match event.key():
            case Qt.Key.Key_Down:
                self._go(1)
            case Qt.Key.Key_Up:
                self._go(-1)
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Delete:
                self._forget()
            case _:
                self._choose(self.current())

    def _go(self, step: int) -> None:
        """Around, through a place where none is chosen and Enter means the words themselves."""
        places = len(self.suggestions) + 1
        row = (self._list.currentIndex().row() + 1 + step) % places - 1
        index = self._model.index(row) if row >= 0 else QModelIndex()
        self._list.setCurrentIndex(index)
        if row < 0:
            self._list.clearSelection()
        else:
            announce(self._field, spoken_suggestion(self.suggestions[row]))

    def _forget(self) -> None:
        suggestion = self.current()
        if suggestion is not None and suggestion.kind is Kind.RECENT:
            self.forgotten.emit(suggestion)

    def _choose(self, suggestion: Suggestion | None) -> None:
        self.dismiss()
        if suggestion is not None:
            self.chosen.emit(suggestion)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(self.suggestions[index.row()])

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        self._list.setCurrentIndex(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press anywhere else hides the list; another size of the window, too."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            if not inside and watched is not self._field and not self._field.isAncestorOf(watched):
                self.dismiss()
        elif kind == QEvent.Type.Resize and watched is self.parentWidget():
            self.dismiss()
        return False


_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_CHOOSE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
