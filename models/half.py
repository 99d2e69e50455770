"""Weights stored in half their size: float16 in the file, float32 in use.

The computation stays in float32, so no processor is slower for it. ONNX Runtime widens the
weights once, while it loads them; a table of word vectors stays narrow in memory too, because
only the rows that are looked up are widened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

_SMALLEST = 1024
_LARGEST = np.finfo(np.float16).max


def save_with_half_weights(model: Any, file: Path) -> None:
    """Write an ONNX model with its large float32 weights as float16.

    Args:
        model: an `onnx.ModelProto` of less than 2 GB; it is changed.
        file: where to write it; its weights go to a file of this name with ``.data`` added.
    """
    import onnx

    graph = model.graph
    for weight in list(graph.initializer):
        values = onnx.numpy_helper.to_array(weight)
        if _can_be_narrow(values):
            narrow = onnx.numpy_helper.from_array(values.astype(np.float16), f"{weight.name}_half")
            _widen_where_used(graph, weight.name, narrow.name)
            graph.initializer.remove(weight)
            graph.initializer.append(narrow)
    onnx.save_model(
        model,
        str(file),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=f"{file.name}.data",
        size_threshold=_SMALLEST,
    )


def _can_be_narrow(values: np.ndarray[Any, Any]) -> bool:
    if values.dtype != np.float32 or values.size < _SMALLEST:
        return False
    # A mask of minus infinity stays one, but large finite numbers would become infinite.
    finite = values[np.isfinite(values)]
    return bool(np.abs(finite).max(initial=0.0) <= _LARGEST)


def _widen_where_used(graph: Any, name: str, narrow: str) -> None:
    users = [(place, node) for place, node in enumerate(graph.node) if name in node.input]
    if all(node.op_type == "Gather" and node.input[0] == name for _, node in users):
        for place, node in reversed(users):
            node.input[0] = narrow
            looked_up, node.output[0] = node.output[0], f"{node.output[0]}_half"
            graph.node.insert(place + 1, _widening(node.output[0], looked_up))
    else:
        graph.node.insert(0, _widening(narrow, name))


def _widening(source: str, target: str) -> Any:
    import onnx

    return onnx.helper.make_node(
        "Cast", [source], [target], name=f"widen_{target}", to=onnx.TensorProto.FLOAT
    )
