"""The models of a library: which one answers, which one takes over, and those in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from indexer.errors import NoLibraryError
from indexer.places import Places
from indexer.reports import ModelStatus
from indexer.store.store import Store
from models.catalogue import ready
from models.encoder import Encoder
from models.registry import STARTER, load_registry

if TYPE_CHECKING:
    from indexer.search.words import WordList

_MODEL = "model"
_NEXT_MODEL = "next_model"


class ModelShelf:
    """Opens models when they are needed. Any thread may ask."""

    def __init__(
        self,
        places: Places,
        store: Callable[[], Store],
        open_encoder: Callable[[str], Encoder],
    ) -> None:
        """Make an empty shelf.

        Args:
            places: where models and caches lie.
            store: the library's database; asked for when it is first needed.
            open_encoder: opens a prepared model by its id.
        """
        self._places = places
        self._store = store
        self._open_encoder = open_encoder
        self._mutex = threading.RLock()
        self._encoders: dict[str, Encoder] = {}
        self._word_lists: dict[str, WordList] = {}

    @property
    def model(self) -> str:
        """The id of the model that answers."""
        try:
            return str(self._store().read.setting(_MODEL, STARTER))
        except NoLibraryError:
            return STARTER

    @property
    def next_model(self) -> str | None:
        """The model that takes over as soon as it has embedded everything."""
        found = self._store().read.setting(_NEXT_MODEL)
        return None if found is None else str(found)

    def use(self, model_id: str) -> None:
        """Let a model answer: at once if it has embedded everything, else when it has.

        Raises:
            ModelError: it is unknown, or not prepared here.
        """
        model_id = load_registry().resolve(model_id)
        self.encoder(model_id)
        store = self._store()
        if store.read.ids_without_embedding(model_id):
            store.write.set_setting(_NEXT_MODEL, model_id)
        else:
            self.switch_to(model_id)

    def switch_to(self, model_id: str) -> None:
        """Let a model answer from now on."""
        store = self._store()
        with store.transaction():
            store.write.set_setting(_MODEL, model_id)
            store.write.set_setting(_NEXT_MODEL, None)

    def statuses(self) -> tuple[ModelStatus, ...]:
        """The models that can be used here."""
        return tuple(
            ModelStatus(
                model_id=spec.model_id,
                description=spec.description,
                licence=spec.licence,
                dim=spec.dim,
                ready=ready(spec.model_id, self._places.models),
                in_use=spec.model_id == self.model,
                download_bytes=spec.download_size,
            )
            for spec in load_registry().models
        )

    def note(self) -> str:
        """A sentence about the model that answers; empty if there is nothing to say."""
        wanted = self.next_model
        if wanted is not None:
            left = len(self._store().read.ids_without_embedding(wanted))
            return f"{wanted} takes over when {left} more photos are embedded with it."
        if self.model == STARTER:
            return "The starter model is rough; `pictrove models list` shows better ones."
        return ""

    def encoder(self, model_id: str) -> Encoder:
        """A prepared model, opened once.

        Raises:
            ModelError: it is not prepared here, or damaged.
        """
        with self._mutex:
            if model_id not in self._encoders:
                self._encoders[model_id] = self._open_encoder(model_id)
            return self._encoders[model_id]

    def words(self) -> WordList:
        """The words that tags and related words come from."""
        from indexer.search.words import WordList

        with self._mutex:
            model = self.model
            if model not in self._word_lists:
                cache = self._places.cache / "words"
                self._word_lists = {model: WordList.open(self.encoder(model), cache)}
            return self._word_lists[model]

    @property
    def loaded(self) -> bool:
        """Whether models are in memory."""
        return bool(self._encoders)

    def release(self) -> bool:
        """Let go of models; they are opened again when they are needed. Were there any?"""
        with self._mutex:
            were_there = bool(self._encoders)
            self._encoders.clear()
            self._word_lists.clear()
            return were_there
