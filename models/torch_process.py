"""The process in which torch works, as the one that started it sees it.

It is ``python -m models.prepare``: it writes one JSON object per line about its progress, and
the last one says how it ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from models.attending import Attendant
from models.errors import PreparationError, UnknownModelError, WeightsError
from models.sources import OnProgress
from resources.own_process import is_bundle, own_process

_NEEDED = ("torch", "torchvision", "open_clip", "timm", "onnx", "onnxscript")
_ERRORS = {error.__name__: error for error in (PreparationError, UnknownModelError, WeightsError)}
_TAIL = 400
_FIRST_STEP = "loading the model"


def missing_packages() -> tuple[str, ...]:
    """The Python packages that preparing without a shipped graph needs and that are missing."""
    return tuple(name for name in _NEEDED if find_spec(name) is None)


def require_packages(model_id: str) -> None:
    """See that torch and what belongs to it is there.

    Raises:
        PreparationError: it is not.
    """
    missing = missing_packages()
    if missing and is_bundle():
        raise PreparationError(
            f"This bundle of Pictrove cannot prepare {model_id}, because PyTorch is not part of "
            "it; prepare it with the full bundle or a Pictrove installed by pip, which use the "
            "same folder, or import it from there."
        )
    if missing:
        raise PreparationError(
            f"Preparing {model_id} needs Python packages that are not installed "
            f"({', '.join(missing)}); add them with: "
            f'{sys.executable} -m pip install "pictrove[prepare]"'
        )


def run(arguments: list[str], on_progress: OnProgress) -> dict[str, Any]:
    """Run ``models.prepare`` in a process of its own and return what it says last.

    Args:
        arguments: see `models.prepare_process`.
        on_progress: is told what the process does.

    Raises:
        ModelError: what the process complains of.
    """
    answer: dict[str, Any] = {}
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        with _process(arguments, complaints) as process:
            for said in _answers(process, on_progress):
                answer = said
                if "step" in said:
                    on_progress(said["step"], said["done"], said["total"])
        complaints.seek(0)
        tail = complaints.read()[-_TAIL:].strip()
    if "error" in answer:
        raise _ERRORS.get(answer["kind"], PreparationError)(answer["error"])
    if process.returncode or "step" in answer or not answer:
        raise PreparationError(
            f"Preparing the model failed with exit code {process.returncode}; please report this: "
            f"{tail or 'there was no message'}"
        )
    return answer


def _answers(process: subprocess.Popen[str], on_progress: OnProgress) -> Iterator[dict[str, Any]]:
    """What the process says. While it says nothing, the last progress is told again and again."""
    assert process.stdout is not None
    step: tuple[str, int, int | None] = (_FIRST_STEP, 0, None)
    with Attendant(lambda: on_progress(*step)) as attendant:
        while line := attendant.do(process.stdout.readline):
            try:
                answer = json.loads(line)
            except ValueError:  # something that a library prints
                continue
            if isinstance(answer, dict):
                if "step" in answer:
                    step = (answer["step"], answer["done"], answer["total"])
                yield answer


@contextmanager
def _process(arguments: list[str], complaints: IO[str]) -> Iterator[subprocess.Popen[str]]:
    """The child; it does not outlive the block, whatever happens."""
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONIOENCODING": "utf-8",
        # Threads that wait for work must not take the processor from those that have some.
        "OMP_WAIT_POLICY": "PASSIVE",
        # Nothing in this process has a reason to speak to a network.
        "HF_HUB_OFFLINE": "1",
    }
    with subprocess.Popen(
        [*own_process("models.prepare"), *arguments],
        stdout=subprocess.PIPE,
        stderr=complaints,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env=environment,
    ) as process:
        try:
            yield process
            process.wait()
        finally:
            if process.poll() is None:
                process.kill()
