"""Photos per second of the starter's image tower, beside ViT-B-32 in torch float32.

    python -m tests.benchmarks.image_tower

Pictures are decoded already. Both take turns in short rounds, in one process.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from models.catalogue import open_encoder
from models.registry import STARTER
from tests.benchmarks.rounds import middle, table, use_cores

BATCHES = (1, 8, 32)
GOAL = 300


def rate(encode: Callable[[], object], batch: int, seconds: float) -> float:
    """Photos per second, for about so many seconds."""
    done, began = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - began) < seconds or not done:
        encode()
        done += batch
    return done / elapsed


def starter(threads: int, batch: int) -> Callable[[], object]:
    encoder = open_encoder(STARTER, Path(), threads)
    side = encoder.input_spec.side
    pixels = np.random.default_rng(1).integers(0, 256, (batch, side, side, 3), np.uint8)
    return lambda: encoder.encode_images(pixels)


def reference(threads: int) -> Callable[[int], Callable[[], object]]:
    import torch

    from models.openclip import import_open_clip

    torch.set_num_threads(threads)
    model = import_open_clip().create_model("ViT-B-32", pretrained=None).eval()

    def encode(pixels: torch.Tensor) -> object:
        with torch.inference_mode():
            return model.encode_image(pixels)

    def ready(batch: int) -> Callable[[], object]:
        pixels = torch.rand((batch, 3, 224, 224))
        return lambda: encode(pixels)

    return ready


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each turn")
    arguments = parser.parse_args()
    # Before torch is imported: its idle threads would take turns with the other's.
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    use_cores(arguments.threads)
    torch_ready = reference(arguments.threads)
    rows = []
    for batch in BATCHES:
        ours, theirs = starter(arguments.threads, batch), torch_ready(batch)
        ours(), theirs()  # the first is slower
        found = [
            (rate(ours, batch, arguments.seconds), rate(theirs, batch, arguments.seconds))
            for _ in range(arguments.rounds)
        ]
        ratios = [mine / its for mine, its in found]
        rows.append((batch, *(middle(one) for one in zip(*found, strict=True)), middle(ratios)))
    print(f"{arguments.threads} threads; goal for the starter: at least {GOAL} photos/s")
    table(["batch", "starter, photos/s", "ViT-B-32 torch float32", "ratio"], rows)


if __name__ == "__main__":
    main()
