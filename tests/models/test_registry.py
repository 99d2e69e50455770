"""The models that are known by name."""

import re

import pytest

from models.errors import UnknownModelError
from models.registry import folder_name, load_registry


@pytest.fixture(scope="module")
def registry():
    return load_registry()


def test_there_is_one_model_for_each_tier(registry):
    tiers = [spec.tier for spec in registry.models]
    assert tiers == ["built in", "standard", "accurate", "multilingual", "gpu"]


def test_the_starter_needs_no_download(registry):
    starter = registry.models[0]
    assert (starter.model_id, starter.download_size, starter.dim) == ("starter", 0, 256)
    assert (starter.input_spec.side, starter.input_spec.resize_mode) == (128, "squash")
    assert starter.weights is None


def test_every_other_model_says_where_it_comes_from(registry):
    for spec in registry.models[1:]:
        assert spec.model_id == f"{spec.architecture}/{spec.pretrained}"
        assert spec.licence in {"MIT", "Apache-2.0"}
        assert spec.weights.name.endswith(".safetensors")
        assert re.fullmatch(r"[0-9a-f]{40}", spec.weights.revision)
        assert spec.weights.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", spec.weights.sha256)
        assert 500e6 < spec.download_size < 3e9
        assert spec.quality
        assert all(0 < figure.value < 1 and figure.source for figure in spec.quality)


@pytest.mark.torch
def test_the_registry_agrees_with_open_clip(registry):
    from models.openclip import described
    from models.prepare_process import published_files

    for spec in registry.models[1:]:
        config, forced = described(spec.architecture, spec.pretrained)
        tag = forced["force_preprocess_cfg"]
        assert spec.dim == config["embed_dim"]
        assert spec.input_spec.side == config["vision_cfg"]["image_size"]
        assert spec.context_length == config["text_cfg"]["context_length"]
        assert spec.input_spec.resize_mode == tag["resize_mode"]
        assert spec.input_spec.interpolation == tag["interpolation"]
        assert (spec.mean, spec.std) == (tuple(tag["mean"]), tuple(tag["std"]))
        published = published_files(spec.architecture, spec.pretrained)
        assert (spec.weights.repo, spec.weights.name) == (
            published["weights"]["repo"],
            published["weights"]["name"],
        )
        assert (spec.tokenizer is None) == (published["tokenizer"] is None)


@pytest.mark.parametrize("name", ["standard", "ViT-B-32-256", "vit-b-32-256/datacomp_s34b_b86k"])
def test_a_model_has_several_names(registry, name):
    assert registry.resolve(name) == "ViT-B-32-256/datacomp_s34b_b86k"


def test_any_model_of_open_clip_can_be_named(registry):
    assert registry.resolve("RN50/openai") == "RN50/openai"
    assert registry.find("RN50/openai") is None


def test_a_wrong_name_is_explained(registry):
    with pytest.raises(UnknownModelError, match="did you mean 'standard'"):
        registry.resolve("standart")
    with pytest.raises(UnknownModelError, match="choose one of starter, ViT-B-32-256"):
        registry.resolve("xyz")


@pytest.mark.parametrize("name", ["../etc/passwd", "a/b/c", "/a/b", "a/..", "", "a b/c", "a\\b/c"])
def test_no_name_leads_out_of_the_folder_of_models(registry, name):
    with pytest.raises(UnknownModelError):
        registry.resolve(name)


def test_folders_are_named_after_models():
    assert folder_name("PE-Core-B-16/meta") == "PE-Core-B-16--meta"
