"""Everything that a user notes in a library: marks of photos, searches, settings; and places."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from indexer.metadata import PhotoMetadata
from indexer.reports import MarkChange
from indexer.store import statements as sql
from indexer.store.reading import as_json
from indexer.store.transactions import Transactions

if TYPE_CHECKING:
    from indexer.towns import Towns


class MarksWriter(Transactions):
    """The part of a `Writer` that does not depend on what files hold."""

    def mark(self, ids: Iterable[int], change: MarkChange) -> int:
        """Mark photos; how many of the ids are known.

        Marks belong to a photo whatever its file becomes. Those of a forgotten photo are taken
        over by the next one with its content.
        """
        some = as_json(ids)
        marks = (change.favourite, change.rating, change.rating, change.hidden, some)
        with self.transaction():
            self._run(sql.FORGET_MARKS, (some,))
            return self._run(sql.MARK, marks).rowcount

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name; one that was kept under it is replaced."""
        with self.transaction():
            self._run(sql.SAVE_SEARCH, (name, query))

    def remove_search(self, name: str) -> None:
        """Forget the search of a name, if there is one."""
        with self.transaction():
            self._run("DELETE FROM saved_searches WHERE name = ?", (name,))

    def set_setting(self, key: str, value: Any) -> None:
        """Store a setting: any JSON value."""
        with self.transaction():
            self._run(sql.SET_SETTING, (key, json.dumps(value)))

    def fill_places(self, limit: int) -> int:
        """Note the towns of photos that were stored by a version that knew none; how many."""
        with self.transaction():
            rows = self._run(sql.UNPLACED, (limit,)).fetchall()
            found = [(self._towns.near(north, east), number) for number, north, east in rows]
            self._many(sql.SET_PLACE, found)
            words = [(place, place, number) for place, number in found if place]
            self._many(sql.ADD_PLACE_WORDS, words)
        return len(rows)

    def _place_of(self, metadata: PhotoMetadata) -> str | None:
        """The town a photo was taken in or near; None if it does not say where it was taken."""
        if metadata.latitude is None or metadata.longitude is None:
            return None
        return self._towns.near(metadata.latitude, metadata.longitude)

    @cached_property
    def _towns(self) -> Towns:
        from indexer.towns import Towns  # takes a moment, and only photos with coordinates need it

        return Towns.open()
