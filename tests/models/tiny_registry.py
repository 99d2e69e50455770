"""A registry with the tiny model that needs neither torch nor a network."""

from __future__ import annotations

from models.preprocess import InputSpec
from models.registry import STARTER, HubFile, ModelSpec, Registry, load_registry
from tests.models import tiny_graph

TINY = "tiny/written"
NAME = "open_clip_model.safetensors"
FILE = HubFile("them/tiny", "main", NAME)


def tiny_spec(weights=FILE, *, tokenizer=None, model_id=TINY):
    """The tiny model as the registry would have it."""
    architecture, _, pretrained = model_id.partition("/")
    return ModelSpec(
        model_id=model_id,
        description="Tiny, for tests",
        tier="standard",
        architecture=architecture,
        pretrained=pretrained,
        dim=tiny_graph.DIM,
        input_spec=InputSpec(tiny_graph.SIDE),
        mean=(0.5, 0.5, 0.5),
        std=(0.5, 0.5, 0.5),
        context_length=tiny_graph.LENGTH,
        licence="Apache-2.0",
        languages=("en",),
        weights=weights,
        tokenizer=tokenizer,
        download_size=1_000_000,
    )


def tiny_registry(hub, *specs):
    """The built-in model and these (by default the tiny one)."""
    starter = load_registry().find(STARTER)
    return Registry(hub, (starter, *(specs or (tiny_spec(),))))
