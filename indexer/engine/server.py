"""Serves many clients at once: who may ask, and who hears of what happens.

One thread lets clients in; each client has one that reads and one that sends, so that a silent,
slow or hostile one costs nobody else anything. Requests are answered by `indexer.engine.calls`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from indexer.engine.calls import Calls, Context, Serve
from indexer.engine.channel import Channel, Listener
from indexer.engine.codec import encode
from indexer.engine.errors import ConnectionLostError, ProtocolError
from indexer.engine.greeting import (
    MAX_GREETING,
    Hello,
    Retire,
    Retiring,
    greeting_from_bytes,
    greeting_to_bytes,
)
from indexer.engine.messages import EngineMessage, Event, Published
from indexer.engine.session import Session

__all__ = ["Context", "Serve", "Server"]

_MOST_STRANGERS = 64
_LAST_WORDS_SECONDS = 2.0


def _ignore(_: object) -> None:
    return


def _never() -> bool:
    return False


class Server:
    """The engine's side of all connections. All methods but `start` may be called by any thread."""

    def __init__(
        self,
        listener: Listener,
        serve: Serve,
        hello: Hello,
        *,
        on_clients: Callable[[int], None] = _ignore,
        on_retire: Callable[[], bool] = _never,
        on_bug: Callable[[str], None] = _ignore,
        greeting_seconds: float = 10.0,
    ) -> None:
        """Make a server; `start` lets clients in.

        Args:
            listener: where clients come in, until `move`; it is closed with the server.
            serve: does what a request asks for, in many threads at a time. It returns what the
                request's class declares, or raises.
            hello: how the engine introduces itself.
            on_clients: gets the number of clients when it has changed. It must be quick.
            on_retire: a client of another protocol asks the engine to end, and no other client
                is there; says whether it will. It must be quick.
            on_bug: gets the traceback of an error in `serve` that nobody expected.
            greeting_seconds: how long a visitor may take to prove that it may come in.
        """
        self._listener = listener
        self._hello = hello
        self._on_clients = on_clients
        self._on_retire = on_retire
        self._greeting_seconds = greeting_seconds
        self._calls = Calls(serve, on_bug)
        self._accepting = threading.Thread(target=self._accept, name="engine-accept", daemon=True)
        # Guards all that follows.
        self._lock = threading.Lock()
        self._visitors: dict[threading.Thread, Channel] = {}
        self._sessions: dict[threading.Thread, Session] = {}
        self._closed = False

    def start(self) -> None:
        """Let clients in from now on."""
        self._accepting.start()

    @property
    def clients(self) -> int:
        """How many clients are connected."""
        with self._lock:
            return len(self._sessions)

    def publish(self, event: Event) -> None:
        """Tell all clients that want to know, without waiting for any.

        A client that is slow to listen misses all but the latest event of a kind.
        """
        message: EngineMessage = Published(event)
        data = encode(message, EngineMessage)
        with self._lock:
            sessions = tuple(self._sessions.values())
        for session in sessions:
            session.publish(data, type(event).__name__)

    @property
    def is_in_place(self) -> bool:
        """Whether clients still find the way in."""
        with self._lock:
            return self._listener.is_in_place()

    def move(self, listener: Listener) -> None:
        """Let clients in elsewhere from now on; those that are in stay.

        Args:
            listener: where; it is closed with the server, or at once if that is closed.
        """
        with self._lock:
            left = listener if self._closed else self._listener
            self._listener = self._listener if self._closed else listener
        left.close()

    def close_if_unused(self) -> bool:
        """Close the server if nobody is connected; otherwise nothing happens, and false."""
        with self._lock:
            if self._visitors or self._closed:
                return self._closed
            self._closed = True
        self._end()
        return True

    def close(self) -> None:
        """Cancel all calls, wait for them and send what they answer; then end all connections.

        Not to be called by a thread that serves a call.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._end()

    def _end(self) -> None:
        self._listener.close()
        if self._accepting.ident is not None:
            self._accepting.join()
        self._calls.refuse()
        with self._lock:
            sessions = tuple(self._sessions.values())
            visitors = dict(self._visitors)
        for session in sessions:
            session.cancel_all()
        self._calls.wait()
        for session in sessions:
            session.close(_LAST_WORDS_SECONDS)
        for channel in visitors.values():
            channel.shut()
        for thread in visitors:
            thread.join()

    # Letting in

    def _accept(self) -> None:
        listener = None
        while listener is not self._listener:  # otherwise it was closed for good
            listener = self._listener
            while (channel := listener.accept()) is not None:
                self._let_in(channel, listener.key)

    def _let_in(self, channel: Channel, key: bytes) -> None:
        thread = threading.Thread(
            target=self._attend, args=(channel, key), name="engine-client", daemon=True
        )
        with self._lock:
            strangers = len(self._visitors) - len(self._sessions)
            welcome = not self._closed and strangers < _MOST_STRANGERS
            if welcome:
                self._visitors[thread] = channel
        if not (welcome and self._started(thread)):
            channel.close()

    def _started(self, thread: threading.Thread) -> bool:
        try:
            thread.start()
        except RuntimeError:  # the system has no more threads: one visitor less, and no more
            with self._lock:
                del self._visitors[thread]
            return False
        return True

    def _attend(self, channel: Channel, key: bytes) -> None:
        """Everything that is ever done for one visitor."""
        try:
            if self._greet(channel, key):
                self._attend_client(channel)
        except (ConnectionLostError, ProtocolError):
            pass  # gone, or not one of ours; nobody is interested in why
        finally:
            channel.close()
            with self._lock:
                del self._visitors[threading.current_thread()]

    def _greet(self, channel: Channel, key: bytes) -> bool:
        """Whether the visitor is a client of our protocol."""
        with channel.within(self._greeting_seconds):
            channel.authenticate(key, as_engine=True)
            channel.send(greeting_to_bytes(self._hello))
            greeting = greeting_from_bytes(channel.receive(MAX_GREETING))
        if isinstance(greeting, Retire):
            self._retire(channel)
        return isinstance(greeting, Hello) and greeting.protocol == self._hello.protocol

    def _retire(self, channel: Channel) -> None:
        """Make room for an engine of another version, if nobody needs this one."""
        agreed = not self.clients and self._on_retire()
        channel.send(greeting_to_bytes(Retiring(agreed)))
        if agreed:
            channel.receive()  # nothing comes any more: the connection lasts until the engine ends

    def _attend_client(self, channel: Channel) -> None:
        thread = threading.current_thread()
        session = Session(channel, self._calls)
        with self._lock:
            self._sessions[thread] = session
            clients = len(self._sessions)
            if self._closed:
                channel.shut()  # came in while the door was being closed
        self._on_clients(clients)
        try:
            session.listen()
        finally:
            session.cancel_all()
            session.close()
            with self._lock:
                del self._sessions[thread]
                clients = len(self._sessions)
            self._on_clients(clients)
