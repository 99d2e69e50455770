"""ONNX Runtime, silenced: the one place that imports it."""

from __future__ import annotations

import os
from types import ModuleType


def onnx_runtime() -> ModuleType:
    """The module `onnxruntime`, told before its import to send nothing to anyone.

    From version 1.29 on it looks for its maker's server as soon as it is imported, and keeps
    a database of events below the user's cache folder, unless this variable is set.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # noqa: TID251

    # On Windows events go to the system's own tracing instead.
    disable = getattr(onnxruntime, "disable_telemetry_events", None)
    if disable is not None:
        disable()
    module: ModuleType = onnxruntime
    return module
