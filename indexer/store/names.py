"""Names that a person knows photos by (cameras, lenses, places, keywords), and what is meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

Camera = tuple[str, str]
"""(make, model), each empty where the file does not say it."""

# From each name to the next by the index, so that it takes as long as there are names, however
# many photos bear them.
_DISTINCT = """
WITH RECURSIVE each (name) AS (
    SELECT min({column}) FROM {table} WHERE {column} IS NOT NULL
    UNION ALL
    SELECT (SELECT min({column}) FROM {table} WHERE {column} > name AND {column} IS NOT NULL)
    FROM each WHERE name IS NOT NULL
) SELECT name FROM each WHERE name IS NOT NULL
"""


class Names:
    """The names there are in a library. Each is looked up when it is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def lenses(self) -> list[str]:
        """Names of lenses, ascending."""
        return self._distinct("photos", "lens")

    def places(self) -> list[str]:
        """Names of places, ascending."""
        return list(filter(None, self._distinct("photos", "place")))

    def keywords(self) -> list[str]:
        """Keywords, ascending."""
        return self._distinct("keywords", "keyword")

    def cameras(self) -> list[Camera]:
        """Makes and models of cameras."""
        query = (
            "SELECT DISTINCT coalesce(camera_make, ''), coalesce(camera_model, '') FROM photos"
            " WHERE camera_make IS NOT NULL OR camera_model IS NOT NULL"
        )
        return self._connection.execute(query).fetchall()

    def _distinct(self, table: str, column: str) -> list[str]:
        query = _DISTINCT.format(table=table, column=column)
        return [row[0] for row in self._connection.execute(query)]


def meant(parts: Iterable[str], names: Iterable[str]) -> list[str]:
    """The names that a person means, whatever the case.

    A name that is there means itself only ("Porto" is not "Porto Alegre"); anything else is
    understood as a part of names.
    """
    folded = {name: name.casefold() for name in names}
    chosen: dict[str, None] = {}
    for part in (part.strip().casefold() for part in parts):
        exact = [name for name, text in folded.items() if text == part]
        chosen.update(dict.fromkeys(exact or [name for name in folded if part in folded[name]]))
    return list(chosen)


def same(words: Iterable[str], names: Iterable[str]) -> list[str]:
    """The names that are one of these words, whatever the case."""
    wanted = {word.strip().casefold() for word in words}
    return [name for name in names if name.casefold() in wanted]


def meant_cameras(parts: Iterable[str], cameras: Iterable[Camera]) -> list[Camera]:
    """As `meant`, of cameras: by the name they are shown with, or by parts of make and model.

    A make alone is always a part, also where some camera says nothing else of itself.
    """
    known = list(cameras)
    chosen: dict[Camera, None] = {}
    for part in (part.strip().casefold() for part in parts):
        exact = [one for one in known if one[1] and camera_name(*one).casefold() == part]
        some = [one for one in known if part in " ".join(one).casefold()]
        chosen.update(dict.fromkeys(exact or some))
    return list(chosen)


def camera_name(make: str, model: str) -> str:
    """A camera as people call it: a model that begins with its make's name has it only once."""
    first = make.split(maxsplit=1)[:1]
    if model and (not first or model.casefold().startswith(first[0].casefold())):
        return model.strip()
    return f"{make} {model}".strip()
