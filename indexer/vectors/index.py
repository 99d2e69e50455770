"""The index that searching uses: exact, or by a graph where the library is large."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from indexer.store import DATABASE_NAME, HalfVectors, Ids, Store
from indexer.store.connections import damaged
from indexer.vectors.cosines import Nearest, Query, finite, ranked, unit
from indexer.vectors.files import CacheFile, Description, make_durable, safe_name
from indexer.vectors.matrix import Matrix

if TYPE_CHECKING:
    from indexer.vectors.graph import Graph

FOLDER_NAME = "vectors"

EXACT_BELOW = 200_000
"""Smaller libraries are searched exactly: a new process is then not slower (docs/vectors.md)."""

_BEHIND_LIMIT = 20_000  # so many vectors outside the graph are scored one by one with each query
_GRAPH_COUNT_LIMIT = 1_000  # for longer answers than this the graph is no gain
_FEW = 5_000  # so many embeddings are read from the store rather than from the whole matrix
_STEP = 256


class VectorIndex:
    """What can be found with one model. Any thread may search while one refreshes.

    It never differs from the store, as of the last `refresh`: the files it starts from are
    checked, and what they have missed is taken from the store.

    Open it before anything is committed by this process: only then a file that is of a later
    time than the store (a copy was put back, or its log was lost) can be told by its sequence.
    """

    def __init__(self, store: Store, model_id: str, exact_below: int) -> None:
        self._store = store
        self._model_id = model_id
        self._exact_below = exact_below
        self._mutex = threading.RLock()
        folder, name = store.folder / FOLDER_NAME, safe_name(model_id)
        self._matrix_file = CacheFile(folder, name, "matrix")
        self._graph_file = CacheFile(folder, name, "usearch")
        self._sequence = 0
        self._matrix: Matrix | None = None
        self._saved_sequence = -1  # of the matrix file in place
        self._graph: Graph | None = None
        self._graph_sequence = 0
        self._saved_graph_sequence = -1  # of the graph file in place
        self._behind: Ids = np.empty(0, np.uint64)  # what the graph has missed
        self._changed_meanwhile: Ids = self._behind  # while a step was under way

    @classmethod
    def open(cls, store: Store, model_id: str, *, exact_below: int = EXACT_BELOW) -> VectorIndex:
        """The index of one model of a library, equal to the store as it is now.

        Files that are missing, damaged or of another library are ignored, and what they would
        have held is read from the store. Nothing is written before `save`.

        Args:
            store: reading is enough; `save` and `tend` need one that may write.
            model_id: the embeddings to search.
            exact_below: with fewer vectors than this, no graph is used.
        """
        index = cls(store, model_id, exact_below)
        index._load_graph()
        if index._graph is None:
            index._load_matrix()
        index.refresh()
        return index

    def __len__(self) -> int:
        """Photos that can be found."""
        with self._mutex:
            if self._matrix is not None or self._graph is None:
                return len(self._whole())
            inside = int(self._graph.contains(self._behind).sum()) if self._behind.size else 0
            return len(self._graph) - inside + self._read(self._behind)[0].size

    def refresh(self) -> None:
        """Take in what the store has committed since.

        Cheap when there is nothing, and otherwise as dear as what changed: only the blocks of
        the matrix that hold it are copied.
        """
        with self._mutex:
            sequence = self._store.read.sequence(self._model_id)
            if sequence == self._sequence:
                return
            changed = self._store.read.changed_since(self._model_id, self._sequence)
            if self._graph is not None:
                self._behind = np.union1d(self._behind, changed)
                self._changed_meanwhile = np.union1d(self._changed_meanwhile, changed)
            if self._matrix is not None:
                self._matrix = self._updated(self._matrix, changed)
            self._sequence = sequence

    def search(self, vector: np.ndarray[Any, Any], count: int) -> Nearest:
        """The `count` photos nearest to a query.

        Args:
            vector: (dim,) of any length but 0.
            count: how many; fewer come back where there are fewer.

        Raises:
            ValueError: the vector does not fit the model.
        """
        query = unit(vector)
        with self._mutex:
            if self._graph_is_gain(count):
                return self._search_graph(query, count)
            matrix = self._fitting(query)
        # A matrix never changes: this needs no lock, and holds up nobody.
        return matrix.nearest(query, count) if len(matrix) else _NONE

    def search_among(self, ids: Ids, vector: np.ndarray[Any, Any], count: int) -> Nearest:
        """The `count` nearest of the photos `ids` (ascending), exactly.

        `searched` of the result says how many of them have an embedding.

        Raises:
            ValueError: the vector does not fit the model.
        """
        query = unit(vector)
        with self._mutex:
            if self._matrix is None and ids.size <= _FEW:
                found, vectors = self._read(ids)
                return self._ranked(found, vectors, query, count, found.size)
            matrix = self._fitting(query)
        return matrix.nearest_among(ids, query, count) if len(matrix) else _NONE

    def tend(self, stop: Callable[[], bool] = lambda: False) -> bool:
        """Bring the graph of a large library up to date, for as long as `stop` says no.

        Until then answers are right all the same, but take longer. Only for a store that may write.

        Returns:
            Whether the graph is up to date, or none is needed.
        """
        self.refresh()
        with self._mutex:
            if not self._prepare_graph():
                return True
        while not stop():
            if not self._step():
                return True
        return False

    def save(self) -> None:
        """Write what the next process can start from. Only for a store that may write.

        A graph that `tend` has not finished is not written.

        Raises:
            OSError: the files cannot be written; the old ones stay in place.
        """
        self.refresh()
        with self._mutex:
            # No power cut may leave a file here that is of a later time than the store.
            make_durable(self._store.folder / f"{DATABASE_NAME}-wal")
            if self._saved_sequence != self._sequence:
                self._save_matrix(self._whole())
            if self._graph is None:
                self._graph_file.remove()
            elif not self._behind.size and self._saved_graph_sequence != self._graph_sequence:
                self._save_graph(self._graph)

    def _save_matrix(self, matrix: Matrix) -> None:
        if len(matrix):
            note = self._description("f16", len(matrix), self._sequence)
            self._matrix_file.write(note, matrix.save)
        else:
            self._matrix_file.remove()
        self._saved_sequence = self._sequence

    def _save_graph(self, graph: Graph) -> None:
        from indexer.vectors.graph import DTYPE

        note = self._description(DTYPE, len(graph), self._graph_sequence)
        self._graph_file.write(note, graph.save)
        self._saved_graph_sequence = self._graph_sequence

    # Loading

    def _load_graph(self) -> None:
        found = self._found(self._graph_file, self._store.read.sequence(self._model_id))
        if found is None or found[1].count < self._exact_below:
            return
        from indexer.vectors.graph import Graph

        path, note = found
        graph = Graph.read(path, note.dim, writable=not self._store.read_only)
        if graph is None or len(graph) != note.count:
            return
        self._graph, self._graph_sequence = graph, note.sequence
        self._saved_graph_sequence = note.sequence
        self._behind = self._store.read.changed_since(self._model_id, note.sequence)
        self._sequence = note.sequence

    def _load_matrix(self) -> Matrix:
        """The matrix of its file, brought up to date; else read from the store."""
        # First the number, then the data: what comes between is merely taken in twice.
        sequence = self._store.read.sequence(self._model_id)
        found = self._found(self._matrix_file, sequence)
        matrix = Matrix.load(found[0], found[1].count, found[1].dim) if found else None
        if found is None or matrix is None:
            matrix = self._everything()
        else:
            self._saved_sequence = found[1].sequence
            changed = self._store.read.changed_since(self._model_id, self._saved_sequence)
            matrix = self._updated(matrix, changed)
        self._matrix = matrix
        if self._graph is None:
            self._sequence = sequence
        return matrix

    def _found(self, cache: CacheFile, sequence: int) -> tuple[Path, Description] | None:
        """What a cache holds, unless the store went back in time since."""
        found = cache.find(self._store.read.library_id(), self._model_id)
        if found is None or found[1].sequence <= sequence:
            return found
        if not self._store.read_only:
            cache.remove()  # before the store's new history reaches its sequence
        return None

    def _whole(self) -> Matrix:
        return self._load_matrix() if self._matrix is None else self._matrix

    def _updated(self, matrix: Matrix, changed: Ids) -> Matrix:
        if not changed.size:
            return matrix
        if changed.size > len(matrix) // 2:  # reading everything is faster than choosing so many
            return self._everything()
        ids, vectors = self._read(changed)
        if ids.size and vectors.shape[1] != matrix.dim:
            return self._everything()
        return matrix.changed(changed, ids, vectors)

    def _everything(self) -> Matrix:
        return Matrix(*self._read(None))

    def _read(self, ids: Ids | None) -> tuple[Ids, HalfVectors]:
        found, vectors = self._store.read.embeddings(self._model_id, ids)
        if not finite(vectors):
            raise damaged(self._store.folder / DATABASE_NAME)
        return found, vectors

    def _fitting(self, query: Query) -> Matrix:
        matrix = self._whole()
        if len(matrix):
            _check_fit(query, matrix.dim)
        return matrix

    def _ranked(
        self, ids: Ids, vectors: HalfVectors, query: Query, count: int, searched: int
    ) -> Nearest:
        if not ids.size:
            return Nearest(_NONE.ids, _NONE.scores, searched)
        _check_fit(query, vectors.shape[1])
        return ranked(ids, vectors, query, count, searched)

    # The graph

    def _graph_is_gain(self, count: int) -> bool:
        few_behind = self._behind.size <= _BEHIND_LIMIT
        return self._graph is not None and few_behind and 0 < count <= _GRAPH_COUNT_LIMIT

    def _search_graph(self, query: Query, count: int) -> Nearest:
        assert self._graph is not None
        _check_fit(query, self._graph.dim)
        near = np.union1d(self._graph.candidates(query, count), self._behind)
        if self._matrix is None and near.size <= _FEW:
            ids, vectors = self._read(near)
        else:
            ids, vectors = self._whole().chosen(near)
        return self._ranked(ids, vectors, query, count, len(self))

    def _prepare_graph(self) -> bool:
        """Begin a graph where it is time for one, drop it where it is not; is there one?"""
        matrix = self._whole()
        if len(matrix) < self._exact_below:
            self._graph, self._behind = None, np.empty(0, np.uint64)
        elif self._graph is None:
            from indexer.vectors.graph import Graph

            self._graph, self._behind = Graph(matrix.dim), matrix.ids
        return self._graph is not None

    def _step(self) -> bool:
        """Put some of what the graph has missed into it; False when there is nothing left.

        The long part holds no lock, so searching goes on.
        """
        with self._mutex:
            matrix, graph, some = self._whole(), self._graph, self._behind[:_STEP]
            if graph is None or not some.size:
                self._graph_sequence = self._sequence
                return False
            self._changed_meanwhile = np.empty(0, np.uint64)
        graph.remove(some)
        graph.put(*matrix.chosen(some))
        with self._mutex:
            end = np.searchsorted(self._behind, some[-1], "right")
            early, late = np.split(self._behind, [end])
            again = np.setdiff1d(early, np.setdiff1d(some, self._changed_meanwhile))
            self._behind = np.concatenate([again, late]) if again.size else late
        return True

    def _description(self, dtype: str, count: int, sequence: int) -> Description:
        dim = self._whole().dim
        library = self._store.read.library_id()
        return Description(library, self._model_id, dim, dtype, sequence, count)


def remove_files(folder: Path, model_id: str) -> int:
    """Remove what is kept of a model's index in a library's folder; how many bytes that frees."""
    name = safe_name(model_id)
    caches = [CacheFile(folder / FOLDER_NAME, name, kind) for kind in ("matrix", "usearch")]
    before = sum(cache.size() for cache in caches)
    for cache in caches:
        cache.remove()
    return before - sum(cache.size() for cache in caches)


_NONE = Nearest(np.empty(0, np.uint64), np.empty(0, np.float32), 0)


def _check_fit(query: Query, dim: int) -> None:
    if query.size != dim:
        raise ValueError(f"the query has {query.size} numbers, the model's embeddings {dim}")
