"""Reference to prepared model: both towers exported to ONNX and checked. Needs torch."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.answers import AGREEMENT, ask, check_answers
from models.appearing import appearing
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

_MASK_VALUES = 1 << 16


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
    with appearing(folder) as made:
        manifest = _write(encoder, made, made_from or {}, half, on_progress)
        on_progress("checking the prepared model")
        _check(OnnxEncoder(made), manifest)
    return manifest


def _write(
    encoder: OpenClipEncoder,
    folder: Path,
    made_from: dict[str, str],
    half: bool,
    on_progress: Callable[[str], None],
) -> Manifest:
    import torch

    from models.towers import image_tower, text_tower

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
        made_from={**made_from, **versions()},
    )
    write_manifest(folder, manifest)
    return manifest


def traced(tower: torch.nn.Module, inputs: dict[str, torch.Tensor]) -> Any:
    """A tower as a graph, for any number of pictures or texts: an `ONNXProgram` of torch."""
    import torch
    from onnx_ir.passes.common import DeduplicateInitializersPass

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
    # Each layer of a text tower comes with a mask of its own, and all are the same.
    DeduplicateInitializersPass(size_limit=_MASK_VALUES)(program.model)
    return program


def strip(model: Any) -> None:
    """Take out of a tower what only its makers' debuggers need, file names of theirs among it.

    Args:
        model: an `onnx.ModelProto`; it is changed.
    """
    graphs = [model.graph, *model.functions]
    for part in [model, *graphs, *(node for graph in graphs for node in graph.node)]:
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    for graph in graphs:
        del graph.value_info[:]
    for value in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        value.ClearField("metadata_props")
        value.ClearField("doc_string")


def _export(
    tower: torch.nn.Module, inputs: dict[str, torch.Tensor], file: Path, half: bool
) -> None:
    import onnx

    program = traced(tower, inputs)
    # With its weights in a file of their own, a tower loads in a third of the time and
    # memory, because ONNX Runtime maps that file instead of parsing it.
    if half:
        save_with_half_weights(program.model_proto, file)
    else:
        program.save(str(file), external_data=True)
    model = onnx.load_model(str(file), load_external_data=False)
    strip(model)
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


def versions() -> dict[str, str]:
    """What exports, for people to read."""
    packages = ("torch", "open_clip_torch", "onnxscript")
    return {package: version(package) for package in packages}
