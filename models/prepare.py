"""Getting a model ready: its published files, and what a search needs made of them.

A model whose graph is shipped is made of that and the weights (`models.filling`). Any other one
needs torch, which stays in a process of its own (``python -m models.prepare``).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from models import torch_process
from models.catalogue import model_folder
from models.errors import WeightsError
from models.graphs import graph_of
from models.hubs import choose_hub
from models.registry import STARTER, ModelSpec, Registry, load_registry
from models.safetensors_file import SUFFIX
from models.sources import (
    Files,
    OnProgress,
    Sources,
    described_sources,
    fetch_files,
    local_files,
    sources_of,
)
from models.weights import Fetcher

if TYPE_CHECKING:
    from models.graphs import Graph

__all__ = ["OnProgress", "prepare_model", "sources_for"]

FETCHED = "weights"
"""The folder, among prepared models, of what was fetched and is not prepared yet."""

_OPEN_CLIP = "open_clip_config.json"


def prepare_model(
    model: ModelSpec | str,
    models_folder: Path,
    *,
    weights: Path | None = None,
    fetcher: Fetcher | None = None,
    registry: Registry | None = None,
    graphs: Callable[[str], Graph | None] = graph_of,
    configs: Path | None = None,
    on_progress: OnProgress = lambda *_: None,
) -> Path:
    """Fetch a model's weights, unless they are given, and prepare it.

    Asking the user before something is fetched is the caller's business.

    Args:
        model: a model of the registry, its name, or any ``ARCHITECTURE/TAG`` of open_clip.
        models_folder: where this machine's prepared models are.
        weights: fetch nothing, but take this safetensors file, or a folder with one (and, for
            torch, an `open_clip_config.json`). A vocabulary that is not CLIP's lies beside it.
        fetcher: what fetches; the default is the registry's hub, or the one the environment
            names.
        registry: the default is the one that is shipped.
        graphs: finds the shipped graph of a model.
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
    making = _Making(
        model_id=model_id,
        spec=model if isinstance(model, ModelSpec) else known.find(model_id),
        graph=graphs(model_id),
        folder=folder,
        fetched=models_folder / FETCHED / folder.name,
        configs=configs,
        on_progress=on_progress,
    )
    if weights is None:
        making.make_fetched(fetcher or Fetcher(choose_hub(known.hub)))
    else:
        making.make_local(weights)
    return folder


def sources_for(
    model_id: str, registry: Registry, on_progress: OnProgress = lambda *_: None
) -> Sources:
    """Where the files of a model are published; torch is asked if the registry does not know it.

    Raises:
        UnknownModelError: there is no such model.
        WeightsError: its weights were never published as safetensors.
        PreparationError: torch is not there to be asked.
    """
    return _sources(model_id, registry.find(model_id), on_progress)


def _sources(model_id: str, spec: ModelSpec | None, on_progress: OnProgress) -> Sources:
    if spec is not None:
        return sources_of(spec)
    torch_process.require_packages(model_id)
    return described_sources(torch_process.run(["describe", model_id], on_progress))


@dataclass(frozen=True)
class _Making:
    """One model on its way."""

    model_id: str
    spec: ModelSpec | None
    graph: Graph | None
    folder: Path
    fetched: Path
    configs: Path | None
    on_progress: OnProgress

    def make_fetched(self, fetcher: Fetcher) -> None:
        sources = self._sources()
        files = fetch_files(sources, self.fetched, fetcher, self.on_progress, copies=1)
        self._make(sources, files)

    def make_local(self, weights: Path) -> None:
        if self.graph is None and weights.is_dir() and (weights / _OPEN_CLIP).is_file():
            torch_process.require_packages(self.model_id)
            self._export(["--weights", str(weights)])
            return
        sources = self._sources()
        file = _weights_in(weights, sources)
        watched = replace(self, on_progress=_watching(file, self.on_progress))
        files = local_files(sources, file, self.fetched, watched.on_progress)
        watched._make(sources, files)

    def _sources(self) -> Sources:
        if self.graph is None:
            torch_process.require_packages(self.model_id)
        return _sources(self.model_id, self.spec, self.on_progress)

    def _make(self, sources: Sources, files: Files) -> None:
        if self.graph is None:
            self._export(_options(sources, files))
        else:
            self._fill(self.graph, sources, files)
        shutil.rmtree(self.fetched, ignore_errors=True)

    def _fill(self, graph: Graph, sources: Sources, files: Files) -> None:
        from models.filling import fill

        published = sources.weights
        fill(
            graph,
            files.weights,
            self.folder,
            tokenizer=files.tokenizer,
            made_from={
                "weights": files.weights.name,
                "published": f"{published.repo}@{published.revision}",
            },
            on_progress=self.on_progress,
        )

    def _export(self, options: list[str]) -> None:
        configs = [] if self.configs is None else ["--configs", str(self.configs)]
        arguments = ["export", self.model_id, str(self.folder), *configs, *options]
        torch_process.run(arguments, self.on_progress)


def _watching(file: Path, on_progress: OnProgress) -> OnProgress:
    """Progress that ends the work when a file is not any more what was checked."""
    before = _stamp(file)

    def tell(what: str, done: int, total: int | None) -> None:
        now = _stamp(file)
        if None not in {before, now} and now != before:
            raise WeightsError(
                f"{file} was changed while it was read; see that nothing writes to it, and try "
                "again."
            )
        on_progress(what, done, total)

    return tell


def _stamp(file: Path) -> tuple[int, int] | None:
    """What tells that a file was changed; None if it cannot be looked at."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _options(sources: Sources, files: Files) -> list[str]:
    """What the process with torch is told about the files."""
    options = ["--weights", str(files.weights), "--architecture", str(sources.architecture)]
    if sources.pretrained:
        options += ["--pretrained", sources.pretrained]
    if files.tokenizer is not None:
        options += ["--tokenizer", str(files.tokenizer)]
    return options


def _weights_in(source: Path, sources: Sources) -> Path:
    """The weights in a folder, or its one safetensors file; a file stands for itself."""
    if not source.is_dir():
        return source
    published = source / Path(sources.weights.name).name
    if published.is_file():
        return published
    found = sorted(source.glob(f"*{SUFFIX}"))
    if len(found) == 1:
        return found[0]
    raise WeightsError(
        f"There are several files *{SUFFIX} in {source}; choose one of them."
        if found
        else f"There is no file *{SUFFIX} in {source}; choose the file with the weights."
    )


if __name__ == "__main__":
    from models.prepare_process import main

    sys.exit(main(sys.argv[1:]))
