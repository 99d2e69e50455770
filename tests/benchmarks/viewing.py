"""How long a photo takes until it can be looked at, through a decoder process and by Pillow alone.

    python -m tests.benchmarks.viewing --rounds 15

The photo is drawn and noisy, a JPEG of 12 megapixels; a second one is of 24, as a camera stored it
sideways. Pillow decodes in this process, opens the file itself and is trusted with it: it drafts,
shrinks, turns and hands over the bytes. Our figure has all of it, and the way of the pixels between
processes. Both take turns, so that whatever else the machine does slows down both.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image, ImageOps

from indexer.decode.pool import DecoderPool
from indexer.decode.types import Decoded, Job, View
from indexer.query import Region

MIDDLE = Region(0.25, 0.25, 0.75, 0.75)
VIEWS: tuple[tuple[str, int | None, Region | None], ...] = (
    ("2,048 pixels", 2048, None),
    ("3,840 pixels", 3840, None),
    ("full", None, None),
    ("the middle in full", None, MIDDLE),
)


def draw_photo(path: Path, size: tuple[int, int], orientation: int) -> None:
    random = np.random.default_rng(0)
    rough = random.integers(0, 255, (size[1] // 20, size[0] // 20, 3), dtype=np.uint8)
    smooth = np.asarray(Image.fromarray(rough).resize(size, Image.Resampling.BICUBIC), np.int16)
    noisy = smooth + random.integers(-8, 9, (size[1], size[0], 1), dtype=np.int16)
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = Image.fromarray(noisy.clip(0, 255).astype(np.uint8))
    photo.save(path, "JPEG", quality=85, exif=exif)


def by_pillow(path: str, longest_side: int | None, region: Region | None) -> bytes:
    with Image.open(path) as picture:
        if longest_side is not None:
            picture.draft("RGB", (longest_side, longest_side))
        shown = ImageOps.exif_transpose(picture)
        if region is not None:
            width, height = shown.size
            edges = region.left * width, region.top * height, region.right * width
            shown = shown.crop((*map(int, edges), int(region.bottom * height)))
        if longest_side is not None:
            shown.thumbnail((longest_side, longest_side))
        return shown.convert("RGB").tobytes()


def by_decoder(
    pool: DecoderPool, path: str, longest_side: int | None, region: Region | None
) -> bytes:
    seen = pool.decode(Job(0, path, region=region, metadata=False, view=View(longest_side)))
    assert isinstance(seen, Decoded)
    assert seen.view is not None
    return seen.view.pixels


def timed(action: Callable[[], bytes]) -> tuple[float, int]:
    start = time.perf_counter()
    pixels = action()
    return time.perf_counter() - start, len(pixels)


def measure(pool: DecoderPool, path: str, rounds: int) -> None:
    for name, side, region in VIEWS:
        pairs = []
        for number in range(rounds + 1):
            here, _ = timed(lambda s=side, r=region: by_pillow(path, s, r))
            there, size = timed(lambda s=side, r=region: by_decoder(pool, path, s, r))
            if number:  # the first round warms up
                pairs.append((there, here, size))
        ours, pillow = median(p[0] for p in pairs), median(p[1] for p in pairs)
        ratio = median(there / here for there, here, _ in pairs)
        slowest = max(p[0] for p in pairs)
        print(
            f"  {name:20} {ours * 1e3:6.0f} ms (slowest {slowest * 1e3:4.0f}), "
            f"Pillow here {pillow * 1e3:6.0f} ms, ratio {ratio:.2f}; {pairs[0][2] / 1e6:.0f} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder, DecoderPool(1) as pool:
        for size, orientation in (((4000, 3000), 1), ((6000, 4000), 6)):
            path = Path(folder, f"{size[0]}.jpg")
            draw_photo(path, size, orientation)
            turned = ", sideways" if orientation > 1 else ""
            print(f"{size[0]} x {size[1]}{turned}, {path.stat().st_size / 1e6:.1f} MB")
            measure(pool, str(path), options.rounds)


if __name__ == "__main__":
    main()
