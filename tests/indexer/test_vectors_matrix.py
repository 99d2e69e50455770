"""Exact search against plain float64 arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from indexer.vectors.matrix import Matrix, inverse_norms_of, unit

numbers = st.floats(-60000, 60000, width=16)
rows = arrays.arrays(np.float16, st.tuples(st.integers(1, 30), st.just(5)), elements=numbers)


def cosines(vectors: np.ndarray, query: np.ndarray) -> np.ndarray:
    full = vectors.astype(np.float64)
    lengths = np.linalg.norm(full, axis=1)
    return np.divide(full @ query, lengths, out=np.zeros(len(full)), where=lengths > 0)


@given(
    rows, arrays.arrays(np.float64, 5, elements=st.floats(-5, 5)).filter(np.any), st.integers(0, 40)
)
def test_the_nearest_of_any_vectors(vectors, query, count):
    ids = np.arange(3, 3 + 2 * len(vectors), 2, dtype=np.uint64)
    direction = unit(query)
    expected = cosines(vectors, direction)

    found = Matrix(ids, vectors).nearest(direction, count)

    at = ((found.ids - 3) // 2).astype(int)
    assert len(set(at.tolist())) == found.ids.size == min(count, len(vectors))
    np.testing.assert_allclose(found.scores, expected[at], atol=1e-6)
    left = np.delete(expected, at)
    assert not (left.size and at.size and count) or left.max() <= expected[at].min() + 1e-9


@pytest.mark.parametrize("size", [1, 1023, 1024, 1025, 5000])
def test_blocks_join_without_a_seam(size):
    rng = np.random.default_rng(size)
    vectors = rng.standard_normal((size, 256)).astype(np.float16)
    query = unit(rng.standard_normal(256))
    matrix = Matrix(np.arange(size, dtype=np.uint64), vectors)
    order = np.argsort(-cosines(vectors, query))
    assert matrix.nearest(query, 50).ids.tolist() == order[:50].tolist()
    some = np.arange(0, size, 3, dtype=np.uint64)
    among = matrix.nearest_among(some, query, 20)
    assert among.ids.tolist() == [at for at in order if at % 3 == 0][:20]
    assert among.searched == some.size


@given(rows)
def test_lengths(vectors):
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1)
    product = inverse_norms_of(vectors) * lengths
    np.testing.assert_allclose(product, (lengths > 0).astype(float), rtol=1e-5)


def test_only_known_ids_are_searched():
    matrix = Matrix(np.array([2, 4, 9], np.uint64), np.eye(3, dtype=np.float16))
    among = matrix.nearest_among(np.array([0, 2, 3, 9, 50], np.uint64), np.eye(3)[2], 5)
    assert (among.ids.tolist(), among.scores.tolist(), among.searched) == ([9, 2], [1, 0], 2)
    assert matrix.nearest_among(np.array([50], np.uint64), np.eye(3)[2], 5).searched == 0


@given(st.sets(st.integers(0, 20)), st.sets(st.integers(0, 20)), st.sets(st.integers(0, 20)))
def test_changes(before, gone, new):
    def matrix_of(ids: set[int], value: float) -> tuple[np.ndarray, np.ndarray]:
        chosen = np.array(sorted(ids), np.uint64)
        return chosen, np.outer(chosen + np.uint64(1), [value, 1]).astype(np.float16)

    matrix = Matrix(*matrix_of(before, 1)).changed(
        np.array(sorted(gone), np.uint64), *matrix_of(new, 2)
    )

    expected = {i: (i + 1.0, i + 1.0) for i in before - gone}
    expected |= {i: (2 * (i + 1.0), i + 1.0) for i in new}
    assert matrix.ids.tolist() == sorted(expected)
    assert [tuple(row) for row in matrix.vectors.tolist()] == [
        expected[i] for i in sorted(expected)
    ]
    np.testing.assert_allclose(matrix.inverse_norms, inverse_norms_of(matrix.vectors))


def test_a_file_of_the_wrong_size_is_no_matrix(tmp_path):
    path = tmp_path / "file"
    matrix = Matrix(np.array([2, 4], np.uint64), np.eye(2, dtype=np.float16))
    matrix.save(path)
    loaded = Matrix.load(path, 2, 2)
    assert loaded is not None
    assert loaded.nearest(np.array([0.0, 1.0]), 1).ids.tolist() == [4]
    assert Matrix.load(path, 3, 2) is None
    assert Matrix.load(tmp_path / "none", 2, 2) is None
