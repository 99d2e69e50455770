"""How fast the pool decodes large JPEGs, against Pillow decoding them in full in one process.

    python -m tests.benchmarks.decoding --photos 60 --workers 2

The photos are drawn and noisy, of 12 megapixels. Both make model input of 128 pixels; the pool
also hashes, reads metadata and makes thumbnails of 512 pixels. They take turns in short rounds,
so that whatever else the machine does slows down both; only the ratio is to be trusted.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from indexer.decode.pool import DecoderPool
from indexer.decode.types import Decoded, Job
from models.preprocess import InputSpec

SPEC = InputSpec(128)
ROUNDS = 5


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


def measure(paths: list[str], photos: int, workers: int) -> tuple[float, float, float]:
    """Photos per second of the pool and of Pillow, and their mean difference in pixels."""
    pool_seconds = full_seconds = 0.0
    a_few = max(4, photos // 4)
    with DecoderPool(workers) as pool:

        def run(count: int) -> list[Decoded]:
            jobs = (
                Job(key, paths[key % len(paths)], input_spec=SPEC, thumbnail_side=512)
                for key in range(count)
            )
            return [result for result in pool.run(jobs) if isinstance(result, Decoded)]

        first = {result.key: result for result in run(len(paths))}
        for _ in range(ROUNDS):
            start = time.perf_counter()
            assert len(run(photos)) == photos
            pool_seconds += time.perf_counter() - start
            start = time.perf_counter()
            for key in range(a_few):
                decode_in_full(paths[key % len(paths)])
            full_seconds += time.perf_counter() - start
    differences = [
        np.abs(first[key].pixels.astype(int) - decode_in_full(path)).mean()
        for key, path in enumerate(paths)
    ]
    rounds = float(ROUNDS)
    return (
        rounds * photos / pool_seconds,
        rounds * a_few / full_seconds,
        float(np.mean(differences)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=60, help="photos in each round")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = draw_photos(Path(folder), 6)
        size = sum(Path(path).stat().st_size for path in paths) / len(paths) / 1e6
        pool, full, difference = measure(paths, options.photos, options.workers)
    print(f"photos of {size:.1f} MB, load average {os.getloadavg()[0]:.1f}")
    print(f"pool, {options.workers} workers: {pool:6.1f} photos/s")
    print(f"Pillow in full:    {full:6.1f} photos/s")
    print(f"ratio {pool / full:.2f}; mean difference of model input {difference:.2f} of 255")


if __name__ == "__main__":
    main()
