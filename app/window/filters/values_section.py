"""A section to choose any of several values: cameras, places, keywords, ..."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.window.filters.dimensions import Dimension
from app.window.filters.rows import RowsModel
from app.window.filters.section import FilterSection
from app.window.filters.value_list import ValueList
from app.window.filters.values import matching, rows_of, short_list, toggled
from app.window.theme.theme import Theme

_SHORT = 6
_NOT_WORTH_IT = 2  # so few rows more are shown at once


@dataclass(frozen=True)
class Texts:
    """What a section of values says.

    Attributes:
        find: inside the field that finds values.
    """

    title: str
    find: str


class _FindField(QLineEdit):
    """Escape empties it; Down goes on to what was found."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class ValuesSection(FilterSection):
    """Shows the most frequent values; all of them on request, with a field to find them in."""

    def __init__(
        self, texts: Texts, dimension: Dimension, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts.title, (dimension,), theme, parent)
        self.name = dimension.value
        self._dimension = dimension
        self._all = False
        self._model = RowsModel(self)
        self._find = self._make_find(texts.find)
        self._list = ValueList(self._model, theme, self.body)
        self._list.setAccessibleName(texts.title)
        self._nothing = QLabel(self.tr("Nothing found"), self.body)
        self._nothing.setProperty("role", "muted")
        self._more = QPushButton(self.body, autoDefault=True)
        self._more.setProperty("kind", "quiet")
        for widget in (self._find, self._list, self._nothing):
            self.body_layout.addWidget(widget)
        self.body_layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._model.toggled.connect(self._on_value_toggled)
        self._more.clicked.connect(self._on_more)
        self._show()

    @property
    def has_values(self) -> bool:
        """See `FilterSection`."""
        return bool(rows_of(self._dimension, self._filters, self._counts))

    def _make_find(self, text: str) -> QLineEdit:
        field = _FindField(self.body)
        field.setPlaceholderText(text)
        field.setAccessibleName(text)
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._on_find_changed)
        return field

    def _show(self) -> None:
        rows = rows_of(self._dimension, self._filters, self._counts)
        is_long = len(rows) > _SHORT + _NOT_WORTH_IT
        if is_long and not self._all:
            shown = short_list(rows, _SHORT)
        else:
            shown = matching(rows, self._find.text()) if is_long else list(rows)
        self._model.show(shown)
        self._find.setVisible(is_long and self._all)
        self._list.setVisible(bool(shown))
        self._nothing.setVisible(bool(rows) and not shown)
        self._more.setVisible(is_long)
        self._more.setText(self._more_text(len(rows)))

    def _more_text(self, count: int) -> str:
        if self._all:
            return self.tr("Show fewer")
        return self.tr("Show all ({count})").format(count=self.locale().toString(count))

    @Slot(str, bool)
    def _on_value_toggled(self, value: str, on: bool) -> None:
        self.filters_changed.emit(toggled(self._dimension, self._filters, value, on))

    @Slot()
    def _on_find_changed(self) -> None:
        self._show()

    @Slot()
    def _on_more(self) -> None:
        self._all = not self._all
        self._find.clear()
        self._show()
        if self._all:
            self._find.setFocus()
