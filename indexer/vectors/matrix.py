"""Exact search: all embeddings of a model in one block of memory, or of a mapped file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.store.rows import HalfVectors, Ids

Floats = np.ndarray[Any, np.dtype[np.float32]]
Query = np.ndarray[Any, np.dtype[np.float64]]
"""(dim,) float64 of length 1."""

# A block and its float32 copy stay in the processor's cache, and the multiplication stays on one
# thread, which beats several on a machine that is busy.
_BLOCK_ELEMENTS = 1 << 18

_WIDENING = 2.0**112  # 2 ** (127 - 15): the offsets of the exponents of float32 and float16
_SIGN_AND_NUMBER = np.int32(-0x70000001)  # all bits but the copies of the sign below the first

# Float32 sums of a few hundred products are this near to the exact ones.
_TOLERANCE = 1e-5


@dataclass(frozen=True)
class Nearest:
    """Photos by descending cosine similarity, equal ones by ascending id.

    Attributes:
        ids: (n,) uint64.
        scores: (n,) float32, exact cosines of the stored embeddings, -1 to 1.
        searched: how many photos these are the nearest of.
    """

    ids: Ids
    scores: Floats
    searched: int


class Matrix:
    """Embeddings in the order of their ids.

    Attributes:
        ids: (n,) uint64 ascending.
        inverse_norms: (n,) float32; float16 has rounded the vectors' length of 1.
        vectors: (n, dim) float16.
    """

    def __init__(self, ids: Ids, vectors: HalfVectors, inverse_norms: Floats | None = None) -> None:
        self.ids = ids
        self.vectors = vectors
        self.inverse_norms = inverse_norms_of(vectors) if inverse_norms is None else inverse_norms

    @classmethod
    def load(cls, path: Path, count: int, dim: int) -> Matrix | None:
        """Map what `save` wrote; None if the file has another size than it should."""
        try:
            data = np.memmap(path, np.uint8, "r")
        except (OSError, ValueError):
            return None
        if data.size != count * (8 + 4 + 2 * dim):
            return None
        ids, norms, vectors = np.split(data, [8 * count, 12 * count])
        return cls(
            np.asarray(ids).view("<u8"),
            np.asarray(vectors).view("<f2").reshape(count, dim),
            np.asarray(norms).view("<f4"),
        )

    def save(self, path: Path) -> None:
        """Write ids, inverse norms and vectors, one after another, little-endian."""
        with path.open("wb") as file:
            file.write(np.ascontiguousarray(self.ids, "<u8").data)
            file.write(np.ascontiguousarray(self.inverse_norms, "<f4").data)
            file.write(np.ascontiguousarray(self.vectors, "<f2").data)

    def __len__(self) -> int:
        return int(self.ids.size)

    def positions(self, ids: Ids) -> np.ndarray[Any, np.dtype[np.intp]]:
        """Rows of those of `ids` (ascending) that are here, ascending."""
        at = np.searchsorted(self.ids, ids)
        at = at[at < self.ids.size] if at.size else at
        found: np.ndarray[Any, np.dtype[np.intp]] = at[self.ids[at] == ids[: at.size]]
        return found

    def changed(self, gone: Ids, ids: Ids, vectors: HalfVectors) -> Matrix:
        """A matrix without `gone`, and with `vectors` for `ids`, new or known (both ascending)."""
        if not len(self):
            return Matrix(ids, vectors)
        keep = np.ones(len(self), np.bool_)
        keep[self.positions(gone)] = False
        keep[self.positions(ids)] = False
        old = slice(None) if keep.all() else keep
        everything = np.concatenate([self.ids[old], ids])
        rows = np.concatenate([self.vectors[old], vectors]) if ids.size else self.vectors[old]
        norms = np.concatenate([self.inverse_norms[old], inverse_norms_of(vectors)])
        if ids.size and everything.size > ids.size and everything[-ids.size - 1] > ids[0]:
            order = np.argsort(everything)
            everything, rows, norms = everything[order], rows[order], norms[order]
        return Matrix(everything, rows, norms)

    def nearest(self, query: Query, count: int) -> Nearest:
        """The `count` nearest of all."""
        return self._best(None, query, count)

    def nearest_among(self, ids: Ids, query: Query, count: int) -> Nearest:
        """The `count` nearest of those of `ids` (ascending) that are here."""
        return self._best(self.positions(ids), query, count)

    def _best(
        self, rows: np.ndarray[Any, np.dtype[np.intp]] | None, query: Query, count: int
    ) -> Nearest:
        scores = self._scores(rows, query)
        near = _near_top(scores, count)
        chosen = near if rows is None else rows[near]
        return ranked(self.ids[chosen], self.vectors[chosen], query, count, scores.size)

    def _scores(self, rows: np.ndarray[Any, np.dtype[np.intp]] | None, query: Query) -> Floats:
        """Cosines as float32 computes them."""
        total = len(self) if rows is None else rows.size
        scores = np.empty(total, np.float32)
        direction = (query * _WIDENING).astype(np.float32)
        step = max(1, _BLOCK_ELEMENTS // max(1, direction.size))
        block = np.empty((min(step, total), direction.size), np.int32)
        for start in range(0, total, step):
            part = slice(start, min(start + step, total))
            chosen = part if rows is None else rows[part]
            small = _widened(self.vectors[chosen], block[: part.stop - part.start])
            np.dot(small, direction, out=scores[part])
            scores[part] *= self.inverse_norms[chosen]
        return scores


def ranked(ids: Ids, vectors: HalfVectors, query: Query, count: int, searched: int) -> Nearest:
    """Candidates by their exact cosines.

    Each row is summed on its own and in float64, so equal embeddings have equal scores wherever
    they stand, and every way of finding candidates gives the same answer.

    Args:
        ids: (n,) candidates.
        vectors: (n, dim) their embeddings.
        query: (dim,) unit vector.
        count: how many to give back.
        searched: what to say was searched.
    """
    rows = vectors.astype(np.float64)
    lengths = np.sqrt((rows * rows).sum(axis=1))
    scores = (rows * query).sum(axis=1) / np.where(lengths > 0, lengths, 1.0)
    order = np.lexsort((ids, -scores))[: max(count, 0)]
    return Nearest(ids[order], scores[order].clip(-1, 1).astype(np.float32), searched)


def unit(vector: np.ndarray[Any, Any]) -> Query:
    """A query as a float64 unit vector.

    Raises:
        ValueError: it is not one row of finite numbers, or all of them are 0.
    """
    query = np.asarray(vector, np.float64)
    largest = float(np.abs(query).max(initial=0.0))
    if query.ndim != 1 or not np.isfinite(largest) or largest == 0:
        raise ValueError("a query must be one row of finite numbers, not all of them 0")
    query = query / largest  # else the squares of very small or large numbers are lost
    return np.asarray(query / np.sqrt((query * query).sum()))


def inverse_norms_of(vectors: HalfVectors) -> Floats:
    """(n,) float32: 1 / length of each row, 0 for a row of zeros."""
    lengths = np.empty(len(vectors), np.float32)
    step = max(1, _BLOCK_ELEMENTS // max(1, vectors.shape[1]))
    block = np.empty((min(step, len(vectors)), vectors.shape[1]), np.int32)
    for start in range(0, len(vectors), step):
        part = vectors[start : start + step]
        full = _widened(part, block[: len(part)]) * np.float32(_WIDENING)
        lengths[start : start + step] = np.sqrt(np.einsum("ij,ij->i", full, full))
    return np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)


def _widened(half: HalfVectors, block: np.ndarray[Any, np.dtype[np.int32]]) -> Floats:
    """Finite float16 numbers as float32, each divided by `_WIDENING`, in the memory of `block`.

    NumPy converts one number at a time. Moving sign, exponent and fraction to where float32 has
    them needs whole-array integer operations only, and is seven times faster; what it leaves
    undone is the difference of the exponents' offsets, a factor that callers put elsewhere.
    """
    np.copyto(block, half.view(np.int16))
    np.left_shift(block, 13, out=block)
    np.bitwise_and(block, _SIGN_AND_NUMBER, out=block)
    return block.view(np.float32)


def _near_top(scores: Floats, count: int) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Positions of all that can be among the `count` best once scores are exact."""
    if count <= 0:
        return np.empty(0, np.intp)
    if count >= scores.size:
        return np.arange(scores.size)
    worst = np.partition(scores, scores.size - count)[scores.size - count]
    return np.flatnonzero(scores >= worst - _TOLERANCE)
