"""Is a model that was filled from a shipped graph as quick and small as one that torch exported?

    python -m tests.benchmarks.filled --model standard

Both are made of the same random weights, the one by `models.filling`, the other by
`models.export`, and asked the same known questions. Then they take turns: processes of their own
open and use them once, and one process embeds with both, a batch with the one, a batch with the
other. Ratios are medians, with quartiles of the batches.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import numpy as np

from models.onnx import OnnxEncoder
from tests.benchmarks.memory import peak
from tests.benchmarks.rounds import answer_of, figure, middle, table, take_turns, use_cores

SCRIPTS = Path(__file__).parents[2] / "packaging"
MODELS = ("filled", "exported")
BATCH = 8
MANY = 8
WORDS = ("dog", "snow", "two children on a beach", "a red bicycle")


def prepare(name: str, folder: Path) -> None:
    """Make both models in `folder`."""
    sys.path.insert(0, str(SCRIPTS))
    from graphs import chosen, random_encoder
    from graphs_check import any_vocabulary
    from safetensors.torch import save_file

    from models.answers import ask_apart
    from models.clip_tokens import clip_tokens
    from models.export import export_towers
    from models.filling import fill, graph_of
    from models.tokens import hub_tokens

    spec = chosen([name])[0]
    graph = graph_of(spec.model_id)
    assert graph is not None
    encoder = random_encoder(spec, 1)
    length, clean = spec.context_length, graph.clean
    if graph.needs_tokenizer:
        vocabulary = any_vocabulary(graph, folder)
        config = dict(graph.vocabulary.config or {})
        encoder.tokens = hub_tokens(vocabulary, length, clean, config)
    else:
        vocabulary, encoder.tokens = None, clip_tokens(length, clean)
    weights = folder / "open_clip_model.safetensors"
    save_file(encoder.model.state_dict(), weights)
    export_towers(encoder, folder / "exported")
    fill(graph, weights, folder / "filled", tokenizer=vocabulary)
    weights.unlink()
    same = ask_apart(folder / "filled") == ask_apart(folder / "exported")
    print(f"known texts and pictures: {'the same bits' if same else 'other answers'}", flush=True)


def opened(folder: Path, threads: int) -> dict[str, float]:
    """What opening and using a model needs, in this process, which did nothing before."""
    began = time.perf_counter()
    for work in works(folder, threads):
        work()
    return {"opened": time.perf_counter() - began, "peak": peak("self")}


def raced(place: Path, threads: int, batches: int) -> dict[str, list[list[float]]]:
    """Seconds per batch of both models, which take turns batch by batch in one process."""
    first, second = (works(place / name, threads) for name in MODELS)
    found: dict[str, list[list[float]]] = {}
    for kind, pair in zip(("pictures", "texts"), zip(first, second, strict=True), strict=True):
        for work in pair:
            work()  # the first is slower
        found[kind] = [[seconds(work) for work in pair] for _ in range(batches)]
    return found


def works(folder: Path, threads: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Embedding a batch of pictures, and one of texts."""
    encoder = OnnxEncoder(folder, threads)
    side = encoder.input_spec.side
    pixels = np.random.default_rng(1).integers(0, 256, (BATCH, side, side, 3), np.uint8)
    return lambda: encoder.encode_images(pixels), lambda: encoder.encode_texts(WORDS)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(what: str, ours: list[float], theirs: list[float]) -> tuple[str, ...]:
    ratios = [mine / its for mine, its in zip(ours, theirs, strict=True)]
    return what, figure(median(ours)), figure(median(theirs)), middle(quarters(ratios))


def quarters(values: list[float]) -> list[float]:
    """The middle half of values, by their quartiles: a busy machine makes wild ones."""
    return quantiles(values, n=4) if len(values) > MANY else values


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="standard")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3, help="of opening")
    parser.add_argument("--batches", type=int, default=40)
    parser.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--race", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    use_cores(options.threads)
    if options.open:
        print(json.dumps(opened(options.open, options.threads)))
    elif options.race:
        print(json.dumps(raced(options.race, options.threads, options.batches)))
    else:
        compare(options.model, options.threads, options.rounds, options.batches)


def compare(model: str, threads: int, rounds: int, batches: int) -> None:
    """Make both models and print how they compare."""
    command = ["-m", "tests.benchmarks.filled", f"--threads={threads}", f"--batches={batches}"]
    with tempfile.TemporaryDirectory() as place:
        prepare(model, Path(place))
        turns = {name: [*command, f"--open={Path(place) / name}"] for name in MODELS}
        opening = take_turns(turns, rounds)
        race = answer_of([*command, f"--race={place}"])
    print(f"{model}, {threads} threads")
    rows = [
        row(f"s per batch of {kind}", *map(list, zip(*pairs, strict=True)))
        for kind, pairs in race.items()
    ]
    for key, what in (("opened", "s to open and use both towers"), ("peak", "MiB at most")):
        rows.append(row(what, *([turn[key] for turn in opening[name]] for name in MODELS)))
    table(["", *MODELS, "ratio"], rows)


if __name__ == "__main__":
    main()
