"""Photos per second of indexing, beside a straightforward loop over ViT-B-32 in torch.

    python -m tests.benchmarks.indexing --photos 1000

Draws JPEGs of 12 megapixels and 2.9 MB, and measures in turns, each in a process of its own:

- *starter*: `Library.index` with the built-in model: scan, decoders, thumbnails, database;
- *standard*: the same with ViT-B-32-256, prepared from random weights (equally fast);
- *loop*: Pillow's full decode, open_clip's own transform, ViT-B-32 in torch float32, batches of 8.
  Its model is loaded and warm before the clock starts, and it stores nothing.

Then it says where the time goes.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from indexer.decode.types import Job, Limits
from indexer.library import Library, open_library
from indexer.places import Places
from models.catalogue import open_encoder
from models.registry import STARTER
from tests.benchmarks.camera import CAMERA_BYTES, write_photos
from tests.benchmarks.rounds import figure, middle, table, take_turns, use_cores

STANDARD = "ViT-B-32-256/datacomp_s34b_b86k"
LOOP = "ViT-B-32"
LOOP_BATCH = 8
GOALS = {"starter": 4.5, "standard": 1.8}


# The contenders


def index(model_id: str, photos: Path, models: Path, cores: int) -> dict[str, Any]:
    """Index a folder into a new library."""
    with tempfile.TemporaryDirectory() as home:
        below = Places.below(Path(home))
        places = Places(below.data, below.cache, models, below.settings)
        with _library(places, cores) as library, _clocks(library) as spent:
            if model_id != STARTER:
                library.use_model(model_id)
            began, before = time.perf_counter(), processor_seconds()
            report = library.index([photos])
            seconds = time.perf_counter() - began
        spent["of the processor, all processes"] = processor_seconds() - before
    if report.failed:
        raise SystemExit(f"{report.failed} photos failed")
    per_photo = {name: 1e3 * value / report.embedded for name, value in spent.items()}
    return {"rate": report.embedded / seconds, "spent": per_photo}


def processor_seconds() -> float:
    """Of this process and of those it has started that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _library(places: Places, cores: int) -> Library:
    library = open_library(places, read_only=False)
    library.decoder_count = cores
    return library


