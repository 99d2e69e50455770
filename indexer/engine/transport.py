"""How an engine lets its clients come, and how they come to it.

Both sides prove that they know the key, and that they are the same user where the platform tells.
"""

from __future__ import annotations

import sys

from indexer.engine.addresses import new_address, read_address, remove_address, write_address
from indexer.engine.channel import Channel, Listener
from indexer.errors import LibraryError
from indexer.places import Places

if sys.platform == "win32":
    from indexer.engine.pipes import PipeListener as _Listener
    from indexer.engine.pipes import dial_pipe as _dial
else:
    from indexer.engine.sockets import SocketListener as _Listener
    from indexer.engine.sockets import dial_socket as _dial

__all__ = ["Channel", "Listener", "dial", "listen"]


def listen(places: Places) -> Listener:
    """Listen for clients of this library. Only for the holder of its writer lock.

    A socket that another engine left behind is replaced: the lock says who is the engine.

    Raises:
        LibraryError: there is no safe place for the socket, or no place for the key.
    """
    address = new_address(places)
    try:
        listener: Listener = _Listener(
            address,
            lambda: remove_address(places, address),
            lambda: read_address(places) == address,
        )
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
    channel = None if address is None else _dial(address)
    if address is None or channel is None:
        return None
    try:
        with channel.within(seconds):
            channel.authenticate(address.key, as_engine=False)
    except BaseException:
        channel.close()
        raise
    return channel
