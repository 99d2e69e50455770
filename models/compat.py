"""Makes torchvision importable beside a build of torch that it was not compiled for.

The CPU build of torch next to torchvision from the ordinary package index ends every
``import torchvision`` (and so timm and open_clip) with *operator torchvision::nms does not
exist*: torchvision's compiled part does not load, and its Python part then refers to operators
nobody declared. Declaring their schemas is enough for everything Pictrove uses.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

_SCHEMAS = tuple(
    f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor" for name in ("nms", "qnms")
)


def import_torchvision() -> ModuleType:
    """Import torchvision, declaring its missing operators where it needs them.

    Call this before timm or open_clip are imported. Where torchvision is healthy it is only
    imported.
    """
    try:
        import torchvision
    except RuntimeError as error:
        if "torchvision::" not in str(error):
            raise
        torchvision = _import_with_declared_operators()
    module: ModuleType = torchvision
    return module


def _import_with_declared_operators() -> ModuleType:
    import torch

    for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[name]
    library: Any = torch.library.Library("torchvision", "FRAGMENT")  # type: ignore[no-untyped-call] # torch leaves it so
    for schema in _SCHEMAS:
        library.define(schema)
    import torchvision

    module: ModuleType = torchvision
    # The declarations last as long as the library object does.
    module.__dict__["_declared_operators"] = library
    return module
