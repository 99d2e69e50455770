"""`python packaging/graphs.py --check`: do the shipped graphs compute what torch computes?

For each model a checkpoint with random weights is written as its makers publish theirs, filled
into the shipped graph in a process of its own, and both towers are compared with torch.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from graphs import AnyTokens, random_encoder

from models.answers import pictures
from models.filling import fill, graph_of
from models.graphs import Graph
from models.manifest import IMAGE_TOWER, TEXT_TOWER
from models.registry import ModelSpec
from models.tokens import HUB_VOCABULARY

TOLERANCE = 1e-4
SEED = 3
_INPUTS = 4


def check(spec: ModelSpec) -> None:
    """Print what came out for a model; another result than torch's ends the process."""
    graph = graph_of(spec.model_id)
    if graph is None:
        raise SystemExit(f"There is no graph of {spec.model_id} yet; make it first.")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        inputs, theirs = _by_torch(spec, folder / "open_clip_model.safetensors")
        # torch and its copy of the weights are gone by now, but only a new process can tell.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            cost = pool.submit(filled, graph, folder).result()
        ours = {name: run(folder / "made" / name, inputs[name]) for name in inputs}
    worst = {name: float(np.abs(ours[name] - theirs[name]).max()) for name in inputs}
    print(
        f"{spec.model_id}: largest difference {worst[IMAGE_TOWER]:.1e} (pictures), "
        f"{worst[TEXT_TOWER]:.1e} (texts); filled in {cost['filling']:.1f} s with at most "
        f"{cost['peak']:.0f} MiB, checked in {cost['checking']:.1f} s with at most "
        f"{cost['peak of all']:.0f} MiB",
        flush=True,
    )
    if max(worst.values()) > TOLERANCE:
        raise SystemExit(f"{spec.model_id} differs from torch by more than {TOLERANCE}.")


def _by_torch(
    spec: ModelSpec, weights: Path
) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, np.ndarray[Any, Any]]]:
    """Inputs of both towers, and what torch makes of them; the weights are written to a file."""
    import torch
    from safetensors.torch import save_file

    from models.towers import image_tower, text_tower

    encoder = random_encoder(spec, SEED)
    save_file(encoder.model.state_dict(), weights)
    inputs = _inputs(spec, encoder.tokens)  # type: ignore[arg-type] # its tokens are ours
    towers = {IMAGE_TOWER: image_tower(encoder), TEXT_TOWER: text_tower(encoder)}
    with torch.inference_mode():
        return inputs, {
            name: tower(torch.from_numpy(inputs[name])).numpy() for name, tower in towers.items()
        }


def _inputs(spec: ModelSpec, tokens: AnyTokens) -> dict[str, np.ndarray[Any, Any]]:
    """Noise and drawn pictures, and random texts of which most end early, as real ones do."""
    side = spec.input_spec.side
    noise = np.random.default_rng(SEED).integers(0, 256, (_INPUTS, side, side, 3), dtype=np.uint8)
    ids = tokens([str(number) for number in range(2 * _INPUTS)])
    for row, end in zip(ids, np.linspace(1, tokens.context_length - 1, len(ids)), strict=True):
        row[int(end)] = tokens.size - 1
        row[int(end) + 1 :] = 0
    return {IMAGE_TOWER: np.concatenate([noise, pictures(side)]), TEXT_TOWER: ids}


def run(tower: Path, inputs: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """What ONNX Runtime makes of inputs, some at a time."""
    from models.runtime import onnx_runtime

    session = onnx_runtime().InferenceSession(str(tower), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    parts = [inputs[start : start + _INPUTS] for start in range(0, len(inputs), _INPUTS)]
    return np.concatenate([session.run(None, {name: part})[0] for part in parts])


def filled(graph: Graph, folder: Path) -> dict[str, float]:
    """Fill a graph, and say what that cost; for a process that did nothing else before."""
    cost: dict[str, float] = {}

    def tell(_step: str, _done: int, total: int | None) -> None:
        if total is None:
            cost.update({"filling": time.perf_counter() - start, "peak": peak_memory()})

    tokenizer = any_vocabulary(graph, folder) if graph.needs_tokenizer else None
    start = time.perf_counter()
    weights = folder / "open_clip_model.safetensors"
    fill(graph, weights, folder / "made", tokenizer=tokenizer, on_progress=tell)
    cost["checking"] = time.perf_counter() - start - cost["filling"]
    cost["peak of all"] = peak_memory()
    return cost


def any_vocabulary(graph: Graph, folder: Path) -> Path:
    """A vocabulary of single characters: a model with random weights knows no words anyway."""
    from tokenizers import Tokenizer, models

    special = [
        value for value in (graph.vocabulary.config or {}).values() if isinstance(value, str)
    ]
    names = dict.fromkeys([*special, "<unk>", *map(chr, range(32, 127))])
    vocabulary = {name: number for number, name in enumerate(names)}
    file = folder / HUB_VOCABULARY
    Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token="<unk>")).save(str(file))  # noqa: S106
    return file


def peak_memory() -> float:
    """MiB that this process has held at most, or not a number where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    return next(
        (int(line.split()[1]) / 1024 for line in status.splitlines() if "VmHWM" in line),
        float("nan"),
    )
