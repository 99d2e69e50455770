"""The graphs in `resources/`, as far as they can be looked at without torch."""

import json
import math
import struct
from pathlib import Path

import pytest

from models.filling import fits, graph_of
from models.registry import STARTER, load_registry
from tests.models.tiny_graph import entry

ROOT = Path(__file__).parents[2]
SHIPPED = [spec for spec in load_registry().models if spec.model_id != STARTER]


def sparse_weights(graph, file):
    """A file with a model's tensors, all zeros and almost no bytes on the disk."""
    header, end = {}, 0
    for part in {part.source: part for parts in graph.recipes.values() for part in parts}.values():
        header[part.source] = entry("F32", part.of, end, end + part.size)
        end += part.size
    packed = json.dumps(header).encode()
    with file.open("wb") as stream:
        stream.write(struct.pack("<Q", len(packed)) + packed)
        stream.truncate(8 + len(packed) + end)
    return file


@pytest.mark.parametrize("spec", SHIPPED, ids=lambda spec: spec.tier)
def test_every_model_of_the_registry_has_a_graph(spec, tmp_path):
    graph = graph_of(spec.model_id)
    assert graph.model_id == spec.model_id
    assert (graph.dim, graph.input_spec) == (spec.dim, spec.input_spec)
    assert graph.context_length == spec.context_length
    assert graph.needs_tokenizer == (spec.tokenizer is not None)
    assert graph.vocabulary.config == (spec.tokenizer_config or None)
    ends = 0
    for name, parts in graph.recipes.items():
        tower = graph.tower(name)
        assert f"{name}.data".encode() in tower
        assert len(tower) < 1 << 20
        ends += len(tower) + parts[-1].end
        place = 0
        for part in parts:
            assert part.offset >= place
            assert part.offset % 64 == 0
            assert math.prod(part.shape) == math.prod(part.of)
            place = part.end
    assert 0 <= graph.size - ends < 1 << 20
    assert fits(graph, sparse_weights(graph, tmp_path / "sparse.safetensors"))


def test_graphs_are_small_enough_to_be_shipped():
    files = [path for path in (ROOT / "resources" / "graphs").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 1_500_000
    assert {path.suffix for path in files} == {".json", ".gz"}


def test_models_without_a_graph():
    assert graph_of("ViT-B-32/openai") is None
    assert graph_of(STARTER) is None
