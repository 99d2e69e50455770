"""What decoding JPEGs at reduced scale changes in their embeddings.

    python -m tests.benchmarks.reduced_decoding --shared ../shared

Each picture is decoded as indexing does it, and in full with one bicubic resize; both become
embeddings of the same model. Pictures: real photos enlarged to a camera's size and given its
grain, the larger real photos as they are, and drawn ones. To judge the difference, two that
nobody minds are measured, too: a bilinear resize instead of the bicubic one, and the photo saved
once more as a JPEG of quality 75.
"""

from __future__ import annotations

import argparse
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from indexer.decode.decoder import Decoder
from indexer.decode.types import Job, Limits
from indexer.places import Places
from models.catalogue import open_encoder
from models.encoder import Encoder
from models.preprocess import to_input
from models.registry import STARTER
from tests.benchmarks.camera import CAMERA, CAMERA_BYTES, as_jpeg, draw, with_grain
from tests.benchmarks.rounds import ROOT, table

LARGE = 1_000_000
"""Pixels of a photo that is decoded at a reduced scale without being enlarged."""

NEIGHBOURS = 10
THUMBNAIL_SIDE = 384


def reduced(jpeg: bytes, encoder: Encoder) -> np.ndarray:
    """As indexing does it, with a thumbnail in the same pass."""
    job = Job(0, "photo.jpg", jpeg, encoder.input_spec, THUMBNAIL_SIDE, metadata=False)
    pixels = Decoder(Limits()).decode(job).pixels
    assert pixels is not None
    return pixels


def reduced_without_thumbnail(jpeg: bytes, encoder: Encoder) -> np.ndarray:
    """As for a second model or a query: often at an even smaller scale."""
    job = Job(0, "photo.jpg", jpeg, encoder.input_spec, metadata=False)
    pixels = Decoder(Limits()).decode(job).pixels
    assert pixels is not None
    return pixels


def in_full(jpeg: bytes, encoder: Encoder) -> np.ndarray:
    return to_input(upright(jpeg), encoder.input_spec)


def bilinear(jpeg: bytes, encoder: Encoder) -> np.ndarray:
    spec = encoder.input_spec
    return to_input(upright(jpeg), type(spec)(spec.side, spec.resize_mode, "bilinear", spec.fill))


def saved_again(jpeg: bytes, encoder: Encoder) -> np.ndarray:
    stream = io.BytesIO()
    upright(jpeg).save(stream, "JPEG", quality=75)
    return in_full(stream.getvalue(), encoder)


def upright(jpeg: bytes) -> Image.Image:
    with Image.open(io.BytesIO(jpeg)) as picture:
        return ImageOps.exif_transpose(picture).convert("RGB")


WAYS: dict[str, Callable[[bytes, Encoder], np.ndarray]] = {
    "as indexing does": reduced,
    "without a thumbnail": reduced_without_thumbnail,
    "bilinear for bicubic": bilinear,
    "saved again, quality 75": saved_again,
}


# Pictures


def enlarged(shared: Path, count: int) -> Iterator[bytes]:
    """Real photos as a camera of 12 megapixels would have taken them."""
    folder = shared / "photos" / "dev_eval"
    lines = (folder / "dev_eval.jsonl").read_text(encoding="utf-8").splitlines()
    files = [json.loads(line)["file"] for line in lines]
    chosen = files[:: max(1, len(files) // count)][:count]
    for seed, file in enumerate(chosen):
        with Image.open(folder / file) as picture:
            size = CAMERA if picture.width >= picture.height else CAMERA[::-1]
            large = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        yield as_jpeg(with_grain(large, np.random.default_rng(seed)), seed, CAMERA_BYTES)


def large_ones(shared: Path) -> Iterator[bytes]:
    """Real JPEGs that are large as they are."""
    for path in sorted((shared / "corpus").glob("*/*/*")):
        if "corrupt" in path.parts or not path.is_file():
            continue
        data = path.read_bytes()
        try:
            with Image.open(io.BytesIO(data)) as picture:
                if picture.format == "JPEG" and picture.width * picture.height >= LARGE:
                    picture.load()
                    yield data
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            continue  # the corpus is full of files that cannot be read


def drawn(count: int) -> Iterator[bytes]:
    for seed in range(count):
        yield as_jpeg(draw(seed), seed, CAMERA_BYTES)


# Comparing


def compare(name: str, photos: Iterator[bytes], encoder: Encoder) -> list[tuple[object, ...]]:
    inputs: dict[str, list[np.ndarray]] = {way: [] for way in ("in full", *WAYS)}
    for jpeg in photos:
        inputs["in full"].append(in_full(jpeg, encoder))
        for way, decode in WAYS.items():
            inputs[way].append(decode(jpeg, encoder))
    if not inputs["in full"]:
        return []
    embeddings = {way: embed(pixels, encoder) for way, pixels in inputs.items()}
    full = embeddings["in full"]
    rows: list[tuple[object, ...]] = []
    for way in WAYS:
        cosines = (full * embeddings[way]).sum(1)
        same, shared = neighbours(full, embeddings[way])
        difference = np.abs(np.stack(inputs[way]).astype(int) - np.stack(inputs["in full"])).mean()
        figures = (f"{cosines.mean():.5f}", f"{cosines.min():.5f}", f"{difference:.2f}")
        rows.append((name, len(full), way, *figures, f"{same:.1%}", f"{shared:.1%}"))
    return rows


def embed(pixels: list[np.ndarray], encoder: Encoder) -> np.ndarray:
    parts = [
        encoder.encode_images(np.stack(pixels[at : at + 32])) for at in range(0, len(pixels), 32)
    ]
    return np.concatenate(parts)


def neighbours(full: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """How often the nearest other photo is the same, and which part of the ten nearest is."""
    few = min(NEIGHBOURS, len(full) - 1)
    if few < 1:
        return 1.0, 1.0
    ranked = []
    for queries in (full, other):
        scores = queries @ full.T
        np.fill_diagonal(scores, -2.0)  # the photo itself
        ranked.append(np.argsort(-scores, axis=1)[:, :few])
    same = (ranked[0][:, 0] == ranked[1][:, 0]).mean()
    overlap = [np.isin(mine, its).mean() for mine, its in zip(*ranked, strict=True)]
    return float(same), float(np.mean(overlap))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = os.environ.get("PICTROVE_SHARED") or ROOT.parent / "shared"
    parser.add_argument("--shared", type=Path, default=Path(beside), help="the shared photos")
    parser.add_argument("--photos", type=int, default=100, help="how many to enlarge")
    parser.add_argument("--drawn", type=int, default=20)
    parser.add_argument("--model", default=STARTER, help="a model that is prepared here")
    arguments = parser.parse_args()
    encoder = open_encoder(arguments.model, Places.of_this_user().models)
    rows = compare("drawn, 12 MP", drawn(arguments.drawn), encoder)
    if arguments.shared.is_dir():
        rows += compare("real, large", large_ones(arguments.shared), encoder)
        real = enlarged(arguments.shared, arguments.photos)
        rows += compare("real, enlarged to 12 MP", real, encoder)
    else:
        print(f"no shared photos in {arguments.shared} (--shared): drawn ones only")
    print(f"model {arguments.model}; each way compared with full decoding and one bicubic resize")
    head = ["pictures", "n", "way", "cosine, mean", "cosine, worst", "grey levels, mean"]
    table([*head, "same nearest photo", "of the ten nearest the same"], rows)


if __name__ == "__main__":
    main()
