"""The models of a library: what there is of them, and which one embeds its photos and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.caller import Caller
from indexer.errors import LibraryError, NoLibraryError
from indexer.looking import Looking
from indexer.model_reports import statuses
from indexer.reports import ModelRemoval, ModelStatus
from indexer.settings import Settings, settings_from
from indexer.surroundings.memory import give_back
from models.errors import ModelError
from models.hubs import Proxies

if TYPE_CHECKING:
    from indexer.pipeline import Pipeline
    from models.encoder import Encoder
    from models.weights import Fetcher

SETTINGS = "engine"

_AT_ONCE = 1000
_FEW = 100
"""A model that lacks at most one photo of so many may answer at once, and catch up later."""


def _ignore(_what: str, _done: int, _total: int | None) -> None:
    return


@contextmanager
def _memory_given_back() -> Iterator[None]:
    """What a model took goes back to the system afterwards, whatever becomes of it."""
    try:
        yield
    finally:
        give_back()


class Modelling(Looking):
    """The part of a `Library` that deals with models."""

    # What is here

    def settings(self) -> Settings:
        """See `Client.settings`."""
        try:
            return settings_from(self.store.read.setting(SETTINGS, {}))
        except NoLibraryError:
            return Settings()

    def models(self) -> tuple[ModelStatus, ...]:
        """See `Client.models`."""
        try:
            return statuses(self._workshop, self.shelf, self.store.read)
        except NoLibraryError:
            return statuses(self._workshop, self.shelf, None)

    def get_model(
        self,
        model_id: str,
        *,
        weights: Path | None,
        hub: str | None = None,
        on_progress: Callable[[str, int, int | None], None] = _ignore,
        caller: Caller | None = None,
    ) -> None:
        """See `Client.get_model`."""
        if weights is not None:
            self.import_model(weights, model_id, on_progress)
        else:
            with _memory_given_back():
                self._workshop.get(model_id, self._fetcher(hub, caller), on_progress)
            self.shelf.drop(self._resolved(model_id))

    def fetch_model(
        self,
        model_id: str,
        folder: Path,
        *,
        hub: str | None = None,
        on_progress: Callable[[str, int, int | None], None] = _ignore,
        caller: Caller | None = None,
    ) -> None:
        """See `Client.fetch_model`."""
        self._workshop.fetch(model_id, folder, self._fetcher(hub, caller), on_progress)

    def import_model(
        self,
        source: Path,
        model_id: str | None = None,
        on_progress: Callable[[str, int, int | None], None] = _ignore,
    ) -> str:
        """See `Client.import_model`."""
        with _memory_given_back():
            made = self._workshop.import_from(source, model_id, on_progress)
        self.shelf.drop(made)
        return made

    def verify_model(
        self, model_id: str, on_progress: Callable[[str, int, int | None], None] = _ignore
    ) -> None:
        """See `Client.verify_model`."""
        with _memory_given_back():
            self._workshop.verify(self._resolved(model_id), on_progress)

    def _fetcher(self, hub: str | None, caller: Caller | None) -> Fetcher:
        from indexer.surroundings.proxies import system_proxy
        from models.weights import Fetcher

        caller = caller or Caller()
        chosen = hub or caller.hub or self.settings().hub or self._workshop.registry().hub
        proxies = Proxies(dict(caller.proxies), system_proxy)
        return Fetcher(chosen, proxies, dict(caller.certificates))

    def _resolved(self, model_id: str) -> str:
        return self._workshop.registry().resolve(model_id)

    # Removing

    def remove_model(
        self, model_id: str, *, files: bool = True, embeddings: bool = True
    ) -> ModelRemoval:
        """See `Client.remove_model`."""
        model_id = self._resolved(model_id)
        with self._choosing, _memory_given_back():
            self._refuse_if_wanted(model_id)
            freed = 0
            if files:
                self.shelf.drop(model_id)
                freed += self._workshop.remove(model_id)
            removed = 0
            if embeddings and self._has_library():
                removed, cached = self._remove_embeddings(model_id)
                freed += cached
        return ModelRemoval(freed, removed)

    def _refuse_if_wanted(self, model_id: str) -> None:
        if model_id == self.shelf.model:
            raise ModelError(
                f"The model {model_id} answers searches, so nothing of it is removed; choose "
                "another one first: pictrove models use MODEL."
            )
        if model_id == self.shelf.next_model:
            raise ModelError(
                f"The model {model_id} is about to take over, so nothing of it is removed; call "
                f"that off first: pictrove models use {self.shelf.model}."
            )

    def _has_library(self) -> bool:
        try:
            self.store.read.folders()
        except NoLibraryError:
            return False
        return True

    def _remove_embeddings(self, model_id: str) -> tuple[int, int]:
        """Remove them in small steps, so that nobody waits long; (how many, bytes of files)."""
        from indexer.vectors.index import remove_files

        removed = 0
        while number := self.store.write.remove_embeddings(model_id, _AT_ONCE):
            removed += number
        self._keep_indexes(self.shelf.wanted)
        return removed, remove_files(self.store.folder, model_id)

    # Choosing

    def use_model(self, model_id: str, *, at_once: bool = False) -> None:
        """See `Client.use_model`."""
        model_id = self._resolved(model_id)
        with self._choosing:
            if model_id == self.shelf.model:
                self.shelf.follow_with(None)
                self._keep_indexes((model_id,))
                return
            encoder = self.shelf.encoder(model_id)  # not one that cannot be opened
            if encoder.model_id != model_id:
                raise ModelError(
                    f"The files of {model_id} are those of another model ({encoder.model_id}); "
                    "remove them and get it again."
                )
            if at_once or self._has_nearly_all(model_id):
                self._answer_with(model_id)
            else:
                self.shelf.follow_with(model_id)

    def _has_nearly_all(self, model_id: str) -> bool:
        read = self.store.read
        return read.count_without_embedding(model_id) * _FEW <= read.counts().indexed

    def _answer_with(self, model_id: str) -> None:
        """Switch: what the first query needs is there before."""
        self._vectors(model_id)
        self.shelf.warm_up(model_id)
        with _memory_given_back():
            self.shelf.switch_to(model_id)
            self._keep_indexes((model_id,))

    # Embedding with a second model

    def incomplete(self) -> dict[str, Sequence[int]]:
        """Photos that the models lack which embed: {model: ids}.

        The one that answers lacks photos that came while another one answered; the one that is
        to take over lacks what it has not embedded yet, and is named even if that is nothing.
        """
        answering, *following = self.shelf.wanted
        found: dict[str, Sequence[int]] = {}
        lacking = self._lacking(answering)
        if lacking:
            found[answering] = lacking
        return found | {model: self.store.read.ids_without_embedding(model) for model in following}

    def _lacking(self, model_id: str) -> Sequence[int]:
        """What the answering model lacks; asked only after something has changed."""
        read = self.store.read
        now = (model_id, read.sequence(model_id), read.counts().indexed)
        if now == self._complete_at:
            return ()
        lacking = read.ids_without_embedding(model_id)
        self._complete_at = None if lacking else now
        return lacking

    def embed_missing(self, pipeline: Pipeline, ids: Sequence[int]) -> None:
        """Add the pipeline's model to photos, until its `stop`; the old one answers meanwhile."""
        for start in range(0, len(ids), _AT_ONCE):
            if pipeline.stop():
                return
            rows = self.store.read.rows(ids[start : start + _AT_ONCE])
            pipeline.embed_again(list(rows.values()))

    def take_over(
        self, model_id: str, open_encoder: Callable[[], Encoder], stop: Callable[[], bool]
    ) -> bool:
        """Let the model that was to take over answer, if it has embedded everything.

        All that a search needs is made before, so that none waits for the change.

        Args:
            model_id: the model.
            open_encoder: opens the same, for the words that are to be embedded with it. What
                reads the photos should not: it would hold the text tower from then on, too.
            stop: leave this for later.

        Returns:
            Whether it answers now.

        Raises:
            LibraryError: the search index cannot be written.
        """
        if self.store.read.count_without_embedding(model_id) or stop():
            return False
        if not self._prepare_index(model_id, stop) or not self._prepare_words(open_encoder, stop):
            return False
        with self._choosing:
            if self.shelf.next_model != model_id:
                return False
            self._answer_with(model_id)
        return True

    def _prepare_index(self, model_id: str, stop: Callable[[], bool]) -> bool:
        vectors = self._vectors(model_id)
        if not vectors.tend(stop):
            return False
        try:
            vectors.save()
        except OSError as error:
            raise LibraryError(
                f"The search index cannot be written to {self.places.data} ({error.strerror}); "
                "nothing is lost, but make room there, or searching will be slower."
            ) from error
        return True

    def _prepare_words(self, open_encoder: Callable[[], Encoder], stop: Callable[[], bool]) -> bool:
        from indexer.search.words import WordList

        done = WordList.prepare(open_encoder(), self.places.cache / "words", stop)
        give_back()
        return done
