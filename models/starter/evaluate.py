"""Measure a prepared model on the development set: `python -m models.starter.evaluate`.

Recall is text-to-image over all captions. Precision@10 of a word is the share of the first
ten photos of which some caption says so: a boy is a child, a cyclist rides a bicycle. The
stricter figure beside it counts only the word itself and its plural.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from models.encoder import Embeddings, Encoder
from models.onnx import OnnxEncoder
from models.preprocess import to_input
from models.starter.data import Row, read_rows
from resources import resource

WORDS = {
    "dog": "dogs? pupp(y|ies)",
    "beach": "beach(es)?",
    "bicycle": "bicycles? bikes? bicyclists? bicyclers? bikers? cyclists?",
    "snow": r"snow\w*",
    "boat": "boats? ships? canoes? kayaks? sailboats?",
    "horse": "horses? horseback pony ponies",
    "child": "child children boys? girls? kids? toddlers? bab(y|ies)",
    "car": "cars? trucks? vans? vehicles? suvs?",
}
"""The words asked for, and the words of captions that say a photo shows it."""
_BATCH = 50


def embed_rows(encoder: Encoder, folder: Path, rows: Sequence[Row]) -> Embeddings:
    """(rows, dim) float32: the photos of `rows`, which lie below `folder`."""
    parts = []
    for start in range(0, len(rows), _BATCH):
        pictures = []
        for row in rows[start : start + _BATCH]:
            with Image.open(folder / row.file) as picture:
                pictures.append(to_input(picture, encoder.input_spec))
        parts.append(encoder.encode_images(np.stack(pictures)))
    return np.concatenate(parts)


def recalls(encoder: Encoder, images: Embeddings, rows: Sequence[Row]) -> dict[str, float]:
    """Recall@1, @5, @10 and the median rank over all captions."""
    ranks = []
    for number, row in enumerate(rows):
        scores = encoder.encode_texts(row.captions) @ images.T
        ranks += (scores >= scores[:, number : number + 1]).sum(1).tolist()
    figures = {f"recall@{k}": float(np.mean(np.array(ranks) <= k)) for k in (1, 5, 10)}
    return figures | {"median rank": float(np.median(ranks))}


def word_precision(
    encoder: Encoder, images: Embeddings, rows: Sequence[Row], word: str, said_by: str
) -> tuple[float, int]:
    """(precision@10 of a word, photos in all whose captions say so).

    Args:
        encoder: the model.
        images: (rows, dim) embeddings of the photos.
        rows: the photos, with captions.
        word: what is searched for.
        said_by: patterns of words, separated by spaces.
    """
    forms = re.compile(rf"\b({said_by.replace(' ', '|')})\b", re.IGNORECASE)
    shows = np.array([any(forms.search(text) for text in row.captions) for row in rows])
    nearest = np.argsort(-(images @ encoder.encode_texts([word])[0]), kind="stable")[:10]
    return float(shows[nearest].mean()), int(shows.sum())


def main() -> None:
    """Print the figures of the shipped starter, or of another prepared model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos/dev_eval")
    parser.add_argument("--model", type=Path, default=resource("starter"), help="prepared model")
    options = parser.parse_args()
    folder = options.data / "photos" / "dev_eval"
    rows = read_rows(folder / "dev_eval.jsonl")
    encoder = OnnxEncoder(options.model)
    images = embed_rows(encoder, folder, rows)
    lines = [f"{name:12} {value:.3f}" for name, value in recalls(encoder, images, rows).items()]
    broad, strict = [], []
    for word, said_by in WORDS.items():
        itself = f"{word}s? {word}es {word}ren"
        precision, count = word_precision(encoder, images, rows, word, said_by)
        broad.append(precision)
        strict.append(word_precision(encoder, images, rows, word, itself)[0])
        lines.append(f"{word:12} {precision:.1f}  strict {strict[-1]:.1f}  ({count} photos)")
    lines.append(f"{'mean p@10':12} {np.mean(broad):.3f}  strict {np.mean(strict):.3f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
