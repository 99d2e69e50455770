"""What is asked of a library by those who search and look: photos, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from indexer.metadata import PhotoMetadata
from indexer.query import Filters, Order
from indexer.reports import Facets
from indexer.store import facets, fulltext
from indexer.store.connections import translated
from indexer.store.filters import Part, condition
from indexer.store.names import Names
from indexer.store.orders import BY_DATE, Ordered, ordered
from indexer.store.paths import from_blob, to_blob
from indexer.store.reading import Reading, as_json, ids_of
from indexer.store.rows import Ids, PhotoRow, TextMatch

_ROW = (
    "id, path, size, mtime_ns, state, content_hash, width, height, kind, taken_at, rating,"
    " favourite, own_rating, hidden, coalesce(place, '')"
)
_FIELDS = [field.name for field in fields(PhotoMetadata) if field.name != "keywords"]
_FEW = 20_000
_EVERYTHING = 1 << 40
_IS_PHOTO = "'indexed' IN (state, returns_to)"


class PhotoReader(Reading):
    """The part of a `Reader` that is about photos that can be found."""

    def select_ids(self, filters: Filters) -> Ids | None:
        """Indexed photos that pass the filters, ascending; None if nothing is filtered.

        A photo without a date passes no filter on dates. That hidden photos do not pass counts
        as no filter: `hidden_ids` tells them.
        """
        if filters == Filters():
            return None
        where, parameters = self._condition(filters)
        return ids_of(self._all(f"SELECT id FROM photos WHERE {where} ORDER BY id", parameters))

    def hidden_ids(self) -> Ids:
        """Indexed photos that the user has hidden, ascending; quick where there are none."""
        return ids_of(
            self._all("SELECT id FROM photos WHERE hidden AND +state = 'indexed' ORDER BY id")
        )

    def count(self, filters: Filters) -> int:
        """How many indexed photos pass the filters."""
        where, parameters = self._condition(filters, by_date=True)
        return int(self._all(f"SELECT count(*) FROM photos WHERE {where}", parameters)[0][0])

    def ordered(self, filters: Filters, order: Order, limit: int) -> Ordered:
        """The first `limit` of the indexed photos that pass the filters, in this order.

        By relevance is the same as newest first. Photos without a date come after all others,
        whether the newest or the oldest come first.
        """
        with translated(self._path):
            part = self._condition(filters, by_date=order in BY_DATE)
            return ordered(self._connection(), part, order, limit)

    def in_order(self, ids: Ids, filters: Filters, order: Order) -> Ordered:
        """Those of `ids` that are indexed and pass the filters, in this order."""
        if ids.size > _FEW:  # everything in order is faster than to look up each
            with translated(self._path):
                part = self._condition(filters, by_date=order in BY_DATE)
                return ordered(self._connection(), part, order, _EVERYTHING, ids)
        some: Part = ("+state = 'indexed' AND id IN (SELECT value FROM json_each(?))", [])
        some[1].append(as_json(ids))
        with translated(self._path):
            return ordered(self._connection(), some, order, ids.size)

    def facets(self, filters: Filters) -> Facets:
        """What the indexed photos that pass the filters have in common.

        `hidden` counts the photos that would pass if hidden ones were asked for.
        """
        with translated(self._path):
            shown = self._condition(replace(filters, hidden=False))
            hidden = self._condition(replace(filters, hidden=True))
            wanted = hidden if filters.hidden else shown
            return facets.facets(self._connection(), wanted, hidden)

    def rows(self, ids: Iterable[int]) -> dict[int, PhotoRow]:
        """Indexed and missing photos by id; ids that are none (any more) are left out."""
        rows = self._all(
            f"SELECT {_ROW} FROM photos WHERE id IN (SELECT value FROM json_each(?))"
            f" AND {_IS_PHOTO}",
            (as_json(ids),),
        )
        return {row[0]: PhotoRow(row[0], from_blob(row[1]), *row[2:]) for row in rows}

    def metadata(self, photo_id: int) -> PhotoMetadata | None:
        """What the file of an indexed or missing photo says of itself."""
        query = f"SELECT {', '.join(_FIELDS)} FROM photos WHERE id = ? AND {_IS_PHOTO}"
        rows = self._all(query, (photo_id,))
        if not rows:
            return None
        known = dict(zip(_FIELDS, rows[0], strict=True))
        return PhotoMetadata(**known, keywords=self.keywords(photo_id))

    def ids_of(self, paths: Sequence[str]) -> tuple[int | None, ...]:
        """The ids of the indexed or missing photos at these paths, None where there is none."""
        query = f"SELECT id FROM photos WHERE path = ? AND {_IS_PHOTO}"
        found = (self._all(query, (to_blob(path),)) for path in paths)
        return tuple(rows[0][0] if rows else None for rows in found)

    def keywords(self, photo_id: int) -> tuple[str, ...]:
        """A photo's keywords in the order of its file."""
        rows = self._all(
            "SELECT keyword FROM keywords WHERE photo_id = ? ORDER BY position", (photo_id,)
        )
        return tuple(row[0] for row in rows)

    def match_text(
        self, text: str, limit: int, *, every: bool = True, hidden: bool = False
    ) -> list[TextMatch]:
        """Indexed photos whose name, folders, keywords, place, title or caption have these words.

        Args:
            text: any text; case and accents do not matter, operators have no meaning.
            limit: the best so many.
            every: all words must be there; otherwise any of them.
            hidden: only photos that the user has hidden; otherwise only others.

        Returns:
            Best first, equal ones by id.
        """
        expression = fulltext.expression(text, every=every)
        if expression is None:
            return []
        rows = self._all(
            f"SELECT photos.id, -{fulltext.RANK} AS score FROM photo_words"
            " CROSS JOIN photos ON photos.id = photo_words.rowid"
            " WHERE photo_words MATCH ? AND state = 'indexed' AND hidden = ?"
            " ORDER BY score DESC, photos.id LIMIT ?",
            (expression, hidden, limit),
        )
        return [TextMatch(photo_id, score) for photo_id, score in rows]

    def has_unplaced(self) -> bool:
        """Whether there are photos with coordinates of which nobody has looked for a town."""
        query = "SELECT 1 FROM photos WHERE place IS NULL AND latitude IS NOT NULL LIMIT 1"
        return bool(self._all(query))

    def saved_searches(self) -> list[tuple[str, str]]:
        """(name, query) of what the user has saved; `indexer.saved` can read the queries."""
        return self._all("SELECT name, query FROM saved_searches")

    def _condition(self, filters: Filters, *, by_date: bool = False) -> Part:
        with translated(self._path):
            return condition(filters, Names(self._connection()), by_date=by_date)
