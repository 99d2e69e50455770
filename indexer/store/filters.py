"""A query's filters as a condition of SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from indexer.decode.kinds import ENDINGS
from indexer.query import Filters
from indexer.store.names import Names, meant, meant_cameras, same
from indexer.store.paths import range_below

Parameter = str | bytes | int

Part = tuple[str, list[Parameter]]
"""(condition on the table photos, its parameters in order)"""

RATING = "coalesce(own_rating, rating)"
"""The user's rating, or else that of the file."""

ORIENTATIONS = {
    "landscape": "width > height",
    "portrait": "width < height",
    "square": "width = height",
}
"""{name: condition}, of photos as they are seen upright."""


def condition(filters: Filters, names: Names, *, by_date: bool = False) -> Part:
    """What *indexed* photos that pass the filters satisfy; hidden ones pass only if asked for.

    Args:
        filters: what is asked for.
        names: those there are in the library.
        by_date: nothing but ids and dates is needed, or the photos come in the order of these.
    """
    wanted = [part for part in _parts(filters, names) if part[0]]
    dates = [part for part in (_taken(">=", filters.after), _taken("<", filters.before)) if part[0]]
    # The plus signs keep SQLite from its index by date, which says nothing of the rest.
    shown: Part = ("+state = 'indexed' AND +hidden = 0", [])
    if filters.hidden:
        shown = ("+state = 'indexed' AND hidden", [])
    elif (by_date or dates) and not wanted:
        shown = ("state = 'indexed' AND hidden = 0", [])
    return _all([shown, *wanted, *dates])


def _parts(filters: Filters, names: Names) -> Iterable[Part]:
    yield _below(filters.folders)
    yield _camera(filters.cameras, names)
    yield _named("lens", meant, filters.lenses, names.lenses)
    yield _named("place", meant, filters.places, names.places)
    yield _keywords(filters.keywords, names)
    yield _any("kind = ?", [kind_of(name) for name in filters.types])
    yield " OR ".join(f"({ORIENTATIONS[name]})" for name in filters.orientations), []
    yield "favourite" if filters.favourites else "", []
    if filters.least_rating is not None:
        yield f"{RATING} >= ?", [filters.least_rating]


def kind_of(name: str) -> str:
    """The kind that a person means by a kind or an ending: "JPG" and ".jpeg" are "jpeg"."""
    name = name.strip().lower().lstrip(".")
    return ENDINGS.get(name, name)


def _below(folders: Iterable[str]) -> Part:
    bounds = [range_below(folder) for folder in folders]
    ends: list[Parameter] = [end for pair in bounds for end in pair]
    return " OR ".join(["(path >= ? AND path < ?)"] * len(bounds)), ends


def _taken(relation: str, moment: datetime | None) -> Part:
    if moment is None:
        return "", []
    return f"taken_at {relation} ?", [moment.replace(tzinfo=None).isoformat()]


def _camera(parts: Sequence[str], names: Names) -> Part:
    if not parts:
        return "", []
    return (
        "(coalesce(camera_make, ''), coalesce(camera_model, '')) IN"
        " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
    ), [json.dumps(meant_cameras(parts, names.cameras()))]


def _named(
    column: str,
    choose: Callable[[Iterable[str], Iterable[str]], list[str]],
    parts: Sequence[str],
    known: Callable[[], list[str]],
) -> Part:
    if not parts:
        return "", []
    chosen = json.dumps(choose(parts, known()))
    return f"{column} IN (SELECT value FROM json_each(?))", [chosen]


def _keywords(words: Sequence[str], names: Names) -> Part:
    part, parameters = _named("keyword", same, words, names.keywords)
    return f"id IN (SELECT photo_id FROM keywords WHERE {part})" if part else "", parameters


def _any(part: str, values: Sequence[Parameter]) -> Part:
    return " OR ".join([f"({part})"] * len(values)), list(values)


def _all(parts: Iterable[Part]) -> Part:
    some = list(parts)
    values = [value for _, values in some for value in values]
    return " AND ".join(f"({part})" for part, _ in some), values
