"""What runs inside the process that prepares a model; here torch is at home."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from models.errors import ModelError, WeightsError
from models.export import export_towers
from models.openclip import OpenClipEncoder, described, import_open_clip
from models.registry import HubFile

_SAFE_NAME = "open_clip_model.safetensors"


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` say and write JSON lines about it to standard output.

    Returns:
        The exit code: 0, or 1 after a line with the reason.
    """
    options = _parser().parse_args(arguments)
    say = _Speaker(sys.stdout)
    # What libraries print must not get between our lines.
    with redirect_stdout(sys.stderr):
        try:
            answer = _describe(options) if options.task == "describe" else _export(options, say)
        except ModelError as error:
            say({"error": str(error), "kind": type(error).__name__})
            return 1
    say(answer)
    return 0


def published_files(architecture: str, pretrained: str) -> dict[str, Any]:
    """Where open_clip's weights of this name are, as safetensors.

    Raises:
        UnknownModelError: open_clip does not know them.
        WeightsError: they are on no hub.
    """
    config, _ = described(architecture, pretrained)
    tag = import_open_clip().get_pretrained_cfg(architecture, pretrained)
    repo, _, name = tag.get("hf_hub", "").rpartition("/")
    if not repo:
        raise WeightsError(
            f"{architecture}/{pretrained} was never published as safetensors, and nothing else "
            "is opened; choose another."
        )
    text = config["text_cfg"]
    tokenizer = text.get("hf_tokenizer_name")
    return {
        "architecture": architecture,
        "pretrained": pretrained,
        "weights": asdict(HubFile(repo, "main", _safe_name(name))),
        "tokenizer": asdict(HubFile(tokenizer, "main", "tokenizer.json")) if tokenizer else None,
        "tokenizer_config": None,
    }


def _safe_name(name: str) -> str:
    return str(Path(name).with_suffix(".safetensors")) if name else _SAFE_NAME


def _describe(options: argparse.Namespace) -> dict[str, Any]:
    architecture, _, pretrained = options.model_id.partition("/")
    return published_files(architecture, pretrained)


def _export(options: argparse.Namespace, say: _Speaker) -> dict[str, Any]:
    say.step("loading the model")
    encoder = _encoder(options)
    made_from = {"weights": options.weights.name}
    export_towers(encoder, options.folder, made_from=made_from, on_progress=say.step)
    return {"folder": str(options.folder)}


def _encoder(options: argparse.Namespace) -> OpenClipEncoder:
    if options.configs is not None:
        import_open_clip().add_model_config(options.configs)
    if options.weights.is_dir():
        return OpenClipEncoder.from_folder(options.weights, model_id=options.model_id)
    return OpenClipEncoder.from_weights(
        options.architecture,
        options.pretrained,
        options.weights,
        model_id=options.model_id,
        tokenizer=options.tokenizer,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.prepare")
    tasks = parser.add_subparsers(dest="task", required=True)
    describe = tasks.add_parser("describe", help="where the files of an open_clip model are")
    describe.add_argument("model_id")
    export = tasks.add_parser("export", help="prepare a model from local weights")
    export.add_argument("model_id")
    export.add_argument("folder", type=Path)
    export.add_argument("--weights", type=Path, required=True)
    export.add_argument("--architecture")
    export.add_argument("--pretrained")
    export.add_argument("--tokenizer", type=Path)
    export.add_argument("--configs", type=Path)
    return parser


class _Speaker:
    """Writes JSON lines to the parent process."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __call__(self, content: dict[str, Any]) -> None:
        self._stream.write(json.dumps(content) + "\n")
        self._stream.flush()

    def step(self, step: str) -> None:
        self({"step": step, "done": 0, "total": None})
