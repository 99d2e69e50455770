"""Embeds what models lack that answer, or are to take over, when nothing else is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.library import Library
from indexer.pipeline import Pipeline
from indexer.tally import Tally
from models.encoder import Encoder
from models.errors import ModelError


class Completion:
    """Embeds in the worker's thread, which does so again and again. Any thread may look.

    Attributes:
        lacking: photos that are still to be embedded by a second model.
        hindrance: a sentence about what keeps a model from taking over; empty if nothing does.
    """

    def __init__(
        self,
        library: Library,
        pipeline: Callable[[str], Pipeline],
        encoder: Callable[[str], Encoder],
        woken: Callable[[], bool],
    ) -> None:
        """Embed nothing yet.

        Args:
            library: whose photos.
            pipeline: makes what embeds with a model.
            encoder: opens one more encoder of a model, for words.
            woken: whether a client or the disk has changed something, which comes first.
        """
        self.lacking = 0
        self.hindrance = ""
        self._library = library
        self._pipeline = pipeline
        self._encoder = encoder
        self._woken = woken

    def run(self) -> bool:
        """Embed what is missing; whether something is left for later."""
        left, hindrance = False, ""
        for model_id, ids in self._library.incomplete().items():
            try:
                stopped, left_over = self._complete(model_id, ids)
            except ModelError as error:
                # The model that answers does so without the one that is to follow.
                if model_id != self._library.shelf.next_model:
                    raise
                self.lacking = 0
                hindrance = self._library.shelf.waits_for_files() or str(error)
                continue
            if stopped:
                return left
            left = left or left_over
        self.hindrance = hindrance
        return left

    def _complete(self, model_id: str, ids: Sequence[int]) -> tuple[bool, bool]:
        """Embed photos with a model, which takes over then if it is to.

        Returns:
            Whether it was stopped, and whether something is left over.
        """
        pipeline = self._pipeline(model_id)
        follows = model_id == self._library.shelf.next_model
        stop, batch, before = pipeline.stop, pipeline.on_batch, pipeline.tally.done

        def count_down(tally: Tally) -> None:
            self.lacking = max(0, len(ids) - (tally.done - before))
            if follows:
                self.hindrance = ""
            batch(tally)

        pipeline.stop = lambda: self._woken() or stop()
        pipeline.on_batch, self.lacking = count_down, len(ids)
        self._library.embed_missing(pipeline, ids)
        if not pipeline.stop():
            self.lacking = 0
            if model_id == self._library.shelf.next_model:
                self._library.take_over(model_id, lambda: self._encoder(model_id), pipeline.stop)
        return pipeline.stop(), pipeline.left_over
