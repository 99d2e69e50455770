"""The arithmetic of exact search: cosines of stored embeddings, fast and then exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from indexer.store.rows import HalfVectors, Ids

Floats = np.ndarray[Any, np.dtype[np.float32]]
Query = np.ndarray[Any, np.dtype[np.float64]]
"""(dim,) float64 of length 1."""

Rows = np.ndarray[Any, np.dtype[np.intp]]
"""(n,) positions."""

# A part and its float32 copy stay in the processor's cache, and the multiplication stays on one
# thread, which beats several on a machine that is busy.
_PART_ELEMENTS = 1 << 18

_WIDENING = 2.0**112  # 2 ** (127 - 15): the offsets of the exponents of float32 and float16
_SIGN_AND_NUMBER = np.int32(-0x70000001)  # all bits but the copies of the sign below the first

# Float32 sums of a few hundred products are this near to the exact ones.
_TOLERANCE = 1e-5


@dataclass(frozen=True)
class Nearest:
    """Photos by descending cosine similarity, equal ones by ascending id.

    Attributes:
        ids: (n,) uint64.
        scores: (n,) float32, cosines of the stored embeddings, -1 to 1; exact ones, but for
            those beyond the first few thousand of a long answer (`extended`).
        searched: how many photos these are the nearest of.
    """

    ids: Ids
    scores: Floats
    searched: int


def cosines(vectors: HalfVectors, inverse_norms: Floats, query: Query) -> Floats:
    """(n,) cosines of a query as float32 computes them."""
    scores = np.empty(len(vectors), np.float32)
    direction = (query * _WIDENING).astype(np.float32)
    step = max(1, _PART_ELEMENTS // max(1, direction.size))
    space = np.empty((min(step, len(vectors)), direction.size), np.int32)
    for start in range(0, len(vectors), step):
        part = vectors[start : start + step]
        np.dot(_widened(part, space[: len(part)]), direction, out=scores[start : start + step])
    scores *= inverse_norms
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


def extended(head: Nearest, ids: Ids, scores: Floats, count: int) -> Nearest:
    """An answer that goes on where its exactly ranked beginning ends.

    Args:
        head: the beginning.
        ids: (n,) ascending, of which `head` holds the nearest.
        scores: (n,) their cosines by `cosines`.
        count: how many to give back in all.
    """
    rest = np.ones(ids.size, np.bool_)
    rest[np.searchsorted(ids, head.ids)] = False
    ids, scores = ids[rest], scores[rest]
    order = np.argsort(-scores, kind="stable")[: count - head.ids.size]
    # By rounding alone one could seem nearer than the last of the beginning.
    following = scores[order].clip(-1, head.scores[-1])
    return Nearest(
        np.concatenate([head.ids, ids[order]]),
        np.concatenate([head.scores, following]),
        head.searched,
    )


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
    step = max(1, _PART_ELEMENTS // max(1, vectors.shape[1]))
    space = np.empty((min(step, len(vectors)), vectors.shape[1]), np.int32)
    for start in range(0, len(vectors), step):
        part = vectors[start : start + step]
        full = _widened(part, space[: len(part)]) * np.float32(_WIDENING)
        lengths[start : start + step] = np.sqrt(np.einsum("ij,ij->i", full, full))
    return np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)


def finite(vectors: HalfVectors) -> bool:
    """Whether all are numbers: a stored embedding that holds another thing is damaged."""
    exponent = np.uint16(0x7C00)
    return not any(
        np.any(np.bitwise_and(part.view(np.uint16), exponent) == exponent)
        for part in np.array_split(vectors, max(1, vectors.size // _PART_ELEMENTS))
    )


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


def near_top(scores: Floats, count: int) -> Rows:
    """Positions of all that can be among the `count` best once scores are exact."""
    if count <= 0:
        return np.empty(0, np.intp)
    if count >= scores.size:
        return np.arange(scores.size)
    worst = np.partition(scores, scores.size - count)[scores.size - count]
    return np.flatnonzero(scores >= worst - _TOLERANCE)
