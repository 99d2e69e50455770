"""The one door to a library: what the command line and the window may call.

Behind it stands the engine, one process per library; only what reads does without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from indexer.keeping_reports import BackupReport, RepairReport
from indexer.places import Places
from indexer.query import Answer, Filters, Found, PictureTerm, Query, SavedSearch
from indexer.reports import (
    Activity,
    CacheReport,
    EngineStatus,
    Evaluation,
    Facets,
    Failure,
    FolderStatus,
    IndexReport,
    MarkChange,
    ModelQuality,
    ModelRemoval,
    ModelStatus,
    Photo,
    PhotoDetails,
    Picture,
    Progress,
    Status,
    Word,
)
from indexer.settings import Settings
from models.errors import ModelError

if TYPE_CHECKING:
    from indexer.engine.asynchronous import AsyncClient

__all__ = [
    "Activity",
    "BackupReport",
    "CacheReport",
    "Client",
    "EngineStatus",
    "Evaluation",
    "Facets",
    "Failure",
    "FolderStatus",
    "IndexReport",
    "MarkChange",
    "ModelError",
    "ModelQuality",
    "ModelRemoval",
    "ModelStatus",
    "Photo",
    "PhotoDetails",
    "Picture",
    "Progress",
    "RepairReport",
    "Settings",
    "Status",
    "Word",
    "connect",
    "open_client",
    "run_engine",
]


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

    def find(self, query: Query) -> Found:
        """The same, however many, without what they are."""

    def photos(self, ids: Sequence[int]) -> tuple[Photo, ...]:
        """Photos by their ids, in that order; those that are none (any more) are left out."""

    def details(self, photo_id: int) -> PhotoDetails:
        """All that is known of one photo. `PhotoGoneError` if it is none (any more)."""

    def ids_of(self, paths: Sequence[Path]) -> tuple[int | None, ...]:
        """The ids of the photos at these paths, None where none is in the library."""

    def facets(self, filters: Filters) -> Facets:
        """What the photos that pass these filters have in common."""

    def picture(self, source: PictureTerm, longest_side: int | None = None) -> Picture:
        """Decode a picture to be looked at, whether it is in the library or not.

        Args:
            source: a file, or bytes, and a region of it; its weight means nothing here.
            longest_side: at most so many pixels; None for full resolution, or as much of it
                as the limits of a decoder and of one message allow.
        """

    def make_thumbnail(self, photo_id: int) -> str:
        """The path of a photo's thumbnail, which is made again if it is lost.

        `PictureError` if the photo cannot be read (now).
        """

    def mark(self, ids: Sequence[int], change: MarkChange) -> int:
        """Mark photos as favourites, rate or hide them; how many photos those were.

        It is noted in the library; the files are not touched.
        """

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """By name."""

    def save_search(self, search: SavedSearch) -> None:
        """Keep a query under a name; one that was kept under it is replaced."""

    def remove_search(self, name: str) -> None:
        """Forget a saved search; none of this name is fine."""

    def look_again(self, paths: Sequence[Path]) -> None:
        """Files at these paths were changed, moved or removed: notice it now."""

    def measure_cache(self) -> CacheReport:
        """What the thumbnails take."""

    def clear_cache(self) -> None:
        """Remove all thumbnails; they are made again when they are looked at."""

    def status(self) -> Status:
        """What the library holds."""

    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be read, latest first."""

    def retry(self, paths: Sequence[Path] = (), *, fetch: bool = False) -> int:
        """Try files again that failed: those at or below `paths`, or all.

        Args:
            paths: files or folders; none means every failure.
            fetch: also read files that lie in the cloud, which downloads them.

        Returns:
            How many files will be read again.
        """

    def forget(self, folder: Path) -> int:
        """Take a folder and its photos out of the library; no file is touched.

        Returns:
            How many photos were taken out.
        """

    def watch(
        self, folder: Path, *, excludes: Sequence[str] = (), hidden: bool = False
    ) -> FolderStatus:
        """Add a folder to the library and follow its changes from now on.

        Args:
            folder: a folder; if it is in the library already, only the rest changes.
            excludes: globs, matched against names and paths below the folder, to leave out.
            hidden: look at hidden files and folders, too.
        """

    def unwatch(self, folder: Path) -> None:
        """Stop following a folder's changes; its photos stay in the library."""

    def settings(self) -> Settings:
        """When and how the engine may work."""

    def change_settings(self, settings: Settings) -> None:
        """Let the engine work by these settings from now on."""

    def repair(self) -> RepairReport:
        """Check the library, and save what can be saved of a damaged one.

        The damaged database is kept beside the new one; what was lost is read again from the
        photos.
        """

    def stop_engine(self) -> bool:
        """End the engine after the batch at work; false if none runs."""

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
        hub: str | None = None,
        on_progress: Callable[[str, int, int | None], None] = ...,
    ) -> None:
        """Fetch (or take from the file or folder `weights`) and prepare a model.

        Args:
            model_id: an id, a tier, or any ``ARCHITECTURE/TAG`` of open_clip.
            weights: fetch nothing, but take this; it is only read.
            hub: fetch from this address; None: from the one of the settings.
            on_progress: gets (what is done now, units done, units in all or None).
        """

    def fetch_model(
        self,
        model_id: str,
        folder: Path,
        *,
        hub: str | None = None,
        on_progress: Callable[[str, int, int | None], None] = ...,
    ) -> None:
        """Fetch and verify a model's files, and leave them in `folder` for another computer."""

    def import_model(
        self,
        source: Path,
        model_id: str | None = None,
        on_progress: Callable[[str, int, int | None], None] = ...,
    ) -> str:
        """Prepare a model from files that are here, which are only read.

        Args:
            source: a safetensors file, a folder with one, or a folder of prepared models.
            model_id: which model it is; None: it is recognised.
            on_progress: see `get_model`.

        Returns:
            The id of the model.
        """

    def verify_model(
        self, model_id: str, on_progress: Callable[[str, int, int | None], None] = ...
    ) -> None:
        """See that every byte of a prepared model is as it was and it computes the same.

        Raises:
            ModelError: it is damaged, or not here.
        """

    def remove_model(
        self, model_id: str, *, files: bool = True, embeddings: bool = True
    ) -> ModelRemoval:
        """Remove a model's files, its embeddings of the photos, or both.

        Raises:
            ModelError: it answers, or is about to; or it is built in and `files` are asked for.
        """

    def use_model(self, model_id: str, *, at_once: bool = False) -> None:
        """Index and search with this model: as soon as it has embedded all photos, or at once.

        The model that answered keeps its embeddings until they are removed, so the change can be
        taken back. Choosing the model that answers calls off another that was to take over.
        """

    # Keeping

    def back_up(self, file: Path, *, force: bool = False) -> BackupReport:
        """Copy the library (without thumbnails and caches) into one file, while it is in use.

        Args:
            file: replaced if it is a backup.
            force: replaced whatever it is.
        """

    def relocate(self, old: Path, new: Path, *, force: bool = False) -> int:
        """Say that a folder's photos lie elsewhere now; nothing is read anew.

        Args:
            old: a folder of the library, one inside, or one above; it may be of another system.
            new: where it is; it need not be within reach.
            force: also if the photos are seen elsewhere.

        Returns:
            The number of files whose path changed.
        """


