"""The one door to a library: what the command line and the window may call.

Today the client does its work in the calling process. The background engine will stand
behind the same calls (see `docs/decisions.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from indexer.places import Places
from indexer.query import Answer, Query
from models.errors import ModelError

__all__ = [
    "Client",
    "Evaluation",
    "Failure",
    "FolderStatus",
    "IndexReport",
    "ModelError",
    "ModelStatus",
    "Progress",
    "Status",
    "Word",
    "open_client",
]


@dataclass(frozen=True)
class Progress:
    """How far indexing is. Sent about four times a second, and once at the end.

    Attributes:
        phase: "scanning", "indexing" or "done".
        done: files finished in this run, whatever came of them.
        total: files this run has to look at (grows while scanning).
        embedded: photos embedded in this run.
        reused: files recognised by their content hash: moved, copied or duplicated.
        failed: files that could not be read in this run.
        rate: files finished per second, lately.
        seconds_left: honest guess, or None while it is too early to say.
    """

    phase: str
    done: int
    total: int
    embedded: int
    reused: int
    failed: int
    rate: float
    seconds_left: float | None


@dataclass(frozen=True)
class IndexReport:
    """What one run of indexing did, in files."""

    embedded: int
    reused: int
    moved: int
    removed: int
    failed: int
    unchanged: int
    seconds: float
    interrupted: bool


@dataclass(frozen=True)
class FolderStatus:
    """One folder of the library; `offline` means it cannot be reached now."""

    path: str
    photos: int
    offline: bool


@dataclass(frozen=True)
class Status:
    """The library at a glance.

    Attributes:
        indexed: photos that can be found.
        pending: known files still to be embedded.
        failed: files that could not be read.
        missing: photos whose file cannot be reached now.
        database_bytes: size of the database and the index on disk.
    """

    folders: tuple[FolderStatus, ...]
    indexed: int
    pending: int
    failed: int
    missing: int
    model: str
    model_note: str
    database_bytes: int
    data_folder: str


@dataclass(frozen=True)
class Failure:
    """A file that could not be read: why, and when that was found (UTC, ISO 8601)."""

    path: str
    reason: str
    when: str


@dataclass(frozen=True)
class Word:
    """A word with its cosine similarity to what was asked about."""

    word: str
    score: float


@dataclass(frozen=True)
class Evaluation:
    """Retrieval figures of one model on one captioned set; recalls are 0 to 1."""

    model: str
    photos: int
    captions: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    median_rank: float
    precision_at_10: float | None
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class ModelStatus:
    """A model of the registry and its state on this machine."""

    model_id: str
    description: str
    licence: str
    dim: int
    ready: bool
    in_use: bool
    download_bytes: int | None


class Client(Protocol):
    """A library, as its users see it. Every call may raise `LibraryError` or `ModelError`."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def index(
        self,
        folders: Sequence[Path],
        *,
        on_progress: Callable[[Progress], None] = ...,
        stop: Callable[[], bool] = ...,
        retry_failed: bool = False,
    ) -> IndexReport:
        """Add `folders` to the library and embed what is new in all its folders.

        `stop` is asked between batches; when it says yes, what is committed stays, and the
        next run goes on from there.
        """

    def search(self, query: Query) -> Answer:
        """The photos nearest to the query."""

    def status(self) -> Status:
        """What the library holds."""

    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be read, latest first."""

    def forget(self, folder: Path) -> int:
        """Take a folder and its photos out of the library; no file is touched.

        Returns:
            How many photos were taken out.
        """

    def tags(self, picture: Path, limit: int) -> tuple[Word, ...]:
        """The likeliest words for a picture."""

    def related(self, word: str, limit: int) -> tuple[Word, ...]:
        """Words near a word."""

    def evaluate(
        self,
        captions: Path,
        model_id: str | None,
        on_progress: Callable[[int, int], None] = ...,
    ) -> Evaluation:
        """Measure a model on captioned photos; nothing is stored."""

    def models(self) -> tuple[ModelStatus, ...]:
        """The models that can be used here."""

    def get_model(
        self,
        model_id: str,
        *,
        weights: Path | None,
        on_progress: Callable[[str, int, int | None], None] = ...,
    ) -> None:
        """Fetch (or take from the file `weights`) and prepare a model.

        `on_progress` gets (what is done now, units done, units in all or None).
        """

    def use_model(self, model_id: str) -> None:
        """Index and search with this model from now on."""


def open_client(*, read_only: bool = False, places: Places | None = None) -> Client:
    """A library; unless `places` says otherwise, that of this user (or of `PICTROVE_HOME`).

    Args:
        read_only: nothing will be indexed or changed, which opens faster.
        places: where the library lies.
    """
    from indexer.library import open_library

    return open_library(read_only=read_only, places=places or Places.of_this_user())
