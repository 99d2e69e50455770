"""The trained model as it is shipped: one file of weights, for open_clip and ONNX Runtime.

The weights stand once, as float16, in `open_clip_model.safetensors`. The ONNX graphs are
those of any model prepared with halved weights, but refer into that file where they use its
tensors as they are (the token embeddings, above all). What is left to them are convolutions
into which batch normalisation was folded, and transposed matrices.
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

from models.answers import AGREEMENT, check_answers
from models.errors import PreparationError
from models.export import export_towers
from models.manifest import IMAGE_TOWER, MANIFEST, TEXT_TOWER, record_of, write_manifest
from models.onnx import OnnxEncoder
from models.openclip import CONFIG_NAME, OpenClipEncoder
from models.registry import STARTER
from models.starter.architecture import CONFIG

WEIGHTS = "open_clip_model.safetensors"


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
    manifest = export_towers(encoder, folder, made_from=made_from, half=True)
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
    """Let a graph take what it can from a safetensors file beside it.

    Every float16 constant that equals a tensor of `weights` becomes a reference to it; the
    others stay in the graph's own file of weights.
    """
    model = onnx.load(graph)
    places = _places(weights)
    shared = {}
    for constant in model.graph.initializer:
        if constant.data_type == onnx.TensorProto.FLOAT16:
            place = places.get(_fingerprint(onnx.numpy_helper.to_array(constant)))
            if place is not None:
                shared[constant.name] = place
                constant.raw_data = b""
    own = f"{graph.name}.data"
    graph.with_name(own).unlink()  # onnx would append to it
    onnx.save_model(model, graph, save_as_external_data=True, location=own, size_threshold=1024)
    model = onnx.load(graph, load_external_data=False)
    for constant in model.graph.initializer:
        if constant.name in shared:
            _refer(constant, weights.name, *shared[constant.name])
    graph.write_bytes(model.SerializeToString())


def _fingerprint(values: np.ndarray[Any, Any]) -> tuple[tuple[int, ...], bytes]:
    return values.shape, values.tobytes()


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
    constant.ClearField("raw_data")
    del constant.external_data[:]
    constant.data_location = onnx.TensorProto.EXTERNAL
    for key, value in (("location", file), ("offset", offset), ("length", length)):
        constant.external_data.add(key=key, value=str(value))
