"""The dimensions of `Filters`: which fields belong together, and what is chosen of each."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from indexer.query import Filters


class Dimension(StrEnum):
    """What photos are told apart by. A photo must pass all that are narrowed."""

    DATE = "date"
    FOLDERS = "folders"
    FAVOURITES = "favourites"
    RATING = "rating"
    HIDDEN = "hidden"
    CAMERAS = "cameras"
    LENSES = "lenses"
    TYPES = "types"
    ORIENTATIONS = "orientations"
    PLACES = "places"
    KEYWORDS = "keywords"


FIELDS: dict[Dimension, tuple[str, ...]] = {
    Dimension.DATE: ("after", "before"),
    Dimension.RATING: ("least_rating",),
    **{
        dimension: (dimension.value,)
        for dimension in Dimension
        if dimension not in {Dimension.DATE, Dimension.RATING}
    },
}

# Those where any of several values may be chosen.
LISTS = (
    Dimension.FOLDERS,
    Dimension.CAMERAS,
    Dimension.LENSES,
    Dimension.TYPES,
    Dimension.ORIENTATIONS,
    Dimension.PLACES,
    Dimension.KEYWORDS,
)

_NONE = Filters()


def without(filters: Filters, dimension: Dimension) -> Filters:
    """The same filters, not narrowed by one dimension."""
    values: dict[str, Any] = {name: getattr(_NONE, name) for name in FIELDS[dimension]}
    return replace(filters, **values)


def narrows(filters: Filters, dimension: Dimension) -> bool:
    """Whether filters narrow by a dimension."""
    return without(filters, dimension) != filters


def chosen(filters: Filters, dimension: Dimension) -> tuple[str, ...]:
    """The values chosen of one of `LISTS`."""
    values: tuple[str, ...] = getattr(filters, FIELDS[dimension][0])
    return values


def with_chosen(filters: Filters, dimension: Dimension, values: tuple[str, ...]) -> Filters:
    """The same filters with other values of one of `LISTS`."""
    changed: dict[str, Any] = {FIELDS[dimension][0]: values}
    return replace(filters, **changed)
