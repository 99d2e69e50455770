"""What a worker works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.decode.pool import DecoderPool
from indexer.engine.courtesy import Courtesy
from indexer.engine.governor import Permission
from indexer.library import Library
from indexer.settings import Settings
from models.encoder import Encoder


@dataclass(frozen=True)
class WorkerParts:
    """What a worker works with.

    Attributes:
        library: where photos go.
        open_encoder: opens a model for so many threads.
        open_decoders: makes a pool of so many processes.
        settings: the user's settings.
        permission: whether they allow indexing now.
        scanning: whether more files may become due in a moment.
        courtesy: what lets queries pass.
        on_change: the activity is another one, or is further.
        on_bug: gets exceptions that nobody expected.
        trouble_seconds: how long to wait after trouble.
    """

    library: Library
    open_encoder: Callable[[str, int], Encoder]
    open_decoders: Callable[[int, int], DecoderPool]
    settings: Callable[[], Settings]
    permission: Callable[[], Permission]
    scanning: Callable[[], bool]
    courtesy: Courtesy
    on_change: Callable[[], None]
    on_bug: Callable[[BaseException], None]
    trouble_seconds: float = 30.0
