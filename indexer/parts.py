"""The parts that a library is made of, each made when it is first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from indexer.model_shelf import ModelShelf
from indexer.places import Places
from indexer.store.store import Store
from indexer.thumbnails import Thumbnails
from indexer.vectors.index import VectorIndex
from models.workshop import Workshop

if TYPE_CHECKING:
    from indexer.decode.pool import DecoderPool
    from indexer.decode.types import Decoded, Failed, Job
    from indexer.pictures import Pictures
    from indexer.reconcile import Reconciler
    from indexer.search.searcher import Searcher
    from models.encoder import Encoder

_VIEWERS = 2  # as many as there are threads for pictures in the engine


@dataclass
class Parts:
    """What a library works with.

    Attributes:
        places: where everything lies.
        open_store: opens the database when it is first needed: measuring a model or naming
            the tags of a picture works without any library.
        open_encoder: opens a prepared model by its id.
        decoder_count: how many decoder processes index.
        open_workshop: what makes models, of the folder that holds them.
    """

    places: Places
    open_store: Callable[[], Store]
    open_encoder: Callable[[str], Encoder]
    decoder_count: int
    open_workshop: Callable[[Path], Workshop] = Workshop
    _indexes: dict[str, VectorIndex] = field(default_factory=dict)
    _mutex: threading.RLock = field(default_factory=threading.RLock)
    _opening: threading.RLock = field(default_factory=threading.RLock)
    # Held by whoever chooses a model, or removes what another might be choosing.
    _choosing: threading.RLock = field(default_factory=threading.RLock)
    # What the answering model was when it last lacked nothing: (model, sequence, photos).
    _complete_at: tuple[str, int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in ("_pool", "_viewers"):
            if name in self.__dict__:
                self.__dict__[name].close()
        if "store" in self.__dict__:
            self.store.close()

    @property
    def model(self) -> str:
        """The id of the model that answers."""
        return self.shelf.model

    @cached_property
    def shelf(self) -> ModelShelf:
        """The models of this library."""
        return ModelShelf(self.places, lambda: self.store, self.open_encoder)

    @cached_property
    def _workshop(self) -> Workshop:
        return self.open_workshop(self.places.models)

    @cached_property
    def store(self) -> Store:
        """The database, open for reading or also for writing."""
        return self.open_store()

    @cached_property
    def reconciler(self) -> Reconciler:
        """What compares this library with the disk."""
        from indexer.reconcile import Reconciler

        places = self.places
        own = (places.data, places.cache, places.models, places.settings)
        return Reconciler(self.store, [str(place) for place in own])

    def _vectors(self, model_id: str) -> VectorIndex:
        vectors = self._indexes.get(model_id)
        if vectors is None:
            with self._opening:  # nobody who searches with another model waits for this
                vectors = self._indexes.get(model_id)
                if vectors is None:
                    vectors = VectorIndex.open(self.store, model_id)
                with self._mutex:
                    self._indexes = {**self._indexes, model_id: vectors}
        vectors.refresh()
        return vectors

    def _keep_indexes(self, models: Collection[str]) -> None:
        """Let go of the indexes of all other models."""
        with self._mutex:
            self._indexes = {one: self._indexes[one] for one in models if one in self._indexes}

    def _decode(self, job: Job) -> Decoded | Failed:
        return self._pool.decode(job)  # a search by words alone never starts a decoder

    @cached_property
    def _pool(self) -> DecoderPool:
        from indexer.decode.pool import DecoderPool

        with self._mutex:  # two threads may ask at once
            pool: DecoderPool = self.__dict__.setdefault("_pool", DecoderPool(self.decoder_count))
            return pool

    @cached_property
    def _viewers(self) -> DecoderPool:
        """Decoders of their own for what is looked at: nobody waits there for a search."""
        from indexer.decode.pool import DecoderPool

        with self._mutex:
            pool: DecoderPool = self.__dict__.setdefault("_viewers", DecoderPool(_VIEWERS))
            return pool

    @property
    def _pictures(self) -> Pictures:
        from indexer.pictures import Pictures

        return Pictures(
            decode=lambda job: self._viewers.decode(job),  # noqa: PLW0108 - started when needed
            thumbnails=self._thumbnails,
            rows=lambda ids: self.store.read.rows(ids),  # noqa: PLW0108 - a picture needs no store
        )

    @cached_property
    def _thumbnails(self) -> Thumbnails:
        return Thumbnails(self.places.cache / "thumbnails")

    @property
    def _searcher(self) -> Searcher:
        from indexer.search.searcher import Searcher

        model = self.model  # asked once: another one may answer in a moment
        return Searcher(
            reader=self.store.read,
            vectors=self._vectors(model),
            encoder=self.shelf.encoder(model),
            decode=self._decode,
            thumbnails=self._thumbnails,
        )
