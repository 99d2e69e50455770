"""How fast the pool decodes large JPEGs, against Pillow decoding them in full in one process.

    python -m tests.benchmarks.decoding --photos 60 --workers 2

The photos are drawn and noisy, of 12 megapixels. All make model input of 128 pixels; the pool
also hashes, reads metadata and makes thumbnails of 512 pixels. A second pool does the same with
workers that keep all their rights, to show what the fences cost. They take turns in short rounds,
so that whatever else the machine does slows down all; only the ratios are to be trusted.

The fences cost most where photos are small, so those are also measured, at 640 x 480 pixels.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

from indexer.decode.pool import DecoderPool
from indexer.decode.types import Decoded, Job
from models.preprocess import InputSpec

SPEC = InputSpec(128)
ROUNDS = 7
UNFENCED = (
    sys.executable,
    "-P",
    "-B",
    "-c",
    (
        "from indexer.decode import worker; from indexer.decode.types import Confinement\n"
        "worker.give_up_rights = lambda *_: Confinement(seccomp=False, landlock=0)\n"
        "worker.main()"
    ),
)


def draw_photos(folder: Path, count: int) -> list[str]:
    """Noisy photos of 4000 x 3000 pixels, about 3 MB each."""
    random = np.random.default_rng(0)
    paths = []
    for number in range(count):
        rough = Image.fromarray(random.integers(0, 255, (150, 200, 3), dtype=np.uint8))
        smooth = np.asarray(rough.resize((4000, 3000), Image.Resampling.BICUBIC), np.int16)
        noisy = smooth + random.integers(-8, 9, (3000, 4000, 1), dtype=np.int16)
        paths.append(str(folder / f"{number}.jpg"))
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(paths[-1], quality=85)
    return paths


def decode_in_full(path: str) -> np.ndarray:
    with Image.open(path) as picture:
        side = (SPEC.side, SPEC.side)
        return np.asarray(picture.convert("RGB").resize(side, Image.Resampling.BICUBIC))


@dataclass(frozen=True)
class Found:
    """Photos per second, the ratios of rounds, and the mean difference in pixels."""

    pool: float
    full: float
    over_full: float
    over_free: float
    difference: float


def run(pool: DecoderPool, paths: Sequence[str], count: int) -> list[Decoded]:
    jobs = (
        Job(key, paths[key % len(paths)], input_spec=SPEC, thumbnail_side=512)
        for key in range(count)
    )
    return [result for result in pool.run(jobs) if isinstance(result, Decoded)]


def rate(pool: DecoderPool, paths: Sequence[str], count: int) -> float:
    start = time.perf_counter()
    assert len(run(pool, paths, count)) == count
    return count / (time.perf_counter() - start)


def rate_in_full(paths: Sequence[str], count: int) -> float:
    start = time.perf_counter()
    for key in range(count):
        decode_in_full(paths[key % len(paths)])
    return count / (time.perf_counter() - start)


def measure(paths: Sequence[str], photos: int, workers: int) -> Found:
    """Let all take turns, the two pools in changing order."""
    rounds = []
    with DecoderPool(workers) as fenced, DecoderPool(workers, command=UNFENCED) as free:
        first = {result.key: result for result in run(fenced, paths, len(paths))}
        run(free, paths, len(paths))
        for number in range(ROUNDS):
            rates = {}
            for name, pool in (("fenced", fenced), ("free", free))[:: 1 if number % 2 else -1]:
                rates[name] = rate(pool, paths, photos)
            rounds.append((rates["fenced"], rates["free"], rate_in_full(paths, photos // 4)))
    differences = [
        np.abs(first[key].pixels.astype(int) - decode_in_full(path)).mean()
        for key, path in enumerate(paths)
    ]
    return Found(
        median(fenced for fenced, _, _ in rounds),
        median(full for _, _, full in rounds),
        median(fenced / full for fenced, _, full in rounds),
        median(fenced / free for fenced, free, _ in rounds),
        float(np.mean(differences)),
    )


def show(name: str, found: Found, workers: int) -> None:
    print(f"{name}: pool of {workers} {found.pool:6.1f} photos/s, Pillow in full {found.full:6.1f}")
    print(
        f"  ratio {found.over_full:.2f}; to workers without fences {found.over_free:.2f};"
        f" mean difference of model input {found.difference:.2f} of 255"
    )


def shrink_photos(paths: Sequence[str]) -> list[str]:
    small = [f"{path}.small.jpg" for path in paths]
    for path, name in zip(paths, small, strict=True):
        with Image.open(path) as picture:
            picture.resize((640, 480)).save(name, quality=85)
    return small


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=60, help="photos in each round")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = draw_photos(Path(folder), 6)
        size = sum(Path(path).stat().st_size for path in paths) / len(paths) / 1e6
        print(f"large photos of {size:.1f} MB, load average {os.getloadavg()[0]:.1f}")
        show("large", measure(paths, options.photos, options.workers), options.workers)
        small = shrink_photos(paths)
        show("small", measure(small, options.photos * 20, options.workers), options.workers)


if __name__ == "__main__":
    main()
