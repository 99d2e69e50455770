"""Exact search against plain float64 arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from indexer.vectors import blocks
from indexer.vectors.cosines import finite, inverse_norms_of, unit
from indexer.vectors.matrix import Matrix

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


@pytest.mark.parametrize("count", [30, 31, 400, 1000, 5000])
def test_a_long_answer_goes_on_where_its_exact_beginning_ends(count, monkeypatch):
    monkeypatch.setattr("indexer.vectors.matrix._EXACTLY", 30)
    rng = np.random.default_rng(5)
    vectors = rng.standard_normal((3000, 64)).astype(np.float16)
    vectors[1000:1100] = vectors[7]  # equal ones, across the end of the beginning
    query = unit(vectors[7].astype(np.float64) + 1)
    ids = np.arange(9, 3009, dtype=np.uint64)
    matrix = Matrix(ids, vectors)
    for some in (ids, ids[::3], ids[1:]):
        found = matrix.nearest_among(some, query, count)
        expected = cosines(vectors, query)[(found.ids - 9).astype(int)]
        assert found.ids.size == len(set(found.ids.tolist())) == min(count, some.size)
        assert set(found.ids.tolist()) <= set(some.tolist())
        assert (np.diff(found.scores) <= 0).all()
        np.testing.assert_allclose(found.scores, expected, atol=2e-5)
        left = cosines(vectors, query)[np.setdiff1d(some, found.ids).astype(int) - 9]
        assert not left.size or left.max() <= expected.min() + 2e-5
        exact = matrix.nearest_among(some, query, 30)
        assert found.ids[:30].tolist() == exact.ids.tolist()
        assert found.searched == exact.searched == some.size


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


def matrix_of(ids: set[int], value: float) -> tuple[np.ndarray, np.ndarray]:
    chosen = np.array(sorted(ids), np.uint64)
    return chosen, np.outer(chosen + np.uint64(1), [value, 1]).astype(np.float16)


some_ids = st.sets(st.integers(0, 60))


@given(some_ids, st.lists(st.tuples(some_ids, some_ids), max_size=6), st.sampled_from([2, 6, 99]))
def test_changes(before, changes, elements):
    """Whatever comes and goes, in blocks of 1, 3 or all rows: everything is where it belongs."""
    expected = {i: (i + 1.0, i + 1.0) for i in before}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_ELEMENTS", elements)
        matrix = Matrix(*matrix_of(before, 1))
        for number, (gone, new) in enumerate(changes, 2):
            earlier, seen = matrix, content(matrix)
            matrix = matrix.changed(
                np.array(sorted(gone), np.uint64), *matrix_of(new, float(number))
            )
            assert content(earlier) == seen  # who searches it still may go on
            expected = {i: row for i, row in expected.items() if i not in gone}
            expected |= {i: (number * (i + 1.0), i + 1.0) for i in new}
            assert content(matrix) == expected
            assert len(matrix) == len(expected)
            norms = inverse_norms_of(matrix.vectors)
            np.testing.assert_allclose(matrix.inverse_norms, norms)
            found = matrix.nearest(unit(np.array([1.0, 2.0])), 100)
            assert sorted(found.ids.tolist()) == sorted(expected)
            chosen = matrix.chosen(np.array(sorted(new | gone), np.uint64))[0]
            assert chosen.tolist() == sorted(new)


def content(matrix: Matrix) -> dict[int, tuple[float, ...]]:
    rows = zip(matrix.ids.tolist(), matrix.vectors.tolist(), strict=True)
    return {number: tuple(row) for number, row in rows}


def test_only_what_changes_is_copied():
    size, dim = 50_000, 256
    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((size, dim)).astype(np.float16)
    matrix = Matrix(np.arange(1, size + 1, dtype=np.uint64), vectors)
    new = np.arange(size + 1, size + 33, dtype=np.uint64)
    grown = matrix.changed(np.empty(0, np.uint64), new, vectors[:32])
    assert [mine is theirs for mine, theirs in zip(grown._blocks, matrix._blocks, strict=True)] == [
        True
    ] * (len(matrix._blocks) - 1) + [False]
    less = grown.changed(np.array([5], np.uint64), new[:0], vectors[:0])
    shared = set(map(id, less._blocks)) & set(map(id, grown._blocks))
    assert len(shared) == len(grown._blocks) - 1
    assert len(less) == size + 31


def test_a_matrix_in_too_many_small_blocks_is_put_together(monkeypatch):
    monkeypatch.setattr(blocks, "_ELEMENTS", 200)
    everything = set(range(5000))
    matrix = Matrix(*matrix_of(everything, 1))
    none = matrix_of(set(), 1)
    for start in range(0, 5000, 100):  # leaves one row of each block
        gone = np.array(range(start + 1, start + 100), np.uint64)
        matrix = matrix.changed(gone, *none)
    assert matrix.ids.tolist() == list(range(0, 5000, 100))
    assert len(matrix._blocks) <= 18


def test_a_file_of_the_wrong_size_is_no_matrix(tmp_path):
    path = tmp_path / "file"
    matrix = Matrix(np.array([2, 4], np.uint64), np.eye(2, dtype=np.float16))
    matrix.save(path)
    loaded = Matrix.load(path, 2, 2)
    assert loaded is not None
    assert loaded.nearest(np.array([0.0, 1.0]), 1).ids.tolist() == [4]
    assert Matrix.load(path, 3, 2) is None
    assert Matrix.load(tmp_path / "none", 2, 2) is None


@given(arrays.arrays(np.float16, st.tuples(st.integers(0, 9), st.integers(1, 9))))
def test_what_is_a_number(vectors):
    assert finite(vectors) == bool(np.isfinite(vectors).all())
