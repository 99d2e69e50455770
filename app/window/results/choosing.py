"""Which photos are chosen: in ranges, for choosing a hundred thousand must not take long."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QPersistentModelIndex,
    Qt,
)

from app.window.results.model import ResultsModel
from app.window.results.ranges import Ranges

_MANY = 64
_Flag = QItemSelectionModel.SelectionFlag


class Choice:
    """The chosen rows of a view; Qt's selection model stays the truth."""

    def __init__(self, model: ResultsModel, selection: QItemSelectionModel) -> None:
        self._model = model
        self._selection = selection
        self._rows: Ranges | None = None
        self._pivot = QPersistentModelIndex()

    @property
    def rows(self) -> Ranges:
        """All of them."""
        if self._rows is None:
            self._rows = Ranges(rows_of(self._selection.selection()))
        return self._rows

    def forget(self) -> None:
        """They are different now."""
        self._rows = None

    @property
    def ids(self) -> tuple[int, ...]:
        """The photos, in the order of their rows."""
        ids = self._model.ids
        return tuple(photo for one in self.rows for photo in ids[one.start : one.stop])

    def set(self, ranges: Iterable[range]) -> None:
        """Choose exactly these rows."""
        selection = self._as_selection(ranges)
        if selection.size() > _MANY:
            self._selection.clearSelection()  # Qt compares each range with each one before
        self._selection.select(selection, _Flag.ClearAndSelect)

    def all(self) -> None:
        """Choose everything; Qt's own way asks for the flags of each row."""
        self.set([range(self._model.rowCount())])

    def set_ids(self, ids: Iterable[int]) -> None:
        """Choose exactly these photos, as far as they are shown."""
        self.set(Ranges.of_rows(self._model.rows_of(ids)))

    def only(self, row: int) -> None:
        """Choose one row, and go there."""
        self._pivot = QPersistentModelIndex(self._model.index(row))
        self._selection.setCurrentIndex(self._model.index(row), _Flag.ClearAndSelect)

    def toggle(self, row: int) -> None:
        """Choose a row besides the others, or no more."""
        self._pivot = QPersistentModelIndex(self._model.index(row))
        self._selection.setCurrentIndex(self._model.index(row), _Flag.Toggle)

    def go_to(self, row: int) -> None:
        """Go to a row; what is chosen stays."""
        self._pivot = QPersistentModelIndex(self._model.index(row))
        self._selection.setCurrentIndex(self._model.index(row), _Flag.NoUpdate)

    def up_to(self, row: int, *, keep: bool) -> None:
        """Choose all from where one was last up to a row, and go there.

        Args:
            row: the last one.
            keep: what else is chosen stays so.
        """
        pivot = self._pivot.row() if self._pivot.isValid() else row
        if not self._pivot.isValid():
            self._pivot = QPersistentModelIndex(self._model.index(row))
        span = self._as_selection([range(min(pivot, row), max(pivot, row) + 1)])
        self._selection.setCurrentIndex(self._model.index(row), _Flag.NoUpdate)
        self._selection.select(span, _Flag.Select if keep else _Flag.ClearAndSelect)

    def _as_selection(self, ranges: Iterable[range]) -> QItemSelection:
        selection = QItemSelection()
        index = self._model.index
        for one in ranges:
            if one:
                selection.append(QItemSelectionRange(index(one.start), index(one.stop - 1)))
        return selection


def rows_of(selection: QItemSelection) -> list[range]:
    """A selection of Qt's as ranges of rows."""
    spans = (selection.at(place) for place in range(selection.size()))
    return [range(one.top(), one.bottom() + 1) for one in spans]


def keeps(modifiers: Qt.KeyboardModifier) -> bool:
    """Whether what is chosen stays so."""
    return bool(
        modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
    )


def spans(modifiers: Qt.KeyboardModifier) -> bool:
    """Whether everything up to a row is meant."""
    return bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
