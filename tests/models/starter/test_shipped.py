"""The shipped starter model: whole, small, and the same in open_clip and ONNX Runtime."""

from __future__ import annotations

import json

import numpy as np
import pytest

from models.manifest import verify
from models.onnx import OnnxEncoder
from resources import resource

FOLDER = resource("starter")
MEGABYTE = 1_000_000


def test_every_byte_is_as_it_was_shipped():
    assert verify(FOLDER).model_id == "starter"


def test_it_stays_within_its_size():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 40 * MEGABYTE


def test_it_speaks_of_no_weights_but_its_own():
    config = json.loads((FOLDER / "open_clip_config.json").read_text())
    assert config["model_cfg"]["vision_cfg"]["timm_model_pretrained"] is False


def test_words_that_mean_alike_are_near():
    encoder = OnnxEncoder(FOLDER)
    dog, puppy, car, truck = encoder.encode_texts(["dog", "a puppy", "car", "a truck"])
    assert dog @ puppy > dog @ truck
    assert car @ truck > car @ puppy


@pytest.mark.torch
def test_open_clip_loads_it_and_says_the_same():
    pytest.importorskip("torch", reason="needs the extra `prepare`")
    from models.openclip import OpenClipEncoder

    reference, prepared = OpenClipEncoder.from_folder(FOLDER), OnnxEncoder(FOLDER)
    pixels = np.random.default_rng(0).integers(0, 256, (3, 128, 128, 3), np.uint8)
    texts = ["a dog", "Zwei Leute; 東京!", "a very long text " * 20, ""]
    agreement = (reference.encode_images(pixels) * prepared.encode_images(pixels)).sum(1)
    assert agreement.min() > 0.9999
    agreement = (reference.encode_texts(texts) * prepared.encode_texts(texts)).sum(1)
    assert agreement.min() > 0.9999
    tower = reference.model.visual
    assert sum(weight.numel() for weight in tower.parameters()) <= 8 * MEGABYTE
