"""Which models can be used on this machine, and how to open one."""

from __future__ import annotations

from pathlib import Path

from models.encoder import Encoder
from models.errors import ModelNotReadyError
from models.manifest import MANIFEST
from models.registry import STARTER, Registry, folder_name, load_registry
from resources import resource


def model_folder(model_id: str, models_folder: Path, registry: Registry | None = None) -> Path:
    """Where a prepared model is, or will be.

    Args:
        model_id: an id, a tier, or any ``ARCHITECTURE/TAG`` of open_clip.
        models_folder: where this machine's prepared models are.
        registry: the default is the one that is shipped.

    Raises:
        UnknownModelError: it is no name of a model.
    """
    # Every plain search asks for the starter; that needs no look into the registry.
    known = model_id if model_id == STARTER else (registry or load_registry()).resolve(model_id)
    return resource(STARTER) if known == STARTER else models_folder / folder_name(known)


def ready(model_id: str, models_folder: Path, registry: Registry | None = None) -> bool:
    """Is a model prepared on this machine?

    Raises:
        UnknownModelError: it is no name of a model.
    """
    return (model_folder(model_id, models_folder, registry) / MANIFEST).is_file()


def open_encoder(model_id: str, models_folder: Path, threads: int | None = None) -> Encoder:
    """Open a prepared model; its towers are loaded when they are first used.

    Args:
        model_id: an id, a tier, or any ``ARCHITECTURE/TAG`` of open_clip.
        models_folder: where this machine's prepared models are.
        threads: how many threads one call computes with; None: one per physical core.

    Raises:
        UnknownModelError: it is no name of a model.
        ModelNotReadyError: it is not prepared here.
        ModelError: what was prepared is damaged.
    """
    folder = model_folder(model_id, models_folder)
    if not (folder / MANIFEST).is_file():
        raise ModelNotReadyError(_not_ready(model_id))
    from models.onnx import OnnxEncoder

    return OnnxEncoder(folder, threads)


def _not_ready(model_id: str) -> str:
    if model_id == STARTER:
        return "The built-in model is missing from this installation; install Pictrove again."
    return (
        f"The model {model_id} is not prepared on this machine; get it first, "
        f"or use the built-in model {STARTER!r}."
    )
