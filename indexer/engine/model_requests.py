"""What clients ask of the engine about models."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from indexer.caller import Caller
from indexer.engine.request import Lane, Request
from indexer.reports import ModelRemoval, ModelStatus

Steps = tuple[str, int, int | None]
"""What is done now, units done, units in all or None."""


@dataclass(frozen=True)
class ListModels(Request[tuple[ModelStatus, ...], None]):
    """See `Client.models`."""


@dataclass(frozen=True)
class UseModel(Request[None, None]):
    """See `Client.use_model`. What the first query needs is loaded before it is answered."""

    lane: ClassVar[Lane] = Lane.LONG
    model_id: str
    at_once: bool = False


@dataclass(frozen=True)
class GetModel(Request[None, Steps]):
    """See `Client.get_model`."""

    lane: ClassVar[Lane] = Lane.LONG
    repeatable: ClassVar[bool] = False
    model_id: str
    weights: str | None = None
    hub: str | None = None
    caller: Caller = field(default_factory=Caller)


@dataclass(frozen=True)
class FetchModel(Request[None, Steps]):
    """See `Client.fetch_model`."""

    lane: ClassVar[Lane] = Lane.LONG
    repeatable: ClassVar[bool] = False
    model_id: str
    folder: str
    hub: str | None = None
    caller: Caller = field(default_factory=Caller)


@dataclass(frozen=True)
class ImportModel(Request[str, Steps]):
    """See `Client.import_model`."""

    lane: ClassVar[Lane] = Lane.LONG
    repeatable: ClassVar[bool] = False
    source: str
    model_id: str | None = None


@dataclass(frozen=True)
class VerifyModel(Request[None, Steps]):
    """See `Client.verify_model`."""

    lane: ClassVar[Lane] = Lane.LONG
    model_id: str


@dataclass(frozen=True)
class RemoveModel(Request[ModelRemoval, None]):
    """See `Client.remove_model`. A large library has many embeddings to remove."""

    lane: ClassVar[Lane] = Lane.LONG
    model_id: str
    files: bool = True
    embeddings: bool = True
