"""A graph small enough to be written by hand: its ONNX needs no library, and so no torch.

Pictures: all their values times a matrix, plus a bias. Texts: the mean of their tokens' vectors.
Both become unit vectors. NumPy computes the same in two lines.
"""

from __future__ import annotations

import gzip
import json
import struct

import numpy as np

from models.graphs import read_graph

DIM, SIDE, LENGTH, TOKENS = 4, 4, 8, 49408
VALUES = SIDE * SIDE * 3
_FLOAT, _UINT8, _INT64 = 1, 2, 7


def write_graph(folder, *, vocabulary=None):
    """The graph of the model "tiny/written" in `folder`."""
    folder.mkdir()
    towers = {
        "image.onnx": _model(
            "image.onnx",
            [
                _node("Cast", ["pixels"], "wide", to=_FLOAT),
                _node("Flatten", ["wide"], "flat", axis=1),
                _node("MatMul", ["flat", "matrix"], "product"),
                _node("Add", ["product", "bias"], "sum"),
                _node("LpNormalization", ["sum"], "embeddings", axis=1),
            ],
            _value("pixels", _UINT8, ["batch", SIDE, SIDE, 3]),
            {"matrix": ((VALUES, DIM), 0), "bias": ((1, DIM), 768)},
        ),
        "text.onnx": _model(
            "text.onnx",
            [
                _node("Gather", ["table", "tokens"], "vectors"),
                _node("ReduceMean", ["vectors"], "mean", axes=[1], keepdims=0),
                _node("LpNormalization", ["mean"], "embeddings", axis=1),
            ],
            _value("tokens", _INT64, ["batch", LENGTH]),
            {"table": ((TOKENS, DIM), 64)},
        ),
    }
    recipes = {
        "image.onnx": [
            {"offset": 0, "source": "visual.proj", "of": [DIM, VALUES], "permute": [1, 0],
             "shape": [VALUES, DIM]},
            {"offset": 768, "source": "visual.bias", "of": [DIM], "shape": [1, DIM]},
        ],
        "text.onnx": [
            {"offset": 64, "source": "text.token_embedding.weight", "of": [TOKENS, DIM]}
        ],
    }  # fmt: skip
    about = {
        "model_id": "tiny/written",
        "dim": DIM,
        "input_spec": {"side": SIDE},
        "context_length": LENGTH,
        "clean": "lower",
        "vocabulary": vocabulary or {"kind": "clip", "size": TOKENS},
        "size": 1 << 20,
        "unused": ["logit_scale"],
        "made_with": {"hands": "1.0"},
    }
    (folder / "graph.json").write_text(json.dumps(about))
    (folder / "weights.json").write_text(json.dumps(recipes))
    for name, tower in towers.items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(tower))
    return read_graph(folder)


def random_tensors(seed=0):
    """Weights for the graph."""
    random = np.random.default_rng(seed)
    return {
        "logit_scale": np.float32(random.normal()).reshape(()),
        "text.token_embedding.weight": random.normal(size=(TOKENS, DIM)).astype(np.float32),
        "visual.bias": random.normal(size=DIM).astype(np.float32) * 100,
        "visual.proj": random.normal(size=(DIM, VALUES)).astype(np.float32),
    }


def write_safetensors(file, tensors, metadata=None):
    """Arrays, or (type, shape, bytes), as a safetensors file."""
    header, body = {} if metadata is None else {"__metadata__": metadata}, b""
    for name, tensor in tensors.items():
        kind, shape, content = tensor if isinstance(tensor, tuple) else _stored(tensor)
        header[name] = {
            "dtype": kind,
            "shape": list(shape),
            "data_offsets": [len(body), len(body) + len(content)],
        }
        body += content
    packed = json.dumps(header).encode()
    file.write_bytes(struct.pack("<Q", len(packed)) + packed + body)
    return file


def entry(kind="F32", shape=(1,), begin=0, end=4):
    """What the header of a safetensors file says about a tensor."""
    return {"dtype": kind, "shape": list(shape), "data_offsets": [begin, end]}


def left(folder):
    """The names in the folder of models."""
    return sorted(path.name for path in folder.parent.iterdir()) if folder.parent.exists() else []


def embed_pictures(tensors, pixels):
    """What the graph makes of pictures."""
    flat = pixels.reshape(len(pixels), -1).astype(np.float64)
    return _unit(flat @ tensors["visual.proj"].T.astype(np.float64) + tensors["visual.bias"])


def embed_tokens(tensors, ids):
    """What the graph makes of token ids."""
    return _unit(tensors["text.token_embedding.weight"].astype(np.float64)[ids].mean(axis=1))


def _unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _stored(array):
    kinds = {"float32": "F32", "float16": "F16", "float64": "F64", "int32": "I32"}
    return kinds[array.dtype.name], array.shape, array.tobytes()


# Protocol buffers, as far as ONNX needs them here: fields are numbered, and of two kinds.


def _number(value):
    content = bytearray()
    while value > 0x7F:
        content.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*content, value])


def _field(number, value):
    if isinstance(value, int):
        return _number(number << 3) + _number(value)
    content = value.encode() if isinstance(value, str) else value
    return _number(number << 3 | 2) + _number(len(content)) + content


def _message(*fields):
    return b"".join(_field(number, value) for number, value in fields)


def _node(kind, inputs, output, **attributes):
    fields = [(1, name) for name in inputs] + [(2, output), (4, kind)]
    for name, value in attributes.items():
        typed = [(3, value), (20, 2)] if isinstance(value, int) else [(8, value[0]), (20, 7)]
        fields.append((5, _message((1, name), *typed)))
    return _message(*fields)


def _value(name, kind, shape):
    dimensions = [(1, _message((2 if isinstance(size, str) else 1, size))) for size in shape]
    tensor = _message((1, kind), (2, _message(*dimensions)))
    return _message((1, name), (2, _message((1, tensor))))


def _model(name, nodes, given, weights):
    tensors = []
    for weight, (shape, offset) in weights.items():
        place = {"location": f"{name}.data", "offset": offset, "length": 4 * int(np.prod(shape))}
        entries = [(13, _message((1, key), (2, str(value)))) for key, value in place.items()]
        fields = [(1, size) for size in shape] + [(2, _FLOAT), (8, weight), *entries, (14, 1)]
        tensors.append(_message(*fields))
    graph = _message(
        *[(1, node) for node in nodes], (2, name), *[(5, tensor) for tensor in tensors],
        (11, given), (12, _value("embeddings", _FLOAT, ["batch", DIM])),
    )  # fmt: skip
    return _message((1, 8), (7, graph), (8, _message((1, ""), (2, 17))))
