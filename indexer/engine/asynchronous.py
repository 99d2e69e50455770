"""The engine for those who must not wait: every request returns at once with a future."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from indexer.engine.channel import Channel
from indexer.engine.codec import decode, encode
from indexer.engine.errors import (
    ConnectionLostError,
    EngineLostError,
    ProtocolError,
    error_named,
)
from indexer.engine.greeting import Hello
from indexer.engine.messages import (
    AnyRequest,
    Call,
    Cancel,
    ClientMessage,
    EngineMessage,
    Event,
    Progressed,
    Published,
    Raised,
    Returned,
    Subscribe,
    progress_type,
    result_type,
)
from indexer.engine.outbox import Outbox
from indexer.engine.request import Request

ResultT = TypeVar("ResultT")
ProgressT = TypeVar("ProgressT")


def _ignore(_: object) -> None:
    return


class CallFuture(Future[ResultT]):
    """The result of a request that is yet to come.

    `cancel` gives it up, here and in the engine; `stop` asks the engine to come to an end with it
    and still waits for the result.
    """

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._stop = stop

    def cancel(self) -> bool:
        """Give the request up; false if it is done already."""
        if not super().cancel():
            return False
        self._stop()
        return True

    def stop(self) -> None:
        """Ask the engine to end the request early. What it has done by then is the result."""
        self._stop()


@dataclass(frozen=True)
class _Waiting:
    """A call without an answer yet."""

    request: AnyRequest
    future: CallFuture[Any]
    on_progress: Callable[[Any], None]


class AsyncClient:
    """A connection to an engine. Any thread may use it.

    Callbacks are called by the thread that reads, one after the other, and must be quick.
    """

    def __init__(self, channel: Channel, hello: Hello) -> None:
        """Take over a connection.

        Args:
            channel: to an engine that was greeted.
            hello: how the engine introduced itself.
        """
        self.hello = hello
        self._channel = channel
        self._numbers = itertools.count()
        self._outbox = Outbox(channel, "engine-client-sender")
        # Guards all that follows.
        self._lock = threading.Lock()
        self._calls: dict[int, _Waiting] = {}
        self._on_event: Callable[[Event], None] = _ignore
        self._on_lost: Callable[[], None] | None = None
        self._lost = False
        self._closing = False
        self._thread = threading.Thread(target=self._read, name="engine-client-reader", daemon=True)
        self._thread.start()

    def call(
        self,
        request: Request[ResultT, ProgressT],
        on_progress: Callable[[ProgressT], None] = _ignore,
    ) -> CallFuture[ResultT]:
        """Ask the engine for something.

        The future raises what the engine raised: `LibraryError` or `ModelError`, `EngineLostError`
        if there is no engine any more, and `EngineBugError` for what should not happen.

        Args:
            request: what is asked for.
            on_progress: how far it is, now and then.

        Raises:
            MessageTooLargeError: the request is too large to be sent.
        """
        number = next(self._numbers)
        asked = cast("AnyRequest", request)
        data = encode(Call(number, asked), ClientMessage)
        future: CallFuture[ResultT] = CallFuture(lambda: self._cancel(number))
        with self._lock:
            lost = self._lost or self._closing
            if not lost:
                self._calls[number] = _Waiting(asked, future, on_progress)
        if lost:
            future.set_exception(_lost_error())
        else:
            self._outbox.put(data)
        return future

    def subscribe(
        self, on_event: Callable[[Event], None], on_lost: Callable[[], None] = lambda: None
    ) -> None:
        """Hear of events from now on.

        Args:
            on_event: gets them.
            on_lost: is called once when the engine is gone; not after `close`.
        """
        with self._lock:
            self._on_event = on_event
            lost, self._on_lost = self._lost, None if self._lost else on_lost
        if lost:
            on_lost()
        else:
            self._send(Subscribe())

    def close(self) -> None:
        """Leave the engine; calls that are not done are cancelled."""
        with self._lock:
            self._closing = True
        self._channel.shut()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def wait_lost(self, seconds: float) -> bool:
        """Wait until the engine is gone; false if it is still there. Not within a callback."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _cancel(self, number: int) -> None:
        self._send(Cancel(number))

    def _send(self, message: Cancel | Subscribe) -> None:
        self._outbox.put(encode(message, ClientMessage))

    # By the thread that reads

    def _read(self) -> None:
        try:
            while True:
                self._take(decode(self._channel.receive(), EngineMessage))
        except (ConnectionLostError, ProtocolError):
            pass
        finally:
            self._outbox.close()
            self._channel.close()
            self._end()

    def _take(self, message: EngineMessage) -> None:
        match message:
            case Published(event):
                _safely(self._on_event, event)
            case Progressed(number, progress):
                self._take_progress(number, progress)
            case Returned(number, result):
                self._take_result(number, result)
            case Raised(number, name, sentence):
                _settle(self._taken(number), error_named(name, sentence))

    def _take_progress(self, number: int, progress: bytes) -> None:
        with self._lock:
            waiting = self._calls.get(number)
        if waiting is not None and not waiting.future.cancelled():
            kind = progress_type(type(waiting.request))
            _safely(waiting.on_progress, decode(progress, kind))

    def _take_result(self, number: int, result: bytes) -> None:
        waiting = self._taken(number)
        if waiting is None:
            return
        try:
            value = decode(result, result_type(type(waiting.request)))
        except ProtocolError as error:
            _settle(waiting, error)
            return
        with suppress(InvalidStateError):  # cancelled in this instant
            waiting.future.set_result(value)

    def _taken(self, number: int) -> _Waiting | None:
        with self._lock:
            return self._calls.pop(number, None)

    def _end(self) -> None:
        with self._lock:
            self._lost = True
            calls, self._calls = tuple(self._calls.values()), {}
            closing, on_lost = self._closing, self._on_lost
        for waiting in calls:
            if not (closing and waiting.future.cancel()):
                _settle(waiting, _lost_error())
        if on_lost is not None and not closing:
            on_lost()


def _settle(waiting: _Waiting | None, error: Exception) -> None:
    if waiting is not None:
        with suppress(InvalidStateError):  # cancelled already
            waiting.future.set_exception(error)


def _safely(callback: Callable[[Any], None], value: object) -> None:
    """Call back; whatever a callback raises is its own bug and must not end the connection."""
    try:
        callback(value)
    except Exception as error:  # noqa: BLE001 - told to the one place for bugs
        thread = threading.current_thread()
        told = (type(error), error, error.__traceback__, thread)
        threading.excepthook(threading.ExceptHookArgs(told))


def _lost_error() -> EngineLostError:
    return EngineLostError(
        "Pictrove's engine ended unexpectedly; nothing that was finished is lost: try again."
    )
