"""The figures of the card, on a case worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from models.starter.data import Row
from models.starter.evaluate import recalls, word_precision

AXES = {"dog": 0, "child": 1, "sea": 2}


class WordEncoder:
    """Embeds a text on the axis of the first word it knows."""

    def encode_texts(self, texts):
        rows = np.zeros((len(texts), 3), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[next(axis for word, axis in AXES.items() if word in text)] = 1
        return rows


ROWS = [Row("0", ("a dog",), ()), Row("1", ("two children",), ()), Row("2", ("the sea",), ())]


def test_recall_when_every_photo_lies_where_its_caption_does():
    figures = recalls(WordEncoder(), np.eye(3, dtype=np.float32), ROWS)
    assert figures == {"recall@1": 1, "recall@5": 1, "recall@10": 1, "median rank": 1}


def test_photos_that_all_look_the_same_are_not_found():
    figures = recalls(WordEncoder(), np.ones((3, 3), np.float32), ROWS)
    assert (figures["recall@1"], figures["median rank"]) == (0, 3)


@pytest.mark.parametrize(
    ("word", "said_by", "count"), [("dog", "dogs?", 4), ("child", "child(ren)? boys?", 3)]
)
def test_precision_counts_captions_that_say_so(word, said_by, count):
    rows = [Row(str(n), ("a dog barks", "dogma") if n < 4 else ("no",), ()) for n in range(12)]
    rows += [Row(str(n), ("Children play",) if n else ("a BOY",), ()) for n in range(3)]
    images = np.zeros((15, 3), np.float32)
    images[:4, 0] = 1
    images[12:, 1] = 1
    precision, total = word_precision(WordEncoder(), images, rows, word, said_by)
    assert (precision, total) == (count / 10, count)
