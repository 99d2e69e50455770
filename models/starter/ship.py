"""The trained model as it is shipped: one file of weights, for open_clip and ONNX Runtime.

The weights stand once, as float16, in `open_clip_model.safetensors`. The ONNX graphs are
those of any prepared model, but refer into that file where they use its weights as they are
(the token embeddings, above all), and hold the rest as float16: convolutions into which
batch normalisation was folded, and transposed matrices.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from safetensors.torch import save_file

from models.answers import check_answers
from models.errors import PreparationError
from models.export import AGREEMENT, export_towers
from models.manifest import IMAGE_TOWER, MANIFEST, TEXT_TOWER, record_of, write_manifest
from models.onnx import OnnxEncoder
from models.openclip import CONFIG_NAME, OpenClipEncoder
from models.registry import STARTER
from models.starter.architecture import CONFIG

WEIGHTS = "open_clip_model.safetensors"
_SMALLEST_HALVED = 64  # elements; smaller constants stay as they are


def ship(model: torch.nn.Module, folder: Path) -> None:
    """Write everything that `resources/starter` holds.

    Args:
        model: the trained open_clip model.
        folder: where to write; it appears when all is done.
    """
    source = folder.with_name(folder.name + "-source")
    source.mkdir(parents=True, exist_ok=True)
    save_file(_halves(model), source / WEIGHTS)
    (source / CONFIG_NAME).write_text(json.dumps(CONFIG, indent=1) + "\n", encoding="utf-8")
    encoder = OpenClipEncoder.from_folder(source, model_id=STARTER)
    made_from = {"trained by": "python -m models.starter.train"}
    manifest = export_towers(encoder, folder, made_from=made_from)
    for name in (WEIGHTS, CONFIG_NAME):
        (folder / name).write_bytes((source / name).read_bytes())
    for tower in (IMAGE_TOWER, TEXT_TOWER):
        share_weights(folder / tower, folder / WEIGHTS)
    files = sorted(file for file in folder.iterdir() if file.name != MANIFEST)
    write_manifest(folder, replace(manifest, files=tuple(record_of(file) for file in files)))
    worst = check_answers(OnnxEncoder(folder), manifest.answers)
    if worst < AGREEMENT:
        raise PreparationError(f"The shipped towers agree only to {worst:.5f}; look at the graphs.")


def _halves(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {
        name: tensor.detach().half().contiguous() if tensor.is_floating_point() else tensor
        for name, tensor in model.state_dict().items()
    }


def share_weights(graph: Path, weights: Path) -> None:
    """Halve a graph's constants, and let it take what it can from a safetensors file beside it.

    Every float32 constant becomes float16, followed by a cast; one that equals a tensor of
    `weights` is only a reference to it. The table of a look-up (token embeddings) is cast
    after the look-up, so that it is never converted as a whole.
    """
    model = onnx.load(graph)
    places = _places(weights)
    casts = []
    for constant in list(model.graph.initializer):
        if constant.data_type != onnx.TensorProto.FLOAT:
            continue
        values = onnx.numpy_helper.to_array(constant)
        if values.size < _SMALLEST_HALVED:
            continue
        place = places.get(_fingerprint(values))
        if place is None:
            constant.CopyFrom(
                onnx.numpy_helper.from_array(values.astype(np.float16), constant.name)
            )
        else:
            _refer(constant, weights.name, *place)
        casts.append(_cast(model.graph, constant.name))
    for at, node in enumerate(casts):
        if node is not None:
            model.graph.node.insert(at, node)
    del model.graph.value_info[:]  # types of what is half now would contradict
    data = graph.with_name(graph.name + ".data")
    data.unlink(missing_ok=True)
    graph.write_bytes(model.SerializeToString())


def _fingerprint(values: np.ndarray[Any, Any]) -> tuple[tuple[int, ...], bytes]:
    return values.shape, values.astype(np.float32).tobytes()


def _places(weights: Path) -> dict[Any, tuple[int, int]]:
    """(offset, length) in bytes of every float16 tensor, by shape and values."""
    data = weights.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    places = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F16":
            continue
        low, high = (start + edge for edge in entry["data_offsets"])
        values = np.frombuffer(data[low:high], np.float16).reshape(entry["shape"])
        places[_fingerprint(values)] = (low, high - low)
    return places


def _refer(constant: Any, file: str, offset: int, length: int) -> None:
    constant.data_type = onnx.TensorProto.FLOAT16
    for name in ("raw_data", "float_data", "external_data"):
        constant.ClearField(name)
    constant.data_location = onnx.TensorProto.EXTERNAL
    for key, value in (("location", file), ("offset", offset), ("length", length)):
        constant.external_data.add(key=key, value=str(value))


def _cast(graph: Any, name: str) -> Any:
    """Cast a half constant where it is used; None where that could be put off."""
    users = [node for node in graph.node if name in node.input]
    if all(node.op_type == "Gather" and node.input[0] == name for node in users):
        for node in users:
            wide = node.output[0]
            node.output[0] = f"{wide}_half"
            at = list(graph.node).index(node)
            to_float = onnx.helper.make_node(
                "Cast", [node.output[0]], [wide], to=onnx.TensorProto.FLOAT
            )
            graph.node.insert(at + 1, to_float)
        return None
    for node in users:
        for at, used in enumerate(node.input):
            if used == name:
                node.input[at] = f"{name}_wide"
    return onnx.helper.make_node("Cast", [name], [f"{name}_wide"], to=onnx.TensorProto.FLOAT)
