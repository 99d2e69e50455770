"""The section of what the user marked: favourites, ratings, hidden photos."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.window.filters import describe
from app.window.filters.dimensions import Dimension
from app.window.filters.rows import Row, RowsModel
from app.window.filters.section import FilterSection
from app.window.filters.value_list import ValueList
from app.window.texts import photos
from app.window.theme.theme import Theme
from indexer.reports import Facets

_MOST_STARS = 5
_FAVOURITES = "favourites"
_HIDDEN = "hidden"


class MarksSection(FilterSection):
    """Favourites, one least rating, and the photos that are hidden otherwise."""

    name = "marks"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        dimensions = (Dimension.FAVOURITES, Dimension.RATING, Dimension.HIDDEN)
        super().__init__(self.tr("Marks"), dimensions, theme, parent)
        self._model = RowsModel(self)
        view = ValueList(self._model, theme, self.body)
        view.setAccessibleName(self.title)
        self.body_layout.addWidget(view)
        self._model.toggled.connect(self._on_row_toggled)
        self._show()

    @property
    def has_values(self) -> bool:
        """See `FilterSection`."""
        return bool(self._model.rows)

    def _show(self) -> None:
        self._model.show([*self._favourites(), *self._ratings(), *self._hidden()])

    def _favourites(self) -> list[Row]:
        on = self._filters.favourites
        if not (on or self._counts.everything.favourites):
            return []
        number = self._counts.of(Dimension.FAVOURITES).favourites
        text = self.tr("Favourites")
        return [Row(_FAVOURITES, text, number, on, _spoken(text, number), icon="heart")]

    def _hidden(self) -> list[Row]:
        on = self._filters.hidden
        if not (on or self._counts.everything.hidden):
            return []
        number = self._counts.of(Dimension.HIDDEN).hidden
        text = self.tr("Hidden photos")
        return [Row(_HIDDEN, text, number, on, _spoken(text, number), icon="eye-off")]

    def _ratings(self) -> list[Row]:
        given = _given(self._counts.everything)
        least = self._filters.least_rating
        stars = {star for star in given if 1 <= star <= _MOST_STARS}
        now = _given(self._counts.of(Dimension.RATING))
        wanted = stars | ({least} if least is not None else set())
        return [self._rating(star, now, star == least) for star in sorted(wanted, reverse=True)]

    def _rating(self, star: int, given: dict[int, int], on: bool) -> Row:
        number = sum(photos for rating, photos in given.items() if rating >= star)
        if not 1 <= star < _MOST_STARS:
            text = describe.rating_name(star) if star != _MOST_STARS else "★" * star
        else:
            text = self.tr("{stars} or more").format(stars="★" * star)
        spoken = _spoken(self.tr("At least %Ln star(s)", "", star), number)
        return Row(str(star), text, number, on, spoken)

    @Slot(str, bool)
    def _on_row_toggled(self, key: str, on: bool) -> None:
        if key == _FAVOURITES:
            filters = replace(self._filters, favourites=on)
        elif key == _HIDDEN:
            filters = replace(self._filters, hidden=on)
        else:
            filters = replace(self._filters, least_rating=int(key) if on else None)
        self.filters_changed.emit(filters)


def _given(facets: Facets) -> dict[int, int]:
    return {int(count.name): count.photos for count in facets.ratings if count.photos}


def _spoken(text: str, number: int) -> str:
    return f"{text}, {photos(number)}"
