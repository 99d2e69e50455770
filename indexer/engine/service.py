"""What the engine does for each request of a client."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.engine import keeping_requests as keeping
from indexer.engine import messages as m
from indexer.engine import model_requests as models
from indexer.engine.asked import index_as_asked
from indexer.engine.courtesy import Courtesy
from indexer.engine.governor import Permission
from indexer.engine.scanner import Scanner
from indexer.engine.server import Context
from indexer.engine.worker import Worker
from indexer.errors import LibraryDamagedError
from indexer.folders import absolute_anywhere
from indexer.keeping_reports import BackupReport, RepairReport
from indexer.library import Library
from indexer.reports import (
    Activity,
    EngineStatus,
    FolderStatus,
    IndexReport,
    ModelRemoval,
    Progress,
    Status,
)
from indexer.settings import Settings
from indexer.store.connections import explained
from indexer.store.paths import lies_below
from indexer.store.store import DATABASE_NAME
from indexer.watch import Following


@dataclass(frozen=True)
class ServiceParts:
    """What a service works with.

    Attributes:
        library: what is asked about.
        scanner: compares folders with the disk.
        worker: reads what is due.
        courtesy: lets queries pass before indexing.
        permission: whether indexing is allowed now.
        settings: the user's settings.
        apply_settings: makes new ones count.
        how: how a folder is being watched.
        clients: how many there are.
        notices: sentences about the engine that the user should read.
        on_changed: a client changed something; with the folder that was forgotten, if one was.
        publish: tells all clients that answers may be different now.
        on_query: a client asks something that needs a model.
        stop: ends the engine.
    """

    library: Library
    scanner: Scanner
    worker: Worker
    courtesy: Courtesy
    permission: Callable[[], Permission]
    settings: Callable[[], Settings]
    apply_settings: Callable[[Settings], None]
    how: Callable[[str], Following | None]
    clients: Callable[[], int]
    notices: Callable[[], tuple[str, ...]]
    on_changed: Callable[[str | None], None]
    publish: Callable[[], None]
    on_query: Callable[[], None]
    stop: Callable[[], None]


class Service:
    """Answers requests, in many threads at once."""

    def __init__(self, parts: ServiceParts, version: str) -> None:
        """Serve with these parts; `version` is told to clients."""
        self._parts = parts
        self._library = parts.library
        self._version = version
        self._started_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._answers: dict[type, Callable[[Any, Context], object]] = {
            m.Search: self._search,
            m.Find: self._find,
            m.GetFacets: self._facets,
            m.GetPhotos: lambda request, _context: self._library.photos(request.ids),
            m.GetDetails: lambda request, _context: self._library.details(request.photo_id),
            m.GetIds: lambda request, _context: self._library.ids_of(_paths(request.paths)),
            m.GetPicture: self._picture,
            m.MakeThumbnail: lambda request, _: self._library.make_thumbnail(request.photo_id),
            m.MeasureCache: lambda _request, _context: self._library.measure_cache(),
            m.ClearCache: self._clear_cache,
            m.ChangeMarks: self._mark,
            m.GetSavedSearches: lambda _request, _context: self._library.saved_searches(),
            m.SaveSearch: lambda request, _context: self._library.save_search(request.search),
            m.RemoveSearch: lambda request, _context: self._library.remove_search(request.name),
            m.LookAgain: self._look_again,
            m.Tags: self._tags,
            m.Related: self._related,
            m.GetStatus: lambda _request, _context: self._status(),
            m.GetFailures: lambda _request, _context: self._library.failures(),
            m.GetSettings: lambda _request, _context: parts.settings(),
            models.ListModels: lambda _request, _context: self._library.models(),
            m.Repair: lambda _request, _context: self._check(),
            m.Forget: self._forget,
            m.Retry: self._retry,
            m.Watch: self._watch,
            m.Unwatch: self._unwatch,
            m.ChangeSettings: self._change_settings,
            models.UseModel: self._use_model,
            m.Index: self._index,
            m.Evaluate: self._evaluate,
            models.GetModel: self._get_model,
            models.FetchModel: self._fetch_model,
            models.ImportModel: self._import_model,
            models.VerifyModel: self._verify_model,
            models.RemoveModel: self._remove_model,
            m.StopEngine: self._stop_engine,
            keeping.BackUp: self._back_up,
            keeping.Relocate: self._relocate,
        }

    def serve(self, request: m.AnyRequest, context: Context) -> object:
        """Answer one request; raises what the client is to be told."""
        with explained(self._library.places.data / DATABASE_NAME):
            return self._answers[type(request)](request, context)

    # Queries

    def _search(self, request: m.Search, _context: Context) -> object:
        self._parts.on_query()
        with self._parts.courtesy.query():
            return self._library.search(request.query)

    def _find(self, request: m.Find, _context: Context) -> object:
        if request.query.terms:
            self._parts.on_query()
        with self._parts.courtesy.query():
            return self._library.find(request.query)

    def _facets(self, request: m.GetFacets, _context: Context) -> object:
        with self._parts.courtesy.query():
            return self._library.facets(request.filters)

    def _picture(self, request: m.GetPicture, _context: Context) -> object:
        return self._library.picture(request.source, request.longest_side)

    def _tags(self, request: m.Tags, _context: Context) -> object:
        self._parts.on_query()
        with self._parts.courtesy.query():
            return self._library.tags(Path(request.picture), request.limit)

    def _related(self, request: m.Related, _context: Context) -> object:
        self._parts.on_query()
        with self._parts.courtesy.query():
            return self._library.related(request.word, request.limit)

    # Changes

    def _mark(self, request: m.ChangeMarks, _context: Context) -> int:
        number = self._library.mark(request.ids, request.change)
        self._parts.publish()
        return number

    def _look_again(self, request: m.LookAgain, _context: Context) -> None:
        paths = [os.path.abspath(path) for path in request.paths]
        self._parts.scanner.look_at(paths)
        self._parts.worker.look_for(paths)

    def _clear_cache(self, _request: m.ClearCache, _context: Context) -> None:
        self._library.clear_cache()
        self._parts.publish()

    def _forget(self, request: m.Forget, _context: Context) -> int:
        removed = self._library.forget_photos(Path(request.folder))
        self._parts.worker.tidy()
        self._parts.on_changed(absolute_anywhere(Path(request.folder)))
        return removed

    def _retry(self, request: m.Retry, _context: Context) -> int:
        number = self._library.retry(_paths(request.paths))
        self._parts.worker.read_again(set(request.paths) if request.fetch else set())
        return number

    def _watch(self, request: m.Watch, _context: Context) -> FolderStatus:
        folder = self._library.watch(
            Path(request.folder), excludes=request.excludes, hidden=request.hidden
        )
        self._parts.on_changed(None)
        return self._with_note(folder)

    def _unwatch(self, request: m.Unwatch, _context: Context) -> None:
        self._library.unwatch(Path(request.folder))
        self._parts.on_changed(None)

    def _change_settings(self, request: m.ChangeSettings, _context: Context) -> None:
        self._library.change_settings(request.settings)
        self._parts.apply_settings(request.settings)
        self._parts.on_changed(None)

    def _use_model(self, request: models.UseModel, _context: Context) -> None:
        self._library.use_model(request.model_id, at_once=request.at_once)
        self._parts.on_changed(None)

    def _remove_model(self, request: models.RemoveModel, _context: Context) -> ModelRemoval:
        self._parts.worker.release()  # Windows keeps files that are in use
        removal = self._library.remove_model(
            request.model_id, files=request.files, embeddings=request.embeddings
        )
        self._parts.publish()
        return removal

    def _stop_engine(self, _request: m.StopEngine, _context: Context) -> bool:
        self._parts.stop()
        return True

    # Keeping

    def _back_up(self, request: keeping.BackUp, context: Context) -> BackupReport:
        return self._library.back_up(Path(request.file), force=request.force, check=context.check)

    def _relocate(self, request: keeping.Relocate, _context: Context) -> int:
        before = self._roots()
        # What is being read or compared has the old names in hand.
        with self._parts.worker.at_rest(), self._parts.scanner.at_rest():
            number = self._library.relocate(
                Path(request.old), Path(request.new), force=request.force
            )
            after = self._roots()
            for gone in before - after:
                self._parts.on_changed(gone)
        self._parts.on_changed(None)
        self._look_where_they_are(request.new, after - before)
        return number

    def _look_where_they_are(self, folder: str, roots: set[str]) -> None:
        """Compare moved folders with the disk: what was out of reach may be there again."""
        for root in roots:
            self._parts.scanner.scan(root)
        holding = [root for root in self._roots() if lies_below(folder, root)]
        if holding and not roots:
            self._parts.scanner.scan(max(holding, key=len), folder)

    def _roots(self) -> set[str]:
        return {folder.path for folder in self._library.store.read.folders()}

    # Long work

    def _index(self, request: m.Index, context: Context) -> IndexReport:
        self._library.add_folders(_paths(request.folders))
        self._parts.on_changed(None)
        return index_as_asked(
            self._library,
            self._parts.scanner,
            self._parts.worker,
            self._parts.permission,
            context,
            retry_failed=request.retry_failed,
        )

    def _evaluate(self, request: m.Evaluate, context: Context) -> object:
        def go_on(done: int, total: int) -> None:
            context.check()  # it takes minutes: an engine that is to end must not wait for it
            context.progress((done, total))

        return self._library.evaluate(Path(request.captions), request.model_id, go_on)

    def _get_model(self, request: models.GetModel, context: Context) -> None:
        self._library.get_model(
            request.model_id,
            weights=None if request.weights is None else Path(request.weights),
            hub=request.hub,
            on_progress=_going_on(context),
            caller=request.caller,
        )
        self._parts.worker.wake()  # perhaps it waits for this one
        self._parts.publish()

    def _fetch_model(self, request: models.FetchModel, context: Context) -> None:
        self._library.fetch_model(
            request.model_id,
            Path(request.folder),
            hub=request.hub,
            on_progress=_going_on(context),
            caller=request.caller,
        )

    def _import_model(self, request: models.ImportModel, context: Context) -> str:
        source, model_id = Path(request.source), request.model_id
        made = self._library.import_model(source, model_id, _going_on(context))
        self._parts.worker.wake()
        self._parts.publish()
        return made

    def _verify_model(self, request: models.VerifyModel, context: Context) -> None:
        self._library.verify_model(request.model_id, _going_on(context))

    def _check(self) -> RepairReport:
        problem = self._library.store.read.problem()
        if problem:
            raise LibraryDamagedError(
                f"The library in {self._library.places.data} is damaged ({problem}); stop the "
                "engine (`pictrove engine stop`) and run `pictrove repair` again."
            )
        return RepairReport(self._library.store.read.counts().indexed, 0, "")

    # Telling

    def activity(self) -> Activity:
        """What the engine is doing."""
        activity, sighting = self._parts.worker.activity, self._parts.scanner.scanning
        if activity.state == "idle" and sighting is not None:
            seen = Progress("scanning", 0, sighting.seen, 0, 0, 0, 0.0, None)
            return Activity("scanning", progress=seen)
        return activity

    def _status(self) -> Status:
        status = self._library.status()
        folders = tuple(map(self._with_note, status.folders))
        return replace(status, folders=folders, engine=self._engine_status())

    def _with_note(self, folder: FolderStatus) -> FolderStatus:
        following = self._parts.how(folder.path)
        return folder if following is None else replace(folder, note=following.note)

    def _engine_status(self) -> EngineStatus:
        import psutil

        parts = self._parts
        troubles = (parts.worker.trouble, parts.worker.hindrance, parts.scanner.trouble)
        notices = (parts.permission().notice, parts.worker.fence_note, *troubles, *parts.notices())
        return EngineStatus(
            process_id=os.getpid(),
            version=self._version,
            started_at=self._started_at,
            clients=parts.clients(),
            memory_bytes=int(psutil.Process().memory_info().rss),
            models_loaded=self._library.shelf.loaded or parts.worker.holds_model,
            activity=self.activity(),
            notices=tuple(notice for notice in notices if notice),
        )


def _paths(paths: tuple[str, ...]) -> list[Path]:
    return [Path(path) for path in paths]


def _going_on(context: Context) -> Callable[[str, int, int | None], None]:
    """Tells how far it is, or leaves: a download that was given up must not go on unseen."""

    def go_on(what: str, done: int, total: int | None) -> None:
        context.check()
        context.progress((what, done, total))

    return go_on
