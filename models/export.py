"""Reference to prepared model: both towers exported to ONNX and checked. Needs torch."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.answers import ask, check_answers
from models.errors import PreparationError
from models.half import save_with_half_weights
from models.manifest import (
    IMAGE_TOWER,
    TEXT_TOWER,
    Manifest,
    record_of,
    write_manifest,
)
from models.onnx import OnnxEncoder

if TYPE_CHECKING:
    import torch

    from models.openclip import OpenClipEncoder

AGREEMENT = 0.9999
"""The worst cosine similarity to the reference that a prepared model may have."""


def _ignore(_step: str) -> None:
    """Tell nobody about progress."""


def export_towers(
    encoder: OpenClipEncoder,
    folder: Path,
    *,
    made_from: dict[str, str] | None = None,
    half: bool = False,
    on_progress: Callable[[str], None] = _ignore,
) -> Manifest:
    """Prepare a model: write its towers, tokenizer and manifest, and check them.

    `folder` appears, or is replaced, when everything is done and checked; until then nothing
    of it can be seen.

    Args:
        encoder: the reference, on the CPU.
        folder: the prepared model.
        made_from: where the model came from, for people to read.
        half: store the weights as float16, in half the space; the computation stays float32.
        on_progress: is told what is done now.

    Raises:
        PreparationError: the towers do not agree with the reference.
    """
    # One name for all attempts: what a killed one left behind is cleared away by the next.
    making = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(making, ignore_errors=True)
    made = making / "made"
    try:
        made.mkdir(parents=True)
        manifest = _write(encoder, made, made_from or {}, half, on_progress)
        on_progress("checking the prepared model")
        _check(OnnxEncoder(made), manifest)
        _replace(made, folder, making / "old")
    except OSError as error:
        raise PreparationError(
            f"The prepared model cannot be written to {folder} ({error.strerror or error}); "
            "make room there, or close what uses it."
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return manifest


def _write(
    encoder: OpenClipEncoder,
    folder: Path,
    made_from: dict[str, str],
    half: bool,
    on_progress: Callable[[str], None],
) -> Manifest:
    import torch

    from models.openclip import image_tower, text_tower

    on_progress("asking the reference")
    answers = ask(encoder)
    on_progress("exporting the image tower")
    side = encoder.input_spec.side
    pixels = torch.zeros((2, side, side, 3), dtype=torch.uint8)
    _export(image_tower(encoder), {"pixels": pixels}, folder / IMAGE_TOWER, half)
    on_progress("exporting the text tower")
    tokens = torch.from_numpy(encoder.tokens(["a", "b"]))
    _export(text_tower(encoder), {"tokens": tokens}, folder / TEXT_TOWER, half)
    encoder.tokens.save(folder)
    manifest = Manifest(
        model_id=encoder.model_id,
        dim=encoder.dim,
        input_spec=encoder.input_spec,
        context_length=encoder.tokens.context_length,
        clean=encoder.tokens.clean,
        files=tuple(record_of(file) for file in sorted(folder.iterdir())),
        answers=answers,
        made_from={**made_from, **_versions()},
    )
    write_manifest(folder, manifest)
    return manifest


def _export(
    tower: torch.nn.Module, inputs: dict[str, torch.Tensor], file: Path, half: bool
) -> None:
    import torch

    with warnings.catch_warnings(), torch.inference_mode(mode=False), torch.no_grad():
        # torch and onnxscript warn about their own future here, not about the model.
        warnings.simplefilter("ignore")
        program: Any = torch.onnx.export(
            tower,
            tuple(inputs.values()),
            dynamo=True,
            verbose=False,
            input_names=list(inputs),
            output_names=["embeddings"],
            dynamic_shapes=tuple({0: torch.export.Dim("batch")} for _ in inputs),
        )
        # With its weights in a file of their own, a tower loads in a third of the time and
        # memory, because ONNX Runtime maps that file instead of parsing it.
        if half:
            save_with_half_weights(program.model_proto, file)
        else:
            program.save(str(file), external_data=True)
    _strip(file)


def _strip(file: Path) -> None:
    """Take out of a tower what only its makers' debuggers need, file names of theirs among it."""
    import onnx

    model = onnx.load_model(str(file), load_external_data=False)
    graphs = [model.graph, *model.functions]
    for part in [model, *graphs, *(node for graph in graphs for node in graph.node)]:
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    for graph in graphs:
        del graph.value_info[:]
    for value in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        value.ClearField("metadata_props")
        value.ClearField("doc_string")
    file.write_bytes(model.SerializeToString())
    # The library makes weights readable for their maker only.
    data = file.with_name(f"{file.name}.data")
    if data.is_file():
        data.chmod(file.stat().st_mode)


def _check(prepared: OnnxEncoder, manifest: Manifest) -> None:
    worst = check_answers(prepared, manifest.answers)
    if worst < AGREEMENT:
        raise PreparationError(
            f"The prepared towers of {manifest.model_id} do not agree with the model they were "
            f"made from (cosine similarity {worst:.4f}); please report this with the model's name."
        )


def _replace(made: Path, folder: Path, aside: Path) -> None:
    if folder.exists():
        folder.rename(aside)
    made.rename(folder)


def _versions() -> dict[str, str]:
    packages = ("torch", "open_clip_torch", "onnxscript")
    return {package: version(package) for package in packages}
