"""Exact search: all embeddings of a model in blocks of memory, or of a mapped file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from indexer.store.rows import HalfVectors, Ids
from indexer.vectors.blocks import Block, cut, rows_of_a_block, together
from indexer.vectors.cosines import (
    Floats,
    Nearest,
    Query,
    Rows,
    cosines,
    extended,
    inverse_norms_of,
    near_top,
    ranked,
)

_EXACTLY = 4096
"""So many of a longer answer are ranked by their exact cosines, and the rest, which nobody reads
to its end, as float32 ranks them: that is ten times faster."""


class Matrix:
    """Embeddings in the order of their ids. Never changes, so any thread may search it.

    Attributes:
        dim: numbers in an embedding; 0 when nothing is known.
    """

    def __init__(self, ids: Ids, vectors: HalfVectors, inverse_norms: Floats | None = None) -> None:
        norms = inverse_norms_of(vectors) if inverse_norms is None else inverse_norms
        self.dim = int(vectors.shape[1])
        self._blocks: Sequence[Block] = tuple(cut(ids, vectors, norms))
        self._starts = _starts_of(self._blocks)

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
            for block in self._blocks:
                file.write(np.ascontiguousarray(block.ids, "<u8").data)
            for block in self._blocks:
                file.write(np.ascontiguousarray(block.inverse_norms, "<f4").data)
            for block in self._blocks:
                file.write(np.ascontiguousarray(block.vectors, "<f2").data)

    def __len__(self) -> int:
        return int(self._starts[-1])

    @cached_property
    def ids(self) -> Ids:
        """(n,) uint64 ascending."""
        return np.concatenate([block.ids for block in self._blocks] or [np.empty(0, np.uint64)])

    @property
    def vectors(self) -> HalfVectors:
        """(n, dim) float16: a copy of all."""
        return together(self._blocks, self.dim)[1]

    @property
    def inverse_norms(self) -> Floats:
        """(n,) float32: 1 / length; float16 has rounded the vectors' length of 1."""
        return together(self._blocks, self.dim)[2]

    def chosen(self, ids: Ids) -> tuple[Ids, HalfVectors]:
        """Those of `ids` (ascending) that are here, and their embeddings."""
        some = self._some(self._positions(ids))
        found, vectors, _ = together(some, self.dim)
        return found, vectors

    def changed(self, gone: Ids, ids: Ids, vectors: HalfVectors) -> Matrix:
        """A matrix without `gone`, and with `vectors` for `ids`, new or known (both ascending).

        Shares with this one the blocks that neither touches.
        """
        if not self._blocks:
            return Matrix(ids, vectors)
        vectors = vectors.reshape(ids.size, self.dim)  # of none at all, a store knows no length
        firsts = np.array([block.ids[0] for block in self._blocks[1:]], np.uint64)
        blocks: list[Block] = []
        goes, comes = (np.searchsorted(some, firsts) for some in (gone, ids))
        for number, block in enumerate(self._blocks):
            out = gone[_between(goes, number)]
            part = _between(comes, number)
            touched = out.size or ids[part].size
            blocks += block.changed(out, ids[part], vectors[part]) if touched else (block,)
        return self._made_of(blocks)

    def _made_of(self, blocks: Sequence[Block]) -> Matrix:
        changed = Matrix(np.empty(0, np.uint64), np.empty((0, self.dim), np.float16))
        changed._blocks = tuple(blocks)
        changed._starts = _starts_of(blocks)
        if len(blocks) > 2 * len(changed) // rows_of_a_block(self.dim) + 16:
            return Matrix(*together(blocks, self.dim))  # too many small ones slow searches down
        return changed

    def nearest(self, query: Query, count: int) -> Nearest:
        """The `count` nearest of all."""
        return _best(self._blocks, self.dim, query, count)

    def nearest_among(self, ids: Ids, query: Query, count: int) -> Nearest:
        """The `count` nearest of those of `ids` (ascending) that are here."""
        rows = self._positions(ids)
        if 2 * rows.size > len(self):  # to leave some out afterwards is faster than to copy most
            return _best(self._blocks, self.dim, query, count, rows)
        some = self._some(rows)
        if len(some) > 1 and sum(block.ids.size for block in some) <= rows_of_a_block(self.dim):
            some = (Block(*together(some, self.dim)),)  # not so many small ones
        return _best(some, self.dim, query, count)

    def _positions(self, ids: Ids) -> Rows:
        """Rows of those of `ids` (ascending) that are here, ascending."""
        at = np.searchsorted(self.ids, ids)
        at = at[at < self.ids.size] if at.size else at
        found: Rows = at[self.ids[at] == ids[: at.size]]
        return found

    def _some(self, rows: Rows) -> Sequence[Block]:
        """Blocks of those rows (ascending) alone."""
        return _some_of(self._blocks, self._starts, rows)


def _best(
    blocks: Sequence[Block], dim: int, query: Query, count: int, among: Rows | None = None
) -> Nearest:
    """The nearest of all rows of the blocks, or of those `among` them (ascending)."""
    scores = [cosines(block.vectors, block.inverse_norms, query) for block in blocks]
    everything = np.concatenate(scores or [np.empty(0, np.float32)])
    rows = np.arange(everything.size) if among is None else among
    considered = everything if among is None else everything[among]
    top = rows[near_top(considered, min(count, _EXACTLY))]
    ids, vectors, _ = together(_some_of(blocks, _starts_of(blocks), top), dim)
    head = ranked(ids, vectors, query, min(count, _EXACTLY), considered.size)
    if min(count, considered.size) <= _EXACTLY:
        return head
    numbers = np.concatenate([block.ids for block in blocks])[rows]
    return extended(head, numbers, considered, count)


def _some_of(blocks: Sequence[Block], starts: Rows, rows: Rows) -> Sequence[Block]:
    ends = np.searchsorted(rows, starts)
    chosen = []
    for number in np.flatnonzero(ends[1:] > ends[:-1]).tolist():
        block = blocks[number]
        at = rows[ends[number] : ends[number + 1]] - starts[number]
        chosen.append(Block(block.ids[at], block.vectors[at], block.inverse_norms[at]))
    return chosen


def _starts_of(blocks: Sequence[Block]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """(blocks + 1,) the row where each begins, and how many there are."""
    return np.cumsum([0, *(block.ids.size for block in blocks)], dtype=np.intp)


def _between(ends: np.ndarray[Any, np.dtype[np.intp]], number: int) -> slice:
    """The part for a block: the first takes all below the second, the last all above."""
    begin = int(ends[number - 1]) if number else 0
    return slice(begin, int(ends[number]) if number < ends.size else None)
