"""The models Pictrove knows by name, read from `resources/models.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UnknownModelError
from models.preprocess import InputSpec
from resources import resource

STARTER = "starter"
_NAME = r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}"  # it becomes the name of a folder
_OF_OPEN_CLIP = re.compile(rf"{_NAME}/{_NAME}")


@dataclass(frozen=True)
class HubFile:
    """A file published on a hub.

    Attributes:
        repo: owner and name of the repository.
        revision: commit, tag or branch.
        name: path of the file in it.
        size: in bytes, or None where it is not known beforehand.
        sha256: checksum of the content; None: the one that the hub announces is verified.
    """

    repo: str
    revision: str
    name: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Quality:
    """A published figure (0 to 1) and where it was published."""

    measure: str
    value: float
    source: str


@dataclass(frozen=True)
class ModelSpec:
    """A model that can be prepared.

    Attributes:
        model_id: "starter", or open_clip's architecture and tag, joined by a slash.
        tier: whom it is for: "built in", "standard", "accurate", "multilingual", "gpu", or
            "other" for a model that is not in the registry.
        architecture: open_clip's name; None: the model is shipped prepared.
        pretrained: open_clip's tag of the weights.
        dim: length of an embedding.
        input_spec: how a decoded picture becomes model input.
        mean: per channel, of values from 0 to 1.
        std: per channel, of values from 0 to 1.
        context_length: tokens per text.
        licence: SPDX identifier of the weights' licence, or "unknown".
        languages: ISO 639-1 codes of languages it is good for; empty: not known.
        quality: published figures.
        weights: where its weights are; None: it needs none.
        tokenizer: where its vocabulary is, if it is not CLIP's.
        tokenizer_config: what a text's tokens begin, end and are filled up with, in the words
            of a `tokenizer_config.json`; None: it is to be fetched beside the vocabulary.
        download_size: bytes to download (about), None if not known, 0 if nothing.
        gflops: cost of one picture, where it is known.
    """

    model_id: str
    description: str
    tier: str
    architecture: str | None
    pretrained: str | None
    dim: int
    input_spec: InputSpec
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    context_length: int
    licence: str
    languages: tuple[str, ...] = ()
    quality: tuple[Quality, ...] = ()
    weights: HubFile | None = None
    tokenizer: HubFile | None = None
    tokenizer_config: Mapping[str, str | bool] | None = None
    download_size: int | None = None
    gflops: float | None = None


@dataclass(frozen=True)
class Registry:
    """All models known by name, the built-in one first, and the hub they come from."""

    hub: str
    models: tuple[ModelSpec, ...]

    def find(self, name: str) -> ModelSpec | None:
        """The model with this id, tier or architecture (upper and lower case are the same)."""
        wanted = name.casefold()
        for spec in self.models:
            if wanted in {part.casefold() for part in _names(spec)}:
                return spec
        return None

    def resolve(self, name: str) -> str:
        """The id of a model, of the registry or of open_clip.

        Args:
            name: an id, a tier, an architecture of the registry, or any
                ``ARCHITECTURE/TAG`` of open_clip (which is not looked up here).

        Raises:
            UnknownModelError: it is none of these.
        """
        spec = self.find(name)
        if spec is not None:
            return spec.model_id
        if _OF_OPEN_CLIP.fullmatch(name):
            return name
        raise UnknownModelError(self._unknown(name))

    def _unknown(self, name: str) -> str:
        import difflib

        names = [part for spec in self.models for part in _names(spec)]
        folded = {part.casefold(): part for part in names}
        close = difflib.get_close_matches(name.casefold(), folded, n=1)
        if close:
            return f"There is no model {name!r}; did you mean {folded[close[0]]!r}?"
        ids = ", ".join(spec.model_id for spec in self.models)
        return f"There is no model {name!r}; choose one of {ids}, or ARCHITECTURE/TAG of open_clip."


def load_registry(file: Path | None = None) -> Registry:
    """Read the registry that is shipped, or another file of its form."""
    import tomllib

    content = tomllib.loads((file or resource("models.toml")).read_text(encoding="utf-8"))
    return Registry(content["hub"], tuple(_spec(entry) for entry in content["models"]))


def folder_name(model_id: str) -> str:
    """The name of the folder of a prepared model: its id without slashes."""
    return model_id.replace("/", "--")


def _names(spec: ModelSpec) -> set[str]:
    return {spec.model_id, spec.tier, spec.architecture or spec.model_id}


def _spec(entry: dict[str, Any]) -> ModelSpec:
    weights = HubFile(**entry["weights"]) if "weights" in entry else None
    tokenizer = HubFile(**entry["tokenizer"]) if "tokenizer" in entry else None
    return ModelSpec(
        model_id=entry["id"],
        description=entry["description"],
        tier=entry["tier"],
        architecture=entry.get("architecture"),
        pretrained=entry.get("pretrained"),
        dim=entry["dim"],
        input_spec=InputSpec(entry["side"], entry["resize_mode"], entry["interpolation"]),
        mean=tuple(entry["mean"]),
        std=tuple(entry["std"]),
        context_length=entry["context_length"],
        licence=entry["licence"],
        languages=tuple(entry["languages"]),
        quality=tuple(Quality(**figure) for figure in entry["quality"]),
        weights=weights,
        tokenizer=tokenizer,
        tokenizer_config=entry.get("tokenizer_config"),
        download_size=_download_size(entry, weights, tokenizer),
        gflops=entry.get("gflops"),
    )


def _download_size(
    entry: dict[str, Any], weights: HubFile | None, tokenizer: HubFile | None
) -> int | None:
    if weights is None:
        return 0
    size = weights.size or entry.get("approximate_size")
    return None if size is None else int(size) + ((tokenizer.size or 0) if tokenizer else 0)
