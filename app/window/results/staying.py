"""What a view keeps while a newer answer takes the place of an older one."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QItemSelectionModel, QModelIndex

from app.window.results.choosing import Choice
from app.window.results.model import ResultsModel
from app.window.results.ranges import Ranges

if TYPE_CHECKING:
    from app.window.results.view import ResultsView

_MOST_ANCHORS = 5


@dataclass(frozen=True)
class Place:
    """Where the user is, told by photos and not by rows.

    Attributes:
        ids: of all photos before.
        chosen: rows of `ids`.
        current: the photo that had the keyboard.
        anchors: photos in sight, with the distance of each from the top.
        at_top: nothing was scrolled: new photos at the top should come into sight.
    """

    ids: array[int]
    chosen: Ranges
    current: int | None
    anchors: tuple[tuple[int, int], ...]
    at_top: bool

    @classmethod
    def of(
        cls, model: ResultsModel, choice: Choice, current: QModelIndex, view: ResultsView
    ) -> Self:
        """Where the user is now."""
        anchors = tuple(
            (model.photo_id(row), view.rect_of(row).top()) for row in view.seen[:_MOST_ANCHORS]
        )
        here = model.photo_id(current.row()) if current.isValid() else None
        return cls(model.ids, choice.rows, here, anchors, view.offset == 0)

    def restore(self, model: ResultsModel, choice: Choice, view: ResultsView) -> None:
        """Be there again."""
        if model.ids is not self.ids:  # all rows were reset, so Qt has forgotten everything
            self._choose_again(model, choice, view)
        for photo_id, top in () if self.at_top else self.anchors:
            row = model.row_of(photo_id)
            if row is not None:
                view.scroll_to(view.grid.box(row).top - top)
                return

    def _choose_again(self, model: ResultsModel, choice: Choice, view: ResultsView) -> None:
        chosen = {photo for one in self.chosen for photo in self.ids[one.start : one.stop]}
        if chosen:
            choice.set_ids(chosen)
        row = None if self.current is None else model.row_of(self.current)
        if row is not None:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            view.selectionModel().setCurrentIndex(model.index(row), flag)
