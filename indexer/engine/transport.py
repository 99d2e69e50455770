"""Channels between clients and the engine: whole messages of bytes over a local socket.

Messages are framed by `multiprocessing.connection` (never its `send` and `recv`, which unpickle).
Both sides prove that they know the key, and that they are the same user where the platform tells.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from typing import TYPE_CHECKING, Protocol

from indexer.engine.addresses import (
    Address,
    new_address,
    read_address,
    remove_address,
    write_address,
)
from indexer.engine.codec import MAX_MESSAGE
from indexer.engine.errors import ConnectionLostError
from indexer.errors import LibraryError
from indexer.places import Places

if sys.platform == "win32":
    from multiprocessing.connection import Client as PipeClient
    from multiprocessing.connection import Listener as PipeListener
else:
    import selectors

if TYPE_CHECKING:
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        Framed = Connection[bytes, bytes] | PipeConnection[bytes, bytes]
    else:
        Framed = Connection[bytes, bytes]

_BACKLOG = 128
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

    def close(self) -> None:
        """Let nobody in any more, and take the address away. Any thread, any number of times."""


def listen(places: Places) -> Listener:
    """Listen for clients of this library. Only for the holder of its writer lock.

    A socket that another engine left behind is replaced: the lock says who is the engine.

    Raises:
        LibraryError: there is no safe place for the socket, or no place for the key.
    """
    address = new_address(places)
    try:
        listener = _listener(address, lambda: remove_address(places, address))
    except OSError as error:
        raise LibraryError(
            f"The engine cannot listen at {address.name} ({error.strerror}); "
            "make room there, or allow this user to write there, and try again."
        ) from error
    try:
        write_address(places, address)
    except LibraryError:
        listener.close()
        raise
    return listener


def dial(places: Places, seconds: float) -> Channel | None:
    """Connect to the engine of this library; None if there is none.

    Raises:
        ConnectionLostError: someone is there, but does not prove to be the engine in time.
    """
    address = read_address(places)
    channel = None if address is None else _dialled(address)
    if address is None or channel is None:
        return None
    try:
        with channel.within(seconds):
            channel.authenticate(address.key, as_engine=False)
    except BaseException:
        channel.close()
        raise
    return channel


if sys.platform == "win32":

    class _PipeListener:
        """A named pipe."""

        def __init__(self, address: Address, forget: Callable[[], None]) -> None:
            self.key = address.key
            self._address = address
            self._forget = forget
            self._pipe = PipeListener(address.name, "AF_PIPE")
            self._closed = threading.Event()

        def accept(self) -> Channel | None:
            while not self._closed.is_set():
                try:
                    connection = self._pipe.accept()
                except OSError:
                    continue
                if not self._closed.is_set():
                    return Channel(connection, connection.close, connection.close)
                connection.close()
            self._pipe.close()
            return None

        def close(self) -> None:
            if not self._closed.is_set():
                self._closed.set()
                self._forget()
                # Nothing but a visitor wakes up who waits for one.
                with contextlib.suppress(OSError):
                    PipeClient(self._address.name, "AF_PIPE").close()

    def _listener(address: Address, forget: Callable[[], None]) -> Listener:
        return _PipeListener(address, forget)

    def _dialled(address: Address) -> Channel | None:
        try:
            connection = PipeClient(address.name, "AF_PIPE")
        except OSError:
            return None
        return Channel(connection, connection.close, connection.close)

else:

    class _SocketListener:
        """A Unix domain socket."""

        def __init__(self, address: Address, forget: Callable[[], None]) -> None:
            self.key = address.key
            self._address = address
            self._forget = forget
            self._socket = _bound(address.name)
            self._awake, self._wake = socket.socketpair()
            self._selector = selectors.DefaultSelector()
            for awaited in (self._socket, self._awake):
                self._selector.register(awaited, selectors.EVENT_READ)
            self._lock = threading.Lock()
            self._accepting = False
            self._closed = False

        def accept(self) -> Channel | None:
            with self._lock:
                self._accepting = True
            try:
                while not self._closed:
                    channel = self._next()
                    if channel is not None:
                        return channel
            finally:
                with self._lock:
                    self._accepting = False
                    if self._closed:
                        self._dispose()
            return None

        def close(self) -> None:
            with self._lock:
                if self._closed:
                    return
                self._closed = True
                with contextlib.suppress(OSError):
                    os.unlink(self._address.name)
                self._forget()
                self._wake.send(b"!")
                if not self._accepting:
                    self._dispose()

        def _next(self) -> Channel | None:
            self._selector.select()
            if self._closed:
                return None
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                # Gone already, or no descriptor is left for it: then try again, but not at once.
                self._selector.unregister(self._socket)
                self._selector.select(0.05)
                self._selector.register(self._socket, selectors.EVENT_READ)
                return None
            return _checked(visitor)

        def _dispose(self) -> None:
            self._selector.close()
            for ours in (self._socket, self._awake, self._wake):
                ours.close()

    def _listener(address: Address, forget: Callable[[], None]) -> Listener:
        return _SocketListener(address, forget)

    def _bound(path: str) -> socket.socket:
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            listening.bind(path)
            os.chmod(path, 0o600)
            listening.listen(_BACKLOG)
            listening.settimeout(0)
        except OSError:
            listening.close()
            raise
        return listening

    def _dialled(address: Address) -> Channel | None:
        ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            ours.connect(address.name)
        except (OSError, ValueError):
            ours.close()
            return None
        return _checked(ours)

    def _checked(connected: socket.socket) -> Channel | None:
        """A channel, if the other side is the same user."""
        try:
            connected.settimeout(None)
            same = peer_uid(connected) in (None, os.geteuid())
        except OSError:
            same = False
        if not same:
            connected.close()
            return None
        return socket_channel(connected)

    def socket_channel(connected: socket.socket) -> Channel:
        """A channel over a connected socket, which is taken over."""
        connection = Connection(connected.detach())

        def shut() -> None:
            borrowed = socket.socket(fileno=connection.fileno())
            with contextlib.suppress(OSError):
                borrowed.shutdown(socket.SHUT_RDWR)
            borrowed.detach()

        def close() -> None:
            shut()
            connection.close()

        return Channel(connection, shut, close)

    def peer_uid(connected: socket.socket) -> int | None:
        """The user at the other end, or None where the platform does not tell."""
        if sys.platform == "linux":
            told = connected.getsockopt(
                socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")
            )
            return int(struct.unpack("3i", told)[1])
        elif sys.platform == "darwin":  # noqa: RET505 - type checkers skip the other branches
            # struct xucred: version, uid, and groups that do not matter here.
            told = connected.getsockopt(0, 1, 76)
            return int(struct.unpack_from("=II", told)[1])
        else:
            return None
