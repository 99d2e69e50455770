"""Makes the graphs that Pictrove ships: models of the registry without their weights.

    python packaging/graphs.py [MODEL ...]            makes resources/graphs/MODEL
    python packaging/graphs.py --check [MODEL ...]    shows that they compute what torch computes

Needs the extra `prepare`, and no network: a model with random weights is exported as
`models/export.py` does it, and each weight found in the outcome is traced back, by its values, to
the tensor it came from. What depends on the weights and cannot be traced back ends the work, which
is seen by doing everything twice, with other weights. `docs/graphs.md` tells more.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import shutil
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))  # not there with `python -P`

from models.graphs import ABOUT, COMPRESSED, FLOAT_BYTES, GRAPHS, RECIPES, Part, Vocabulary
from models.manifest import IMAGE_TOWER, TEXT_TOWER
from models.registry import STARTER, ModelSpec, folder_name, load_registry
from models.tokens import CLIP_VOCABULARY

if TYPE_CHECKING:
    import torch

    from models.cleaning import Cleaning
    from models.openclip import OpenClipEncoder

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "resources" / GRAPHS
SEEDS = 1, 2
TOLERATED = {"logit_scale", "logit_bias", "text.transformer.embeddings.position_ids"}
"""Tensors of published files that belong to no tower."""

_LARGE, _LARGE_STEP, _STEP = 1 << 20, 1 << 16, 64
"""Large tensors begin where Windows can map them, others where a processor likes to read them."""


class AnyTokens:
    """Stands in for a tokenizer: a text's ids are random, and the same each time."""

    def __init__(self, context_length: int, clean: Cleaning, size: int) -> None:
        self.context_length = context_length
        self.clean: Cleaning = clean
        self.size = size

    def __call__(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Token ids of `texts`: (len(texts), context_length) int64."""
        rows = [
            np.random.default_rng(zlib.crc32(text.encode())).integers(
                0, self.size, self.context_length
            )
            for text in texts
        ]
        return np.stack(rows)

    def save(self, folder: Path) -> Path:
        """There is nothing to save."""
        raise NotImplementedError(folder)


@dataclass(frozen=True)
class Tower:
    """A tower without its weights.

    Attributes:
        onnx: the graph; its weights are to be in a file beside it.
        parts: what belongs into that file.
    """

    onnx: bytes
    parts: tuple[Part, ...]


def main(arguments: Sequence[str]) -> None:
    """Make or check the graphs of the models that `arguments` name, or of all."""
    parser = argparse.ArgumentParser(description="Makes the graphs that Pictrove ships.")
    parser.add_argument("models", nargs="*", help="ids or tiers of the registry; default: all")
    parser.add_argument("--check", action="store_true", help="compare what is there with torch")
    options = parser.parse_args(arguments)
    for spec in chosen(options.models):
        if options.check:
            from graphs_check import check

            check(spec)
        else:
            folder = OUTPUT / folder_name(spec.model_id)
            make(spec, folder)
            size = sum(file.stat().st_size for file in folder.iterdir())
            print(f"{spec.model_id}: {size / 1000:.0f} kB in {folder}", flush=True)


def chosen(names: Sequence[str]) -> list[ModelSpec]:
    """The models of the registry with these names; all that are not shipped, for none."""
    registry = load_registry()
    if not names:
        return [spec for spec in registry.models if spec.model_id != STARTER]
    found = {name: registry.find(name) for name in names}
    for name, spec in found.items():
        if spec is None or spec.model_id == STARTER:
            raise SystemExit(f"There is no graph to make for {name}; name a model of the registry.")
    return [spec for spec in found.values() if spec is not None]


def make(spec: ModelSpec, folder: Path) -> None:
    """Make the graph of a model, with two sets of random weights, and write it to `folder`."""
    encoder = random_encoder(spec, SEEDS[0])
    _refuse_other_registry(encoder, spec)
    other = take_apart(encoder)
    encoder = random_encoder(spec, SEEDS[1])
    towers = take_apart(encoder)
    if towers != other:
        raise SystemExit(
            f"The graph of {spec.model_id} depends on the weights in a way that was not "
            f"understood: {', '.join(_differences(towers, other))}."
        )
    write(folder, spec, encoder, towers)


def random_encoder(spec: ModelSpec, seed: int) -> OpenClipEncoder:
    """A model of the registry with random weights, and no tokenizer."""
    from models.openclip import (
        OpenClipEncoder,
        create_model,
        described,
        preprocessing,
        text_options,
    )

    config, forced = described(str(spec.architecture), spec.pretrained)
    model = create_model(str(spec.architecture), forced)
    randomise(model, seed)
    input_spec, statistics = preprocessing(model)
    length, clean = text_options(spec.model_id, config["text_cfg"])
    return OpenClipEncoder(
        model,
        model_id=spec.model_id,
        input_spec=input_spec,
        statistics=statistics,
        tokens=AnyTokens(length, clean, config["text_cfg"]["vocab_size"]),
    )


def randomise(model: torch.nn.Module, seed: int) -> None:
    """Give every weight another random value, of a size at which all of them matter.

    What begins as zeros or ones, such as biases and the weights of norms, becomes random too:
    otherwise nobody would see two of them change places.
    """
    import torch

    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, values in model.state_dict().items():
            if not values.is_floating_point():
                continue
            values.normal_(generator=generator)
            if values.ndim >= 2 and "embed" not in name and 1 not in values.shape[:2]:
                values.mul_(math.prod(values.shape[1:]) ** -0.5)
            elif name.endswith("weight"):
                values.mul_(0.3).add_(1)
            else:
                values.mul_(0.3)


def take_apart(encoder: OpenClipEncoder) -> dict[str, Tower]:
    """Both towers of a model, without their weights."""
    sources = _Sources(encoder.model)
    return {name: take_tower_apart(encoder, name, sources) for name in (IMAGE_TOWER, TEXT_TOWER)}


def take_tower_apart(encoder: OpenClipEncoder, name: str, sources: _Sources | None = None) -> Tower:
    """The tower of a model that is called `name`, without its weights."""
    import torch

    from models.export import traced
    from models.towers import image_tower, text_tower

    if name == IMAGE_TOWER:
        side = encoder.input_spec.side
        inputs = {"pixels": torch.zeros((2, side, side, 3), dtype=torch.uint8)}
        program = traced(image_tower(encoder), inputs)
    else:
        inputs = {"tokens": torch.from_numpy(encoder.tokens(["a", "b"]))}
        program = traced(text_tower(encoder), inputs)
    return _without_weights(program.model, name, sources or _Sources(encoder.model))


class _Sources:
    """The tensors of a model, found by their values."""

    def __init__(self, model: torch.nn.Module) -> None:
        self.tensors = {
            name: values.numpy()
            for name, values in model.state_dict().items()
            if values.is_floating_point()
        }
        self._by_mark = {_mark(values): name for name, values in self.tensors.items()}

    def part(self, values: np.ndarray[Any, Any], offset: int) -> Part | None:
        """The part that these values are, or None where they are of no tensor."""
        name = self._by_mark.get(_mark(values))
        if name is None:
            return None
        source = self.tensors[name]
        for order in itertools.permutations(range(source.ndim)):
            moved = source.transpose(order)
            if np.array_equal(moved.reshape(values.shape), values):
                stays = order == tuple(range(source.ndim))
                return Part(offset, name, source.shape, values.shape, None if stays else order)
        return None


def _mark(values: np.ndarray[Any, Any]) -> tuple[int, float, float]:
    # The same however the dimensions are ordered, and another one for every random tensor.
    return values.size, float(values.min()), float(values.max())


def _without_weights(model: Any, name: str, sources: _Sources) -> Tower:
    import onnx_ir

    from models.export import strip

    parts: list[Part] = []
    for value in model.graph.initializers.values():
        stored = value.const_value
        if stored.dtype != onnx_ir.DataType.FLOAT or not stored.size:
            continue
        end = parts[-1].end if parts else 0
        step = _LARGE_STEP if stored.nbytes > _LARGE else _STEP
        part = sources.part(stored.numpy(), -(-end // step) * step)
        if part is not None:
            parts.append(part)
            value.const_value = _external(value, part, name)
    proto = onnx_ir.to_proto(model)
    strip(proto)
    return Tower(proto.SerializeToString(deterministic=True), tuple(parts))


def _external(value: Any, part: Part, name: str) -> Any:
    import onnx_ir

    return onnx_ir.ExternalTensor(
        f"{name}.data",
        part.offset,
        math.prod(part.shape) * FLOAT_BYTES,
        onnx_ir.DataType.FLOAT,
        shape=onnx_ir.Shape(part.shape),
        name=value.name,
    )


def _differences(first: Mapping[str, Tower], second: Mapping[str, Tower]) -> list[str]:
    """The constants of the graphs in which they differ."""
    import onnx

    found = []
    for name, tower in first.items():
        others = {
            tensor.name: tensor.SerializeToString()
            for tensor in onnx.load_from_string(second[name].onnx).graph.initializer
        }
        found += [
            f"{tensor.name} {tuple(tensor.dims)} of {name}"
            for tensor in onnx.load_from_string(tower.onnx).graph.initializer
            if others.get(tensor.name) != tensor.SerializeToString()
        ]
    return found or ["the graphs themselves"]


def _refuse_other_registry(encoder: OpenClipEncoder, spec: ModelSpec) -> None:
    statistics = encoder.statistics
    made = (encoder.dim, encoder.input_spec, encoder.tokens.context_length)
    if made != (spec.dim, spec.input_spec, spec.context_length) or (
        statistics.mean,
        statistics.std,
    ) != (spec.mean, spec.std):
        raise SystemExit(f"The registry says other things about {spec.model_id} than open_clip.")


def write(
    folder: Path, spec: ModelSpec, encoder: OpenClipEncoder, towers: Mapping[str, Tower]
) -> None:
    """Write the folder of a graph anew."""
    from models.export import versions

    used = {part.source for tower in towers.values() for part in tower.parts}
    left = set(encoder.model.state_dict()) - used
    if left - TOLERATED:
        raise SystemExit(f"No tower of {spec.model_id} needs {', '.join(sorted(left))}.")
    own = None if spec.tokenizer is None else dict(spec.tokenizer_config or {})
    size = encoder.tokens.size  # type: ignore[attr-defined]
    vocabulary = Vocabulary("clip" if own is None else "hub", size, own)
    about = {
        "model_id": spec.model_id,
        "dim": encoder.dim,
        "input_spec": asdict(encoder.input_spec),
        "context_length": encoder.tokens.context_length,
        "clean": encoder.tokens.clean,
        "vocabulary": asdict(vocabulary),
        "size": sum(map(_size, towers.values())) + _vocabulary_size(vocabulary),
        "unused": sorted(left | TOLERATED),
        "made_with": versions(),
    }
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _write_text(folder / ABOUT, json.dumps(about, indent=1) + "\n")
    _write_text(folder / RECIPES, _recipes(towers))
    for name, tower in towers.items():
        packed = gzip.compress(tower.onnx, compresslevel=9, mtime=0)
        (folder / (name + COMPRESSED)).write_bytes(packed)


def _size(tower: Tower) -> int:
    return len(tower.onnx) + (tower.parts[-1].end if tower.parts else 0)


def _vocabulary_size(vocabulary: Vocabulary) -> int:
    if vocabulary.kind == "hub":
        return 0
    return (ROOT / "resources" / STARTER / CLIP_VOCABULARY).stat().st_size


def _recipes(towers: Mapping[str, Tower]) -> str:
    """JSON with a line for each tensor, so that people can read and compare it."""
    lists = []
    for name, tower in towers.items():
        entries = ",\n".join(f"  {json.dumps(_entry(part))}" for part in tower.parts)
        lists.append(f" {json.dumps(name)}: [\n{entries}\n ]")
    return "{\n" + ",\n".join(lists) + "\n}\n"


def _entry(part: Part) -> dict[str, Any]:
    entry = {key: value for key, value in asdict(part).items() if value is not None}
    if part.shape == part.of:
        del entry["shape"]
    return entry


def _write_text(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
