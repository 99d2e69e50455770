"""The texts the starter learns from."""

from __future__ import annotations

from models.starter.data import Row
from models.starter.texts import TextTable, phrases_of, whole_words, wide_texts


def test_phrases_of_a_photo():
    row = Row("a.jpg", ("A dog runs .",), ("dog", "beach"))
    assert phrases_of(row) == [
        "A dog runs .",
        "a photo of a dog",
        "a photo of a beach",
        "dog",
        "beach",
        "a photo of dog, beach",
    ]


def test_equal_texts_share_a_number():
    table = TextTable()
    assert [table.number_of(text) for text in ("a", "b", "a")] == [0, 1, 0]
    assert table.texts == ["a", "b"]


def test_whole_words_leave_pieces_out():
    assert whole_words(["[CLS]", "##ing", "dog", "it", "naïve", "x2", "swan"]) == ["dog", "swan"]


def test_wide_texts_are_distinct_and_can_be_made_again():
    texts = wide_texts(["dog", "swan", "tree"], ["guitar"], 200)
    assert texts == wide_texts(["dog", "swan", "tree"], ["guitar"], 200)
    assert len(texts) == len(set(texts)) == 208
    assert {"dog", "guitar", "a photo of a swan"} <= set(texts)
