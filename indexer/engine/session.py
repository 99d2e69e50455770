"""One client of the engine: its calls, and what it gets to hear."""

from __future__ import annotations

import threading
from collections.abc import Hashable

from indexer.engine.calls import Calls, Context, progress_message
from indexer.engine.channel import Channel
from indexer.engine.codec import decode, encode
from indexer.engine.errors import ProtocolError
from indexer.engine.messages import (
    AnyRequest,
    Call,
    Cancel,
    ClientMessage,
    EngineMessage,
    Progressed,
    Raised,
    Returned,
    Subscribe,
)
from indexer.engine.outbox import Outbox
from indexer.engine.request import Lane

_MOST_CALLS = 1000
_MOST_LONG_CALLS = 8


class Session:
    """Reads what a client wants, and sends what it gets."""

    def __init__(self, channel: Channel, calls: Calls) -> None:
        """Begin a session.

        Args:
            channel: to a client that was let in.
            calls: what answers its requests.
        """
        self._channel = channel
        self._calls = calls
        self._outbox = Outbox(channel, "engine-sender")
        self._subscribed = False
        self._lock = threading.Lock()
        self._running: dict[int, tuple[AnyRequest, Context]] = {}

    def listen(self) -> None:
        """Do what the client asks for until it leaves.

        Raises:
            ConnectionLostError: it has left.
            ProtocolError: it does not speak as it should.
        """
        while True:
            match decode(self._channel.receive(), ClientMessage):
                case Call(number, request):
                    self._begin(number, request)
                case Cancel(number):
                    self._cancel(number)
                case Subscribe():
                    self._subscribed = True

    def publish(self, data: bytes, topic: Hashable) -> None:
        """Send an event if the client wants events, instead of a waiting one of that topic."""
        if self._subscribed:
            self._outbox.put(data, topic=topic)

    def cancel_all(self) -> None:
        """Nobody needs the client's calls any more."""
        with self._lock:
            running = tuple(self._running.values())
        for _, context in running:
            context.cancel()

    def close(self, seconds: float = 0.0) -> None:
        """Send what is left, which may take so many seconds, and end the connection."""
        self._outbox.close(seconds)

    def _begin(self, number: int, request: AnyRequest) -> None:
        def report(progress: object) -> None:
            message = progress_message(number, request, progress)
            self._send(message, topic=number)

        context = Context(report)
        with self._lock:
            if number in self._running:
                raise ProtocolError("two calls of one number")
            full = self._is_full(request)
            if not full:
                self._running[number] = (request, context)
        if full:
            sentence = "Too much is asked of the engine at once; wait for some answers first."
            self._send(Raised(number, "LibraryError", sentence))
        else:
            # If the engine is ending, there is no answer: the client may ask the next engine.
            self._calls.begin(number, request, context, self._answer)

    def _is_full(self, request: AnyRequest) -> bool:
        long = sum(other.lane is Lane.LONG for other, _ in self._running.values())
        too_long = request.lane is Lane.LONG and long >= _MOST_LONG_CALLS
        return too_long or len(self._running) >= _MOST_CALLS

    def _cancel(self, number: int) -> None:
        with self._lock:
            running = self._running.get(number)
        if running is not None:  # otherwise it was answered meanwhile
            running[1].cancel()

    def _answer(self, answer: Returned | Raised) -> None:
        with self._lock:
            del self._running[answer.number]
        self._send(answer)

    def _send(self, message: Progressed | Returned | Raised, topic: Hashable = None) -> None:
        self._outbox.put(encode(message, EngineMessage), topic=topic)
