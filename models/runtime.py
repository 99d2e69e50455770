"""ONNX Runtime, silenced: the one place that imports it."""

from __future__ import annotations

import os
from types import ModuleType


def onnx_runtime() -> ModuleType:
    """The module `onnxruntime`, told before its import to send nothing to anyone.

    Otherwise it looks for its maker's server once a model is loaded, and keeps the number of
    this device and a database of events below the user's cache folder (seen with 1.31).
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # noqa: TID251

    # On Windows events go to the system's own tracing instead.
    disable = getattr(onnxruntime, "disable_telemetry_events", None)
    if disable is not None:
        disable()
    module: ModuleType = onnxruntime
    return module
