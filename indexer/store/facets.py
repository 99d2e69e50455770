"""What many photos have in common, counted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from indexer.reports import Count, Facets
from indexer.store.filters import ORIENTATIONS, RATING, Parameter, Part
from indexer.store.names import camera_name
from indexer.store.paths import from_blob, separator_in

_MOST_KEYWORDS = 1000
_AT_ONCE = 250_000  # photos, so that memory stays within bounds
_BETWEEN = "\x1f"  # stands between values; nobody can type it
# Stands between paths: none has it within, begins with it or ends in it.
_BETWEEN_PATHS = "//"

_KINDS = " ".join(f"WHEN {test} THEN '{name}'" for name, test in ORIENTATIONS.items())
_COLUMNS = {
    "months": "substr(taken_at, 1, 7)",
    "cameras": "iif(coalesce(camera_make, camera_model) IS NULL, NULL,"
    " coalesce(camera_make, '') || char(30) || coalesce(camera_model, ''))",
    "lenses": "lens",
    "types": "kind",
    "orientations": f"CASE {_KINDS} END",
    "places": "nullif(place, '')",
    "ratings": f"iif({RATING} > 0, {RATING}, NULL)",
}

# A text of all values of a column rather than a row for each photo: one pass over the table is
# enough, and no other thread waits for it.
_TOGETHER = ", ".join(f"group_concat({sql}, char(31))" for sql in _COLUMNS.values())
_QUERY = f"""
SELECT count(*), count(taken_at), coalesce(sum(favourite), 0),
    CAST(group_concat(path, '{_BETWEEN_PATHS}') AS BLOB), {_TOGETHER}
FROM photos WHERE id > ? AND id <= ? AND """


def facets(connection: sqlite3.Connection, part: Part, hidden: Part) -> Facets:
    """Count what the photos of a condition have in common.

    Args:
        connection: to the database.
        part: the condition and its parameters.
        hidden: the condition of the hidden photos among them, or beside them.
    """
    totals: Counter[str] = Counter()
    columns: dict[str, Counter[str]] = {name: Counter() for name in _COLUMNS}
    folders: Counter[bytes] = Counter()
    highest = connection.execute("SELECT coalesce(max(id), 0) FROM photos").fetchone()[0]
    for low in range(0, highest, _AT_ONCE):
        row = connection.execute(_QUERY + part[0], (low, low + _AT_ONCE, *part[1])).fetchone()
        totals.update(photos=row[0], dated=row[1], favourites=row[2])
        folders.update(_folders(row[3]))
        for counter, text in zip(columns.values(), row[4:], strict=True):
            counter.update(text.split(_BETWEEN) if text is not None else ())
    return Facets(
        photos=totals["photos"],
        months=_by_name(columns["months"]),
        undated=totals["photos"] - totals["dated"],
        folders=tuple(Count(from_blob(path), folders[path]) for path in sorted(folders)),
        cameras=_most_first(_cameras(columns["cameras"])),
        lenses=_most_first(columns["lenses"]),
        types=_most_first(columns["types"]),
        orientations=_most_first(columns["orientations"]),
        places=_most_first(columns["places"]),
        keywords=_keywords(connection, part, 2 * totals["photos"] > highest),
        ratings=_by_name(columns["ratings"]),
        favourites=totals["favourites"],
        hidden=_count(connection, hidden),
    )


def _folders(paths: bytes | None) -> Iterable[bytes]:
    for path in () if paths is None else paths.split(_BETWEEN_PATHS.encode()):
        separator = separator_in(path)
        yield path[: path.rfind(separator)] or separator


def _cameras(pairs: Mapping[str, int]) -> Counter[str]:
    named: Counter[str] = Counter()
    for pair, count in pairs.items():
        make, _, model = pair.partition("\x1e")
        named[camera_name(make, model)] += count
    return named


def _keywords(connection: sqlite3.Connection, part: Part, most: bool) -> tuple[Count, ...]:
    """Keywords of the photos of a condition; `most` says whether that is most of all photos."""
    if most:  # then it is faster to count all of them, and to take the others away
        counts = Counter(_of_photos(connection, "", []))
        counts.subtract(_of_photos(connection, f"({part[0]}) IS NOT TRUE", part[1]))
    else:
        counts = Counter(_of_photos(connection, *part))
    return _most_first(+counts)[:_MOST_KEYWORDS]


def _of_photos(
    connection: sqlite3.Connection, where: str, parameters: list[Parameter]
) -> dict[str, int]:
    chosen = f"WHERE photo_id IN (SELECT id FROM photos WHERE {where})" if where else ""
    query = f"SELECT keyword, count(*) FROM keywords {chosen} GROUP BY keyword"
    return dict(connection.execute(query, parameters).fetchall())


def _count(connection: sqlite3.Connection, part: Part) -> int:
    return int(
        connection.execute(f"SELECT count(*) FROM photos WHERE {part[0]}", part[1]).fetchone()[0]
    )


def _most_first(counts: Mapping[str, int]) -> tuple[Count, ...]:
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(name, count) for name, count in order)


def _by_name(counts: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(Count(name, counts[name]) for name in sorted(counts))
