"""What a library answers to those who search it and look at it, and notes for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from indexer import overview
from indexer.errors import NoLibraryError, PhotoGoneError, QueryError
from indexer.folders import absolute
from indexer.parts import Parts
from indexer.query import Answer, Filters, Found, PictureTerm, Query, SavedSearch
from indexer.reports import (
    CacheReport,
    Evaluation,
    Facets,
    Failure,
    FolderStatus,
    MarkChange,
    Photo,
    PhotoDetails,
    Picture,
    Status,
    Word,
)
from indexer.saved import query_from_text, query_to_text
from models.registry import STARTER

_BEST_RATING = 5


class Looking(Parts):
    """The part of a `Library` that does not depend on what is on disk."""

    # Searching

    def search(self, query: Query) -> Answer:
        """See `Client.search`."""
        return self._searcher.search(query)

    def find(self, query: Query) -> Found:
        """See `Client.find`."""
        return self._searcher.find(query)

    def facets(self, filters: Filters) -> Facets:
        """See `Client.facets`."""
        from indexer.search.checks import check_filters

        check_filters(filters)
        return self.store.read.facets(filters)

    def tags(self, picture: Path, limit: int) -> tuple[Word, ...]:
        """See `Client.tags`."""
        path = os.path.abspath(picture.expanduser())
        return self.shelf.words().tags(self._searcher.embed_picture(PictureTerm(path)), limit)

    def related(self, word: str, limit: int) -> tuple[Word, ...]:
        """See `Client.related`."""
        return self.shelf.words().related(word, limit)

    def evaluate(
        self,
        captions: Path,
        model_id: str | None,
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Evaluation:
        """See `Client.evaluate`."""
        from indexer.evaluation import evaluate

        encoder = self.shelf.encoder(model_id or self.model)
        return evaluate(captions, encoder, self._pool, on_progress)

    # Photos

    def photos(self, ids: Sequence[int]) -> tuple[Photo, ...]:
        """See `Client.photos`."""
        rows = self.store.read.rows(ids)
        return tuple(overview.photo(rows[one], self._thumbnails) for one in ids if one in rows)

    def details(self, photo_id: int) -> PhotoDetails:
        """See `Client.details`."""
        read = self.store.read
        row, metadata = read.rows([photo_id]).get(photo_id), read.metadata(photo_id)
        if row is None or metadata is None:
            raise PhotoGoneError("The photo is not in the library any more.")
        return overview.details(row, metadata, self._thumbnails)

    def ids_of(self, paths: Sequence[Path]) -> tuple[int | None, ...]:
        """See `Client.ids_of`."""
        return self.store.read.ids_of([absolute(path) for path in paths])

    def picture(self, source: PictureTerm, longest_side: int | None = None) -> Picture:
        """See `Client.picture`."""
        return self._pictures.picture(source, longest_side)

    def make_thumbnail(self, photo_id: int) -> str:
        """See `Client.make_thumbnail`."""
        return self._pictures.make_thumbnail(photo_id)

    def measure_cache(self) -> CacheReport:
        """See `Client.measure_cache`."""
        return self._pictures.measure_cache()

    def clear_cache(self) -> None:
        """See `Client.clear_cache`."""
        self._pictures.clear_cache()

    # Noting

    def mark(self, ids: Sequence[int], change: MarkChange) -> int:
        """See `Client.mark`."""
        if change.rating is not None and not 0 <= change.rating <= _BEST_RATING:
            raise QueryError("A rating must be a number from 1 to 5, or 0 for none.")
        return self.store.write.mark(ids, change)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """See `Client.saved_searches`."""
        try:
            rows = self.store.read.saved_searches()
        except NoLibraryError:
            return ()
        read = [(name, query_from_text(text)) for name, text in rows]
        found = [SavedSearch(name, query) for name, query in read if query is not None]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.name)))

    def save_search(self, search: SavedSearch) -> None:
        """See `Client.save_search`."""
        name = search.name.strip()
        if not name:
            raise QueryError("A search to be saved needs a name.")
        self.store.write.save_search(name, query_to_text(search.query))

    def remove_search(self, name: str) -> None:
        """See `Client.remove_search`."""
        self.store.write.remove_search(name)

    # Looking

    def status(self) -> Status:
        """See `Client.status`."""
        try:
            read = self.store.read
        except NoLibraryError as error:
            return Status((), 0, 0, 0, 0, STARTER, str(error), 0, str(self.places.data))
        return overview.status(read, self.places.data, self.model, self.shelf.note())

    def folders(self) -> tuple[FolderStatus, ...]:
        """The folders of the library."""
        return overview.folders(self.store.read)

    def failures(self) -> tuple[Failure, ...]:
        """See `Client.failures`."""
        try:
            rows = self.store.read.failures()
        except NoLibraryError:
            return ()
        return tuple(Failure(row.path, row.reason, row.failed_at) for row in rows)
