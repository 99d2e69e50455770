"""Getting a model ready: fetch its weights, and prepare it in a process of its own.

Preparing needs torch, which stays in that process (``python -m models.prepare``): it writes one
JSON object per line about its progress, and the last one says how it ended.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from models.catalogue import model_folder
from models.errors import PreparationError, UnknownModelError, WeightsError
from models.export import export_towers
from models.registry import STARTER, HubFile, ModelSpec, Registry, load_registry
from models.weights import Fetcher, check_local_weights, choose_hub
from resources.own_process import is_bundle, own_process

__all__ = ["OnProgress", "export_towers", "prepare_model"]

OnProgress = Callable[[str, int, int | None], None]
"""Called with (what is done now, units done, units in all or None)."""

_NEEDED = ("torch", "torchvision", "open_clip", "timm", "onnx", "onnxscript")
_ERRORS = {error.__name__: error for error in (PreparationError, UnknownModelError, WeightsError)}
_TAIL = 400


def prepare_model(
    model: ModelSpec | str,
    models_folder: Path,
    *,
    weights: Path | None = None,
    fetcher: Fetcher | None = None,
    registry: Registry | None = None,
    configs: Path | None = None,
    on_progress: OnProgress = lambda *_: None,
) -> Path:
    """Fetch a model's weights, unless they are given, and prepare it.

    Asking the user before something is fetched is the caller's business.

    Args:
        model: a model of the registry, its name, or any ``ARCHITECTURE/TAG`` of open_clip.
        models_folder: where this machine's prepared models are.
        weights: the weights from a local safetensors file, or a folder with one and an
            `open_clip_config.json`; nothing is fetched then, but for a vocabulary that is not
            CLIP's and lies not beside them.
        fetcher: what fetches; the default is the registry's hub, or the one the environment
            names.
        registry: the default is the one that is shipped.
        configs: a folder with configurations of architectures that open_clip does not have.
        on_progress: is told about progress; units are bytes while fetching.

    Returns:
        The folder of the prepared model.

    Raises:
        UnknownModelError: there is no such model.
        WeightsError: the weights could not be fetched or are not what they should be.
        PreparationError: what preparing needs is not installed, or preparing failed.
    """
    known = registry or load_registry()
    model_id = known.resolve(model) if isinstance(model, str) else model.model_id
    folder = model_folder(model_id, models_folder, known)
    if model_id == STARTER:
        return folder
    _require_packages()
    spec = model if isinstance(model, ModelSpec) else known.find(model_id)
    fetcher = fetcher or Fetcher(choose_hub(known.hub))
    arguments = ["export", model_id, str(folder)]
    if configs is not None:
        arguments += ["--configs", str(configs)]
    if weights is not None and weights.is_dir():
        _run([*arguments, "--weights", str(weights)], on_progress)
        return folder
    sources = _sources_of(spec) if spec else _look_up(model_id, on_progress)
    fetched = models_folder / "weights" / folder.name
    local = _weights(sources, fetched, weights, fetcher, on_progress)
    arguments += ["--weights", str(local), "--architecture", sources["architecture"]]
    if sources["pretrained"]:
        arguments += ["--pretrained", sources["pretrained"]]
    if sources["tokenizer"] is not None:
        arguments += ["--tokenizer", str(_tokenizer(sources, fetched, weights, fetcher))]
    _run(arguments, on_progress)
    shutil.rmtree(fetched, ignore_errors=True)
    return folder


def missing_packages() -> tuple[str, ...]:
    """The Python packages that preparing needs and that are not installed."""
    return tuple(name for name in _NEEDED if find_spec(name) is None)


def _require_packages() -> None:
    missing = missing_packages()
    if missing and is_bundle():
        raise PreparationError(
            "This bundle of Pictrove cannot prepare models, because PyTorch is not part of it; "
            "prepare the model with a Pictrove installed by pip, which uses the same folder."
        )
    if missing:
        raise PreparationError(
            f"Preparing a model needs Python packages that are not installed "
            f"({', '.join(missing)}); add them with: "
            f'{sys.executable} -m pip install "pictrove[prepare]"'
        )


def _sources_of(spec: ModelSpec) -> dict[str, Any]:
    tokenizer, config = spec.tokenizer, spec.tokenizer_config
    return {
        "architecture": spec.architecture,
        "pretrained": spec.pretrained,
        "weights": spec.weights and asdict(spec.weights),
        "tokenizer": tokenizer and asdict(tokenizer),
        "tokenizer_config": None if config is None else dict(config),
    }


def _look_up(model_id: str, on_progress: OnProgress) -> dict[str, Any]:
    return _run(["describe", model_id], on_progress)


def _weights(
    sources: dict[str, Any],
    folder: Path,
    given: Path | None,
    fetcher: Fetcher,
    on_progress: OnProgress,
) -> Path:
    if given is not None:
        return check_local_weights(given, sources["weights"]["sha256"])
    file = HubFile(**sources["weights"])

    def tell(done: int, total: int | None) -> None:
        on_progress("fetching the weights", done, total)

    return fetcher.fetch(file, folder / Path(file.name).name, tell)


def _tokenizer(
    sources: dict[str, Any], folder: Path, weights: Path | None, fetcher: Fetcher
) -> Path:
    beside = weights and weights.with_name("tokenizer.json")
    if beside is not None and beside.is_file():
        return beside
    file = HubFile(**sources["tokenizer"])
    tokenizer = fetcher.fetch(file, folder / "tokenizer.json")
    config = folder / "tokenizer_config.json"
    if sources["tokenizer_config"] is None:
        fetcher.fetch(HubFile(file.repo, file.revision, config.name), config)
    else:
        config.write_text(json.dumps(sources["tokenizer_config"]), encoding="utf-8")
    return tokenizer


def _run(arguments: list[str], on_progress: OnProgress) -> dict[str, Any]:
    """Run this module in a process of its own and return what it says last."""
    answer: dict[str, Any] = {}
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        with _process(arguments, complaints) as process:
            assert process.stdout is not None
            for line in process.stdout:
                answer = json.loads(line)
                if "step" in answer:
                    on_progress(answer["step"], answer["done"], answer["total"])
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


if __name__ == "__main__":
    from models.prepare_process import main

    sys.exit(main(sys.argv[1:]))
