"""Putting a backup back: a command may call this, no client can, as its engine must be off."""

from __future__ import annotations

from pathlib import Path

from indexer.places import Places
from indexer.reports import RestoreReport


def restore(file: Path, places: Places) -> RestoreReport:
    """Put a backup in the place of a library, which is kept beside it; see `Client.back_up`.

    An engine that runs is stopped for it, and started again.

    Raises:
        LibraryError: the file is no sound backup, or the library cannot be replaced.
    """
    from indexer.client import connect
    from indexer.keeping_restore import restore as put_back

    ran = False

    def stop_engine() -> None:
        nonlocal ran
        ran = _stop_engine(places) or ran

    try:
        return put_back(file, places, stop_engine)
    finally:
        if ran:
            connect(places).close()


def has_library(places: Places) -> bool:
    """Whether a library lies there, in whatever state it is."""
    from indexer.store import DATABASE_NAME

    return (places.data / DATABASE_NAME).exists()


def _stop_engine(places: Places) -> bool:
    """Ask the engine to end; was there one?

    Not waited for: a window that is open starts another one as soon as this one leaves it, and
    that would be faster than whoever waits until the process is gone.
    """
    from indexer.engine.errors import EngineLostError
    from indexer.engine.launch import connect
    from indexer.engine.messages import StopEngine

    connection = connect(places, start=False)
    if connection is None:
        return False
    try:
        return connection.call(StopEngine()).result()
    except EngineLostError:
        return True  # it was just ending
    finally:
        connection.close()
