"""What tests of a server ask, and how they hear the answer."""

from __future__ import annotations

from indexer.engine import messages as m
from indexer.engine.errors import ConnectionLostError
from indexer.engine.greeting import (
    MAX_GREETING,
    greeting_to_bytes,
    own_hello,
)
from indexer.engine.transport import dial
from indexer.query import Query, TextTerm

SECONDS = 120


def search(*words: str) -> m.Search:
    return m.Search(Query(tuple(TextTerm(word) for word in words)))


def told(future) -> str:
    return future.result(SECONDS).notices[0]


def greeted(places):
    """A connection that may say whatever it wants."""
    channel = dial(places, SECONDS)
    channel.receive(MAX_GREETING)
    channel.send(greeting_to_bytes(own_hello("")))
    return channel


def refused(channel) -> bool:
    try:
        while True:
            channel.receive()
    except ConnectionLostError:
        channel.close()
        return True
