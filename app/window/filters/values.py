"""Which rows a section of values shows: pure decisions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.window.filters import describe
from app.window.filters.dimensions import Dimension, chosen, with_chosen
from app.window.filters.facet_counts import Counts
from app.window.filters.rows import Row
from app.window.texts import photos
from indexer.query import Filters
from indexer.reports import Count

# Of these, a part of a name is understood, too.
_IN_PARTS = frozenset({Dimension.CAMERAS, Dimension.LENSES, Dimension.PLACES})
_ICONS = {
    "landscape": "rectangle-horizontal",
    "portrait": "rectangle-vertical",
    "square": "square",
}


def rows_of(dimension: Dimension, filters: Filters, counts: Counts) -> tuple[Row, ...]:
    """All values of a dimension: those with photos first, and before them what is not known."""
    everything: Sequence[Count] = getattr(counts.everything, dimension.value)
    now: Sequence[Count] = getattr(counts.of(dimension), dimension.value)
    numbers = {count.name: count.photos for count in now}
    names = list(dict.fromkeys([*(count.name for count in everything), *numbers]))
    ticked = {value.casefold(): value for value in chosen(filters, dimension)}
    known = {name.casefold() for name in names}
    unknown = [value for folded, value in ticked.items() if folded not in known]
    rows = [
        _row(dimension, name, numbers.get(name, 0), name.casefold() in ticked) for name in names
    ]
    rows.sort(key=lambda row: row.number == 0)
    return (*(_unknown_row(dimension, value, numbers) for value in unknown), *rows)


def toggled(dimension: Dimension, filters: Filters, value: str, on: bool) -> Filters:
    """The filters when a value is ticked, or is not any more."""
    values = chosen(filters, dimension)
    left = tuple(other for other in values if other.casefold() != value.casefold())
    return with_chosen(filters, dimension, (*values, value) if on else left)


def short_list(rows: Sequence[Row], most: int) -> list[Row]:
    """The first rows, and those further down that are ticked."""
    return [row for at, row in enumerate(rows) if at < most or row.ticked]


def matching(rows: Sequence[Row], words: str) -> list[Row]:
    """Rows whose names hold all the words."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in row.label.casefold() for word in wanted)]


def _row(dimension: Dimension, name: str, number: int, ticked: bool) -> Row:
    label = describe.value_name(dimension, name)
    icon = _ICONS.get(name, "") if dimension is Dimension.ORIENTATIONS else ""
    spoken = f"{label}, {photos(number)}"
    return Row(name, label, number, ticked, spoken, details=label, icon=icon)


def _unknown_row(dimension: Dimension, value: str, numbers: dict[str, int]) -> Row:
    """A row for what was chosen elsewhere: a part of names, or what is gone from the library."""
    found = 0
    if dimension in _IN_PARTS:
        part = value.casefold()
        found = sum(number for name, number in numbers.items() if part in name.casefold())
    row = _row(dimension, value, found, ticked=True)
    if found:
        text = QCoreApplication.translate("Filters", "All names with “{part}”")
    else:
        text = QCoreApplication.translate("Filters", "“{part}” is not in the library now")
    return Row(row.key, row.label, found, True, row.spoken, text.format(part=row.label), row.icon)
