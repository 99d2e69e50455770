"""Putting a backup back: a process itself calls this, no client can, as its engine must be off."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as WaitedTooLongError
from contextlib import suppress
from pathlib import Path

from indexer.errors import LibraryError
from indexer.keeping_reports import BackupContents, RestoreReport
from indexer.places import Places

_ENGINE_SECONDS = 30.0

Identity = tuple[int, int]
"""Of a library: two of them differ if another library has taken its place."""


def look(file: Path, places: Places) -> BackupContents:
    """What is in a backup, before it is put in the place of the library at `places`.

    Raises:
        LibraryError: it is plainly no sound backup, or cannot be read.
    """
    from indexer.keeping_restore import look as look_into

    return look_into(file, places)


def restore(
    file: Path, places: Places, tell: Callable[[str, float], object] = lambda _step, _share: None
) -> RestoreReport:
    """Put a backup in the place of a library, which is kept beside it; see `Client.back_up`.

    An engine that runs is stopped for it, and started again.

    Args:
        file: the backup.
        places: of the library.
        tell: gets what is done now ("copying", "checking", "replacing") and which share of it is
            done; what it raises ends it, and leaves the library as it was.

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
        return put_back(file, places, stop_engine, tell)
    finally:
        if ran:
            with suppress(LibraryError):  # who needs the engine next is told why
                connect(places).close()


def has_library(places: Places) -> bool:
    """Whether a library lies there, in whatever state it is."""
    from indexer.store import DATABASE_NAME

    return (places.data / DATABASE_NAME).exists()


def identity(places: Places) -> Identity | None:
    """Which library lies there; None if there is none."""
    from indexer.store import DATABASE_NAME

    with suppress(OSError):
        found = (places.data / DATABASE_NAME).stat()
        return found.st_dev, found.st_ino
    return None


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
        return connection.call(StopEngine()).result(_ENGINE_SECONDS)
    except (EngineLostError, WaitedTooLongError):
        return True  # it was just ending, or takes its time
    finally:
        connection.close()
