"""The encoder everyone uses, on the tiny prepared model."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models.answers import TEXTS, check_answers, pictures
from models.errors import ModelError
from models.manifest import MANIFEST, read_manifest, verify
from models.onnx import OnnxEncoder

pytestmark = pytest.mark.torch
ROOT = Path(__file__).parents[2]


@pytest.fixture
def encoder(tiny_prepared):
    return OnnxEncoder(tiny_prepared, threads=1)


@pytest.fixture
def damaged(tiny_prepared, tmp_path):
    """A copy that a test may damage."""
    return Path(shutil.copytree(tiny_prepared, tmp_path / "copy"))


def test_it_agrees_with_the_reference(encoder, tiny_encoder):
    pixels = np.random.default_rng(0).integers(0, 256, (7, 32, 32, 3)).astype(np.uint8)
    np.testing.assert_allclose(
        encoder.encode_images(pixels), tiny_encoder.encode_images(pixels), atol=1e-5
    )
    texts = [*TEXTS, "two dogs in the snow"] * 15  # more than are encoded at once
    np.testing.assert_allclose(
        encoder.encode_texts(texts), tiny_encoder.encode_texts(texts), atol=1e-5
    )


def test_it_says_what_it_is(encoder, tiny_encoder):
    assert encoder.model_id == tiny_encoder.model_id == "tiny/random"
    assert encoder.dim == tiny_encoder.dim == 32
    assert encoder.input_spec == tiny_encoder.input_spec
    assert encoder.input_spec.resize_mode == "squash"


@pytest.mark.parametrize("n", [0, 1, 3])
def test_embeddings_are_unit_vectors(encoder, n):
    for embeddings in (
        encoder.encode_images(pictures(32)[:n]),
        encoder.encode_texts(TEXTS[:n]),
    ):
        assert embeddings.shape == (n, 32)
        assert embeddings.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(embeddings, axis=1), 1, atol=1e-5)


def test_pictures_may_lie_anyhow_in_memory(encoder):
    turned = pictures(32).transpose(0, 2, 1, 3)
    np.testing.assert_array_equal(
        encoder.encode_images(turned), encoder.encode_images(turned.copy())
    )


def test_different_inputs_give_different_embeddings(encoder):
    for embeddings in (encoder.encode_images(pictures(32)), encoder.encode_texts(TEXTS)):
        similar = embeddings @ embeddings.T - np.eye(len(embeddings))
        assert similar.max() < 0.999


def test_threads_may_share_it(encoder, tiny_prepared):
    expected = OnnxEncoder(tiny_prepared).encode_texts(["a dog"])
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(encoder.encode_texts, [["a dog"]] * 32))
    for answer in answers:
        np.testing.assert_allclose(answer, expected, atol=1e-6)


def test_it_loads_no_torch_and_only_the_tower_it_needs(tiny_prepared, tmp_path):
    for tower in ("image.onnx", "image.onnx.data"):
        assert (tiny_prepared / tower).is_file()
    code = f"""
import sys
from pathlib import Path
import numpy as np
import models.catalogue, models.onnx
assert "onnxruntime" not in sys.modules
encoder = models.onnx.OnnxEncoder(Path({str(tiny_prepared)!r}))
encoder.encode_texts(["two dogs in the snow"])
assert not {{"ftfy", "tokenizers"}} & set(sys.modules)
assert encoder._image is None
encoder.encode_texts(["Zwei Hunde im Schnee, weiß"])
encoder.encode_images(np.zeros((1, 32, 32, 3), np.uint8))
loaded = {{"torch", "open_clip", "torchvision", "timm", "transformers", "onnx", "httpx"}}
print(sorted(loaded & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_known_answers_notice_towers_that_do_not_belong_together(damaged, encoder):
    assert check_answers(encoder, encoder.manifest.answers) > 0.9999
    answers = encoder.manifest.answers
    swapped = {"texts": answers["texts"], "pictures": answers["texts"]}
    assert check_answers(encoder, swapped) < 0.9
    with pytest.raises(ModelError, match="known answers of tiny/random are damaged"):
        check_answers(encoder, {"texts": "%", "pictures": "%"})


def test_a_tower_says_nothing_about_who_made_it(tiny_prepared):
    import torch

    for name in ("image.onnx", "text.onnx"):
        content = (tiny_prepared / name).read_bytes()
        for trace in (str(ROOT), str(Path(torch.__file__).parent), "site-packages", ".py"):
            assert trace.encode() not in content


def test_an_undamaged_model_is_verified(tiny_prepared):
    assert verify(tiny_prepared).model_id == "tiny/random"


@pytest.mark.parametrize("name", ["image.onnx", "text.onnx.data", "merges.txt"])
def test_a_missing_or_cut_file_is_noticed_at_once(damaged, name):
    file = damaged / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ModelError, match=rf"damaged \({name} is missing or incomplete\)"):
        OnnxEncoder(damaged)
    file.unlink()
    with pytest.raises(ModelError, match="prepare it again"):
        OnnxEncoder(damaged)


def test_a_changed_byte_is_noticed_on_demand(damaged):
    file = damaged / "text.onnx.data"
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)
    read_manifest(damaged)
    with pytest.raises(ModelError, match=r"text\.onnx\.data has changed"):
        verify(damaged)


@pytest.mark.parametrize("name", ["image.onnx", "text.onnx"])
def test_a_tower_of_rubbish_is_explained(damaged, name):
    (damaged / name).write_bytes(b"\xff" * (damaged / name).stat().st_size)
    encoder = OnnxEncoder(damaged)
    with pytest.raises(ModelError, match=f"{name} in .* cannot be loaded"):
        encoder.encode_images(pictures(32)) if name[0] == "i" else encoder.encode_texts(["a"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 99}, "has format 99"),
        ({"dim": "32"}, "impossible values"),
        ({"files": []}, "impossible values"),
        ({"files": [{"name": "../x", "size": 1, "sha256": ""}]}, "impossible values"),
        ({"surprise": 1}, "missing or unknown parts"),
        ({"input_spec": {"side": 32, "resize_mode": "spin"}}, "impossible values"),
    ],
)
def test_an_odd_manifest_is_explained(damaged, change, message):
    file = damaged / MANIFEST
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    with pytest.raises(ModelError, match=message):
        OnnxEncoder(damaged)


def test_a_manifest_that_is_no_manifest_is_explained(damaged):
    for content in ("{", "[]", "3"):
        (damaged / MANIFEST).write_text(content)
        with pytest.raises(ModelError, match="prepare it again"):
            OnnxEncoder(damaged)
    (damaged / MANIFEST).unlink()
    with pytest.raises(ModelError, match="There is no prepared model"):
        OnnxEncoder(damaged)
