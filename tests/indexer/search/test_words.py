"""Tags and related words."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.errors import QueryError
from indexer.search.words import WordList
from resources import resource

WORDS = ("red", "green", "blue", "yellow", "white", "black")


@pytest.fixture
def words(encoder, tmp_path):
    return WordList.open(encoder, tmp_path / "cache", WORDS)


def test_tags_of_a_picture(words, encoder):
    picture = encoder.encode_images(np.full((1, 8, 8, 3), (200, 40, 30), np.uint8))[0]
    assert words.tags(picture, 2)[0].word == "red"


def test_related_words_leave_the_word_itself_out(words):
    near = words.related(" Red ", 10)
    assert near[0].word == "yellow"
    assert "red" not in {word.word for word in near}
    assert len(near) == len(WORDS) - 1


def test_an_empty_word(words):
    with pytest.raises(QueryError, match="empty"):
        words.related("  ", 3)


def test_embeddings_are_made_once_and_again_when_damaged(encoder, tmp_path):
    texts = []
    real = encoder.encode_texts
    encoder.encode_texts = lambda batch: texts.extend(batch) or real(batch)
    first = WordList.open(encoder, tmp_path, WORDS)
    assert len(texts) == len(WORDS)
    WordList.open(encoder, tmp_path, WORDS)
    assert len(texts) == len(WORDS)
    next(tmp_path.glob("*.npy")).write_bytes(b"\x93NUMPY rubbish")
    again = WordList.open(encoder, tmp_path, WORDS)
    assert len(texts) == 2 * len(WORDS)
    assert np.array_equal(first.embeddings, again.embeddings)


def test_the_shipped_list_is_clean():
    words = resource("words.txt").read_text(encoding="utf-8").splitlines()
    assert len(words) == len(set(words)) > 1000
    assert all(word == word.strip().lower() and word for word in words)
