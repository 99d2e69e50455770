"""Queries first: indexing waits while somebody waits for an answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from models.encoder import Embeddings, Encoder, Pixels
from models.preprocess import InputSpec

_LONGEST = 0.5
_AT_ONCE = 8


class Courtesy:
    """Counts queries under way, and makes indexing wait for them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queries = 0

    @contextmanager
    def query(self) -> Iterator[None]:
        """A query is being answered."""
        with self._changed:
            self._queries += 1
        try:
            yield
        finally:
            with self._changed:
                self._queries -= 1
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait until no query is under way, but never so long that indexing stands still."""
        with self._changed:
            self._changed.wait_for(lambda: self._queries == 0, _LONGEST)


@dataclass(frozen=True)
class PoliteEncoder:
    """An encoder for indexing that lets queries pass between a few pictures."""

    inner: Encoder
    courtesy: Courtesy

    @property
    def model_id(self) -> str:
        """See `Encoder`."""
        return self.inner.model_id

    @property
    def dim(self) -> int:
        """See `Encoder`."""
        return self.inner.dim

    @property
    def input_spec(self) -> InputSpec:
        """See `Encoder`."""
        return self.inner.input_spec

    def encode_images(self, pixels: Pixels) -> Embeddings:
        """See `Encoder`."""
        parts = []
        for start in range(0, len(pixels), _AT_ONCE):
            self.courtesy.give_way()
            parts.append(self.inner.encode_images(pixels[start : start + _AT_ONCE]))
        return np.concatenate(parts) if parts else self.inner.encode_images(pixels)

    def encode_texts(self, texts: Sequence[str]) -> Embeddings:
        """See `Encoder`."""
        parts = []
        for start in range(0, len(texts), _AT_ONCE):
            self.courtesy.give_way()
            parts.append(self.inner.encode_texts(texts[start : start + _AT_ONCE]))
        return np.concatenate(parts) if parts else self.inner.encode_texts(texts)