def open_client(
    *, read_only: bool = False, alone: bool = False, places: Places | None = None
) -> Client:
    """A library; unless `places` says otherwise, that of this user (or of `PICTROVE_HOME`).

    Args:
        read_only: nothing will be indexed or changed: if no engine runs, none is started.
        alone: work in this process, without any engine; only for a library that nobody shares.
        places: where the library lies.

    Raises:
        LibraryError: the engine cannot be started.
    """
    places = places or Places.of_this_user()
    if not alone:
        from indexer.engine.launch import connect, revive
        from indexer.engine.remote import RemoteClient

        connection = connect(places, start=not read_only)
        if connection is not None:
            return RemoteClient(connection, places)
        from indexer.library import open_library

        # Who opens the library needs what was killed; who ends the engine does not.
        return open_library(places, read_only=True, before=cache(partial(revive, places)))
    from indexer.library import open_library

    return open_library(places, read_only=read_only)


def connect(places: Places | None = None) -> AsyncClient:
    """A connection to the engine, started if need be, for those who must not wait for answers.

    What it can be asked stands in `indexer.requests`.

    Raises:
        LibraryError: the engine cannot be started.
    """
    from indexer.engine.launch import connect as connect_to_engine

    connection = connect_to_engine(places or Places.of_this_user())
    assert connection is not None  # without `start=False` there is one
    return connection


def run_engine(places: Places | None = None) -> None:
    """Be the engine of a library, in this process, until nobody needs it.

    Raises:
        LibraryError: another process is the engine already, or the library cannot be opened.
    """
    from indexer.engine.engine import run

    run(places or Places.of_this_user())
