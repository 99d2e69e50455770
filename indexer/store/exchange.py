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
_UNFINISHED = ".part"

REPLACED, DAMAGED = "replaced", "damaged"
"""The words for a library whose place a backup has taken, and for one that was repaired."""


def exchange(path: Path, new: Path, word: str, now: datetime) -> Path:
    """Put the new database in place, and the one that was there beside it.

    At every instant, also if this process is killed, the library is one of the two. If it fails,
    all is as it was. The caller holds the writer's lock.

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
    _remove_leftovers(path, word)
    copy = _free_name(path, f"{path.stem}-{word}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    try:
        _keep(path, copy)
        # The log goes first: it must never be taken for that of the new database.
        if _log_of(path).exists() and _log_of(path).stat().st_size:
            _log_of(path).replace(_log_of(copy))
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        new.replace(path)
    except BaseException:
        if new.exists():  # else it is in place, and all is done
            _take_back(path, copy)
        raise
    settle(path.parent)
    return copy


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _keep(path: Path, copy: Path) -> None:
    """Give a database a second name, or copy it where a file has one name only."""
    with contextlib.suppress(OSError):
        os.link(path, copy)
        return
    part = copy.with_name(copy.name + _UNFINISHED)
    try:
        shutil.copyfile(path, part)
        with part.open("r+b") as file:  # soon nothing else holds what is in it
            os.fsync(file.fileno())
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)


def _take_back(path: Path, copy: Path) -> None:
    """Have no copy, as the database stays in place."""
    with contextlib.suppress(OSError):
        if _log_of(copy).exists():
            _log_of(copy).replace(_log_of(path))
        copy.unlink(missing_ok=True)


def _remove_leftovers(path: Path, word: str) -> None:
    """Remove what a process that was killed has left: half a copy, or a second name."""
    for left in path.parent.glob(f"{path.stem}-{word}-*"):
        if left.name.endswith(_UNFINISHED) or is_second_name(path, left):
            left.unlink(missing_ok=True)


def is_second_name(path: Path, other: Path) -> bool:
    """Whether another name is one of the same file, so that nothing is kept by it."""
    with contextlib.suppress(OSError):
        return not other.is_symlink() and path.samefile(other)
    return False


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


def beside(path: Path) -> list[Path]:
    """A database with what SQLite lays beside it, as far as that is there."""
    files = [path.with_name(path.name + ending) for ending in _ENDINGS]
    return [file for file in files if os.path.lexists(file)]


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
