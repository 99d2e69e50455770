"""The engine behind the interface that the command line knows: `indexer.client.Client`."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from indexer.engine.asynchronous import AsyncClient
from indexer.engine.awaiting import answered
from indexer.engine.errors import EngineLostError
from indexer.engine.keeping_requests import BackUp, Relocate
from indexer.engine.messages import (
    ChangeMarks,
    ChangeSettings,
    ClearCache,
    Evaluate,
    Find,
    Forget,
    GetDetails,
    GetFacets,
    GetFailures,
    GetIds,
    GetPhotos,
    GetPicture,
    GetSavedSearches,
    GetSettings,
    GetStatus,
    Index,
    LookAgain,
    MakeThumbnail,
    MeasureCache,
    Related,
    RemoveSearch,
    Repair,
    Retry,
    SaveSearch,
    Search,
    StopEngine,
    Tags,
    Unwatch,
    Watch,
)
from indexer.engine.model_requests import (
    FetchModel,
    GetModel,
    ImportModel,
    ListModels,
    RemoveModel,
    UseModel,
    VerifyModel,
)
from indexer.engine.request import Request
from indexer.folders import absolute_anywhere
from indexer.keeping_reports import BackupReport, RepairReport
from indexer.places import Places
from indexer.query import Answer, Filters, Found, PictureTerm, Query, SavedSearch
from indexer.reports import (
    CacheReport,
    Evaluation,
    Facets,
    Failure,
    FolderStatus,
    IndexReport,
    MarkChange,
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

ResultT = TypeVar("ResultT")
ProgressT = TypeVar("ProgressT")

_END_SECONDS = 120.0


Steps = Callable[[str, int, int | None], None]


def _ignore(_: object) -> None:
    return


def _ignore_step(_what: str, _done: int, _total: int | None) -> None:
    return


def _never() -> bool:
    return False


class RemoteClient:
    """A library whose engine is another process; implements `indexer.client.Client`.

    If the engine is lost in the middle of a request that may be repeated, it is started again
    and asked once more. Callbacks are called by the calling thread.
    """

    def __init__(
        self,
        connection: AsyncClient,
        places: Places,
        reconnect: Callable[[], AsyncClient] | None = None,
    ) -> None:
        """Take over a connection.

        Args:
            connection: to the engine; it is closed at the end.
            places: where the library lies.
            reconnect: connects again, or to another engine, when this one is lost.
        """
        self._connection = connection
        self._places = places
        self._reconnect = reconnect or self._connect_again
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._connection.close()

    # Indexing

    def index(
        self,
        folders: Sequence[Path],
        *,
        on_progress: Callable[[Progress], None] = _ignore,
        stop: Callable[[], bool] = _never,
        retry_failed: bool = False,
    ) -> IndexReport:
        """See `Client.index`."""
        request = Index(_absolute_all(folders), retry_failed)
        return self._ask(request, on_progress, stop)

    def forget(self, folder: Path) -> int:
        """See `Client.forget`."""
        return self._ask(Forget(absolute_anywhere(folder)))

    def retry(self, paths: Sequence[Path] = (), *, fetch: bool = False) -> int:
        """See `Client.retry`."""
        return self._ask(Retry(_absolute_all(paths), fetch))

    def watch(
        self, folder: Path, *, excludes: Sequence[str] = (), hidden: bool = False
    ) -> FolderStatus:
        """See `Client.watch`."""
        return self._ask(Watch(_absolute(folder), tuple(excludes), hidden))

    def unwatch(self, folder: Path) -> None:
        """See `Client.unwatch`."""
        self._ask(Unwatch(absolute_anywhere(folder)))

    # Searching

    def search(self, query: Query) -> Answer:
        """See `Client.search`."""
        return self._ask(Search(query))

    def find(self, query: Query) -> Found:
        """See `Client.find`."""
        return self._ask(Find(query))

    def facets(self, filters: Filters) -> Facets:
        """See `Client.facets`."""
        return self._ask(GetFacets(filters))

    def tags(self, picture: Path, limit: int) -> tuple[Word, ...]:
        """See `Client.tags`."""
        return self._ask(Tags(_absolute(picture), limit))

    def related(self, word: str, limit: int) -> tuple[Word, ...]:
        """See `Client.related`."""
        return self._ask(Related(word, limit))

    def evaluate(
        self,
        captions: Path,
        model_id: str | None,
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Evaluation:
        """See `Client.evaluate`."""
        request = Evaluate(_absolute(captions), model_id)
        return self._ask(request, lambda progress: on_progress(*progress))

    # Photos

    def photos(self, ids: Sequence[int]) -> tuple[Photo, ...]:
        """See `Client.photos`."""
        return self._ask(GetPhotos(tuple(ids)))

    def details(self, photo_id: int) -> PhotoDetails:
        """See `Client.details`."""
        return self._ask(GetDetails(photo_id))

    def ids_of(self, paths: Sequence[Path]) -> tuple[int | None, ...]:
        """See `Client.ids_of`."""
        return self._ask(GetIds(_absolute_all(paths)))

    def picture(self, source: PictureTerm, longest_side: int | None = None) -> Picture:
        """See `Client.picture`."""
        return self._ask(GetPicture(source, longest_side))

    def make_thumbnail(self, photo_id: int) -> str:
        """See `Client.make_thumbnail`."""
        return self._ask(MakeThumbnail(photo_id))

    def measure_cache(self) -> CacheReport:
        """See `Client.measure_cache`."""
        return self._ask(MeasureCache())

    def clear_cache(self) -> None:
        """See `Client.clear_cache`."""
        self._ask(ClearCache())

    def look_again(self, paths: Sequence[Path]) -> None:
        """See `Client.look_again`; the engine does so soon."""
        self._ask(LookAgain(_absolute_all(paths)))

    # Noting

    def mark(self, ids: Sequence[int], change: MarkChange) -> int:
        """See `Client.mark`."""
        return self._ask(ChangeMarks(tuple(ids), change))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """See `Client.saved_searches`."""
        return self._ask(GetSavedSearches())

    def save_search(self, search: SavedSearch) -> None:
        """See `Client.save_search`."""
        self._ask(SaveSearch(search))

    def remove_search(self, name: str) -> None:
        """See `Client.remove_search`."""
        self._ask(RemoveSearch(name))

    # Looking and settings

    def status(self) -> Status:
        """See `Client.status`."""
        return self._ask(GetStatus())

    def failures(self) -> tuple[Failure, ...]:
        """See `Client.failures`."""
        return self._ask(GetFailures())

    def settings(self) -> Settings:
        """See `Client.settings`."""
        return self._ask(GetSettings())

    def change_settings(self, settings: Settings) -> None:
        """See `Client.change_settings`."""
        self._ask(ChangeSettings(settings))

    def repair(self) -> RepairReport:
        """See `Client.repair`."""
        return self._ask(Repair())

    def back_up(self, file: Path, *, force: bool = False) -> BackupReport:
        """See `Client.back_up`."""
        return self._ask(BackUp(_absolute(file), force))

    def relocate(self, old: Path, new: Path, *, force: bool = False) -> int:
        """See `Client.relocate`."""
        return self._ask(Relocate(absolute_anywhere(old), absolute_anywhere(new), force))

    def stop_engine(self) -> bool:
        """See `Client.stop_engine`. Returns when the engine's process has ended."""
        try:
            stops = self._ask(StopEngine())
        except EngineLostError:
            stops = True  # it was ending already, and may still have the library in its hands
        if stops:
            self._connection.wait_lost(_END_SECONDS)
            _wait_for_end(self._connection.hello.process_id)
        return stops

    # Models

    def models(self) -> tuple[ModelStatus, ...]:
        """See `Client.models`."""
        return self._ask(ListModels())

    def get_model(
        self,
        model_id: str,
        *,
        weights: Path | None,
        hub: str | None = None,
        on_progress: Steps = _ignore_step,
    ) -> None:
        """See `Client.get_model`."""
        request = GetModel(model_id, None if weights is None else _absolute(weights), hub)
        self._ask(request, lambda progress: on_progress(*progress))

    def fetch_model(
        self,
        model_id: str,
        folder: Path,
        *,
        hub: str | None = None,
        on_progress: Steps = _ignore_step,
    ) -> None:
        """See `Client.fetch_model`."""
        request = FetchModel(model_id, _absolute(folder), hub)
        self._ask(request, lambda progress: on_progress(*progress))

    def import_model(
        self, source: Path, model_id: str | None = None, on_progress: Steps = _ignore_step
    ) -> str:
        """See `Client.import_model`."""
        request = ImportModel(_absolute(source), model_id)
        return self._ask(request, lambda progress: on_progress(*progress))

    def verify_model(self, model_id: str, on_progress: Steps = _ignore_step) -> None:
        """See `Client.verify_model`."""
        self._ask(VerifyModel(model_id), lambda progress: on_progress(*progress))

    def remove_model(
        self, model_id: str, *, files: bool = True, embeddings: bool = True
    ) -> ModelRemoval:
        """See `Client.remove_model`."""
        return self._ask(RemoveModel(model_id, files=files, embeddings=embeddings))

    def use_model(self, model_id: str, *, at_once: bool = False) -> None:
        """See `Client.use_model`."""
        self._ask(UseModel(model_id, at_once=at_once))

    # Asking

    def _ask(
        self,
        request: Request[ResultT, ProgressT],
        on_progress: Callable[[ProgressT], None] = _ignore,
        stop: Callable[[], bool] | None = None,
    ) -> ResultT:
        connection = self._connection
        try:
            return answered(connection, request, on_progress, stop)
        except EngineLostError:
            if not request.repeatable:
                raise
        return answered(self._renewed(connection), request, on_progress, stop)

    def _renewed(self, lost: AsyncClient) -> AsyncClient:
        with self._lock:
            if self._connection is lost:  # otherwise another thread was faster
                lost.close()
                self._connection = self._reconnect()
            return self._connection

    def _connect_again(self) -> AsyncClient:
        from indexer.engine.launch import connect

        connection = connect(self._places)
        assert connection is not None
        return connection


def _absolute(path: Path) -> str:
    """The path as the engine, which lives in another folder, must know it."""
    return os.path.abspath(path.expanduser())


def _absolute_all(paths: Sequence[Path]) -> tuple[str, ...]:
    return tuple(_absolute(path) for path in paths)


def _wait_for_end(process_id: int) -> None:
    """Wait until the engine has let go of the library; it may still be finishing a batch."""
    import psutil

    with contextlib.suppress(psutil.Error):
        process = psutil.Process(process_id)
        if process.status() != psutil.STATUS_ZOMBIE:
            process.wait(_END_SECONDS)
