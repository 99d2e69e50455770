"""Puts another database in the place of a library's, and keeps the one that was there."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import LibraryError
from indexer.store.lock import WriterLock
from indexer.store.store import LOCK_NAME

_ENDINGS = ("", "-wal", "-shm", "-journal")


def exchange(path: Path, new: Path, word: str, now: datetime) -> Path:
    """Put the new database in place, and the one that was there beside it.

    At every instant, also if this process is killed, the library is one of the two. The caller
    holds the writer's lock.

    Args:
        path: the database in place.
        new: the one that comes to its place, in the same folder, without a log.
        word: says in the name of the copy what it is.
        now: says in that name when it was kept.

    Returns:
        Where the old one lies now.

    Raises:
        OSError: the folder cannot be written, or its disk is full.
    """
    copy = _free_name(path, f"{path.stem}-{word}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    try:
        os.link(path, copy)
    except OSError:
        shutil.copyfile(path, copy)
    # The log goes first: it must never be taken for that of the new database.
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        log.replace(copy.with_name(copy.name + "-wal"))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    new.replace(path)
    settle(path.parent)
    return copy


def _free_name(path: Path, name: str) -> Path:
    copy = path.with_name(name + path.suffix)
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{name}-{number}{path.suffix}")
    return copy


def settle(folder: Path) -> None:
    """Have the new names in a folder survive a power cut, where the platform can."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a database with what SQLite lays beside it."""
    for ending in _ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the only one who writes to the library in a folder.

    Raises:
        LibraryBusyError: another process is the writer.
        LibraryError: the folder cannot be written.
    """
    lock = WriterLock(folder / LOCK_NAME)
    try:
        lock.acquire()
    except OSError as error:
        raise LibraryError(
            f"The library's folder {folder} cannot be written ({error.strerror}); allow "
            "writing to it and try again."
        ) from error
    try:
        yield
    finally:
        lock.release()
