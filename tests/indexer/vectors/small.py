"""A library of few, short embeddings, and the answers that its index has to give."""

from pathlib import Path

import numpy as np

from indexer.metadata import PhotoMetadata
from indexer.store import PhotoRecord, Store
from indexer.vectors import Nearest, VectorIndex

DIM = 8
MODEL = "ViT-B-32/laion 2B"
NEVER, ALWAYS = 10**9, 1  # from how many vectors on a graph is used


ROWS = np.random.default_rng(0).standard_normal((1000, DIM))
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)


def vectors_of(numbers: list[int]) -> np.ndarray:
    """(n, 8) float16: the same number gives the same vector, and numbers repeat."""
    return ROWS[numbers].astype(np.float16)


def commit(store: Store, paths: list[str], numbers: list[int], model: str = MODEL) -> list[int]:
    return store.write.commit_photos(
        [
            PhotoRecord(
                path, n, n, n.to_bytes(32, "big"), 4, 3, "jpeg", PhotoMetadata(), model, row
            )
            for path, n, row in zip(paths, numbers, vectors_of(numbers), strict=True)
        ]
    )


def brute_force(store: Store, query: np.ndarray, count: int) -> tuple[list[int], list[float]]:
    ids, rows = store.read.embeddings(MODEL)
    full = rows.astype(np.float64)
    scores = [
        float(row @ query / np.linalg.norm(row) / np.linalg.norm(query)) if row.any() else 0.0
        for row in full
    ]
    order = sorted(range(ids.size), key=lambda at: (-round(scores[at], 12), ids[at]))[:count]
    return [int(ids[at]) for at in order], [scores[at] for at in order]


def assert_same(found: Nearest, expected: tuple[list[int], list[float]]) -> None:
    assert found.ids.tolist() == expected[0]
    np.testing.assert_allclose(found.scores, expected[1], atol=1e-6)


def assert_right(index: VectorIndex, store: Store) -> None:
    """Answers to some queries, and how many photos there are, are those of the store."""
    everything = store.read.embeddings(MODEL)[0]
    assert len(index) == everything.size
    for seed in range(3):
        query = np.random.default_rng(1000 + seed).standard_normal(DIM)
        for count in (1, 5, 2000):
            found = index.search(query, count)
            assert_same(found, brute_force(store, query, count))
            assert found.searched == everything.size
        some = everything[::2]
        among = index.search_among(some, query, 3)
        expected = brute_force(store, query, 10**6)
        kept = [pair for pair in zip(*expected, strict=True) if pair[0] in some][:3]
        assert_same(among, ([i for i, _ in kept], [score for _, score in kept]))
        assert among.searched == some.size


def filled(store: Store, count: int = 40) -> list[int]:
    """Photos, some of them equal; not so many that a graph could not tell whom to propose."""
    numbers = [n % 30 if count < 100 else n for n in range(count)]
    return commit(store, [f"/p/{n}.jpg" for n in range(count)], numbers)


def saved(store: Store, exact_below: int) -> VectorIndex:
    index = VectorIndex.open(store, MODEL, exact_below=exact_below)
    assert index.tend()
    index.save()
    return index


def files(folder: Path, ending: str) -> list[Path]:
    return sorted((folder / "vectors").glob(f"*.{ending}"))
