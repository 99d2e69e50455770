"""Do published weights fit a shipped graph? Told from names, shapes and types alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from models.errors import WeightsError
from models.graphs import Graph
from models.tensors import StoredTensor, read_header

_OF_TEXT_TOWERS = (
    "text_projection",
    "positional_embedding",
    "token_embedding",
    "transformer",
    "ln_final",
)
_WRAPPER = "module."


def fits(graph: Graph, weights: Path) -> bool:
    """Are these the weights of the graph's model, as far as names, shapes and types tell?

    Only the header of the file is read.
    """
    try:
        fitting_tensors(graph, weights)
    except WeightsError:
        return False
    return True


def fitting_tensors(graph: Graph, weights: Path) -> Mapping[str, StoredTensor]:
    """The tensors of a file, by the names that the graph's recipes have for them.

    Raises:
        WeightsError: they are not those of the graph's model, or the file is no safetensors.
    """
    wanted = {part.source: part.of for parts in graph.recipes.values() for part in parts}
    named = _named(read_header(weights), wanted)
    trouble = (
        _missing(named, wanted)
        or _surplus(named, {*wanted, *graph.unused})
        or next(filter(None, (_odd(named[name], shape) for name, shape in wanted.items())), None)
    )
    if trouble:
        raise WeightsError(
            f"The weights {weights} do not fit {graph.model_id}: {trouble}; choose the file that "
            "was published for this model."
        )
    return named


def _named(
    tensors: Mapping[str, StoredTensor], wanted: Mapping[str, object]
) -> dict[str, StoredTensor]:
    """The tensors under today's names: open_clip loads two older ways to name them as well."""
    wrapped = next(iter(tensors), "").startswith(_WRAPPER)
    plain = {name.removeprefix(_WRAPPER) if wrapped else name: tensors[name] for name in tensors}
    if "positional_embedding" in wanted or "positional_embedding" not in plain:
        return plain
    return {
        f"text.{name}" if name.startswith(_OF_TEXT_TOWERS) else name: tensor
        for name, tensor in plain.items()
    }


def _missing(named: Mapping[str, object], wanted: Mapping[str, object]) -> str | None:
    missing = sorted(wanted.keys() - named.keys())
    return f"{_some(missing)} missing" if missing else None


def _surplus(named: Mapping[str, object], known: set[str]) -> str | None:
    surplus = sorted(named.keys() - known)
    return f"{_some(surplus)} no part of it" if surplus else None


def _some(names: Sequence[str]) -> str:
    rest = len(names) - 1
    return f"{names[0]} and {rest} more are" if rest else f"{names[0]} is"


def _odd(tensor: StoredTensor, shape: Sequence[int]) -> str | None:
    if tensor.shape != tuple(shape):
        sizes = [" x ".join(map(str, size)) for size in (tensor.shape, shape)]
        return f"{tensor.name} has the size {sizes[0] or 1} instead of {sizes[1] or 1}"
    if not tensor.is_readable:
        return f"{tensor.name} is of type {tensor.kind}, not F32, F16 or BF16"
    return None
