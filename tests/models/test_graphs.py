"""How graphs are made: every weight is traced back, and what cannot be traced is noticed."""

import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from models.errors import WeightsError
from models.export import versions
from models.filling import fill, graph_of
from models.graphs import read_graph
from models.manifest import IMAGE_TOWER, TEXT_TOWER
from models.openclip import OPENAI_STATISTICS, OpenClipEncoder
from models.preprocess import InputSpec
from models.registry import ModelSpec, load_registry
from models.towers import image_tower, text_tower

pytestmark = pytest.mark.torch
SCRIPTS = Path(__file__).parents[2] / "packaging"
TINY = {
    "embed_dim": 32,
    "vision_cfg": {"image_size": 32, "layers": 1, "width": 64, "head_width": 32, "patch_size": 16},
    "text_cfg": {"context_length": 8, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1},
}
SPEC = ModelSpec(
    model_id="tiny/random", description="", tier="other", architecture="Tiny", pretrained=None,
    dim=32, input_spec=InputSpec(32), mean=OPENAI_STATISTICS.mean, std=OPENAI_STATISTICS.std,
    context_length=8, licence="MIT",
)  # fmt: skip


@pytest.fixture(scope="module")
def graphs():
    """The tool that makes graphs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        yield import_module("graphs")


@pytest.fixture(scope="module")
def checking(graphs):
    """The tool that compares them with torch."""
    return import_module("graphs_check")


def tiny_encoder(graphs, seed, change=lambda model: None):
    """A tiny model with random weights, in place of one that open_clip has."""
    from models.openclip import import_open_clip

    model = import_open_clip().CLIP(**TINY)
    change(model)
    graphs.randomise(model, seed)
    return OpenClipEncoder(
        model,
        model_id=SPEC.model_id,
        input_spec=InputSpec(32),
        statistics=OPENAI_STATISTICS,
        tokens=graphs.AnyTokens(8, "lower", 49408),
    )


def make(graphs, folder, spec=SPEC, change=lambda model: None):
    """Make the graph of tiny models."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graphs, "random_encoder", lambda _, seed: tiny_encoder(graphs, seed, change))
        graphs.make(spec, folder)
    return folder


@pytest.fixture(scope="module")
def made(graphs, tmp_path_factory):
    """The graph of the tiny model."""
    return make(graphs, tmp_path_factory.mktemp("graphs") / "tiny")


def saved(encoder, folder):
    from safetensors.torch import save_file

    file = folder / "open_clip_model.safetensors"
    save_file(encoder.model.state_dict(), file)
    return file


def differences(checking, encoder, folder):
    """How far the towers in a folder are from torch, at most."""
    import torch

    side = encoder.input_spec.side
    inputs = {
        IMAGE_TOWER: np.random.default_rng(5).integers(0, 256, (3, side, side, 3), dtype=np.uint8),
        TEXT_TOWER: encoder.tokens(["one", "two", "three"]),
    }
    towers = {IMAGE_TOWER: image_tower(encoder), TEXT_TOWER: text_tower(encoder)}
    with torch.inference_mode():
        return [
            np.abs(
                checking.run(folder / name, inputs[name])
                - tower(torch.from_numpy(inputs[name])).numpy()
            ).max()
            for name, tower in towers.items()
        ]


def test_a_graph_filled_with_other_weights_is_that_model(graphs, checking, made, tmp_path):
    graph = read_graph(made)
    encoder = tiny_encoder(graphs, 7)
    fill(graph, saved(encoder, tmp_path), tmp_path / "made")
    assert max(differences(checking, encoder, tmp_path / "made")) < 1e-5
    # No weight is left in the graph: it is small, and its recipe knows all of them.
    used = {part.source for parts in graph.recipes.values() for part in parts}
    assert set(encoder.model.state_dict()) - used == {"logit_scale"}
    assert sum(len(graph.tower(name)) for name in graph.recipes) < 100_000


@pytest.mark.parametrize(
    ("some", "other"),
    [
        ("ln_1.weight", "ln_2.weight"),
        ("ln_1.bias", "ln_2.bias"),
        ("attn.out_proj.bias", "mlp.c_proj.bias"),
    ],
)
def test_two_weights_that_change_places_would_be_seen(
    graphs, checking, made, tmp_path, some, other
):
    """Even the least of them: otherwise agreement with torch would prove nothing."""
    swapped = Path(shutil.copytree(made, tmp_path / "swapped"))
    recipes = (swapped / "weights.json").read_text()
    recipes = recipes.replace(some, "neither").replace(other, some).replace("neither", other)
    (swapped / "weights.json").write_text(recipes)
    encoder = tiny_encoder(graphs, 7)
    fill(read_graph(swapped), saved(encoder, tmp_path), tmp_path / "made")
    assert min(differences(checking, encoder, tmp_path / "made")) > 1e-3


def test_a_value_computed_from_weights_ends_the_work(graphs, tmp_path):
    """A weight that the export folds into another number cannot be filled in later."""
    import torch

    class Doubled(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros(64))

        def forward(self, values):
            return values * (self.weight * 2)

    with pytest.raises(SystemExit, match=r"not understood: .*\(64,\) of image\.onnx"):
        make(
            graphs,
            tmp_path / "graph",
            change=lambda model: setattr(model.visual, "ln_post", Doubled()),
        )
    assert not (tmp_path / "graph").exists()


def test_a_weight_that_no_tower_needs_ends_the_work(graphs, tmp_path):
    encoder = tiny_encoder(graphs, 1)
    with pytest.raises(SystemExit, match=r"No tower of tiny/random needs ln_final\.bias"):
        graphs.write(tmp_path / "graph", SPEC, encoder, {})
    assert not (tmp_path / "graph").exists()


def test_a_registry_that_says_other_things_ends_the_work(graphs, tmp_path):
    for change in ({"context_length": 9}, {"dim": 31}, {"mean": (0.5, 0.5, 0.5)}):
        with pytest.raises(SystemExit, match="registry says other things about tiny/random"):
            make(graphs, tmp_path / "graph", spec=replace(SPEC, **change))


def test_models_are_chosen_by_name(graphs):
    assert [spec.tier for spec in graphs.chosen(["gpu"])] == ["gpu"]
    assert len(graphs.chosen([])) == len(load_registry().models) - 1
    for name in ("starter", "nonsense"):
        with pytest.raises(SystemExit, match="no graph to make"):
            graphs.chosen([name])


def test_the_shipped_graph_of_the_smallest_model_is_what_open_clip_makes_now(
    graphs, checking, tmp_path
):
    spec = load_registry().find("standard")
    graph = graph_of(spec.model_id)
    encoder = graphs.random_encoder(spec, 11)
    fill(graph, saved(encoder, tmp_path), tmp_path / "made")
    assert max(differences(checking, encoder, tmp_path / "made")) < 1e-4
    if graph.made_with != versions():
        return  # others write the same in other words; what it computes was just compared
    tower = graphs.take_tower_apart(encoder, IMAGE_TOWER)
    assert tower.onnx == graph.tower(IMAGE_TOWER)
    assert tower.parts == graph.recipes[IMAGE_TOWER]


def test_weights_of_another_architecture_are_refused(tiny_folder, tmp_path):
    with pytest.raises(WeightsError, match="do not fit ViT-B-32-256/datacomp_s34b_b86k"):
        fill(
            graph_of("ViT-B-32-256/datacomp_s34b_b86k"),
            tiny_folder / "open_clip_model.safetensors",
            tmp_path / "made",
        )
