"""The reference: any open_clip model, run by torch.

Slow to load and large in memory, so it is used to prepare models, to check what was prepared,
and where there is a GPU. Nothing here downloads anything, and pickled weights are never opened.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from models.cleaning import Cleaning
from models.clip_tokens import clip_tokens
from models.compat import import_torchvision
from models.encoder import Embeddings, Pixels
from models.errors import ModelError, UnknownModelError, WeightsError
from models.preprocess import InputSpec
from models.safetensors_file import check_safetensors
from models.tokens import TextTokens, hub_tokens
from models.towers import image_tower, text_tower

if TYPE_CHECKING:
    import torch

CONFIG_NAME = "open_clip_config.json"
_PREFERRED_WEIGHTS = ("open_clip_model.safetensors", "model.safetensors")
_TEXTS_AT_ONCE = 64
_SIMILAR = 3  # so many names are offered in the place of an unknown one


@dataclass(frozen=True)
class Statistics:
    """What an image tower's input is normalised with: per channel, of values from 0 to 1."""

    mean: tuple[float, float, float]
    std: tuple[float, float, float]


OPENAI_STATISTICS = Statistics(
    (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
)


class OpenClipEncoder:
    """An open_clip model as an `Encoder`; weights stay in memory until it is let go.

    Attributes:
        model: the open_clip model, in evaluation mode, on `device`.
        statistics: mean and standard deviation its pictures are normalised with.
        tokens: its tokenizer without torch, for what is prepared from it.
    """

    def __init__(
        self,
        model: torch.nn.Module,
        *,
        model_id: str,
        input_spec: InputSpec,
        statistics: Statistics,
        tokens: TextTokens,
        device: str = "cpu",
    ) -> None:
        """Wrap a model that is loaded already.

        Args:
            model: an open_clip model with `encode_image` and `encode_text`.
            model_id: the id its embeddings are stored under.
            input_spec: how a picture becomes its input.
            statistics: how its input is normalised.
            tokens: its tokenizer.
            device: "cpu", "cuda", "mps", or "auto" for the best there is.
        """
        self.device = best_device() if device == "auto" else device
        self.model = model.to(self.device).eval().requires_grad_(requires_grad=False)
        self.statistics = statistics
        self.tokens = tokens
        self._model_id = model_id
        self._input_spec = input_spec
        self._dim: int | None = None

    @classmethod
    def from_weights(
        cls,
        architecture: str,
        pretrained: str | None,
        weights: Path,
        *,
        model_id: str | None = None,
        tokenizer: Path | None = None,
        device: str = "cpu",
    ) -> Self:
        """A model that open_clip knows by name, with weights from a local file.

        Args:
            architecture: open_clip's name, for instance ``"ViT-B-32-256"``.
            pretrained: the tag the weights were published under; it decides how pictures are
                normalised and resized. None: open_clip's defaults.
            weights: a safetensors file.
            model_id: the default is ``architecture/pretrained``.
            tokenizer: the `tokenizer.json` of a model that does not use CLIP's vocabulary.
            device: as in the constructor.

        Raises:
            UnknownModelError: open_clip has no such architecture, or no such tag of it.
            WeightsError: the weights are no safetensors file, or of another model.
        """
        check_safetensors(weights)
        config, forced = described(architecture, pretrained)
        name = model_id or "/".join(part for part in (architecture, pretrained) if part)
        return cls._built(architecture, config, forced, weights, name, tokenizer, device)

    @classmethod
    def from_folder(cls, folder: Path, *, model_id: str | None = None, device: str = "cpu") -> Self:
        """A model from a folder with an `open_clip_config.json` and a safetensors file.

        Raises:
            ModelError: the configuration is missing or damaged.
            WeightsError: there are no weights as safetensors, or they do not fit.
        """
        config = _folder_config(folder)
        weights = find_weights(folder)
        check_safetensors(weights)
        tokenizer = folder / "tokenizer.json"
        return cls._built(
            f"local-dir:{folder}",
            config["model_cfg"],
            {"force_preprocess_cfg": config.get("preprocess_cfg", {})},
            weights,
            model_id or folder.name,
            tokenizer if tokenizer.is_file() else None,
            device,
        )

    @classmethod
    def _built(
        cls,
        name: str,
        config: dict[str, Any],
        forced: dict[str, Any],
        weights: Path,
        model_id: str,
        tokenizer: Path | None,
        device: str,
    ) -> Self:
        text = config.get("text_cfg", {})
        if text.get("hf_model_name"):
            raise ModelError(
                f"The text tower of {model_id} is made by the library transformers, which "
                "Pictrove does not use; choose another model."
            )
        tokens = _tokens(model_id, text, tokenizer)
        model = create_model(name, forced)
        _load(model, weights, model_id)
        spec, statistics = preprocessing(model)
        return cls(
            model,
            model_id=model_id,
            input_spec=spec,
            statistics=statistics,
            tokens=tokens,
            device=device,
        )

    @property
    def model_id(self) -> str:
        """The model's id in the registry; embeddings of different ids never mix."""
        return self._model_id

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        if self._dim is None:
            self._dim = int(self.encode_texts([""]).shape[1])
        return self._dim

    @property
    def input_spec(self) -> InputSpec:
        """How a decoded picture becomes model input."""
        return self._input_spec

    def encode_images(self, pixels: Pixels) -> Embeddings:
        """Embed pictures, all in one batch.

        Args:
            pixels: (n, side, side, 3) uint8; n may be 0.
        """
        import torch

        if not len(pixels):
            return np.zeros((0, self.dim), dtype=np.float32)
        with torch.inference_mode():
            batch = torch.from_numpy(np.ascontiguousarray(pixels)).to(self.device)
            return _to_numpy(image_tower(self)(batch))

    def encode_texts(self, texts: Sequence[str]) -> Embeddings:
        """Embed texts; each is cut off at the model's context length."""
        import torch

        parts: list[Embeddings] = []
        tower = text_tower(self)
        with torch.inference_mode():
            for start in range(0, len(texts), _TEXTS_AT_ONCE):
                ids = self.tokens(texts[start : start + _TEXTS_AT_ONCE])
                parts.append(_to_numpy(tower(torch.from_numpy(ids).to(self.device))))
        return np.concatenate(parts) if parts else np.zeros((0, self.dim), dtype=np.float32)


def best_device() -> str:
    """The fastest device torch can use here: "cuda", "mps" or "cpu"."""
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def find_weights(folder: Path) -> Path:
    """The safetensors file of a model's folder.

    Raises:
        WeightsError: there is none.
    """
    for name in _PREFERRED_WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    found = sorted(folder.glob("*.safetensors"))
    if not found:
        raise WeightsError(
            f"There is no safetensors file in {folder}; only that format is opened, so convert "
            "the weights or choose another folder."
        )
    return found[0]


def import_open_clip() -> Any:
    """The package open_clip, with torchvision repaired where it must be.

    Raises:
        ModelError: it is not installed.
    """
    try:
        import_torchvision()
        import open_clip
    except ModuleNotFoundError as error:
        raise ModelError(
            f"This needs the Python package {error.name}; add it with: "
            'pip install "pictrove[prepare]"'
        ) from error
    return open_clip


def _to_numpy(embeddings: torch.Tensor) -> Embeddings:
    array: Embeddings = embeddings.cpu().numpy().astype(np.float32)
    return array


def described(architecture: str, pretrained: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """open_clip's configuration of a model, and what its tag changes in it."""
    open_clip = import_open_clip()
    config = open_clip.get_model_config(architecture)
    if config is None:
        raise UnknownModelError(
            f"open_clip has no architecture {architecture!r}; similar names are: "
            f"{', '.join(_similar(architecture, open_clip.list_models()))}."
        )
    if pretrained is None:
        return config, {}
    tag = open_clip.get_pretrained_cfg(architecture, pretrained)
    if not tag:
        known = ", ".join(open_clip.list_pretrained_tags_by_model(architecture)) or "none"
        raise UnknownModelError(
            f"open_clip has no weights {pretrained!r} for {architecture}; it has: {known}."
        )
    forced: dict[str, Any] = {"force_preprocess_cfg": tag}
    if tag.get("quick_gelu"):
        forced["force_quick_gelu"] = True
    return config, forced


def _similar(name: str, known: Sequence[str]) -> list[str]:
    import difflib

    folded = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=_SIMILAR, cutoff=0.0)
    return [folded[one] for one in close]


def _folder_config(folder: Path) -> dict[str, Any]:
    file = folder / CONFIG_NAME
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{file} cannot be read ({error}); choose another folder.") from error
    except ValueError as error:
        raise ModelError(f"{file} is no JSON ({error}); fetch it again.") from error
    if not isinstance(config, dict) or "model_cfg" not in config:
        raise ModelError(f"{file} describes no open_clip model; fetch it again.")
    return config


def text_options(model_id: str, text: dict[str, Any]) -> tuple[int, Cleaning]:
    """Context length, and the way texts are cleaned, from the `text_cfg` of a model.

    Raises:
        ModelError: its texts become tokens in a way that is not known here.
    """
    options = dict(text.get("tokenizer_kwargs", {}))
    clean = options.pop("clean", "whitespace" if text.get("hf_tokenizer_name") else "lower")
    if options or text.get("tokenizer_mode"):
        raise ModelError(f"The tokenizer of {model_id} is not supported; choose another model.")
    return int(text.get("context_length", 77)), clean


def _tokens(model_id: str, text: dict[str, Any], tokenizer: Path | None) -> TextTokens:
    context_length, clean = text_options(model_id, text)
    if not text.get("hf_tokenizer_name"):
        return clip_tokens(context_length, clean)
    if tokenizer is None:
        raise ModelError(
            f"{model_id} has a vocabulary of its own; put the tokenizer.json that was published "
            "with it beside the weights."
        )
    beside = tokenizer.with_name("tokenizer_config.json")
    config = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
    return hub_tokens(tokenizer, context_length, clean, config)


def create_model(name: str, forced: dict[str, Any]) -> torch.nn.Module:
    """A model of open_clip, with the weights it begins its training with.

    Args:
        name: open_clip's name of the architecture.
        forced: what its tag changes, see `described`.
    """
    open_clip = import_open_clip()
    # open_clip warns that a model without weights is of no use; they come in the next step.
    logging.getLogger().addFilter(_is_not_about_weights)
    try:
        model: torch.nn.Module = open_clip.create_model(
            name, load_weights=False, pretrained_text=False, pretrained_image=False, **forced
        )
    finally:
        logging.getLogger().removeFilter(_is_not_about_weights)
    return model


def _is_not_about_weights(record: logging.LogRecord) -> bool:
    return "No pretrained weights loaded" not in record.getMessage()


def _load(model: torch.nn.Module, weights: Path, model_id: str) -> None:
    import_open_clip()
    from open_clip.factory import load_checkpoint

    try:
        load_checkpoint(model, str(weights))
    except (RuntimeError, KeyError, ValueError) as error:
        raise WeightsError(
            f"The weights {weights} do not fit {model_id}; choose the file published for it."
        ) from error


def preprocessing(model: torch.nn.Module) -> tuple[InputSpec, Statistics]:
    """How a picture becomes the input of an open_clip model.

    Raises:
        ModelError: its input is no square.
    """
    config: dict[str, Any] = model.visual.preprocess_cfg  # type: ignore[union-attr,assignment] # open_clip sets it
    size = config["size"]
    height, width = (size, size) if isinstance(size, int) else size
    if height != width:
        raise ModelError("Models whose input is no square are not supported; choose another.")
    spec = InputSpec(
        side=int(height),
        resize_mode=config["resize_mode"],
        interpolation=config["interpolation"],
        fill=int(config.get("fill_color", 0)),
    )
    return spec, Statistics(tuple(config["mean"]), tuple(config["std"]))
