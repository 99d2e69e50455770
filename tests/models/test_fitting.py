"""Which weights fit a graph, and files that are no weights at all."""

import json
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import WeightsError
from models.filling import fill, fits
from models.graphs import read_graph
from models.onnx import OnnxEncoder
from models.tokens import load_tokens
from tests.models import tiny_graph
from tests.models.tiny_graph import DIM, VALUES, entry, left, write_safetensors


def refused(graph, tensors, tmp_path):
    """The reason why tensors are refused."""
    file = write_safetensors(tmp_path / "odd.safetensors", tensors)
    assert not fits(graph, file)
    with pytest.raises(WeightsError) as caught:
        fill(graph, file, tmp_path / "models" / "made")
    assert left(tmp_path / "models" / "made") == []
    return str(caught.value)


def test_missing_weights_are_named(graph, tensors, tmp_path):
    del tensors["visual.bias"]
    message = refused(graph, tensors, tmp_path)
    assert "do not fit tiny/written: visual.bias is missing; choose the file" in message
    del tensors["visual.proj"]
    assert "visual.bias and 1 more are missing" in refused(graph, tensors, tmp_path)


def test_unknown_weights_are_named(graph, tensors, tmp_path):
    tensors["visual.secret"] = np.zeros(1, np.float32)
    assert "visual.secret is no part of it" in refused(graph, tensors, tmp_path)


@pytest.mark.parametrize("shape", [(VALUES, DIM), (DIM * VALUES,), (DIM, VALUES, 1), (DIM, 2)])
def test_weights_of_another_shape_are_refused(graph, tensors, tmp_path, shape):
    tensors["visual.proj"] = np.zeros(shape, np.float32)
    assert "visual.proj has the size" in refused(graph, tensors, tmp_path)
    assert f"instead of {DIM} x {VALUES};" in refused(graph, tensors, tmp_path)


@pytest.mark.parametrize("kind", [np.float64, np.int32])
def test_weights_of_another_type_are_refused(graph, tensors, tmp_path, kind):
    tensors["visual.bias"] = np.zeros(DIM, kind)
    assert "not F32, F16 or BF16" in refused(graph, tensors, tmp_path)


def test_what_no_tower_needs_may_be_there_or_not(graph, tensors, tmp_path):
    assert fits(graph, write_safetensors(tmp_path / "with.safetensors", tensors))
    tensors["logit_scale"] = np.zeros((1, 1), np.int32)
    assert fits(graph, write_safetensors(tmp_path / "odd.safetensors", tensors))
    del tensors["logit_scale"]
    without = write_safetensors(tmp_path / "without.safetensors", tensors, {"format": "pt"})
    assert fits(graph, without)


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: f"module.{name}",
        lambda name: name.removeprefix("text."),
        lambda name: f"module.{name.removeprefix('text.')}",
    ],
)
def test_older_ways_to_name_weights(graph, tensors, tmp_path, folder, rename):
    """open_clip loads these as well; its sign for the second is a position in the text tower."""
    named = {rename(name): values for name, values in tensors.items()}
    old = graph.recipes["text.onnx"][0]
    about = json.loads((graph.folder / "weights.json").read_text())
    about["text.onnx"].append({"offset": old.end, "source": "text.positional_embedding", "of": [2]})
    other = tmp_path / "other"
    other.mkdir()
    for file in graph.folder.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    (other / "weights.json").write_text(json.dumps(about))
    named[rename("text.positional_embedding")] = np.zeros(2, np.float32)
    fill(read_graph(other), write_safetensors(tmp_path / "old.safetensors", named), folder)
    ids = load_tokens(folder, 8, "lower")(["snow"])
    ours = OnnxEncoder(folder).encode_texts(["snow"])
    np.testing.assert_allclose(ours, tiny_graph.embed_tokens(tensors, ids), atol=1e-6)


def test_no_weights_at_all(graph, tmp_path, folder):
    assert not fits(graph, tmp_path / "none.safetensors")
    with pytest.raises(WeightsError, match="cannot be read"):
        fill(graph, tmp_path / "none.safetensors", folder)


def test_a_header_whose_length_looks_like_another_format(graph, tensors, tmp_path):
    """A pickle begins with 0x80, and so does a header of 384 bytes."""
    for first in (0x80, ord("<")):
        file = write_safetensors(tmp_path / "good.safetensors", tensors)
        length = struct.unpack("<Q", file.read_bytes()[:8])[0]
        padding = (first - length) % 256
        content = file.read_bytes()[8:]
        header = content[:length] + b" " * padding
        file.write_bytes(struct.pack("<Q", len(header)) + header + content[length:])
        assert file.read_bytes()[0] == first
        assert fits(graph, file)


def raw(header, body=b"", length=None):
    packed = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(packed) if length is None else length) + packed + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 7,
        raw({}, length=0),
        raw({}, length=1 << 62),
        raw({}, length=(1 << 64) - 1),
        raw({}, length=200 << 20),
        raw(b" " * (17 << 20)),
        raw(b"[" * 100_000),
        raw(b'{"a":' * 100_000),
        raw(b"\xff\xfe"),
        raw([]),
        raw({"a": 1}),
        raw({"a": entry()}),
        raw({"a": entry(shape=[-1])}, b"1234"),
        raw({"a": entry(begin=-4, end=0)}, b"1234"),
        raw({"a": entry(begin=4, end=0)}, b"1234"),
        raw({"a": entry(end=1 << 63)}, b"1234"),
        raw({"a": entry(shape=[1 << 62, 4])}, b"1234"),
        raw({"a": entry(shape=[1 << 32, 1 << 32], end=0)}),
        raw({"a": entry(), "b": entry()}, b"1234"),
        raw({"a": entry(begin=4, end=8)}, b"12345678"),
        raw({"a": entry("F99")}, b"1234"),
        raw({"a": entry()}, b"12345"),
        raw({"__metadata__": {"a": {}}}),
        b"PK\x03\x04",
        b"<!DOCTYPE html>",
    ],
    ids=range(26),
)
def test_hostile_headers_are_refused(graph, tmp_path, folder, content):
    file = tmp_path / "hostile.safetensors"
    file.write_bytes(content)
    assert not fits(graph, file)
    with pytest.raises(WeightsError):
        fill(graph, file, folder)
    assert left(folder) == []


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, 600),
    changes=st.lists(st.tuples(st.integers(0, 599), st.integers(0, 255)), max_size=4),
)
def test_any_damage_to_a_header_is_seen_or_harmless(graph, weights, tmp_path, cut, changes):
    content = bytearray(weights.read_bytes())
    for place, value in changes:
        content[place] = value
    file = tmp_path / "fuzzed.safetensors"
    file.write_bytes(content[: -cut or None])
    assert fits(graph, file) in {True, False}
