"""Embeddings in blocks that never change: a change copies the blocks it touches, no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from indexer.store.rows import HalfVectors, Ids
from indexer.vectors.cosines import Floats, inverse_norms_of

_ELEMENTS = 1 << 20
"""Numbers in a block: few enough to copy in a fraction of a millisecond, and so many that a
search spends its time within blocks."""


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """Some embeddings, at least one, in the order of their ids.

    Attributes:
        ids: (n,) uint64 ascending.
        vectors: (n, dim) float16.
        inverse_norms: (n,) float32.
    """

    ids: Ids
    vectors: HalfVectors
    inverse_norms: Floats

    def changed(self, gone: Ids, ids: Ids, vectors: HalfVectors) -> tuple[Block, ...]:
        """Blocks without `gone`, and with `vectors` for `ids` (ascending)."""
        keep = ~np.isin(self.ids, np.concatenate([gone, ids]))
        everything = np.concatenate([self.ids[keep], ids])
        if not everything.size:
            return ()
        rows = np.concatenate([self.vectors[keep], vectors])
        norms = np.concatenate([self.inverse_norms[keep], inverse_norms_of(vectors)])
        if ids.size and everything.size > ids.size and everything[-ids.size - 1] > ids[0]:
            order = np.argsort(everything)
            everything, rows, norms = everything[order], rows[order], norms[order]
        return tuple(cut(everything, rows, norms))


def cut(ids: Ids, vectors: HalfVectors, inverse_norms: Floats) -> Iterator[Block]:
    """Blocks of equal length, and a last one of what is left; nothing is copied."""
    step = rows_of_a_block(vectors.shape[1])
    for start in range(0, ids.size, step):
        part = slice(start, start + step)
        yield Block(ids[part], vectors[part], inverse_norms[part])


def rows_of_a_block(dim: int) -> int:
    """How many embeddings of this length a block holds at most."""
    return max(1, _ELEMENTS // max(1, dim))


def together(blocks: Iterable[Block], dim: int) -> tuple[Ids, HalfVectors, Floats]:
    """The content of blocks in one piece: ids, vectors, inverse norms."""
    empty = Block(np.empty(0, np.uint64), np.empty((0, dim), np.float16), np.empty(0, np.float32))
    parts = [*blocks] or [empty]
    return (
        np.concatenate([block.ids for block in parts]),
        np.concatenate([block.vectors for block in parts]),
        np.concatenate([block.inverse_norms for block in parts]),
    )
