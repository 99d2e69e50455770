"""A connection between a client and the engine, and the door where connections come in.

Messages are framed by `multiprocessing.connection` (never its `send` and `recv`, which unpickle).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from typing import TYPE_CHECKING, Protocol

from indexer.engine.codec import MAX_MESSAGE
from indexer.engine.errors import ConnectionLostError

if TYPE_CHECKING:
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        Framed = Connection[bytes, bytes] | PipeConnection[bytes, bytes]
    else:
        Framed = Connection[bytes, bytes]

_LOST = (OSError, EOFError, ValueError, AssertionError, AuthenticationError)


class Channel:
    """One end of a connection. One thread may send while another receives."""

    def __init__(
        self,
        connection: Framed,
        shut: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        """Wrap a connection.

        Args:
            connection: what frames the messages.
            shut: ends the connection so that threads that wait for it wake up.
            close: gives its descriptor back.
        """
        self._connection = connection
        self._shut = shut
        self._close = close
        self._lock = threading.Lock()
        self._closed = False

    def send(self, data: bytes) -> None:
        """Send a message; waits while the other side does not take it.

        Raises:
            ConnectionLostError: there is no other side any more.
        """
        try:
            self._connection.send_bytes(data)
        except _LOST as error:
            raise ConnectionLostError(str(error)) from error

    def receive(self, limit: int = MAX_MESSAGE) -> bytes:
        """Wait for the next message.

        Raises:
            ConnectionLostError: none comes any more, or one that is longer than `limit`.
        """
        try:
            return self._connection.recv_bytes(limit)
        except _LOST as error:
            raise ConnectionLostError(str(error)) from error

    def authenticate(self, key: bytes, *, as_engine: bool) -> None:
        """Prove to know the key, and let the other side prove it.

        Raises:
            ConnectionLostError: it does not know it, or is gone.
        """
        steps = (deliver_challenge, answer_challenge)
        try:
            for step in steps if as_engine else reversed(steps):
                step(self._connection, key)
        except _LOST as error:
            raise ConnectionLostError(str(error)) from error

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """End the connection if the block takes longer."""
        timer = threading.Timer(seconds, self.shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def shut(self) -> None:
        """End the connection, by any thread; those that wait for it wake up."""
        with self._lock:
            if not self._closed:
                self._shut()

    def close(self) -> None:
        """End the connection and give its descriptor back; no other thread may use it now."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._close()


class Listener(Protocol):
    """Where clients come in.

    Attributes:
        key: the secret of this engine.
    """

    key: bytes

    def accept(self) -> Channel | None:
        """Wait for the next client; None once the listener is closed."""

    def is_in_place(self) -> bool:
        """Whether clients still find it; somebody may have removed what leads them here."""

    def close(self) -> None:
        """Let nobody in any more, and take the address away. Any thread, any number of times."""
