"""An encoder that knows colours, and a library that uses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from indexer.library import Library
from indexer.places import Places
from indexer.store import Store
from models.preprocess import InputSpec

COLOURS = {
    "red": (220, 20, 20),
    "green": (20, 200, 30),
    "blue": (20, 30, 220),
    "yellow": (230, 220, 20),
    "white": (250, 250, 250),
    "black": (5, 5, 5),
}


@dataclass
class ColourEncoder:
    """Embeds a picture as its mean colour, and words as the mean of the colours they name."""

    model_id: str = "starter"
    dim: int = 4
    input_spec: InputSpec = field(default_factory=lambda: InputSpec(8))
    encoded: int = 0

    def encode_images(self, pixels):
        self.encoded += len(pixels)
        return _unit(pixels.reshape(len(pixels), -1, 3).mean(1))

    def encode_texts(self, texts: Sequence[str]):
        named = [
            [COLOURS[word] for word in text.lower().split() if word in COLOURS] for text in texts
        ]
        return _unit(np.array([np.mean(colours or [(128, 128, 128)], 0) for colours in named]))


def _unit(colours):
    rows = np.column_stack([colours, np.full(len(colours), 20.0)]).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def encoder() -> ColourEncoder:
    return ColourEncoder()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.fixture
def draw() -> Callable[..., Path]:
    """Draw a picture of one colour, with a pattern so that no two have the same bytes."""

    def drawn(path: Path, colour: str, seed: int = 0, size: tuple[int, int] = (64, 48)) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.full((size[1], size[0], 3), COLOURS[colour], np.int16)
        pixels += np.random.default_rng(seed).integers(-5, 6, pixels.shape, np.int16)
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path, quality=90)
        return path

    return drawn


@pytest.fixture
def open_library(tmp_path: Path, encoder: ColourEncoder):
    """Open the test's library; every call is like a new process."""
    places = Places.below(tmp_path / "home")
    opened = []

    def opener(*, read_only: bool = False, encoders=None) -> Library:
        known = {"starter": encoder, **(encoders or {})}
        library = Library(
            places,
            lambda: Store.open(places.data, read_only=read_only),
            known.__getitem__,
            decoder_count=1,
        )
        opened.append(library)
        return library

    yield opener
    for library in opened:
        library.__exit__(None, None, None)
