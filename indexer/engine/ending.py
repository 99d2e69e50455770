"""Ends the engine of a library when no client is at hand, and keeps it away for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as WaitedTooLongError
from contextlib import suppress
from typing import TypeVar

from indexer.engine.addresses import KEY_FILE
from indexer.engine.errors import EngineLostError
from indexer.engine.launch import Patience, connect
from indexer.engine.messages import StopEngine
from indexer.engine.remote import RemoteClient
from indexer.errors import LibraryBusyError, LibraryError
from indexer.places import Places
from indexer.store.exchange import locked
from indexer.store.store import LOCK_NAME

ResultT = TypeVar("ResultT")

# Often, to be faster than an engine that a window starts as soon as it has lost one.
_LOOK_AGAIN_SECONDS = 0.01
_ASK_AGAIN_SECONDS = 0.5


def end_engine(places: Places, patience: Patience | None = None) -> bool:
    """End the engine of a library, also one that is just starting or ending; was there one?

    One that was killed is not started again because it was killed.

    Raises:
        LibraryBusyError: it cannot be reached, or another program works on the library.
    """
    give_up = time.monotonic() + (patience or Patience()).busy
    while (places.data / LOCK_NAME).exists():
        connection = connect(places, start=False, patience=patience)
        if connection is not None:
            with RemoteClient(connection, places) as client:
                return client.stop_engine()
        try:
            with locked(places.data):
                (places.data / KEY_FILE).unlink(missing_ok=True)
                return False
        except LibraryBusyError:
            if time.monotonic() > give_up:
                raise
        except LibraryError:
            return False  # nobody can write there, and no engine either
        time.sleep(_LOOK_AGAIN_SECONDS)
    return False


def without_engine(
    places: Places, work: Callable[[], ResultT], patience: Patience | None = None
) -> ResultT:
    """Do what needs the writer's lock, though an open window starts engines meanwhile.

    Args:
        places: where the library lies.
        work: takes the lock; it is called again as long as somebody else has it.
        patience: for how long that is tried.

    Raises:
        LibraryBusyError: somebody goes on working on the library.
    """
    patience = patience or Patience()
    give_up = time.monotonic() + patience.busy
    ask_at = time.monotonic()
    while True:
        try:
            return work()
        except LibraryBusyError:
            if time.monotonic() > give_up:
                raise
        if time.monotonic() >= ask_at:
            _ask_to_end(places, patience)
            ask_at = time.monotonic() + _ASK_AGAIN_SECONDS
        time.sleep(_LOOK_AGAIN_SECONDS)


def _ask_to_end(places: Places, patience: Patience) -> None:
    """Not waited for: whoever waits until the process is gone is slower than a window."""
    connection = connect(places, start=False, patience=patience)
    if connection is None:
        return
    with suppress(EngineLostError, WaitedTooLongError):
        connection.call(StopEngine()).result(patience.answer)
    connection.close()
