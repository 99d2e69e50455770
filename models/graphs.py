"""The graphs that Pictrove ships: models of the registry without their weights.

`packaging/graphs.py` makes them, `models.filling` fills them. A folder of `resources/graphs/`
holds `graph.json` (what the model is), `weights.json` (which tensor of the published file belongs
where) and both towers as compressed ONNX, whose weights are to be in a file beside them.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from models.cleaning import Cleaning
from models.errors import PreparationError
from models.preprocess import InputSpec
from models.registry import folder_name
from resources import resource

GRAPHS = "graphs"
ABOUT, RECIPES = "graph.json", "weights.json"
COMPRESSED = ".gz"
FLOAT_BYTES = 4


@dataclass(frozen=True)
class Part:
    """One tensor of a tower, float32, and where its values come from.

    Attributes:
        offset: where it begins in the tower's file of weights.
        source: the tensor of the published file.
        of: the shape of that.
        permute: the order its dimensions are brought into, or None if they stay. What then has
            the shape `shape` in the tower has the same values in the same order.
        shape: the shape in the tower.
    """

    offset: int
    source: str
    of: tuple[int, ...]
    shape: tuple[int, ...]
    permute: tuple[int, ...] | None = None

    @property
    def size(self) -> int:
        """Bytes in the tower's file of weights."""
        return math.prod(self.of) * FLOAT_BYTES

    @property
    def end(self) -> int:
        """Where it ends in the tower's file of weights."""
        return self.offset + self.size


@dataclass(frozen=True)
class Vocabulary:
    """Where a model's vocabulary comes from.

    Attributes:
        kind: "clip" for CLIP's, which is shipped, or "hub" for a `tokenizer.json`.
        size: how many tokens the model knows.
        config: for "hub", how texts begin and end, in the words of a `tokenizer_config.json`.
    """

    kind: str
    size: int
    config: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Graph:
    """A model without its weights.

    Attributes:
        folder: where its files are.
        model_id: its id in the registry.
        dim: length of an embedding.
        input_spec: how a decoded picture becomes model input.
        context_length: tokens per text.
        clean: how a text is cleaned before it is tokenised.
        vocabulary: where its vocabulary comes from.
        size: bytes that the prepared model takes, but for a vocabulary that is not CLIP's.
        unused: tensors that may be in the published file and that no tower needs.
        made_with: the packages that made it, and their versions.
    """

    folder: Path
    model_id: str
    dim: int
    input_spec: InputSpec
    context_length: int
    clean: Cleaning
    vocabulary: Vocabulary
    size: int
    unused: tuple[str, ...]
    made_with: Mapping[str, str]

    @property
    def needs_tokenizer(self) -> bool:
        """Must a `tokenizer.json` come with the weights?"""
        return self.vocabulary.kind == "hub"

    @cached_property
    def recipes(self) -> Mapping[str, tuple[Part, ...]]:
        """For each tower its tensors, in the order of their offsets."""
        content = json.loads((self.folder / RECIPES).read_text(encoding="utf-8"))
        return {tower: tuple(map(_part, parts)) for tower, parts in content.items()}

    def tower(self, name: str) -> bytes:
        """A tower as ONNX.

        Raises:
            PreparationError: the shipped file is missing or damaged.
        """
        file = self.folder / (name + COMPRESSED)
        try:
            content = gzip.decompress(file.read_bytes())
        except (OSError, EOFError, zlib.error):
            content = b""
        if not content:  # as an empty file is unpacked to
            raise PreparationError(
                f"A part of Pictrove itself is missing or damaged ({file}); install Pictrove again."
            )
        return content


def graph_of(model_id: str, graphs: Path | None = None) -> Graph | None:
    """The shipped graph of a model of the registry, or None if there is none.

    Args:
        model_id: an id in the registry.
        graphs: the folder with the graphs; the default is the one that is shipped.
    """
    folder = (graphs or resource(GRAPHS)) / folder_name(model_id)
    return read_graph(folder) if (folder / ABOUT).is_file() else None


def read_graph(folder: Path) -> Graph:
    """The graph in a folder."""
    content = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    return Graph(
        folder=folder,
        input_spec=InputSpec(**content.pop("input_spec")),
        vocabulary=Vocabulary(**content.pop("vocabulary")),
        unused=tuple(content.pop("unused")),
        **content,
    )


def _part(entry: dict[str, Any]) -> Part:
    permute = entry.get("permute")
    return Part(
        offset=entry["offset"],
        source=entry["source"],
        of=tuple(entry["of"]),
        shape=tuple(entry.get("shape", entry["of"])),
        permute=None if permute is None else tuple(permute),
    )
