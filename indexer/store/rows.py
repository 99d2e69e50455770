"""What goes into the store and what comes out of it, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from indexer.metadata import PhotoMetadata

State = Literal["pending", "indexed", "failed", "missing"]
"""A file is in exactly one of them. Only *indexed* photos are ever found."""

IN_THE_CLOUD = "in_the_cloud"
"""Why a file was not read: its content is elsewhere, and reading would download it."""

ENDED_THE_ENGINE = "ended_the_engine"
"""Why a file is not read any more: the engine died over it, again and again."""

Ids = np.ndarray[Any, np.dtype[np.uint64]]
"""(n,) uint64 photo ids, ascending."""

HalfVectors = np.ndarray[Any, np.dtype[np.float16]]
"""(n, dim) float16, one embedding per row."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file as a scan sees it: what changes when its content does.

    Attributes:
        path: absolute, as `os.fsdecode` gives it (names need not be valid UTF-8).
        size: bytes.
        mtime_ns: time of the last modification, nanoseconds since 1970.
    """

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the library remembers it.

    Attributes:
        content_hash: 32 bytes, or None while the content was never read.
        attempts: how often reading this content has failed.
        stale: 0; 1 if an indexed file has changed; 2 if it is to be read again in any case.
    """

    id: int
    path: str
    size: int
    mtime_ns: int
    state: State
    content_hash: bytes | None
    attempts: int
    stale: int = 0


@dataclass(frozen=True, slots=True)
class KnownStamp:
    """The little of a known file that a scan compares.

    Attributes:
        cause: why it failed, if it did.
        stale: as in `KnownFile`.
        vanished: 1 for a missing file that is gone, not just out of reach.
    """

    id: int
    path: str
    size: int
    mtime_ns: int
    state: State
    cause: str | None
    stale: int
    vanished: int


@dataclass(frozen=True)
class PhotoRecord:
    """A photo that was read and embedded.

    Attributes:
        content_hash: 32 bytes.
        width: pixels, upright.
        height: pixels, upright.
        kind: "jpeg", "png", "heif", "raw", ...
        model_id: the model that made `embedding`.
        embedding: (dim,) float16 unit vector; None keeps what is stored for the same content.
    """

    path: str
    size: int
    mtime_ns: int
    content_hash: bytes
    width: int
    height: int
    kind: str
    metadata: PhotoMetadata
    model_id: str
    embedding: HalfVectors | None


@dataclass(frozen=True)
class FailedFile:
    """A file that could not be read.

    Attributes:
        reason: one sentence for the user.
        cause: a short stable word for programs, for instance "timeout" or "not-a-photo".
    """

    path: str
    size: int
    mtime_ns: int
    reason: str
    cause: str


@dataclass(frozen=True)
class Placement:
    """Where known content lies now: for a move, and for a copy of photo `id`."""

    id: int
    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class FailureRow:
    """A stored failure; `failed_at` is UTC, ISO 8601 with "+00:00"."""

    id: int
    path: str
    reason: str
    cause: str
    failed_at: str
    attempts: int


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """An indexed or missing photo, as results show it.

    Attributes:
        rating: what its file says.
        favourite: 1 if the user has marked it as one.
        own_rating: what the user says, 1 to 5.
        hidden: 1 if the user does not want to see it among others.
        place: the town it was taken in or near; empty if not known.
    """

    id: int
    path: str
    size: int
    mtime_ns: int
    state: State
    content_hash: bytes
    width: int
    height: int
    kind: str
    taken_at: str | None
    rating: int | None
    favourite: int = 0
    own_rating: int | None = None
    hidden: int = 0
    place: str = ""


@dataclass(frozen=True)
class TextMatch:
    """A photo whose words match; a higher score is a better match (negated bm25)."""

    id: int
    score: float


@dataclass(frozen=True)
class AddedFolder:
    """A folder that the user added; `added_at` is UTC, ISO 8601.

    Attributes:
        watched: the engine follows its changes.
        hidden: hidden files and folders are looked at, too.
        excludes: globs to leave out; see `indexer.selection.Selection`.
    """

    id: int
    path: str
    added_at: str
    watched: bool = False
    hidden: bool = False
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True)
class EmbeddingCount:
    """How many photos a model has embedded, and how many bytes each embedding takes."""

    photos: int
    size: int


@dataclass(frozen=True)
class Counts:
    """Files of the library (or of one folder) by state."""

    pending: int = 0
    indexed: int = 0
    failed: int = 0
    missing: int = 0

    @classmethod
    def of(cls, by_state: Mapping[str, int]) -> Counts:
        """From {state: files}; absent states count 0."""
        return cls(**dict(by_state))
