"""The encoder protocol: what turns pictures and words into embeddings of one space."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from models.preprocess import InputSpec

Embeddings = np.ndarray[Any, np.dtype[np.float32]]
"""(n, dim) float32, every row of length 1."""

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
"""(n, side, side, 3) uint8, sRGB, already resized as the model's `InputSpec` says."""


class Encoder(Protocol):
    """Both towers of one model. Towers are loaded when first used."""

    @property
    def model_id(self) -> str:
        """The model's id in the registry; embeddings of different ids never mix."""

    @property
    def dim(self) -> int:
        """Length of an embedding."""

    @property
    def input_spec(self) -> InputSpec:
        """How a decoded picture becomes model input."""

    def encode_images(self, pixels: Pixels) -> Embeddings:
        """Embed pictures.

        Args:
            pixels: (n, side, side, 3) uint8; n may be 0.
        """

    def encode_texts(self, texts: Sequence[str]) -> Embeddings:
        """Embed texts; each is cut off at the model's context length."""
