"""Approximate search: a USearch graph that proposes candidates.

Their scores are computed elsewhere, exactly.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from indexer.store.rows import HalfVectors, Ids
from indexer.vectors.cosines import Query

# Chosen by measurement, see docs/vectors.md. Candidates are scored again by the stored float16
# embeddings, so the coarse numbers of the graph only decide what is looked at.
DTYPE = "i8"
CONNECTIVITY = 16
EXPANSION_ADD = 128
EXPANSION_SEARCH = 256
OVERSAMPLING = 4
"""Candidates for each photo that is asked for, and never fewer than the search sees anyway."""

_FEW = 64  # starting threads for fewer vectors costs more than they save


class Graph:
    """USearch's graph over one model's embeddings; keys are photo ids."""

    def __init__(
        self,
        dim: int,
        *,
        dtype: str = DTYPE,
        connectivity: int = CONNECTIVITY,
        expansion_add: int = EXPANSION_ADD,
        expansion_search: int = EXPANSION_SEARCH,
    ) -> None:
        from usearch.index import Index

        self.dim = dim
        self._index = Index(
            ndim=dim,
            metric="cos",
            dtype=dtype,
            connectivity=connectivity,
            expansion_add=expansion_add,
            expansion_search=expansion_search,
        )

    @classmethod
    def read(cls, path: Path, dim: int, *, writable: bool) -> Graph | None:
        """A saved graph: loaded into memory, or mapped and unchangeable; None if it is unusable."""
        graph = cls(dim)
        try:
            if writable:
                graph._index.load(path)
            else:
                graph._index.view(path)
        except (OSError, ValueError, RuntimeError):
            return None
        return graph

    def __len__(self) -> int:
        return len(self._index)

    def contains(self, ids: Ids) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which of `ids` are in the graph."""
        return np.asarray(self._index.contains(ids), np.bool_)

    def put(self, ids: Ids, vectors: HalfVectors) -> None:
        """Add vectors, in place of those of the same ids."""
        self.remove(ids)
        if ids.size:
            self._index.add(ids, vectors, threads=1 if ids.size < _FEW else 0)

    def remove(self, ids: Ids) -> None:
        """Take ids out; those that are not in are ignored."""
        present = ids[self.contains(ids)] if ids.size else ids
        if present.size:
            self._index.remove(present)

    def candidates(self, query: Query, count: int) -> Ids:
        """Probably the `count` nearest ids, and more around them, in no promised order."""
        if not len(self._index):
            return np.empty(0, np.uint64)
        wanted = max(count * OVERSAMPLING, self._index.expansion_search)
        found = self._index.search(query.astype(np.float32), min(wanted, len(self._index)))
        return np.asarray(found.keys, np.uint64)

    def save(self, path: Path) -> None:
        """Write the graph to a file that nobody reads yet."""
        self._index.save(path)
