"""All shortcuts on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.window.theme.theme import Theme

Shortcut = tuple[str, QKeySequence | str]

_MOST_COLUMNS = 2
_WIDTH = 42  # of a column at least, in letters
_GAP = 16


class CheatSheet(QDialog):
    """Lists the shortcuts in groups; what is typed narrows the list."""

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[Shortcut]]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            groups: their names, with what each shortcut does. A text instead of a key is shown
                as it is, for instance "Ctrl + mouse wheel".
            theme: for the icon.
            parent: of the dialog.
        """
        super().__init__(parent)
        self._theme = theme
        self._columns = 0
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._make_search()
        self._cards = [_Card(name, shortcuts, self) for name, shortcuts in groups]
        self._make_sheet()
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Room for two columns, as far as the screen has it."""
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * 116, metrics.height() * 38)
        return wanted.boundedTo(self.screen().availableSize() * 0.9)

    def changeEvent(self, event: QEvent) -> None:
        """In a larger font, fewer columns have room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._columns:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is shown knows how wide its text is."""
        super().showEvent(event)
        self._arrange()

    def _make_search(self) -> None:
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Search the shortcuts"))
        self._search.setAccessibleName(self.tr("Search the shortcuts"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_typed)
        self._lens = QAction(self._search)
        self._search.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)

    def _make_sheet(self) -> None:
        self._sheet = QWidget()
        self._sheet.setProperty("role", "page")
        self._beside = QHBoxLayout(self._sheet)
        self._beside.setContentsMargins(0, 0, 6, 0)
        self._beside.setSpacing(_GAP)
        self._places = [QVBoxLayout() for _ in range(_MOST_COLUMNS)]
        for place in self._places:
            place.setSpacing(_GAP)
            self._beside.addLayout(place)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._sheet)
        self._nothing = QLabel(self.tr("No shortcut has this name."))
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setProperty("role", "title")
        below = QVBoxLayout(self)
        below.setContentsMargins(24, 20, 24, 20)
        below.setSpacing(14)
        for widget in (title, self._search):
            below.addWidget(widget)
        below.addWidget(self._nothing, 1)
        below.addWidget(self._scroll, 1)

    def _arrange(self) -> None:
        """Spread the groups over the columns in their order, about as many lines in each."""
        widest = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        least = max(widest + _GAP, self.fontMetrics().averageCharWidth() * _WIDTH)
        columns = max(1, min(_MOST_COLUMNS, self._scroll.viewport().width() // least))
        if columns == self._columns:
            return
        self._columns = columns
        for place in self._places:
            while place.count():
                place.takeAt(0)
        lines, before = sum(card.lines for card in self._cards), 0
        for card in self._cards:
            middle = before + card.lines / 2
            self._places[int(middle * columns / lines)].addWidget(card)
            before += card.lines
        for number, place in enumerate(self._places):
            place.addStretch(1)
            self._beside.setStretchFactor(place, 1 if number < columns else 0)

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        shown = [card.narrow(words) for card in self._cards]
        self._nothing.setVisible(not any(shown))
        self._scroll.setVisible(any(shown))

    @Slot()
    def _on_theme_changed(self) -> None:
        self._lens.setIcon(self._theme.icon("search", "muted"))


@dataclass(frozen=True)
class _Line:
    """One shortcut on its card."""

    searched: str
    spoken: str
    parts: tuple[QWidget, QWidget]


class _Card(QFrame):
    """A group. It can have the keyboard, so that a screen reader reads all of it at once."""

    def __init__(self, name: str, shortcuts: Sequence[Shortcut], parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 14)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 1)
        heading = QLabel(name)
        heading.setProperty("role", "heading")
        self._grid.addWidget(heading, 0, 0, 1, 2)
        self._lines = [self._add(row, *each) for row, each in enumerate(shortcuts, 1)]
        self.narrow("")

    @property
    def lines(self) -> int:
        """How tall it is, in lines of text."""
        return len(self._lines) + 2

    def narrow(self, words: str) -> bool:
        """Show the lines that all of the words stand in; false if there is none."""
        wanted = words.casefold().split()
        shown = [line for line in self._lines if all(word in line.searched for word in wanted)]
        for line in self._lines:
            for part in line.parts:
                part.setVisible(line in shown)
        self.setVisible(bool(shown))
        self.setAccessibleDescription("; ".join(line.spoken for line in shown))
        return bool(shown)

    def _add(self, row: int, does: str, key: QKeySequence | str) -> _Line:
        text = key if isinstance(key, str) else key.toString(QKeySequence.SequenceFormat.NativeText)
        what, cap = QLabel(does), QLabel(text)
        what.setWordWrap(True)
        cap.setProperty("role", "key")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(what, row, 0)
        self._grid.addWidget(cap, row, 1, right)
        searched = f"{self._name} {does} {text}".casefold()
        return _Line(searched, f"{does}: {text}", (what, cap))
