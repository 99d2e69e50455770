"""The library in one process: the composition root that wires store, decoders and encoder.

`indexer.client.open_client` is how others get one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import FolderError, LibraryError
from indexer.folders import absolute, absolute_anywhere, checked_folder
from indexer.keeping_reports import BackupReport, RepairReport
from indexer.modelling import SETTINGS, Modelling
from indexer.places import Places
from indexer.reports import FolderStatus, IndexReport, Progress
from indexer.settings import Settings
from indexer.store.store import Store
from models.catalogue import open_encoder
from models.errors import ModelError

if TYPE_CHECKING:
    from indexer.indexing import ProgressMeter
    from indexer.pipeline import Decoders, Pipeline
    from indexer.tally import Tally
    from models.encoder import Encoder

_PLACES_AT_ONCE = 500
_MOST_DECODERS = 8  # more would only wait for the encoder


def _never() -> bool:
    return False


def _ignore(_: object) -> None:
    return


def _nothing() -> None:
    return


class Library(Modelling):
    """One library of photos; implements `indexer.client.Client`."""

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
        from indexer.indexing import IndexRun, ProgressMeter

        self.add_folders(folders)
        meter = ProgressMeter(on_progress)
        pipeline = self.pipeline(self.shelf.encoder(self.model), self._pool, meter.update, stop)
        run = IndexRun(self.store, self.reconciler, pipeline, meter, retry_failed)
        report = run.run()
        if report.removed:
            self.prune_thumbnails(stop)
        self._complete_models(meter, stop)
        self.fill_places(stop)
        self.save_vectors(stop)
        return report

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Add folders to the library; nothing is read yet.

        Raises:
            FolderError: one of them cannot be read, or the library has none at all.
        """
        checked = [checked_folder(folder) for folder in folders]
        for folder in checked:
            self.store.write.add_folder(folder)
        if not self.store.read.folders():
            raise FolderError("The library has no folders yet; name one: pictrove index DIR.")

    def pipeline(
        self,
        encoder: Encoder,
        decoders: Decoders,
        on_batch: Callable[[Tally], None],
        stop: Callable[[], bool],
    ) -> Pipeline:
        """What reads due files of this library."""
        from indexer.decode.types import Limits
        from indexer.pipeline import Pipeline

        return Pipeline(
            store=self.store,
            decoders=decoders,
            encoder=encoder,
            thumbnails=self._thumbnails,
            limits=Limits(),
            on_batch=on_batch,
            stop=stop,
            is_gone=self.reconciler.is_gone,
        )

    def _complete_models(self, meter: ProgressMeter, stop: Callable[[], bool]) -> None:
        for model_id, ids in self.incomplete().items():
            meter.phase, meter.total = "indexing", len(ids)
            follows = model_id == self.shelf.next_model
            try:
                encoder = self.shelf.encoder(model_id)
            except ModelError:
                if follows:
                    continue  # the one that answers does so without it
                raise
            self.embed_missing(self.pipeline(encoder, self._pool, meter.update, stop), ids)
            if follows:
                self.take_over(model_id, _opened(encoder), stop)

    def fill_places(self, stop: Callable[[], bool]) -> bool:
        """Find the towns of photos that an earlier version has stored without; were there any?"""
        if not self.store.read.has_unplaced():
            return False
        while not stop() and self.store.write.fill_places(_PLACES_AT_ONCE):
            pass
        return True

    def look_again(self, paths: Sequence[Path]) -> None:
        """See `Client.look_again`."""
        wanted = frozenset(absolute(path) for path in paths)
        self.reconciler.look_at(wanted)
        known = filter(None, map(self.store.read.known_file, wanted))
        if any(file.state == "pending" or file.stale for file in known):
            encoder = self.shelf.encoder(self.model)
            pipeline = self.pipeline(encoder, self._pool, _ignore, _never)
            pipeline.wanted = lambda file: file.path in wanted
            pipeline.drain()
        self.reconciler.sweep()
        self.save_vectors(_never)

    def forget(self, folder: Path) -> int:
        """See `Client.forget`."""
        removed = self.forget_photos(folder)
        self.prune_thumbnails(_never)
        return removed

    def forget_photos(self, folder: Path) -> int:
        """The same without their thumbnails, for whoever indexes at the same time."""
        removed = self.store.write.remove_folder(absolute_anywhere(folder))
        self.save_vectors(_never)
        return len(removed)

    def prune_thumbnails(self, stop: Callable[[], bool]) -> None:
        """Remove thumbnails of photos that are forgotten: they show what those showed.

        Only in the thread that indexes: a new thumbnail is there before its photo is known.
        """
        self._thumbnails.prune(self.store.read.hashes, stop)

    def retry(self, paths: Sequence[Path] = (), *, fetch: bool = False) -> int:
        """See `Client.retry`; what is to be fetched is read by the next run of this process."""
        del fetch  # the engine remembers it
        if not paths:
            return self.store.write.retry()
        return sum(self.store.write.retry(absolute(path)) for path in paths)

    def watch(
        self, folder: Path, *, excludes: Sequence[str] = (), hidden: bool = False
    ) -> FolderStatus:
        """See `Client.watch`; it is the engine that follows the folder."""
        path = checked_folder(folder)
        with self.store.transaction():
            self.store.write.add_folder(path)
            self.store.write.set_folder(path, watched=True, hidden=hidden, excludes=excludes)
        return next(one for one in self.folders() if one.path == path)

    def unwatch(self, folder: Path) -> None:
        """See `Client.unwatch`."""
        path = absolute_anywhere(folder)
        known = {one.path: (one.hidden, one.excludes) for one in self.store.read.folders()}
        hidden, excludes = known.get(path, (False, ()))
        self.store.write.set_folder(path, watched=False, hidden=hidden, excludes=excludes)

    def open_vectors(self, model_id: str | None = None) -> None:
        """Open the index of a model, by default of the one that answers."""
        self._vectors(model_id or self.model)

    def save_vectors(self, stop: Callable[[], bool]) -> None:
        """Keep what the next process can start from; without it, searches are only slower.

        Raises:
            LibraryError: it cannot be written.
        """
        vectors = self._vectors(self.model)
        vectors.tend(stop)
        try:
            vectors.save()
        except OSError as error:
            raise LibraryError(
                f"The search index cannot be written to {self.places.data} ({error.strerror}); "
                "nothing is lost, but make room there, or searching will be slower."
            ) from error

    # Settings

    def change_settings(self, settings: Settings) -> None:
        """See `Client.change_settings`."""
        self.store.write.set_setting(SETTINGS, asdict(settings))

    def stop_engine(self) -> bool:
        """See `Client.stop_engine`: none can be reached, but one may be starting or ending."""
        from indexer.engine.ending import end_engine

        return end_engine(self.places)

    def repair(self) -> RepairReport:
        """See `Client.repair`."""
        from indexer.engine.ending import without_engine
        from indexer.store.salvage import salvage

        saved = without_engine(self.places, lambda: salvage(self.places.data))
        return RepairReport(saved.kept, saved.again, str(saved.copy or ""))

    def back_up(
        self, file: Path, *, force: bool = False, check: Callable[[], None] = _nothing
    ) -> BackupReport:
        """See `Client.back_up`; what `check` raises ends it."""
        from indexer.keeping import back_up

        return back_up(self.places, absolute(file), force=force, check=check)

    def relocate(self, old: Path, new: Path, *, force: bool = False) -> int:
        """See `Client.relocate`; nothing else may index meanwhile."""
        from indexer.keeping import relocate

        was, now = absolute_anywhere(old), absolute_anywhere(new)
        return relocate(self.store, was, now, force=force)


def _opened(encoder: Encoder) -> Callable[[], Encoder]:
    return lambda: encoder


def open_library(
    places: Places, *, read_only: bool, before: Callable[[], None] = _nothing
) -> Library:
    """The library that lies at `places`.

    Args:
        places: where it lies; with the first change it is made if there is none.
        read_only: nothing will be indexed or changed, which opens faster.
        before: called before the database is opened, which may never happen.
    """

    def open_store() -> Store:
        before()
        return Store.open(places.data, read_only=read_only)

    return Library(
        places=places,
        open_store=open_store,
        open_encoder=lambda model_id: open_encoder(model_id, places.models),
        decoder_count=max(1, min(_MOST_DECODERS, os.cpu_count() or 1)),
    )
