"""Weights stored as float16, in a model made by hand."""

import numpy as np
import pytest

pytestmark = pytest.mark.torch


def run(file, **inputs):
    import onnx

    from models.runtime import onnx_runtime

    onnx.checker.check_model(str(file))
    return onnx_runtime().InferenceSession(str(file)).run(None, inputs)[0]


def test_only_large_weights_become_narrow_and_results_stay(tmp_path):
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    from models.half import save_with_half_weights

    random = np.random.default_rng(0)
    weights = {
        "table": random.normal(size=(500, 64)).astype(np.float32),
        "matrix": random.normal(size=(64, 32)).astype(np.float32),
        "mask": np.where(np.triu(np.ones((32, 32)), 1) > 0, -np.inf, 0).astype(np.float32),
        "huge": np.full((32, 32), 1e9, np.float32),
        "bias": random.normal(size=32).astype(np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["table", "rows"], ["found"]),
        helper.make_node("MatMul", ["found", "matrix"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["sum"]),
        helper.make_node("Add", ["sum", "mask"], ["masked"]),
        helper.make_node("Div", ["masked", "huge"], ["scaled"]),
        helper.make_node("Mul", ["scaled", "huge"], ["out"]),
    ]
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info("rows", TensorProto.INT64, [32])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [32, 32])],
        [numpy_helper.from_array(values, name) for name, values in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    whole, narrow = tmp_path / "whole.onnx", tmp_path / "narrow.onnx"
    onnx.save_model(model, str(whole))
    save_with_half_weights(model, narrow)
    kinds = {weight.name: weight.data_type for weight in onnx.load(str(narrow)).graph.initializer}
    assert {name for name, kind in kinds.items() if kind == TensorProto.FLOAT16} == {
        "table_half", "matrix_half", "mask_half",
    }  # fmt: skip
    assert {"huge", "bias"} <= set(kinds)
    rows = random.integers(0, 500, 32)
    expected = run(whole, rows=rows)
    np.testing.assert_allclose(run(narrow, rows=rows), expected, atol=0.05)
    assert np.isinf(expected).any()
