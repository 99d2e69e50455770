"""Retrieval figures against cases worked out by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.evaluation import EvaluationError, image_precision, recall, text_to_image_ranks


def write_rows(folder, rows):
    file = folder / "captions.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    return file


@pytest.fixture
def captioned(tmp_path, draw):
    rows = []
    for colour in ("red", "green", "blue", "black"):
        draw(tmp_path / "set" / f"{colour}.png", colour)
        labels = ["bright"] if colour in ("red", "green") else ["dark"]
        rows.append({"file": f"set/{colour}.png", "captions": [colour], "labels": labels})
    return rows


def test_a_model_that_knows_its_colours(open_library, tmp_path, captioned):
    with open_library(read_only=True) as library:
        result = library.evaluate(write_rows(tmp_path, captioned), None)
    assert (result.photos, result.captions, result.skipped) == (4, 4, ())
    assert (result.recall_at_1, result.recall_at_10, result.median_rank) == (1, 1, 1)
    assert result.precision_at_10 == pytest.approx(1 / 3)
    assert not (tmp_path / "home" / "data").exists()


def test_photos_that_cannot_be_read_are_skipped_and_named(open_library, tmp_path, captioned):
    captioned.append({"file": "set/absent.png", "captions": ["red"]})
    with open_library(read_only=True) as library:
        result = library.evaluate(write_rows(tmp_path, captioned), None)
    assert result.photos == 4
    assert "absent.png" in result.skipped[0]


def test_progress_reaches_the_end(open_library, tmp_path, captioned):
    seen = []
    with open_library(read_only=True) as library:
        library.evaluate(write_rows(tmp_path, captioned), None, lambda *now: seen.append(now))
    assert seen[-1] == (4, 4)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"file": 3}', '{"file": "a", "captions": "b"}', "rubbish", "\xff"]
)
def test_captions_that_are_none(open_library, tmp_path, text):
    file = tmp_path / "captions.jsonl"
    file.write_text(text, encoding="latin-1")
    with open_library(read_only=True) as library, pytest.raises(EvaluationError) as caught:
        library.evaluate(file, None)
    assert str(file) in str(caught.value)


def test_no_photo_can_be_read(open_library, tmp_path):
    file = write_rows(tmp_path, [{"file": "absent.png", "captions": ["red"]}])
    with open_library(read_only=True) as library, pytest.raises(EvaluationError, match="caption"):
        library.evaluate(file, None)


def test_ranks_count_equals_as_better():
    images = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    texts = np.array([[1, 0], [0, 1]], np.float32)
    ranks = text_to_image_ranks(images, texts, np.array([0, 2]))
    assert ranks.tolist() == [2, 1]
    assert (recall(ranks, 1), recall(ranks, 2)) == (0.5, 1.0)


@given(st.integers(0, 2**32 - 1), st.integers(2, 30))
def test_ranks_equal_a_full_sort(seed, count):
    rng = np.random.default_rng(seed)
    images = rng.normal(size=(count, 5)).astype(np.float32)
    texts = rng.normal(size=(count, 5)).astype(np.float32)
    owners = rng.integers(count, size=count)
    ranks = text_to_image_ranks(images, texts, owners)
    order = np.argsort(-(texts @ images.T), 1)
    assert ranks.tolist() == [
        order[at].tolist().index(owner) + 1 for at, owner in enumerate(owners)
    ]


def test_precision_of_neighbours():
    images = np.eye(3, dtype=np.float32)
    dog, cat = frozenset({"dog"}), frozenset({"cat"})
    assert image_precision(images, [dog, dog, cat]) == pytest.approx(0.5)
    assert image_precision(images, [dog, cat, frozenset()]) is None