@contextmanager
def _clocks(library: Library) -> Iterator[dict[str, float]]:
    """Measure what the indexing process itself does, in seconds."""
    from indexer.decode.pool import DecoderPool
    from indexer.store.writer import Writer
    from indexer.thumbnails import Thumbnails
    from models.onnx import OnnxEncoder

    spent: dict[str, float] = {}
    patched: list[tuple[type, str, Callable[..., Any]]] = []

    def measure(owner: type, name: str, what: str) -> None:
        original = getattr(owner, name)
        spent[what] = 0.0
        patched.append((owner, name, original))

        def timed(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                spent[what] += time.perf_counter() - began

        setattr(owner, name, timed)

    measure(OnnxEncoder, "encode_images", "encode")
    measure(Thumbnails, "keep", "keep thumbnails")
    measure(Writer, "commit_photos", "commit")
    measure(Writer, "add_pending", "note new files")
    measure(Library, "_save_vectors", "save vectors")
    original_run = DecoderPool.run
    spent["wait for decoders"] = 0.0

    def run(pool: DecoderPool, jobs: Any) -> Iterator[Any]:
        results = original_run(pool, jobs)
        while True:
            began = time.perf_counter()
            result = next(results, None)
            spent["wait for decoders"] += time.perf_counter() - began
            if result is None:
                return
            yield result

    patched.append((DecoderPool, "run", original_run))
    DecoderPool.run = run
    try:
        yield spent
    finally:
        for owner, name, original in patched:
            setattr(owner, name, original)


def loop(paths: list[Path]) -> dict[str, Any]:
    """What one writes in ten minutes."""
    import torch
    from PIL import Image

    from models.openclip import import_open_clip

    open_clip = import_open_clip()
    model, _, transform = open_clip.create_model_and_transforms(LOOP, pretrained=None)
    model.eval()
    spent = {"decode, transform": 0.0, "encode": 0.0}
    with torch.inference_mode():
        model.encode_image(torch.zeros((LOOP_BATCH, 3, 224, 224)))
        began, before = time.perf_counter(), processor_seconds()
        for start in range(0, len(paths), LOOP_BATCH):
            at = time.perf_counter()
            batch = torch.stack(
                [transform(Image.open(path)) for path in paths[start : start + LOOP_BATCH]]
            )
            decoded = time.perf_counter()
            features = model.encode_image(batch)
            (features / features.norm(dim=-1, keepdim=True)).numpy()
            spent["decode, transform"] += decoded - at
            spent["encode"] += time.perf_counter() - decoded
        seconds = time.perf_counter() - began
    spent["of the processor, all processes"] = processor_seconds() - before
    per_photo = {name: 1e3 * value / len(paths) for name, value in spent.items()}
    return {"rate": len(paths) / seconds, "spent": per_photo}


def prepare(models: Path) -> str:
    """ViT-B-32-256 as `pictrove models get` would leave it, but with random weights."""
    from safetensors.torch import save_file

    from models.export import export_towers
    from models.openclip import OpenClipEncoder, import_open_clip
    from models.registry import folder_name

    architecture, tag = STANDARD.split("/")
    models.mkdir(parents=True, exist_ok=True)
    weights = models / "random.safetensors"
    model = import_open_clip().create_model(architecture, pretrained=None)
    save_file({key: value.contiguous() for key, value in model.state_dict().items()}, weights)
    encoder = OpenClipEncoder.from_weights(architecture, tag, weights)
    export_towers(encoder, models / folder_name(STANDARD))
    weights.unlink()
    return "prepared"


# Where a decoder's time goes


def decoding(paths: list[Path]) -> dict[str, float]:
    """Milliseconds of the processor per photo in one decoder, by what it is asked for."""
    from indexer.decode.decoder import Decoder
    from indexer.decode.source import read_source

    spec = open_encoder(STARTER, Path()).input_spec
    decoder = Decoder(Limits())
    asked = {
        "read and hash": lambda path: read_source(Job(0, path), Limits()),
        "+ metadata, decode at 1/8": lambda path: decoder.decode(Job(0, path)),
        "+ decode for model input, make it": lambda path: decoder.decode(Job(0, path, None, spec)),
        "+ decode for thumbnail, make it": lambda path: decoder.decode(
            Job(0, path, None, spec, 384)
        ),
    }
    seconds: dict[str, list[float]] = {what: [] for what in asked}
    for path in map(str, paths):
        for what, ask in asked.items():
            began = time.process_time()
            ask(path)
            seconds[what].append(time.process_time() - began)
    return {what: 1e3 * median(values) for what, values in seconds.items()}


# The whole


def measure(arguments: argparse.Namespace, folder: Path) -> None:
    photos, fewer, models = folder / "photos", folder / "fewer", folder / "models"
    paths = write_photos(photos, arguments.photos, arguments.distinct)
    few = paths[: arguments.standard_photos]
    for path in few:
        fewer.mkdir(exist_ok=True)
        os.link(path, fewer / path.name)
    sizes = [path.stat().st_size for path in paths]
    print(f"{len(paths)} JPEGs of 12 megapixels, {median(sizes) / 1e6:.2f} MB each (median)")
    here = ["-m", "tests.benchmarks.indexing", "--cores", str(arguments.cores)]
    contenders = {
        "loop": [*here, "--loop", *map(str, paths[: arguments.loop_photos])],
        "starter": [*here, "--index", STARTER, str(photos), str(models)],
    }
    if not arguments.skip_standard:
        take_turns({"prepare": [*here, "--prepare", str(models)]}, 1)
        contenders["standard"] = [*here, "--index", STANDARD, str(fewer), str(models)]
    found = take_turns(contenders, arguments.rounds)
    counts = {"loop": min(arguments.loop_photos, len(paths)), "starter": len(paths)}
    report(found, counts | {"standard": len(few)})
    decoded = decoding(paths[: arguments.loop_photos])
    table(
        ["in a decoder", "ms of the processor per photo, so far"],
        [(what, figure(milliseconds)) for what, milliseconds in decoded.items()],
    )


def report(found: dict[str, list[Any]], counts: dict[str, int]) -> None:
    rates = {name: [run["rate"] for run in runs] for name, runs in found.items()}
    rows = []
    for name, values in rates.items():
        ratios = [mine / its for mine, its in zip(values, rates["loop"], strict=True)]
        rows.append((name, counts[name], middle(values), middle(ratios), GOALS.get(name, "")))
    table(["contender", "photos", "photos/s", "times the loop", "goal"], rows)
    parts = [
        (name, what, figure(median([run["spent"][what] for run in runs])))
        for name, runs in found.items()
        for what in runs[0]["spent"]
    ]
    table(["contender", "what its process spends", "ms per photo"], parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=200, help="for the starter (default 200)")
    parser.add_argument("--standard-photos", type=int, default=150, help="at most so many of them")
    parser.add_argument("--loop-photos", type=int, default=24, help="at most so many of them")
    parser.add_argument("--distinct", type=int, default=24, help="how many are really drawn")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, default=2, help="use so many of the processor's")
    parser.add_argument("--most-gb", type=float, default=4.0, help="what the photos may take")
    parser.add_argument("--folder", type=Path, help="where to put them for now")
    parser.add_argument("--skip-standard", action="store_true", help="no ViT-B-32-256")
    parser.add_argument("--index", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--loop", nargs="+", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    cores = use_cores(arguments.cores)
    if arguments.index:
        model_id, photos, models = arguments.index
        print(json.dumps(index(model_id, Path(photos), Path(models), cores)))
    elif arguments.loop:
        print(json.dumps(loop(arguments.loop)))
    elif arguments.prepare:
        print(json.dumps(prepare(arguments.prepare)))
    elif arguments.photos * CAMERA_BYTES * 1.1 > arguments.most_gb * 1e9:
        parser.error(f"so many photos take more than {arguments.most_gb:g} GB (--most-gb)")
    else:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            measure(arguments, Path(folder))


if __name__ == "__main__":
    main()
