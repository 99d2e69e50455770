"""The reference, and how pictures get to it."""

import pickle

import numpy as np
import pytest
from PIL import Image

from models.errors import ModelError, UnknownModelError, WeightsError
from models.openclip import OpenClipEncoder, described, find_weights
from models.preprocess import InputSpec, to_input

pytestmark = pytest.mark.torch


def test_it_computes_what_open_clip_computes(tiny_folder, tiny_encoder):
    import torch

    from models.openclip import import_open_clip

    open_clip = import_open_clip()
    model, transform = open_clip.create_model_from_pretrained(f"local-dir:{tiny_folder}")
    pixels = np.random.default_rng(1).integers(0, 256, (4, 32, 32, 3)).astype(np.uint8)
    batch = torch.stack([transform(Image.fromarray(picture)) for picture in pixels])
    texts = ["a photo of a dog", "Straße"]
    tokens = open_clip.get_tokenizer(f"local-dir:{tiny_folder}")(texts)
    with torch.inference_mode():
        images = model.encode_image(batch, normalize=True).numpy()
        words = model.encode_text(tokens, normalize=True).numpy()
    np.testing.assert_allclose(tiny_encoder.encode_images(pixels), images, atol=1e-5)
    np.testing.assert_allclose(tiny_encoder.encode_texts(texts), words, atol=1e-5)


def test_nothing_gives_nothing(tiny_encoder):
    assert tiny_encoder.encode_texts([]).shape == (0, 32)
    assert tiny_encoder.encode_images(np.zeros((0, 32, 32, 3), np.uint8)).shape == (0, 32)


@pytest.mark.parametrize("mode", ["squash", "shortest", "longest"])
@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
@pytest.mark.parametrize("size", [(90, 60), (61, 97), (32, 32), (20, 45)])
def test_pictures_are_resized_as_open_clip_does_it(mode, interpolation, size):
    from models.openclip import import_open_clip

    import_open_clip()
    from open_clip.transform import image_transform

    noise = np.random.default_rng(2).integers(0, 256, (size[1] // 6 + 1, size[0] // 6 + 1, 3))
    picture = Image.fromarray(noise.astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    transform = image_transform(
        32, is_train=False, mean=(0, 0, 0), std=(1, 1, 1),
        resize_mode=mode, interpolation=interpolation,
    )  # fmt: skip
    theirs = transform(picture).numpy().transpose(1, 2, 0) * 255
    ours = to_input(picture, InputSpec(32, mode, interpolation)).astype(float)
    assert np.abs(ours - theirs).max() < 1


def test_pickles_are_refused(tmp_path):
    weights = tmp_path / "open_clip_pytorch_model.bin"
    weights.write_bytes(pickle.dumps({"state_dict": {}}))
    with pytest.raises(WeightsError, match="is a pickle, not a safetensors file"):
        OpenClipEncoder.from_weights("ViT-B-32-256", "datacomp_s34b_b86k", weights)
    with pytest.raises(WeightsError, match="no safetensors file"):
        find_weights(tmp_path)


def test_weights_of_another_model_are_refused(tiny_folder, tmp_path):
    from safetensors.numpy import save_file

    weights = tmp_path / "other.safetensors"
    save_file({"weight": np.zeros(3, np.float32)}, weights)
    for file in tiny_folder.glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(WeightsError, match="do not fit"):
        OpenClipEncoder.from_folder(tmp_path)


def test_models_that_open_clip_does_not_have():
    with pytest.raises(UnknownModelError, match="no architecture 'ViT-Z'"):
        described("ViT-Z", "openai")
    with pytest.raises(UnknownModelError, match=r"similar names are: ViT-B-32, .*\.$"):
        described("vit-b32", "openai")
    with pytest.raises(UnknownModelError, match="no weights 'mine' for RN50; it has: openai"):
        described("RN50", "mine")


def test_a_tag_that_needs_another_activation_gets_it():
    assert described("ViT-B-32", "openai")[1]["force_quick_gelu"]
    assert "force_quick_gelu" not in described("ViT-B-32-256", "datacomp_s34b_b86k")[1]


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_a_folder_without_a_configuration(tmp_path, content):
    if content is not None:
        (tmp_path / "open_clip_config.json").write_text(content)
    with pytest.raises(ModelError, match="open_clip_config"):
        OpenClipEncoder.from_folder(tmp_path)
