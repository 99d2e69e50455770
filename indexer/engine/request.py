"""What every request of a client is: a class of its own, with the types of its answer."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar, Generic, TypeVar

ResultT = TypeVar("ResultT")
ProgressT = TypeVar("ProgressT")


class Lane(Enum):
    """Which threads of the engine answer a request, so that none takes another's place."""

    QUERY = "query"
    PICTURE = "picture"
    CHANGE = "change"
    LONG = "long"


class Request(Generic[ResultT, ProgressT]):
    """Something a client asks of the engine: one class per method of `indexer.client.Client`.

    The type arguments are what is returned, and what is reported meanwhile (None: nothing).

    Attributes:
        lane: the threads that answer it.
        repeatable: asked again after the engine was lost, it does no harm.
    """

    lane: ClassVar[Lane] = Lane.QUERY
    repeatable: ClassVar[bool] = True
