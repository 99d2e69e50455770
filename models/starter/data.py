"""The photos, captions and labels the starter model is trained on, as arrays.

Every photo is squashed to a square (as in use, see `card.md`) and kept as uint8, so that
a training run reads one memory-mapped file instead of 24,575 JPEGs.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

STORED_SIDE = 144
"""Side in pixels at which training photos are kept; the shards hold nothing sharper."""


@dataclass(frozen=True)
class Row:
    """One photo of a data set: where it is, and what is said of it."""

    file: str
    captions: tuple[str, ...]
    labels: tuple[str, ...]
    source: str = ""
    shard: str = ""


def read_rows(path: Path) -> list[Row]:
    """Read a (gzipped) JSON-lines description of photos."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [_row(json.loads(line)) for line in lines]


def _row(record: dict[str, Any]) -> Row:
    return Row(
        file=record["file"],
        captions=tuple(record.get("captions", ())),
        labels=tuple(label.replace("_", " ").lower() for label in record.get("labels", ())),
        source=record.get("source", ""),
        shard=record.get("shard", ""),
    )


def squash(picture: Image.Image, side: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Resize straight to a square.

    Returns:
        (side, side, 3) uint8, sRGB.
    """
    return np.asarray(picture.convert("RGB").resize((side, side), Image.Resampling.BICUBIC))


def _photos(folder: Path, rows: list[Row]) -> Iterator[tuple[int, Image.Image]]:
    """Yield (row number, picture), from tar shards where a row names one."""
    by_shard: dict[str, dict[str, int]] = {}
    for number, row in enumerate(rows):
        by_shard.setdefault(row.shard, {})[row.file] = number
    for shard, numbers in by_shard.items():
        if not shard:
            for file, number in numbers.items():
                yield number, Image.open(folder / file)
            continue
        with tarfile.open(folder / shard) as archive:
            for member in archive:
                stream = archive.extractfile(member)
                if stream is not None and member.name in numbers:
                    yield numbers[member.name], Image.open(io.BytesIO(stream.read()))


def load_photos(folder: Path, rows: list[Row], cache: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The photos of `rows` as one array, made once and memory-mapped from `cache`.

    Returns:
        (len(rows), STORED_SIDE, STORED_SIDE, 3) uint8.
    """
    if not cache.exists():
        pixels = np.zeros((len(rows), STORED_SIDE, STORED_SIDE, 3), np.uint8)
        for number, picture in _photos(folder, rows):
            pixels[number] = squash(picture, STORED_SIDE)
        partial = cache.with_suffix(".partial.npy")
        np.save(partial, pixels)
        partial.replace(cache)
    kept: np.ndarray[Any, np.dtype[np.uint8]] = np.load(cache, mmap_mode="r")
    return kept
