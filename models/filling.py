"""From a shipped graph and published weights to a prepared model, without torch.

The weights are copied into the places that the graph has for them, tensor by tensor by name, so
that no more than one of them is in memory.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from models.appearing import appearing
from models.errors import ModelError, PreparationError, WeightsError
from models.graphs import Graph, Part, graph_of
from models.manifest import FileRecord, Manifest, record_of, write_manifest
from models.room import refuse_full_disk
from resources import resource

if TYPE_CHECKING:
    from models.tensors import Floats, StoredTensor, TensorReader
    from models.tokens import TextTokens

__all__ = ["Graph", "OnProgress", "fill", "fits", "graph_of"]

OnProgress = Callable[[str, int, int | None], None]
"""Called with (what is done now, bytes done, bytes in all or None)."""

_FILLING, _CHECKING = "filling in the weights", "checking the prepared model"


def fits(graph: Graph, weights: Path) -> bool:
    """Are these the weights of the graph's model, as far as names, shapes and types tell?

    Only the header of the file is read.
    """
    from models import fitting

    return fitting.fits(graph, weights)


def fill(
    graph: Graph,
    weights: Path,
    folder: Path,
    *,
    tokenizer: Path | None = None,
    made_from: dict[str, str] | None = None,
    on_progress: OnProgress = lambda *_: None,
) -> Manifest:
    """Make a prepared model of a graph and its published weights.

    `folder` appears, or is replaced, when everything is done and checked; until then nothing
    of it can be seen. The check opens both towers and embeds known texts and pictures; what they
    say is kept in the manifest, so that a later look can tell whether they still say it.

    Args:
        graph: the model without its weights.
        weights: a safetensors file of float32, float16 or bfloat16; it is only read.
        folder: the prepared model.
        tokenizer: the `tokenizer.json` of a model that does not use CLIP's vocabulary.
        made_from: where the weights came from, for people to read.
        on_progress: is told about progress. What it raises (but for an OSError) ends the work,
            passes through, and nothing is left behind.

    Raises:
        WeightsError: the weights or the vocabulary are damaged, or of another model.
        PreparationError: there is no room, or the made model does not work.
    """
    from models.fitting import fitting_tensors

    tensors = fitting_tensors(graph, weights)
    tokens = _tokens(graph, tokenizer)
    refuse_full_disk(f"Preparing {graph.model_id}", folder.parent, graph.size)
    with appearing(folder) as made:
        files = _write_towers(graph, tensors, weights, made, on_progress)
        files.append(record_of(tokens.save(made)))
        manifest = _manifest(graph, files, made_from or {})
        write_manifest(made, manifest)
        on_progress(_CHECKING, 0, None)
        manifest = replace(manifest, answers=_checked_answers(made, graph))
        write_manifest(made, manifest)
        on_progress(_CHECKING, 1, 1)  # the last moment at which the work can be given up
    return manifest


def _tokens(graph: Graph, file: Path | None) -> TextTokens:
    from models.clip_tokens import load_clip_tokens
    from models.registry import STARTER
    from models.tokens import CLIP_VOCABULARY, hub_tokens

    clean, length = graph.clean, graph.context_length
    if not graph.needs_tokenizer:
        return load_clip_tokens(resource(STARTER) / CLIP_VOCABULARY, length, clean)
    if file is None:
        raise WeightsError(
            f"{graph.model_id} has a vocabulary of its own; put the tokenizer.json that was "
            "published with it beside the weights."
        )
    try:
        tokens = hub_tokens(file, length, clean, dict(graph.vocabulary.config or {}))
    except ModelError as error:
        raise WeightsError(str(error)) from error
    _refuse_other_vocabulary(tokens, graph, file)
    return tokens


def _refuse_other_vocabulary(tokens: TextTokens, graph: Graph, file: Path) -> None:
    from models.answers import TEXTS

    if tokens(TEXTS).max() >= graph.vocabulary.size:
        raise WeightsError(
            f"The vocabulary {file} is not that of {graph.model_id}; choose the tokenizer.json "
            "that was published with it."
        )


def _write_towers(
    graph: Graph,
    tensors: Mapping[str, StoredTensor],
    weights: Path,
    made: Path,
    on_progress: OnProgress,
) -> list[FileRecord]:
    from models.tensors import TensorReader

    records, done = [], 0
    total = sum(part.size for parts in graph.recipes.values() for part in parts)
    on_progress(_FILLING, done, total)
    with TensorReader(weights) as reader:
        for name, parts in graph.recipes.items():
            (made / name).write_bytes(graph.tower(name))
            data = made / f"{name}.data"
            with data.open("xb") as stream:
                hashed = _HashedFile(stream)
                for part in parts:
                    hashed.pad(part.offset)
                    for values in _values(part, tensors[part.source], reader):
                        hashed.write(values)
                        done += values.nbytes
                        on_progress(_FILLING, done, total)
                hashed.keep()
            records += [record_of(made / name), hashed.record(data.name)]
    return records


def _values(part: Part, tensor: StoredTensor, reader: TensorReader) -> Iterable[Floats]:
    import numpy as np

    if part.permute is None:
        return reader.blocks(tensor)
    return (np.ascontiguousarray(reader.whole(tensor).transpose(part.permute)),)


class _HashedFile:
    """A file that is written once, from its beginning, so that its checksum is known at the end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, values: Floats) -> None:
        self._put(values.reshape(-1).view("u1").data)

    def pad(self, offset: int) -> None:
        """Fill up with zeros so that the next values begin at `offset`."""
        self._put(bytes(offset - self._size))

    def keep(self) -> None:
        """See that all of it is on the disk: what it was made from may be removed next."""
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def record(self, name: str) -> FileRecord:
        return FileRecord(name, self._size, self._digest.hexdigest())

    def _put(self, content: bytes | memoryview) -> None:
        self._stream.write(content)
        self._digest.update(content)
        self._size += len(content)


def _manifest(graph: Graph, files: list[FileRecord], made_from: dict[str, str]) -> Manifest:
    return Manifest(
        model_id=graph.model_id,
        dim=graph.dim,
        input_spec=graph.input_spec,
        context_length=graph.context_length,
        clean=graph.clean,
        files=tuple(sorted(files, key=lambda record: record.name)),
        answers={},
        made_from={**made_from, **graph.made_with, "answers": "from the prepared model itself"},
    )


def _checked_answers(made: Path, graph: Graph) -> dict[str, str]:
    from models.answers import ask_apart, is_usable

    try:
        answers = ask_apart(made)
    except ModelError as error:
        raise PreparationError(
            f"The prepared towers of {graph.model_id} cannot be loaded; free some memory and try "
            "again, or report this with the model's name."
        ) from error
    if not is_usable(answers, graph.dim):
        raise PreparationError(
            f"The model {graph.model_id} made of these weights cannot tell pictures, or texts, "
            "from each other; fetch the weights again, or choose another model."
        )
    return answers
