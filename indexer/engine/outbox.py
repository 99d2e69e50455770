"""Messages on their way to one receiver, who may be slow, stopped or gone."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Hashable

from indexer.engine.channel import Channel
from indexer.engine.codec import MAX_MESSAGE
from indexer.engine.errors import ConnectionLostError

MAX_WAITING = MAX_MESSAGE + (64 << 20)


class Outbox:
    """Sends messages in a thread of its own, so that whoever has one never waits.

    Messages with a topic that is still waiting replace it, so that a slow receiver gets the
    latest, and nothing piles up. A receiver for whom too much piles up is cut off.
    """

    def __init__(self, channel: Channel, name: str, *, limit: int = MAX_WAITING) -> None:
        """Start the thread.

        Args:
            channel: where the messages go.
            name: of the thread.
            limit: bytes that may wait.
        """
        self._channel = channel
        self._limit = limit
        self._numbers = itertools.count()
        # Guards all that follows.
        self._changed = threading.Condition()
        self._waiting: dict[Hashable, bytes] = {}
        self._bytes = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, data: bytes, *, topic: Hashable = None) -> None:
        """Have a message sent; after `close` it is dropped."""
        with self._changed:
            if self._closed:
                return
            place = next(self._numbers) if topic is None else ("topic", topic)
            self._bytes += len(data) - len(self._waiting.get(place, b""))
            self._waiting[place] = data
            if self._bytes > self._limit:
                self._give_up()
            self._changed.notify()

    def close(self, seconds: float = 0.0) -> None:
        """Take no more messages, send those that wait, and end the channel.

        Args:
            seconds: how long the receiver may take for the rest.
        """
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(seconds)
        self._channel.shut()
        self._thread.join()

    def _give_up(self) -> None:
        self._closed = True
        self._waiting.clear()
        self._bytes = 0
        self._channel.shut()

    def _run(self) -> None:
        while (data := self._next()) is not None:
            try:
                self._channel.send(data)
            except ConnectionLostError:
                with self._changed:
                    self._give_up()

    def _next(self) -> bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if not self._waiting:
                return None
            data = self._waiting.pop(next(iter(self._waiting)))
            self._bytes -= len(data)
            return data
