"""Drawn photos that cost what a camera's cost: size, grain, EXIF; and many cheap variations."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image

CAMERA = (4000, 3000)
"""Width and height of a photo of 12 megapixels."""

CAMERA_BYTES = 2_900_000
SMALL = (640, 480)
_GRAIN = 4.0
_LARGEST_COMMENT = 60_000
_SIDEWAYS = 6  # an EXIF orientation


def draw(seed: int, size: tuple[int, int] = CAMERA) -> Image.Image:
    """A picture with structure of every size, as photos have it, and the grain of a sensor."""
    rng = np.random.default_rng(seed)
    width, height = size[0] // 2, size[1] // 2  # a lens is not sharper than that
    light = _structure(rng, width, height)
    bands = []
    for _ in range(3):
        band = light + 0.5 * _structure(rng, width, height)
        values = (120 + 55 * band / band.std()).clip(0, 255).astype(np.uint8)
        bands.append(Image.fromarray(values).resize(size, Image.Resampling.BICUBIC))
    return with_grain(Image.merge("RGB", bands), rng)


def _structure(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    total = np.zeros((height, width), np.float32)
    for power in range(2, 10):
        cells = 2**power
        rows = max(2, cells * height // width)
        layer = Image.fromarray(rng.standard_normal((rows, cells), np.float32))
        total += np.asarray(layer.resize((width, height))) / cells**0.6
    return total


def with_grain(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The picture with the noise of a sensor."""
    tile = rng.standard_normal((512, 512), np.float32) * _GRAIN
    across, down = picture.width // 512 + 1, picture.height // 512 + 1
    grain = np.tile(tile.astype(np.int16), (down, across))[: picture.height, : picture.width]
    noisy = np.asarray(picture) + grain[:, :, None]
    return Image.fromarray(noisy.clip(0, 255).astype(np.uint8))


def as_jpeg(picture: Image.Image, seed: int = 0, wanted: int | None = None) -> bytes:
    """A JPEG with a camera's EXIF, of about `wanted` bytes; every fourth lies on its side."""
    exif = _exif(seed)
    if wanted is None:
        return _saved(picture, exif, 85)
    by_size = {len(data): data for data in (_saved(picture, exif, q) for q in range(82, 97, 2))}
    return by_size[min(by_size, key=lambda size: abs(size - wanted))]


def write_photos(
    folder: Path, count: int, distinct: int, size: tuple[int, int] = CAMERA
) -> list[Path]:
    """Write `count` JPEGs, no two of equal content or size in bytes.

    They are variations of `distinct` drawn ones by a comment within the file, so that nothing
    but drawing is saved: every file is read, hashed and decoded for itself.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = CAMERA_BYTES if size == CAMERA else None
    seeds = range(min(count, distinct))
    originals = [as_jpeg(draw(seed, size), seed, wanted) for seed in seeds]
    sizes: set[int] = set()
    paths = []
    for number in range(count):
        original = originals[number % len(originals)]
        data = next(
            varied
            for padding in itertools.count(number // len(originals))
            if len(varied := with_comment(original, number, padding)) not in sizes
        )
        sizes.add(len(data))
        path = folder / f"album-{number // 500:03}" / f"IMG_{number:06}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths


def with_comment(jpeg: bytes, number: int, padding: int) -> bytes:
    """The same JPEG with comments: `number`, and `padding` bytes more than those of 0."""
    at = 2
    while jpeg[at + 1] & 0xF0 == 0xE0:  # behind the application's segments, EXIF among them
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    texts = [f"{number:08}".encode()]
    while padding > 0:
        part = min(padding, _LARGEST_COMMENT)
        texts.append(b"." * part)
        padding -= part
    comments = b"".join(b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text for text in texts)
    return jpeg[:at] + comments + jpeg[at:]


def _saved(picture: Image.Image, exif: bytes, quality: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality, exif=exif)
    return stream.getvalue()


def _exif(seed: int) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Drawn"
    exif[ExifTags.Base.Model] = f"Camera {seed % 3}"
    exif[ExifTags.Base.Orientation] = _SIDEWAYS if seed % 4 == 3 else 1
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = f"2024:{seed % 12 + 1:02}:{seed % 28 + 1:02} 12:00:00"
    inner[ExifTags.Base.FNumber] = 1.8
    inner[ExifTags.Base.ExposureTime] = 0.01
    inner[ExifTags.Base.ISOSpeedRatings] = 100
    return exif.tobytes()
