"""Texts to token ids without torch, exactly as open_clip does it.

open_clip's own tokenizers need torch or transformers. A search must not pay for that, so a
model's vocabulary is written once, when the model is prepared: CLIP's as a list of merges, any
other as a `tokenizer.json` of the library `tokenizers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from models.cleaning import CLEANERS, Cleaning
from models.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Tokens = np.ndarray[Any, np.dtype[np.int64]]
"""(n, context_length) int64."""

CLIP_VOCABULARY, HUB_VOCABULARY = "merges.txt", "tokenizer.json"
"""The file names of the two kinds of vocabulary in a prepared model."""


class TextTokens(Protocol):
    """A model's tokenizer."""

    @property
    def context_length(self) -> int:
        """Tokens per text; longer texts are cut off."""

    @property
    def clean(self) -> Cleaning:
        """How a text is cleaned first."""

    def __call__(self, texts: Sequence[str]) -> Tokens:
        """Token ids of `texts`: (len(texts), context_length) int64."""

    def save(self, folder: Path) -> Path:
        """Write the vocabulary, but not `clean`, to a file in `folder` and return that."""


class HubTokens:
    """The tokenizer of a model with a vocabulary of its own, such as SigLIP2.

    Attributes:
        context_length: tokens per text; longer texts are cut off, before the end token.
        clean: how a text is cleaned first.
    """

    def __init__(self, tokenizer: Tokenizer, context_length: int, clean: Cleaning) -> None:
        """Wrap a tokenizer that cuts and fills up to `context_length` already."""
        self.context_length = context_length
        self.clean: Cleaning = clean
        self._tokenizer = tokenizer

    def __call__(self, texts: Sequence[str]) -> Tokens:
        """Token ids of `texts`: (len(texts), context_length) int64."""
        ids = np.zeros((len(texts), self.context_length), dtype=np.int64)
        for row, text in zip(ids, texts, strict=True):
            row[:] = self._tokenizer.encode(CLEANERS[self.clean](text)).ids
        return ids

    def save(self, folder: Path) -> Path:
        """Write the vocabulary, but not `clean`, to a file in `folder` and return that."""
        file = folder / HUB_VOCABULARY
        self._tokenizer.save(str(file), pretty=False)
        return file


def load_tokens(folder: Path, context_length: int, clean: str) -> TextTokens:
    """A prepared model's tokenizer.

    Raises:
        ModelError: its vocabulary is missing, damaged, or meant for another model.
    """
    if clean not in CLEANERS:
        raise ModelError(f"{folder} cleans texts in an unknown way; prepare the model again.")
    cleaning: Cleaning = clean  # type: ignore[assignment] # one of them, as was just seen
    if (folder / CLIP_VOCABULARY).is_file():
        from models.clip_tokens import load_clip_tokens

        return load_clip_tokens(folder / CLIP_VOCABULARY, context_length, cleaning)
    tokenizer = _read(folder / HUB_VOCABULARY)
    if (tokenizer.padding or {}).get("length") != context_length:
        raise ModelError(f"The vocabulary in {folder} is of another model; prepare it again.")
    return HubTokens(tokenizer, context_length, cleaning)


def hub_tokens(
    file: Path, context_length: int, clean: Cleaning, config: dict[str, Any]
) -> HubTokens:
    """The tokenizer of a model whose vocabulary is a `tokenizer.json`.

    Args:
        file: the `tokenizer.json`.
        context_length: tokens per text.
        clean: how a text is cleaned first.
        config: the `tokenizer_config.json` beside it, or an empty one.

    Raises:
        ModelError: the file is missing or damaged, or names a token it does not have.
    """
    tokenizer = _read(file)
    _fix_ends(tokenizer, config)
    _fix_length(tokenizer, context_length, config)
    return HubTokens(tokenizer, context_length, clean)


def _read(file: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        content = file.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The vocabulary {file} cannot be read ({error.strerror}); prepare the model again."
        ) from error
    try:
        return Tokenizer.from_buffer(content)
    except ValueError as error:
        raise ModelError(f"The vocabulary {file} is damaged; prepare the model again.") from error


def _fix_length(tokenizer: Tokenizer, context_length: int, config: dict[str, Any]) -> None:
    pad = _text_of(config.get("pad_token"))
    tokenizer.enable_truncation(max_length=context_length)
    tokenizer.enable_padding(
        length=context_length,
        pad_id=0 if pad is None else _id_of(tokenizer, pad),
        pad_token=pad or "",
        direction=config.get("padding_side", "right"),
    )


def _fix_ends(tokenizer: Tokenizer, config: dict[str, Any]) -> None:
    # Some tokenizers get their first and last token from the configuration, not from the file.
    if "add_bos_token" not in config and "add_eos_token" not in config:
        return
    from tokenizers import processors

    first = _text_of(config.get("bos_token")) if config.get("add_bos_token") else None
    last = _text_of(config.get("eos_token")) if config.get("add_eos_token") else None
    tokenizer.post_processor = processors.TemplateProcessing(
        single=" ".join(part for part in (first, "$A", last) if part),
        special_tokens=[(end, _id_of(tokenizer, end)) for end in (first, last) if end],
    )


def _id_of(tokenizer: Tokenizer, token: str) -> int:
    number: int | None = tokenizer.token_to_id(token)
    if number is None:
        raise ModelError(f"The tokenizer has no token {token!r}; fetch its files again.")
    return number


def _text_of(value: Any) -> str | None:
    # A token stands in a configuration as a string or as an object with its text in `content`.
    content = value.get("content") if isinstance(value, dict) else value
    return content if isinstance(content, str) else None
