"""Words near a picture or near another word, from a list of things that photos show."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.client import Word
from indexer.errors import QueryError
from models.encoder import Embeddings, Encoder
from resources import resource

_BATCH = 64


@dataclass(frozen=True)
class WordList:
    """Words with their embeddings by one model.

    Attributes:
        words: distinct, in lower case.
        embeddings: (words, dim) float32 unit vectors.
        encoder: the model that made them.
    """

    words: Sequence[str]
    embeddings: Embeddings
    encoder: Encoder

    @classmethod
    def open(cls, encoder: Encoder, cache: Path, words: Sequence[str] | None = None) -> WordList:
        """The shipped list; its embeddings are made once per model and kept in `cache`."""
        if words is None:
            words = resource("words.txt").read_text(encoding="utf-8").split("\n")
            words = [word for word in words if word]
        key = "\n".join([encoder.model_id, *words]).encode()
        kept = cache / f"{hashlib.sha256(key).hexdigest()[:32]}.npy"
        embeddings = _read(kept, (len(words), encoder.dim))
        if embeddings is None:
            embeddings = _embed(encoder, words)
            _write(kept, embeddings)
        return cls(words, embeddings, encoder)

    def tags(self, picture: Embeddings, limit: int) -> tuple[Word, ...]:
        """The likeliest words for a picture.

        What all words share says nothing of this picture, so their mean is taken away
        before ranking; the scores are plain cosine similarities.

        Args:
            picture: (dim,) unit vector.
            limit: how many words at most.
        """
        scores = self.embeddings @ picture
        distinctive = self.embeddings - self.embeddings.mean(0)
        distinctive /= np.linalg.norm(distinctive, axis=1, keepdims=True)
        order = np.argsort(-(distinctive @ picture), kind="stable")[:limit]
        return tuple(Word(self.words[at], round(float(scores[at]), 4)) for at in order)

    def related(self, word: str, limit: int) -> tuple[Word, ...]:
        """Words near a word, which itself is left out.

        Raises:
            QueryError: the word is empty.
        """
        word = word.strip().lower()
        if not word:
            raise QueryError("The word is empty; name one, for instance: pictrove related dog.")
        scores = self.embeddings @ self.encoder.encode_texts([word])[0]
        order = [at for at in np.argsort(-scores, kind="stable") if self.words[at] != word]
        return tuple(Word(self.words[at], round(float(scores[at]), 4)) for at in order[:limit])


def _embed(encoder: Encoder, words: Sequence[str]) -> Embeddings:
    parts = [
        encoder.encode_texts([f"a photo of {word}" for word in words[start : start + _BATCH]])
        for start in range(0, len(words), _BATCH)
    ]
    return np.concatenate(parts)


def _read(path: Path, shape: tuple[int, int]) -> Embeddings | None:
    """Cached embeddings, or None where there are none that can be used."""
    try:
        embeddings = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    usable = embeddings.shape == shape and embeddings.dtype == np.float32
    return embeddings if usable else None


def _write(path: Path, embeddings: Embeddings) -> None:
    """Keep embeddings for next time; where that is impossible they are made again then."""
    partial = path.with_name(f"{path.stem}-{os.getpid()}.npy")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(partial, embeddings)
        partial.replace(path)
