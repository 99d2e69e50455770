"""What goes into a decoder and what comes out, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from indexer.metadata import PhotoMetadata
from indexer.query import Region
from indexer.reports import Picture
from models.preprocess import InputSpec

MIB = 1024 * 1024

MAX_VIEW_PIXELS = 88_000_000
"""More pixels no view has: three bytes each, they fit into one message of the engine."""


@dataclass(frozen=True)
class Limits:
    """What one file may cost.

    Attributes:
        seconds: wall-clock time for one file.
        memory_bytes: address space of one worker (resident memory where the platform
            cannot limit address space).
        pixels: width times height as the header claims. Checked before decoding; JPEGs of
            this size are decoded at a reduced scale, other kinds must also fit in memory.
        file_bytes: size of the file.
    """

    seconds: float = 30.0
    memory_bytes: int = 2048 * MIB
    pixels: int = 600_000_000
    file_bytes: int = 512 * MIB


class Cause(StrEnum):
    """Why a file failed."""

    UNREADABLE = "unreadable"
    NOT_A_PICTURE = "not_a_picture"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    OUT_OF_MEMORY = "out_of_memory"
    CHANGED = "changed"
    NO_DECODER = "no_decoder"


class Scheduling(StrEnum):
    """When a worker gets the processor, where the system lets it choose (Linux)."""

    NORMAL = "normal"
    BATCH = "batch"
    IDLE = "idle"


@dataclass(frozen=True)
class Confinement:
    """What keeps workers from doing anything but decoding. See `docs/sandbox.md`.

    Attributes:
        seccomp: only the system calls of a list are let through (Linux).
        landlock: version of Landlock that closes the file system; 0 where there is none.
        other: what another system offers instead.
        note: what is lacking on this machine, in words; empty where nothing is.
    """

    seccomp: bool
    landlock: int
    other: str = ""
    note: str = ""

    @property
    def whole(self) -> bool:
        """Whether a worker can open nothing, even with one fence broken."""
        return self.seccomp and self.landlock > 0


@dataclass(frozen=True)
class View:
    """A picture to be looked at: upright pixels, in sRGB.

    Attributes:
        longest_side: at most so many pixels, or 3% fewer where that is much faster; None for all
            that there are, up to `MAX_VIEW_PIXELS`.
    """

    longest_side: int | None = None


@dataclass(frozen=True)
class Job:
    """One picture to decode.

    Attributes:
        key: the caller's name for it; comes back with the result.
        path: where the file is; where `data` is given, only its ending is looked at.
        data: the bytes of a picture that is no file.
        input_spec: make model input of this kind.
        thumbnail_side: make a thumbnail whose longest side is at most this, in pixels.
        region: cut this part out of the upright picture first.
        metadata: read EXIF, IPTC and XMP, sidecars too.
        view: make pixels to be looked at; neither model input nor a thumbnail then.
    """

    key: int
    path: str
    data: bytes | None = None
    input_spec: InputSpec | None = None
    thumbnail_side: int | None = None
    region: Region | None = None
    metadata: bool = True
    view: View | None = None


@dataclass(frozen=True, eq=False)
class Decoded:
    """A picture that was read.

    Attributes:
        content_hash: SHA-256 of the file, 32 bytes.
        size: of the file, in bytes.
        mtime_ns: of the file when it was read; 0 where the job brought its own bytes.
        width: of the full picture, upright, in pixels.
        height: of the full picture, upright, in pixels.
        kind: what the content is, whatever the name says: one of `kinds.SUPPORTED_KINDS`.
        pixels: (side, side, 3) uint8 sRGB, where the job asked for model input. Read-only.
        thumbnail: a JPEG, upright, sRGB, without metadata, where the job asked for one.
        view: what is to be looked at, where the job asked for it.
    """

    key: int
    content_hash: bytes
    size: int
    mtime_ns: int
    width: int
    height: int
    kind: str
    metadata: PhotoMetadata
    pixels: np.ndarray[Any, np.dtype[np.uint8]] | None
    thumbnail: bytes | None
    view: Picture | None = None


@dataclass(frozen=True)
class Failed:
    """A picture that could not be read; `reason` is one sentence for the user."""

    key: int
    reason: str
    cause: Cause
