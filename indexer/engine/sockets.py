"""Channels over Unix domain sockets: Linux, macOS and their kin."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import struct
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

from indexer.engine.addresses import Address
from indexer.engine.channel import Channel

assert sys.platform != "win32"  # which has pipes

_BACKLOG = 128
_FULL_SECONDS = 0.05


class SocketListener:
    """A Unix domain socket, at which clients come in."""

    def __init__(
        self, address: Address, forget: Callable[[], None], is_known: Callable[[], bool]
    ) -> None:
        """Listen; what lies at the address already is replaced.

        Args:
            address: where; its key is what clients must know.
            forget: is called when nobody is let in any more.
            is_known: says whether clients still find the address.

        Raises:
            OSError: there can be no socket.
        """
        self.key = address.key
        self._address = address
        self._forget = forget
        self._is_known = is_known
        self._socket, self._file = _bound(address.name)
        self._awake, self._wake = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        for awaited in (self._socket, self._awake):
            self._selector.register(awaited, selectors.EVENT_READ)
        self._lock = threading.Lock()
        self._accepting = False
        self._closed = False

    def accept(self) -> Channel | None:
        """See `indexer.engine.channel.Listener`."""
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
        """See `indexer.engine.channel.Listener`."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            # First of all: a key whose engine cannot be reached is that of one that was killed.
            self._forget()
            if self._has_file():  # else another engine listens there, or the folder is gone
                with contextlib.suppress(OSError):
                    os.unlink(self._address.name)
            self._wake.send(b"!")
            if not self._accepting:
                self._dispose()

    def is_in_place(self) -> bool:
        """See `indexer.engine.channel.Listener`."""
        return self._has_file() and self._is_known()

    def _has_file(self) -> bool:
        """Whether the name of the socket still leads to it."""
        try:
            return os.path.samestat(os.lstat(self._address.name), self._file)
        except OSError:
            return False

    def _next(self) -> Channel | None:
        self._selector.select()
        if self._closed:
            return None
        try:
            visitor, _ = self._socket.accept()
        except OSError:
            # Gone already, or no descriptor is left for it: then try again, but not at once.
            self._selector.unregister(self._socket)
            self._selector.select(_FULL_SECONDS)
            self._selector.register(self._socket, selectors.EVENT_READ)
            return None
        return _checked(visitor)

    def _dispose(self) -> None:
        self._selector.close()
        for ours in (self._socket, self._awake, self._wake):
            ours.close()


def _bound(path: str) -> tuple[socket.socket, os.stat_result]:
    """A socket that listens, and the file that leads to it."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        listening.bind(path)
        os.chmod(path, 0o600)
        listening.listen(_BACKLOG)
        listening.settimeout(0)
        return listening, os.lstat(path)
    except OSError:
        listening.close()
        raise


def dial_socket(address: Address) -> Channel | None:
    """Connect to the socket of an address; None if nobody of this user listens there."""
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
        told = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", told)[1])
    elif sys.platform == "darwin":  # noqa: RET505 - type checkers skip the other branches
        # struct xucred: version, uid, and groups that do not matter here.
        told = connected.getsockopt(0, 1, 76)
        return int(struct.unpack_from("=II", told)[1])
    else:
        return None
