"""What the worker reads photos with: a model for some cores, and decoders. Made when needed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from indexer.decode.pool import DecoderPool
from indexer.surroundings import priority
from indexer.surroundings.memory import give_back
from models.encoder import Encoder

_NICENESS = 10


@dataclass(frozen=True)
class Tools:
    """An encoder and decoders, made for a model and a number of cores."""

    model_id: str
    cores: int | None
    encoder: Encoder
    decoders: DecoderPool


class Toolbox:
    """Holds one set of tools at a time. One thread works with it, any may look and release."""

    def __init__(
        self,
        open_encoder: Callable[[str, int], Encoder],
        open_decoders: Callable[[int, int], DecoderPool],
        cores: Callable[[], int | None],
        wanted: Callable[[], tuple[str, ...]],
    ) -> None:
        """Make nothing yet.

        Args:
            open_encoder: opens a model for so many threads.
            open_decoders: makes a pool of so many processes, of this niceness.
            cores: how many cores may be used; None: as many as are free.
            wanted: the models that embed photos now.
        """
        self._open_encoder = open_encoder
        self._open_decoders = open_decoders
        self._cores = cores
        self._wanted = wanted
        self._mutex = threading.Lock()
        self._tools: Tools | None = None

    @property
    def held(self) -> Tools | None:
        """The tools that are in memory."""
        return self._tools

    def fit(self) -> bool:
        """Whether the tools in use, if any, are still what is wanted."""
        tools = self._tools
        if tools is None:
            return True
        return tools.cores == self._cores() and tools.model_id in self._wanted()

    def fitting(self, model_id: str) -> Tools:
        """The tools for a model; others are given back.

        Raises:
            ModelError: the model is not prepared here, or damaged.
        """
        tools, cores = self._tools, self._cores()
        if tools is not None and (tools.model_id, tools.cores) == (model_id, cores):
            return tools
        tools = None
        if self.release():
            give_back()  # two models at once would be more than some computers have room for
        number = priority.limit_cores(cores)
        encoder = self._open_encoder(model_id, number)
        made = Tools(model_id, cores, encoder, self._open_decoders(number, _NICENESS))
        with self._mutex:
            self._tools = made
        return made

    def another_encoder(self, model_id: str) -> Encoder:
        """One more for these cores, which is the caller's.

        Raises:
            ModelError: the model is not prepared here, or damaged.
        """
        return self._open_encoder(model_id, priority.limit_cores(self._cores()))

    def release(self) -> bool:
        """Give back memory and processes; were there any?"""
        with self._mutex:
            tools, self._tools = self._tools, None
        if tools is not None:
            tools.decoders.close()
        return tools is not None
