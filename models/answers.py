"""Known answers: do both towers belong together, and do they agree with the reference?

A prepared model carries what its reference said to a few texts and a few drawn pictures. Where
no reference was there, because the model was filled from published weights (`models.filling`), it
carries what the model itself said when it was new: that tells whether it still computes the same,
not whether it was right; that the shipped graphs are right is shown where they are made
(`docs/graphs.md`). The pictures are drawn anew each time, by integer arithmetic alone, so that they
are the same everywhere.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from models.encoder import Embeddings, Encoder, Pixels
from models.errors import ModelError

TEXTS = (
    "a photo of a dog",
    "two children on a beach at sunset",
    "Zwei Kühe im Schnee, überall weiß!",
    "42",
    "",
    "a very long description of a very small thing, " * 20,
)
AGREEMENT = 0.9999
"""The worst cosine similarity to its known answers that a prepared model may have."""

_TYPE = np.dtype("<f2")
_UNIT_TOLERANCE = 1e-3
_ALL_THE_SAME = 1 - 1e-5


def pictures(side: int) -> Pixels:
    """Pictures that differ much from each other.

    Returns:
        (5, side, side, 3) uint8.
    """
    down, right = np.mgrid[0:side, 0:side].astype(np.int64)
    ramp = np.stack([255 * right // side, 255 * down // side, 255 - 255 * right // side], axis=-1)
    board = np.where((8 * right // side + 8 * down // side) % 2, 230, 20)
    disc = (2 * right - side) ** 2 + (2 * down - side) ** 2 < (side * 2 // 3) ** 2
    sun = np.where(disc[..., None], (240, 200, 40), (40, 90, 200))
    # A linear congruential sequence: noise that is the same everywhere.
    noise = (np.arange(side * side * 3, dtype=np.int64) * 1103515245 + 12345) % 2147483648
    stripes = np.where((right * 24 // side % 3 == 0)[..., None], (200, 30, 30), (250, 250, 250))
    drawn = (
        ramp,
        np.repeat(board[..., None], 3, axis=-1),
        sun,
        (noise >> 16 & 255).reshape(side, side, 3),
        stripes,
    )
    return np.stack(drawn).astype(np.uint8)


def ask(encoder: Encoder) -> dict[str, str]:
    """The answers of an encoder, as they are kept in a manifest."""
    return {"texts": _pack(_of_texts(encoder)), "pictures": _pack(_of_pictures(encoder))}


def ask_apart(folder: Path) -> dict[str, str]:
    """The answers of a prepared model, with no more than one of its towers in memory.

    Raises:
        ModelError: it cannot be opened, or cannot compute.
    """
    from models.onnx import OnnxEncoder

    return {
        "texts": _pack(_of_texts(OnnxEncoder(folder))),
        "pictures": _pack(_of_pictures(OnnxEncoder(folder))),
    }


def is_usable(answers: dict[str, str], dim: int) -> bool:
    """Are answers unit vectors that tell texts, and pictures, from each other?"""
    return all(_differ(_unpack(packed, dim)) for packed in answers.values())


def _differ(embeddings: Embeddings) -> bool:
    lengths = np.linalg.norm(embeddings, axis=1)
    if not (np.abs(lengths - 1) < _UNIT_TOLERANCE).all():  # nor is it where one is no number
        return False
    units = embeddings / lengths[:, None]
    return bool((units @ units.T).min() < _ALL_THE_SAME)


def check_answers(encoder: Encoder, answers: dict[str, str]) -> float:
    """The worst cosine similarity of an encoder's answers to the known ones.

    Raises:
        ModelError: the known answers themselves are damaged, or there are none to compare.
    """
    try:
        known = {name: _unpack(answers[name], encoder.dim) for name in ("texts", "pictures")}
    except (KeyError, ValueError) as error:
        raise ModelError(
            f"The known answers of {encoder.model_id} are damaged; prepare it again."
        ) from error
    own = {"texts": _of_texts(encoder), "pictures": _of_pictures(encoder)}
    return min(agreement(own[name], known[name]) for name in known)


def agreement(some: Embeddings, other: Embeddings) -> float:
    """The worst cosine similarity between rows of the same number; -1 if they cannot be compared.

    Args:
        some: (n, dim) float32.
        other: (n, dim) float32.
    """
    if some.shape != other.shape:
        return -1.0
    lengths = np.linalg.norm(some, axis=1) * np.linalg.norm(other, axis=1)
    cosines: np.ndarray[Any, Any] = (some * other).sum(axis=1) / np.maximum(lengths, 1e-12)
    return float(cosines.min()) if np.isfinite(cosines).all() else -1.0


def _of_texts(encoder: Encoder) -> Embeddings:
    with _computing(encoder.model_id):
        return encoder.encode_texts(TEXTS)


def _of_pictures(encoder: Encoder) -> Embeddings:
    with _computing(encoder.model_id):
        return encoder.encode_images(pictures(encoder.input_spec.side))


@contextmanager
def _computing(model_id: str) -> Iterator[None]:
    try:
        yield
    except ModelError:
        raise
    except Exception as error:  # ONNX Runtime raises its own types, without a common base
        raise ModelError(
            f"The model {model_id} cannot compute ({type(error).__name__}); free some memory and "
            "try again, or get it again."
        ) from error


def _pack(embeddings: Embeddings) -> str:
    return base64.b64encode(embeddings.astype(_TYPE).tobytes()).decode("ascii")


def _unpack(packed: str, dim: int) -> Embeddings:
    flat = np.frombuffer(base64.b64decode(packed, validate=True), dtype=_TYPE)
    return flat.reshape(-1, dim).astype(np.float32)
