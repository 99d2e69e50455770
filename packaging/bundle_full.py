"""What the full bundle has in addition: PyTorch and open_clip, for CPUs, to prepare any model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from bundle_libraries import Trouble
from torch_choice import CPU_INDEX

MODULES = (
    *("torch", "torchvision", "open_clip", "timm", "onnx", "onnxscript", "onnx_ir"),
    *("torchgen", "functorch", "huggingface_hub", "sympy", "mpmath", "networkx", "ml_dtypes"),
    *("numpy.testing", "yaml"),
)
"""All that the standard bundle does without."""

WITH_SOURCES = ("onnxscript",)
"""Modules that read their own source code, as torch does, which PyInstaller knows of."""

HIDDEN = ("onnxscript", "open_clip", "timm", "torch", "torchvision")

UNUSED = (
    *("triton", "hf_xet", "tensorboard", "expecttest", "torchaudio", "jax", "tensorflow", "xarray"),
    *("torch.utils.tensorboard", "torch.utils.benchmark", "torch.utils.bottleneck", "caffe2"),
    *("py", "dask", "h5py", "numba", "cv2"),
    *("sympy.testing", "sympy.benchmarks", "onnx.backend.test", "onnx.bin"),
)
"""Modules of these and of others that preparing a model never imports."""

_NOT_CARRIED = re.compile(
    # Bound to CUDA, whose licence is NVIDIA's; `models/compat.py` does without them.
    r"torchvision/(image|_C)\.(so|pyd|dylib)|torchvision\.libs/"
    r"|torch/(test|include|share|bin/(?!torch_shm_manager))|torchgen/packaged/|onnx/backend/"
    r"|.*(/tests?/|\.(cuh|cpp|cc|proto|cmake|cu|hpp|jinja|js|html)$)"
)
"""Files of these libraries that preparing a model never reads."""

_OF_NVIDIA = re.compile(r"(lib)?(cuda|cu(dart|blas|dnn|fft|rand|solver|sparse)|nv(jpeg|rtc|jit))")
"""What such libraries are linked to, wherever PyInstaller puts it."""

UNUSED_PACKAGES = frozenset({"setuptools", "hf-xet", "typer", "pip"})
"""What these packages ask for, and preparing a model does not need."""


def refuse_cuda(entries: Iterable[tuple[str, str, str]]) -> None:
    """See that PyTorch is the build for CPUs.

    Args:
        entries: what PyInstaller found: place in the bundle, source, kind.

    Raises:
        Trouble: it is a build for GPUs, gigabytes larger and not to be passed on.
    """
    if any("torch_cuda" in PurePath(place).name for place, _, _ in entries):
        raise Trouble(
            "The PyTorch that is installed here is for CUDA, and the bundle takes the one for "
            f"CPUs; install that: pip install --index-url {CPU_INDEX} torch torchvision"
        )


def data_files() -> list[tuple[str, str]]:
    """open_clip's configurations of architectures and its vocabulary."""
    from PyInstaller.utils.hooks import collect_data_files

    return [(str(source), str(place)) for source, place in collect_data_files("open_clip")]


def is_wanted(path: PurePath) -> bool:
    """Whether a file at this place of a bundle is used, if it is of these libraries."""
    if _OF_NVIDIA.match(path.name):
        return False
    ours = path.parts[0].removesuffix(".libs") in MODULES
    return not (ours and _NOT_CARRIED.match(path.as_posix()))
