"""From a hub to a prepared model, and what can go wrong on the way."""

import json
import shutil

import numpy as np
import pytest

import models.export
import models.prepare
import models.torch_process
from models.answers import TEXTS, pictures
from models.errors import PreparationError, UnknownModelError
from models.export import export_towers
from models.manifest import read_manifest, verify
from models.onnx import OnnxEncoder
from models.openclip import OPENAI_STATISTICS, OpenClipEncoder
from models.prepare import prepare_model
from models.preprocess import InputSpec
from models.registry import HubFile, ModelSpec, Registry
from models.sources import Sources
from models.weights import Fetcher

pytestmark = pytest.mark.torch
ARCHITECTURE = "Tiny-Test"


@pytest.fixture
def spec():
    statistics = OPENAI_STATISTICS
    return ModelSpec(
        model_id="Tiny-Test/random",
        description="for tests",
        tier="other",
        architecture=ARCHITECTURE,
        pretrained=None,
        dim=32,
        input_spec=InputSpec(32),
        mean=statistics.mean,
        std=statistics.std,
        context_length=16,
        licence="Apache-2.0",
        weights=HubFile("them/tiny", "main", "open_clip_model.safetensors"),
    )


def test_from_the_hub_to_embeddings(hub, spec, tiny_folder, tiny_configs, tmp_path):
    weights = tiny_folder / "open_clip_model.safetensors"
    hub.publish(weights.read_bytes(), name=weights.name)
    told = []
    folder = prepare_model(
        "Tiny-Test",
        tmp_path,
        fetcher=Fetcher(hub.url),
        registry=Registry(hub.url, (spec,)),
        configs=tiny_configs,
        on_progress=lambda what, done, total: told.append((what, done, total)),
    )
    assert folder == tmp_path / "Tiny-Test--random"
    assert told[0][0] == "fetching the weights"
    assert told[-1][0] == "checking the prepared model"
    assert verify(folder).made_from["weights"] == weights.name
    assert list((tmp_path / "weights").iterdir()) == []
    from models.openclip import import_open_clip

    import_open_clip().add_model_config(tiny_configs)
    reference = OpenClipEncoder.from_weights(ARCHITECTURE, None, weights)
    prepared = OnnxEncoder(folder)
    assert prepared.input_spec == reference.input_spec
    for ours, theirs in (
        (prepared.encode_texts(TEXTS), reference.encode_texts(TEXTS)),
        (prepared.encode_images(pictures(32)), reference.encode_images(pictures(32))),
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_a_model_that_open_clip_does_not_know(tmp_path):
    with pytest.raises(UnknownModelError, match="no architecture 'ViT-Z'"):
        prepare_model("ViT-Z/openai", tmp_path)


def test_a_bug_in_the_process_is_reported(spec, tiny_folder, tmp_path, monkeypatch):
    weights = tiny_folder / "open_clip_model.safetensors"
    sources = Sources("--nonsense", None, HubFile("them/tiny", "main", weights.name))
    monkeypatch.setattr(models.prepare, "sources_of", lambda spec: sources)
    with pytest.raises(PreparationError, match=r"failed with exit code 2; please report this"):
        prepare_model(spec, tmp_path, weights=weights)


def test_packages_that_are_missing_are_named(spec, tmp_path, monkeypatch):
    monkeypatch.setattr(
        models.torch_process,
        "find_spec",
        lambda name: None if name in {"torch", "timm"} else object(),
    )
    message = r'\(torch, timm\); add them with: .* -m pip install "pictrove\[prepare\]"'
    with pytest.raises(PreparationError, match=message):
        prepare_model(spec, tmp_path)
    assert prepare_model("starter", tmp_path).name == "starter"


@pytest.fixture
def quick_export(tiny_prepared, monkeypatch):
    """Exports take no time: what comes out is the tiny model that was prepared before."""

    def write(encoder, folder, made_from, half, on_progress):
        shutil.copytree(tiny_prepared, folder, dirs_exist_ok=True)
        return read_manifest(folder)

    monkeypatch.setattr(models.export, "_write", write)


@pytest.mark.usefixtures("quick_export")
def test_preparing_again_replaces_what_was_there(tiny_encoder, tiny_prepared, tmp_path):
    folder = tmp_path / "tiny--random"
    folder.mkdir()
    (folder / "leftover").write_text("")
    (tmp_path / ".tiny--random.partial" / "made").mkdir(parents=True)
    export_towers(tiny_encoder, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny--random"]
    assert {path.name for path in folder.iterdir()} == {
        path.name for path in tiny_prepared.iterdir()
    }


@pytest.mark.usefixtures("quick_export")
def test_towers_that_disagree_are_not_kept(tiny_encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(models.export, "check_answers", lambda encoder, answers: 0.9)
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "before").write_text("")
    with pytest.raises(PreparationError, match=r"do not agree with the model .* 0\.9000"):
        export_towers(tiny_encoder, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    assert [path.name for path in folder.iterdir()] == ["before"]


def test_a_folder_that_cannot_be_written(tiny_encoder, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PreparationError, match="cannot be written"):
        export_towers(tiny_encoder, tmp_path / "file" / "made")


def test_a_convolutional_image_tower_beside_a_text_tower(tmp_path):
    """The kind of model that the starter is, with half weights as it is shipped."""
    import torch

    from models.clip_tokens import clip_tokens
    from models.openclip import import_open_clip

    open_clip = import_open_clip()
    torch.manual_seed(0)
    vision = {
        "timm_model_name": "test_resnet",
        "timm_pool": "avg",
        "timm_proj": "",
        "image_size": 64,
    }
    text = {"context_length": 8, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1}
    model = open_clip.CustomTextCLIP(embed_dim=16, vision_cfg=vision, text_cfg=text)
    encoder = OpenClipEncoder(
        model,
        model_id="small/random",
        input_spec=InputSpec(64),
        statistics=OPENAI_STATISTICS,
        tokens=clip_tokens(8),
    )
    manifest = export_towers(encoder, tmp_path / "small", made_from={"by": "a test"}, half=True)
    assert manifest.dim == 16
    assert read_manifest(tmp_path / "small") == manifest
    content = json.loads((tmp_path / "small" / "model.json").read_text())
    assert content["made_from"]["by"] == "a test"
    np.testing.assert_allclose(
        OnnxEncoder(tmp_path / "small").encode_images(pictures(64)),
        encoder.encode_images(pictures(64)),
        atol=1e-2,
    )
    table = 49408 * 32 * 2
    weights = (tmp_path / "small" / "text.onnx.data").stat().st_size
    assert table < weights < 1.1 * table


def test_the_command_says_what_it_wants(capsys):
    from models.prepare_process import main

    with pytest.raises(SystemExit):
        main(["export"])
    assert "--weights" in capsys.readouterr().err
