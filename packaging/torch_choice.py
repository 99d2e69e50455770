"""Which build of PyTorch is installed: the one for CPUs, unless the user asks for CUDA.

On PyPI the Linux wheel of torch brings CUDA: gigabytes. PyTorch's own index has builds for CPUs
under the same version with a local part (`2.13.0+cpu`), which pip ranks above the plain one; so
offering that index beside the usual one is enough. Whatever is offered, the plan is looked at
before anything is downloaded.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
TORCH_VARIABLE = "PICTROVE_TORCH"
PATIENCE_S = 4
_CUDA = re.compile(r"(nvidia|cuda)[-_.].*", re.IGNORECASE)


def wants_cuda() -> bool:
    """Whether the user asked for PyTorch with CUDA."""
    return os.environ.get(TORCH_VARIABLE, "").lower() == "cuda"


def cpu_index_arguments(say: Callable[[str], None]) -> list[str]:
    """Options for pip that offer PyTorch's index of CPU builds, where one is needed."""
    if not sys.platform.startswith("linux") or wants_cuda():
        return []  # elsewhere PyPI's wheels are builds without CUDA
    if not reachable(f"{CPU_INDEX}/torch/"):
        say(f"{CPU_INDEX} cannot be reached; going on with the usual package index alone")
        return []
    say(f"Offering PyTorch's CPU builds to pip: {CPU_INDEX}")
    return ["--extra-index-url", CPU_INDEX]


def reachable(url: str) -> bool:
    """Whether an index answers within a few seconds."""
    request = urllib.request.Request(url, method="HEAD")  # noqa: S310  (always the https index)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S):  # noqa: S310  (the same)
            return True
    except (OSError, ValueError):
        return False


def objection_to_plan(pip: Sequence[str], arguments: Sequence[str]) -> str | None:
    """A sentence if pip would install CUDA unasked, or has no plan at all; else None."""
    if wants_cuda():
        return None
    command = [*pip, "install", "--dry-run", "-qq", "--no-input", "--report", "-"]
    command += ["--disable-pip-version-check", "--ignore-installed", *arguments]
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        return "pip cannot find all that is needed; its message stands above."
    unwanted = cuda_packages(json.loads(done.stdout)["install"])
    if not unwanted:
        return None
    return (
        f"pip would install CUDA with PyTorch, gigabytes of it ({', '.join(unwanted[:3])}, ...); "
        f"make {CPU_INDEX} reachable for the CPU build, or set {TORCH_VARIABLE}=cuda to have it."
    )


def cuda_packages(plan: Iterable[dict[str, dict[str, str]]]) -> list[str]:
    """Packages of a pip report that are CUDA or were built for it."""
    found = []
    for item in plan:
        name, version = item["metadata"]["name"], item["metadata"]["version"]
        if _CUDA.fullmatch(name) or "+cu" in version:
            found.append(f"{name} {version}")
    return found
