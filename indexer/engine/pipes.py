"""Channels over named pipes: Windows.

Everything here also works over whatever else `multiprocessing.connection` knows.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from multiprocessing import connection

from indexer.engine.addresses import Address
from indexer.engine.channel import Channel

_FULL_SECONDS = 0.05


class PipeListener:
    """A named pipe, at which clients come in."""

    def __init__(
        self, address: Address, forget: Callable[[], None], is_known: Callable[[], bool]
    ) -> None:
        """Listen.

        Args:
            address: where; its key is what clients must know.
            forget: is called when nobody is let in any more.
            is_known: says whether clients still find the address.

        Raises:
            OSError: the pipe cannot be made.
        """
        self.key = address.key
        self._address = address
        self._forget = forget
        self._is_known = is_known
        self._pipe = connection.Listener(address.name)
        self._closed = threading.Event()

    def accept(self) -> Channel | None:
        """See `indexer.engine.channel.Listener`."""
        while not self._closed.is_set():
            try:
                accepted = self._pipe.accept()
            except OSError:
                # Gone already, or there is no more room: then try again, but not at once.
                self._closed.wait(_FULL_SECONDS)
                continue
            if not self._closed.is_set():
                return Channel(accepted, accepted.close, accepted.close)
            accepted.close()
        return None

    def is_in_place(self) -> bool:
        """See `indexer.engine.channel.Listener`."""
        return self._is_known()

    def close(self) -> None:
        """See `indexer.engine.channel.Listener`."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._forget()
        # Nothing but a visitor wakes up who waits for one.
        with contextlib.suppress(OSError):
            connection.Client(self._address.name).close()
        self._pipe.close()


def dial_pipe(address: Address) -> Channel | None:
    """Connect to the pipe of an address; None if nobody listens there."""
    try:
        connected = connection.Client(address.name)
    except (OSError, ValueError):
        return None
    return Channel(connected, connected.close, connected.close)
