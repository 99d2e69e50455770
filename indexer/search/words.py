"""Words near a picture or near another word, from a list of things that photos show."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
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
        words = _shipped() if words is None else words
        kept = _place_of(encoder, words, cache)
        embeddings = _read(kept, (len(words), encoder.dim))
        if embeddings is None:
            embeddings = _embed(encoder, words)
            assert embeddings is not None  # nobody stops it
            _write(kept, embeddings)
        return cls(words, embeddings, encoder)

    @classmethod
    def prepare(cls, encoder: Encoder, cache: Path, stop: Callable[[], bool]) -> bool:
        """Make what `open` needs before somebody waits for it; false if it was left for later."""
        words = _shipped()
        kept = _place_of(encoder, words, cache)
        if kept.is_file():
            return True
        embeddings = _embed(encoder, words, stop)
        if embeddings is not None:
            _write(kept, embeddings)
        return embeddings is not None

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


def _shipped() -> list[str]:
    words = resource("words.txt").read_text(encoding="utf-8").split("\n")
    return [word for word in words if word]


def _place_of(encoder: Encoder, words: Sequence[str], cache: Path) -> Path:
    key = "\n".join([encoder.model_id, *words]).encode()
    return cache / f"{hashlib.sha256(key).hexdigest()[:32]}.npy"


def _never() -> bool:
    return False


def _embed(
    encoder: Encoder, words: Sequence[str], stop: Callable[[], bool] = _never
) -> Embeddings | None:
    """The words' embeddings; None if it was stopped."""
    parts = []
    for start in range(0, len(words), _BATCH):
        if stop():
            return None
        texts = [f"a photo of {word}" for word in words[start : start + _BATCH]]
        parts.append(encoder.encode_texts(texts))
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
