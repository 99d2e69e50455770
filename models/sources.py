"""The published files that a model is prepared from: which they are, and getting them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import WeightsError
from models.manifest import sha256_of
from models.registry import HubFile, ModelSpec
from models.weights import Fetcher, check_local_weights

OnProgress = Callable[[str, int, int | None], None]
"""Called with (what is done now, units done, units in all or None)."""

TOKENIZER, TOKENIZER_CONFIG = "tokenizer.json", "tokenizer_config.json"
_VOCABULARY = "fetching the vocabulary"


@dataclass(frozen=True)
class Sources:
    """Where the files of a model are published.

    Attributes:
        architecture: open_clip's name.
        pretrained: open_clip's tag of the weights.
        weights: the weights.
        tokenizer: the vocabulary, if it is not CLIP's.
        tokenizer_config: see `ModelSpec`.
    """

    architecture: str | None
    pretrained: str | None
    weights: HubFile
    tokenizer: HubFile | None = None
    tokenizer_config: Mapping[str, str | bool] | None = None


@dataclass(frozen=True)
class Files:
    """The files of a model on this computer."""

    weights: Path
    tokenizer: Path | None = None


def sources_of(spec: ModelSpec) -> Sources:
    """Where the files of a model of the registry are published."""
    if spec.weights is None:
        raise ValueError(f"{spec.model_id} has no weights")
    return Sources(
        spec.architecture, spec.pretrained, spec.weights, spec.tokenizer, spec.tokenizer_config
    )


def described_sources(described: Mapping[str, Any]) -> Sources:
    """The same of a model that open_clip knows, from what the preparing process says."""
    tokenizer = described["tokenizer"]
    return Sources(
        described["architecture"],
        described["pretrained"],
        HubFile(**described["weights"]),
        tokenizer and HubFile(**tokenizer),
        described["tokenizer_config"],
    )


def fetch_files(
    sources: Sources, folder: Path, fetcher: Fetcher, on_progress: OnProgress, *, copies: int
) -> Files:
    """Fetch and verify a model's files into a folder, or find them there.

    Args:
        sources: where they are.
        folder: where to put them.
        fetcher: fetches them.
        on_progress: is told about progress; units are bytes.
        copies: so many things of the weights' size will be made of them on the same disk.

    Raises:
        WeightsError: they could not be fetched, or are not what they should be.
    """
    weights = folder / Path(sources.weights.name).name
    tell = _telling("fetching the weights", on_progress)
    fetcher.fetch(sources.weights, weights, tell, copies=copies)
    if sources.tokenizer is None:
        return Files(weights)
    tokenizer = folder / TOKENIZER
    fetcher.fetch(sources.tokenizer, tokenizer, _telling(_VOCABULARY, on_progress))
    config = folder / TOKENIZER_CONFIG
    if sources.tokenizer_config is None:
        published = sources.tokenizer
        file = HubFile(published.repo, published.revision, config.name)
        fetcher.fetch(file, config, _telling(_VOCABULARY, on_progress))
    else:
        _write_config(sources.tokenizer_config, config)
    return Files(weights, tokenizer)


def local_files(sources: Sources, weights: Path, folder: Path, on_progress: OnProgress) -> Files:
    """A model's files where the user has them; they are only read.

    Args:
        sources: what they must be.
        weights: a safetensors file; a vocabulary of its own lies beside it.
        folder: where to put what must be changed for use.
        on_progress: is told what is done.

    Raises:
        WeightsError: they are not what they should be, or the vocabulary is missing.
    """
    on_progress("looking at the files", 0, None)
    check_local_weights(weights, sources.weights.sha256)
    if sources.tokenizer is None:
        return Files(weights)
    return Files(weights, _local_tokenizer(sources, weights.with_name(TOKENIZER), folder))


def _local_tokenizer(sources: Sources, tokenizer: Path, folder: Path) -> Path:
    published = sources.tokenizer
    assert published is not None
    if not tokenizer.is_file():
        raise WeightsError(
            f"This model has a vocabulary of its own; put the {TOKENIZER} that was published "
            f"with it (in {published.repo}) into {tokenizer.parent}, and try again."
        )
    if published.sha256 is not None and sha256_of(tokenizer) != published.sha256:
        raise WeightsError(
            f"{tokenizer} is not the file that was published for this model (its checksum is "
            "wrong); fetch it again."
        )
    if tokenizer.with_name(TOKENIZER_CONFIG).is_file() or sources.tokenizer_config is None:
        return tokenizer
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tokenizer, folder / TOKENIZER)
        _write_config(sources.tokenizer_config, folder / TOKENIZER_CONFIG)
    except OSError as error:
        raise WeightsError(
            f"The vocabulary cannot be copied to {folder} ({error.strerror}); make room there."
        ) from error
    return folder / TOKENIZER


def _write_config(config: Mapping[str, str | bool], file: Path) -> None:
    try:
        file.write_text(json.dumps(dict(config)), encoding="utf-8")
    except OSError as error:
        raise WeightsError(
            f"{file.name} cannot be written to {file.parent} ({error.strerror}); make room there."
        ) from error


def _telling(step: str, on_progress: OnProgress) -> Callable[[int, int | None], None]:
    return lambda done, total: on_progress(step, done, total)
