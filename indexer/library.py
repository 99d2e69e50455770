"""The library in one process: the composition root that wires store, decoders and encoder.

`indexer.client.open_client` is how others get one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from indexer.client import (
    Evaluation,
    Failure,
    FolderStatus,
    IndexReport,
    ModelStatus,
    Progress,
    Status,
    Word,
)
from indexer.errors import FolderError, LibraryError, NoLibraryError
from indexer.places import Places
from indexer.query import Answer, PictureTerm, Query
from indexer.store.store import Store
from indexer.thumbnails import Thumbnails
from indexer.vectors.index import VectorIndex
from models.catalogue import open_encoder, ready
from models.registry import STARTER, load_registry

if TYPE_CHECKING:
    from indexer.decode.pool import DecoderPool
    from indexer.decode.types import Decoded, Failed, Job
    from indexer.indexing import ProgressMeter
    from indexer.pipeline import Pipeline
    from indexer.search.searcher import Searcher
    from indexer.search.words import WordList
    from models.encoder import Encoder

_MODEL = "model"
_NEXT_MODEL = "next_model"
_MOST_DECODERS = 8  # more would only wait for the encoder


def _never() -> bool:
    return False


def _ignore(_: object) -> None:
    return


@dataclass
class Library:
    """One library of photos; implements `indexer.client.Client`.

    Attributes:
        places: where everything lies.
        open_store: opens the database when it is first needed: measuring a model or naming
            the tags of a picture works without any library.
        open_encoder: opens a prepared model by its id.
        decoder_count: how many decoder processes index.
    """

    places: Places
    open_store: Callable[[], Store]
    open_encoder: Callable[[str], Encoder]
    decoder_count: int
    _encoders: dict[str, Encoder] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if "_pool" in self.__dict__:
            self._pool.close()
        if "store" in self.__dict__:
            self.store.close()

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

        self._add_folders(folders)
        meter = ProgressMeter(on_progress)
        run = IndexRun(
            self.store,
            self._pipeline(self._model, meter, stop),
            meter,
            self._own_folders(),
            retry_failed,
        )
        report = run.run([folder.path for folder in self.store.read.folders()])
        self._build_next_model(meter, stop)
        self._save_vectors(stop)
        return report

    def _add_folders(self, folders: Sequence[Path]) -> None:
        checked = [_checked_folder(folder) for folder in folders]
        for folder in checked:
            self.store.write.add_folder(folder)
        if not self.store.read.folders():
            raise FolderError("The library has no folders yet; name one: pictrove index DIR.")

    def _pipeline(self, model_id: str, meter: ProgressMeter, stop: Callable[[], bool]) -> Pipeline:
        from indexer.decode.types import Limits
        from indexer.pipeline import Pipeline

        return Pipeline(
            store=self.store,
            decoders=self._pool,
            encoder=self._encoder(model_id),
            thumbnails=self._thumbnails,
            limits=Limits(),
            on_batch=meter.update,
            stop=stop,
        )

    def _build_next_model(self, meter: ProgressMeter, stop: Callable[[], bool]) -> None:
        """Embed with the model the user chose; the old one answers until all is done."""
        wanted = self.store.read.setting(_NEXT_MODEL)
        if wanted is None or stop():
            return
        ids = self.store.read.ids_without_embedding(wanted)
        rows = self.store.read.rows(ids)
        meter.phase, meter.total = "indexing", len(rows)
        pipeline = self._pipeline(wanted, meter, stop)
        pipeline.embed_again(list(rows.values()))
        if not self.store.read.ids_without_embedding(wanted):
            self._switch_to(wanted)

    def _own_folders(self) -> tuple[str, ...]:
        places = self.places
        return tuple(
            str(place) for place in (places.data, places.cache, places.models, places.settings)
        )

    def forget(self, folder: Path) -> int:
        """See `Client.forget`."""
        removed = self.store.write.remove_folder(os.path.abspath(folder.expanduser()))
        self._save_vectors(_never)
        return len(removed)

    def _save_vectors(self, stop: Callable[[], bool]) -> None:
        """Keep what the next process can start from; without it, searches are only slower."""
        vectors = self._vectors(self._model)
        vectors.tend(stop)
        try:
            vectors.save()
        except OSError as error:
            raise LibraryError(
                f"The search index cannot be written to {self.places.data} ({error.strerror}); "
                "nothing is lost, but make room there, or searching will be slower."
            ) from error

    # Searching

    def search(self, query: Query) -> Answer:
        """See `Client.search`."""
        return self._searcher.search(query)

    def tags(self, picture: Path, limit: int) -> tuple[Word, ...]:
        """See `Client.tags`."""
        path = os.path.abspath(picture.expanduser())
        return self._words.tags(self._searcher.embed_picture(PictureTerm(path)), limit)

    def related(self, word: str, limit: int) -> tuple[Word, ...]:
        """See `Client.related`."""
        return self._words.related(word, limit)

    def evaluate(
        self,
        captions: Path,
        model_id: str | None,
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Evaluation:
        """See `Client.evaluate`."""
        from indexer.evaluation import evaluate

        return evaluate(captions, self._encoder(model_id or self._model), self._pool, on_progress)

    # Looking

    def status(self) -> Status:
        """See `Client.status`."""
        try:
            read = self.store.read
        except NoLibraryError as error:
            return Status((), 0, 0, 0, 0, STARTER, str(error), 0, str(self.places.data))
        counts = read.counts()
        return Status(
            folders=tuple(self._folder_status(folder.path) for folder in read.folders()),
            indexed=counts.indexed,
            pending=counts.pending,
            failed=counts.failed,
            missing=counts.missing,
            model=self._model,
            model_note=self._model_note(),
            database_bytes=read.database_bytes() + _size_of(self.places.data / "vectors"),
            data_folder=str(self.places.data),
        )

    def _folder_status(self, path: str) -> FolderStatus:
        photos = self.store.read.counts(path).indexed
        return FolderStatus(path=path, photos=photos, offline=not os.path.isdir(path))

    def _model_note(self) -> str:
        wanted = self.store.read.setting(_NEXT_MODEL)
        if wanted is not None:
            left = len(self.store.read.ids_without_embedding(wanted))
            return f"{wanted} takes over when `pictrove index` has embedded {left} more photos."
        if self._model == STARTER:
            return "The starter model is rough; `pictrove models list` shows better ones."
        return ""

    def failures(self) -> tuple[Failure, ...]:
        """See `Client.failures`."""
        try:
            rows = self.store.read.failures()
        except NoLibraryError:
            return ()
        return tuple(Failure(row.path, row.reason, row.failed_at) for row in rows)

    # Models

    def models(self) -> tuple[ModelStatus, ...]:
        """See `Client.models`."""
        return tuple(
            ModelStatus(
                model_id=spec.model_id,
                description=spec.description,
                licence=spec.licence,
                dim=spec.dim,
                ready=ready(spec.model_id, self.places.models),
                in_use=spec.model_id == self._model,
                download_bytes=spec.download_size,
            )
            for spec in load_registry().models
        )

    def get_model(
        self,
        model_id: str,
        *,
        weights: Path | None,
        on_progress: Callable[[str, int, int | None], None] = lambda _what, _done, _total: None,
    ) -> None:
        """See `Client.get_model`."""
        from models.prepare import prepare_model

        prepare_model(model_id, self.places.models, weights=weights, on_progress=on_progress)

    def use_model(self, model_id: str) -> None:
        """See `Client.use_model`."""
        model_id = load_registry().resolve(model_id)
        self._encoder(model_id)
        if self.store.read.ids_without_embedding(model_id):
            self.store.write.set_setting(_NEXT_MODEL, model_id)
        else:
            self._switch_to(model_id)

    def _switch_to(self, model_id: str) -> None:
        with self.store.transaction():
            self.store.write.set_setting(_MODEL, model_id)
            self.store.write.set_setting(_NEXT_MODEL, None)

    # Collaborators, made when first needed

    @cached_property
    def store(self) -> Store:
        """The database, open for reading or also for writing."""
        return self.open_store()

    @property
    def _model(self) -> str:
        try:
            return str(self.store.read.setting(_MODEL, STARTER))
        except NoLibraryError:
            return STARTER

    def _encoder(self, model_id: str) -> Encoder:
        if model_id not in self._encoders:
            self._encoders[model_id] = self.open_encoder(model_id)
        return self._encoders[model_id]

    def _vectors(self, model_id: str) -> VectorIndex:
        return VectorIndex.open(self.store, model_id)

    def _decode(self, job: Job) -> Decoded | Failed:
        return self._pool.decode(job)  # a search by words alone never starts a decoder

    @cached_property
    def _pool(self) -> DecoderPool:
        from indexer.decode.pool import DecoderPool

        return DecoderPool(self.decoder_count)

    @cached_property
    def _thumbnails(self) -> Thumbnails:
        return Thumbnails(self.places.cache / "thumbnails")

    @property
    def _searcher(self) -> Searcher:
        from indexer.search.searcher import Searcher

        return Searcher(
            reader=self.store.read,
            vectors=self._vectors(self._model),
            encoder=self._encoder(self._model),
            decode=self._decode,
            thumbnails=self._thumbnails,
        )

    @cached_property
    def _words(self) -> WordList:
        from indexer.search.words import WordList

        return WordList.open(self._encoder(self._model), self.places.cache / "words")


def _checked_folder(folder: Path) -> str:
    path = os.path.abspath(folder.expanduser())
    if not os.path.exists(path):
        raise FolderError(f"There is no folder {path}; check the name, or connect the drive.")
    if not os.path.isdir(path):
        raise FolderError(f"{path} is a file; name the folder it lies in.")
    if not os.access(path, os.R_OK | os.X_OK):
        raise FolderError(f"The folder {path} may not be read; allow this user to read it.")
    return path


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*") if path.is_file())


def open_library(places: Places, *, read_only: bool) -> Library:
    """The library that lies at `places`.

    Args:
        places: where it lies; with the first change it is made if there is none.
        read_only: nothing will be indexed or changed, which opens faster.
    """
    return Library(
        places=places,
        open_store=lambda: Store.open(places.data, read_only=read_only),
        open_encoder=lambda model_id: open_encoder(model_id, places.models),
        decoder_count=max(1, min(_MOST_DECODERS, os.cpu_count() or 1)),
    )
