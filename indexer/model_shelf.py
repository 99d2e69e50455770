"""The models of a library: which one answers, which one takes over, and those in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from indexer.errors import NoLibraryError
from indexer.places import Places
from indexer.store.store import Store
from models.encoder import Encoder
from models.manifest import MANIFEST
from models.registry import STARTER, folder_name

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
            places: where caches lie.
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
        try:
            found = self._store().read.setting(_NEXT_MODEL)
        except NoLibraryError:
            return None
        return None if found is None else str(found)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The models that embed photos: the one that answers, and the one that takes over."""
        following = self.next_model
        return (self.model,) if following is None else (self.model, following)

    def follow_with(self, model_id: str | None) -> None:
        """Let a model take over as soon as it has embedded everything; None calls that off."""
        self._store().write.set_setting(_NEXT_MODEL, model_id)

    def switch_to(self, model_id: str) -> None:
        """Let a model answer from now on, and let go of the others."""
        store = self._store()
        with store.transaction():
            store.write.set_setting(_MODEL, model_id)
            store.write.set_setting(_NEXT_MODEL, None)
        with self._mutex:
            for other in self._encoders.keys() - {model_id}:
                del self._encoders[other]

    def note(self) -> str:
        """A sentence about the model that answers; empty if there is nothing to say."""
        wanted = self.next_model
        if wanted is not None:
            return self.waits_for_files() or self._waits_for_photos(wanted)
        if self.model == STARTER:
            return "The starter model is rough; `pictrove models list` shows better ones."
        return ""

    def _waits_for_photos(self, wanted: str) -> str:
        read = self._store().read
        left = read.count_without_embedding(wanted)
        absent = read.count_absent_without_embedding(wanted)
        photos = "photo is" if left == 1 else "photos are"
        when = f"when {left:,} more {photos} embedded with it"
        if not left:
            when = "as soon as searches with it are prepared"
        if not absent:
            return f"{wanted} takes over {when}."
        # Their drive may be away for ever.
        photos = "photo that is" if absent == 1 else "photos that are"
        return (
            f"{wanted} takes over {when}; it does not wait for {absent:,} {photos} out of reach "
            "now."
        )

    def waits_for_files(self) -> str:
        """A sentence if the files of the model that takes over are not here; else empty.

        They may be gone with their disk, or the library is a backup of another computer's.
        """
        wanted = self.next_model
        if wanted in {None, STARTER}:
            return ""
        if (self._places.models / folder_name(str(wanted)) / MANIFEST).is_file():
            return ""
        return (
            f"{wanted} takes over when its files are here: `pictrove models get {wanted}` gets "
            f"them, `pictrove models use {self.model}` calls it off."
        )

    def encoder(self, model_id: str) -> Encoder:
        """A prepared model, opened once.

        Raises:
            ModelError: it is not prepared here, or damaged.
        """
        with self._mutex:
            if model_id not in self._encoders:
                self._encoders[model_id] = self._open_encoder(model_id)
            return self._encoders[model_id]

    def warm_up(self, model_id: str) -> None:
        """Load what the first query will need of a model that is about to answer.

        Only where models are in memory: else whoever asks first waits for it as always.

        Raises:
            ModelError: it is not prepared here, or damaged.
        """
        if self.loaded:
            self.encoder(model_id).encode_texts(["a photo"])

    def drop(self, model_id: str) -> None:
        """Let go of a model whose files are about to be removed or replaced."""
        with self._mutex:
            self._encoders.pop(model_id, None)
            self._word_lists.pop(model_id, None)

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
