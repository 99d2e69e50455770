"""A library's database: who may read it, who may write it, and the life of both."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from indexer.errors import LibraryBusyError, LibraryError, NoLibraryError
from indexer.store.connections import (
    SCHEMA_VERSION,
    ThreadConnections,
    check_version,
    open_reading,
)
from indexer.store.lock import WriterLock
from indexer.store.reader import Reader

if TYPE_CHECKING:
    from indexer.store.writer import Writer

DATABASE_NAME = "library.db"
LOCK_NAME = "library.lock"
_PATIENCE_SECONDS = 6.0
_LOOK_AGAIN_SECONDS = 0.05


def utc_now() -> datetime:
    """The time of this machine's clock."""
    return datetime.now(UTC)


class Store:
    """A library on disk. `Store.open` makes one; use it as a context manager.

    Attributes:
        read: what can be asked, from any thread.
        folder: where the library lies.
    """

    def __init__(self, folder: Path, lock: WriterLock | None, writer: Writer | None) -> None:
        self.folder = folder
        self._lock = lock
        self._writer = writer
        path = folder / DATABASE_NAME
        self._connections = ThreadConnections(path)
        self.read = Reader(path, self._connection)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = utc_now,
    ) -> Store:
        """Open the library in a folder.

        For writing, the folder and the library are made if there are none. A library of an older
        version is upgraded either way; a copy of its database is kept beside it.

        Args:
            folder: holds the database and its lock.
            read_only: nothing will be written; opens in a few milliseconds.
            clock: tells the time, for what is stamped.

        Raises:
            NoLibraryError: to be read only, and there is none.
            LibraryBusyError: another process is the writer (or an upgrade has to wait for it).
            LibraryTooNewError: a newer version wrote it.
            LibraryDamagedError: it is no library, or cannot be read.
            LibraryError: it cannot be opened.
        """
        if read_only:
            cls._bring_up_to_date(folder, clock)
            return cls(folder, None, None)
        return cls._open_for_writing(folder, clock)

    @classmethod
    def _bring_up_to_date(cls, folder: Path, clock: Callable[[], datetime]) -> None:
        """Upgrade a library, or wait until the process has done it that is just making it."""
        give_up = time.monotonic() + _PATIENCE_SECONDS
        while _version(folder) < SCHEMA_VERSION:
            try:
                cls._open_for_writing(folder, clock).close()
            except LibraryBusyError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(_LOOK_AGAIN_SECONDS)

    @classmethod
    def _open_for_writing(cls, folder: Path, clock: Callable[[], datetime]) -> Store:
        from indexer.store.opening import open_database
        from indexer.store.writer import Writer

        path = folder / DATABASE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = WriterLock(folder / LOCK_NAME)
            lock.acquire()
        except OSError as error:
            raise LibraryError(
                f"The library's folder {folder} cannot be written ({error.strerror}); allow "
                "writing to it, or set PICTROVE_HOME to another folder."
            ) from error
        try:
            return cls(folder, lock, Writer(path, open_database(path), clock))
        except BaseException:
            lock.release()
            raise

    @property
    def read_only(self) -> bool:
        """Whether this store was opened for reading only."""
        return self._writer is None

    @property
    def write(self) -> Writer:
        """What can be changed, from any thread.

        Raises:
            RuntimeError: the store was opened for reading only.
        """
        if self._writer is None:
            raise RuntimeError("the store was opened for reading only")
        return self._writer

    def is_in_place(self) -> bool:
        """Whether this is still the library that lies in its folder, and not one that was deleted.

        Another one may lie there since. Only for a store that may write.
        """
        held = self._lock is not None and self._lock.is_in_place()
        return held and (self.folder / DATABASE_NAME).exists()

    def transaction(self) -> AbstractContextManager[None]:
        """`write.transaction()`: several changes that become true together."""
        return self.write.transaction()

    def close(self) -> None:
        """Close all connections and let another process write. Closing again is harmless."""
        self._connections.close()
        if self._writer is not None:
            self._writer.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _connection(self) -> sqlite3.Connection:
        if self._writer is not None and self._writer.in_transaction():
            return self._writer.connection
        return self._connections.mine()


def _version(folder: Path) -> int:
    path = folder / DATABASE_NAME
    if not path.exists():
        raise _no_library(folder)
    connection = open_reading(path)
    try:
        version = check_version(connection, path)
    finally:
        connection.close()
    if version == 0:
        raise _no_library(folder)
    return version


def _no_library(folder: Path) -> NoLibraryError:
    return NoLibraryError(
        f"There is no library in {folder} yet; `pictrove index FOLDER` makes one."
    )
