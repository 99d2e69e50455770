"""The file that a hub on loopback publishes, and what of it may lie here already."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from safetensors.numpy import save

from models.registry import HubFile

WEIGHTS = save({"weight": np.arange(300_000, dtype=np.float32)})
SHA256 = hashlib.sha256(WEIGHTS).hexdigest()
FILE = HubFile("them/tiny", "main", "model.safetensors")
PINNED = HubFile("them/tiny", "main", "model.safetensors", len(WEIGHTS), SHA256)


class Naps:
    """Sleeps that take no time."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def partial_of(target: Path) -> Path:
    """What there is of a file that is being fetched."""
    return target.with_name("model.safetensors.partial")


def begin(target: Path, content: bytes) -> None:
    """Have the beginning of a file here."""
    target.parent.mkdir()
    partial_of(target).write_bytes(content)
