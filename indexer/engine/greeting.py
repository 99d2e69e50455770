"""The first words on a connection: who the engine is, and which protocol it speaks.

These few lines of JSON stay as they are for ever, whatever becomes of the protocol, for they are
how two versions of Pictrove tell that they are two. Fields may be added and are then ignored by
older versions; none may be taken away or change its meaning.

    engine   {"pictrove": PROTOCOL, "version": "1.2.3", "pid": 123}
    client   {"pictrove": PROTOCOL, "version": "1.2.3", "pid": 456}     goes on in that protocol
    client   {"retire": true}                  or asks an engine of another protocol to make room,
    engine   {"retires": true}                 which it does if nobody else needs it, and ends.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

from indexer.engine.errors import ProtocolError
from indexer.engine.messages import PROTOCOL

MAX_GREETING = 4096


@dataclass(frozen=True)
class Hello:
    """One side of a connection.

    Attributes:
        protocol: number of the protocol it speaks.
        version: of the application, for people.
        process_id: its process.
    """

    protocol: int
    version: str
    process_id: int


@dataclass(frozen=True)
class Retire:
    """A client of another protocol asks the engine to end when nobody else needs it."""


@dataclass(frozen=True)
class Retiring:
    """The engine's answer: whether it ends soon. The connection lasts until it has."""

    agreed: bool


Greeting = Hello | Retire | Retiring


def own_hello(version: str) -> Hello:
    """The greeting of this process."""
    return Hello(PROTOCOL, version, os.getpid())


def greeting_to_bytes(greeting: Greeting) -> bytes:
    """How a greeting is sent."""
    match greeting:
        case Hello(protocol, version, process_id):
            told: dict[str, object] = {"pictrove": protocol, "version": version, "pid": process_id}
        case Retire():
            told = {"retire": True}
        case Retiring(agreed):
            told = {"retires": agreed}
    return json.dumps(told).encode()


def greeting_from_bytes(data: bytes) -> Greeting:
    """The greeting that was sent.

    Raises:
        ProtocolError: it is none.
    """
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("a greeting that is no JSON") from error
    match told:
        case {"pictrove": int(protocol), "version": str(version), "pid": int(process_id)}:
            return Hello(protocol, version, process_id)
        case {"retire": True}:
            return Retire()
        case {"retires": bool(agreed)}:
            return Retiring(agreed)
        case _:
            raise ProtocolError("not a greeting")
