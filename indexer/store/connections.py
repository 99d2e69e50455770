"""Connections to a library's database, and what its troubles mean to a user."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryTooNewError,
)
from indexer.store.paths import name_key

SCHEMA_VERSION = 3
"""Migrations this version knows; `PRAGMA user_version` of the database says how many it has."""

APPLICATION_ID = 0x50544F56  # "PTOV"

MIGRATION_SET = "pictrove-library"

BUSY_SECONDS = 5.0

_LEAST_ROOM = 64 << 10  # bytes; what SQLite lays beside a database takes half of that

# sqlite-utils makes this table before the first migration, in a transaction of its own.
_MIGRATIONS = "_sqlite_migrations"
_COUNT_TABLES = "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> ?"

# SQLite's primary result codes (the low byte of an extended one).
_BUSY, _LOCKED, _PROTOCOL, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NO_DATABASE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,  # very many processes open and close the log at once
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
)

TROUBLES = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What working with a damaged database raises; its messages quote what is no text any more."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite reports of its surroundings into a `LibraryError`; bugs pass through."""
    try:
        yield
    except TROUBLES as error:
        known = _meaning(error, path)
        if known is None and not isinstance(error, sqlite3.ProgrammingError):
            known = _suspected(path)
        if known is None:
            raise
        raise known from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Tell damage from bugs: a damaged database makes innocent code fail in any way.

    For the outermost place that works with a library. Expected errors pass through; for any
    other the database is looked at, and blamed only if something is wrong with it.
    """
    try:
        with translated(path):
            yield
    except (LibraryError, OSError, MemoryError):
        raise
    except Exception as error:
        known = _suspected(path)
        if known is None:
            raise
        raise known from error


@contextmanager
def _translated_at_opening(path: Path) -> Iterator[None]:
    """As `translated`, where no statement depends on what is in the tables."""
    try:
        yield
    except TROUBLES as error:
        raise _meaning(error, path) or damaged(path) from error


def _suspected(path: Path) -> LibraryError | None:
    from indexer.store.soundness import trouble_with

    try:
        return damaged(path) if trouble_with(path, thorough=True) else None
    except LibraryError as error:
        return error


def _meaning(error: Exception, path: Path) -> LibraryError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (_BUSY, _LOCKED, _PROTOCOL):
        return LibraryBusyError(
            f"Another program keeps the library {path} locked; wait until it has finished "
            "and try again."
        )
    if code in (_CORRUPT, _NO_DATABASE) or str(error).startswith("Could not decode"):
        return damaged(path)  # text that is none was not written by us
    if code == _FULL or (code in (_CANNOT_OPEN, _IO) and _lacks_room(error, path)):
        return LibraryError(
            f"The disk that holds the library {path} is full; make room on it and try again."
        )
    if code == _READ_ONLY:
        return LibraryError(
            f"The library {path} cannot be written; allow writing to its folder and try again."
        )
    if code in (_CANNOT_OPEN, _IO):
        return LibraryError(
            f"The library {path} cannot be read or written ({error}); check its disk and the "
            "rights of its folder and try again."
        )
    return None


def damaged(path: Path) -> LibraryDamagedError:
    """The error for a database whose content makes no sense."""
    return LibraryDamagedError(
        f"The library {path} is damaged; `pictrove repair` saves what can be saved, and then "
        "index your folders again (no photo is affected)."
    )


def open_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Threads must not share it.

    Raises:
        LibraryError: it cannot be opened.
    """
    address = address_of(path)
    had_log = _log_size(path) is not None
    with _translated_at_opening(path):
        try:
            return _checked(_connect(f"{address}?mode=ro"))
        except sqlite3.OperationalError as error:
            # On a read-only medium or a full disk no shared memory file can be made.
            helpless = error.sqlite_errorcode & 0xFF in (_CANNOT_OPEN, _READ_ONLY, _IO)
            if not helpless or not _is_at_rest(path, error, had_log=had_log):
                raise
            return _checked(_connect(f"{address}?mode=ro&immutable=1"))


def _is_at_rest(path: Path, error: Exception, *, had_log: bool) -> bool:
    """Whether all is in the database itself, and nobody writes to it.

    Args:
        path: the database.
        error: why it cannot be opened as usual.
        had_log: there was a log before that was tried, which makes an empty one.
    """
    log = _log_size(path)
    if log is None or (log == 0 and not had_log):
        return path.exists()
    # A writer may have just begun with an empty log; then its shared memory had room.
    return log == 0 and _lacks_room(error, path)


def _log_size(path: Path) -> int | None:
    """Bytes of the log beside a database; None if there is none."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return None


def _lacks_room(error: Exception, path: Path) -> bool:
    """Whether something failed because the disk is full, though SQLite does not say so."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHMSIZE:
        return True
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, once it has shown that it can read."""
    try:
        version_of(connection)
        connection.execute("PRAGMA query_only = 1")
    except BaseException:
        connection.close()
        raise
    return connection


def open_writing(path: Path) -> sqlite3.Connection:
    """The connection of the writer; the caller holds the writer's lock and a mutex.

    Raises:
        LibraryError: it cannot be opened for writing.
    """
    with translated(path):
        connection = _connect(f"{address_of(path)}?mode=rwc")
        try:
            connection.execute("PRAGMA foreign_keys = 1")
            # A killed process loses nothing; a power cut at worst the last batches.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA journal_size_limit = {64 << 20}")
        except BaseException:
            connection.close()
            raise
        return connection


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the database has seen; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, path: Path, known: int = SCHEMA_VERSION) -> int:
    """`version_of` a database that this version can use.

    Raises:
        LibraryTooNewError: a newer version wrote it.
        LibraryDamagedError: it is some other program's database.
    """
    with _translated_at_opening(path), _snapshot(connection):
        version = version_of(connection)
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute(_COUNT_TABLES, (_MIGRATIONS,)).fetchone()[0]
        migrations = _migrations_of(connection)
    if not migrations and not (tables or version or application):
        return 0
    if not migrations and application != APPLICATION_ID:
        raise LibraryDamagedError(
            f"The file {path} is not a Pictrove library; move it away and try again."
        )
    if (application, version) != (APPLICATION_ID, migrations):
        raise damaged(path)  # all three are written in the same transactions
    if version > known:
        raise LibraryTooNewError(
            f"The library {path} was written by a newer version of Pictrove; "
            "update Pictrove to use it."
        )
    return version


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read within is of one moment, whatever another process commits meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def _migrations_of(connection: sqlite3.Connection) -> int:
    """How many migrations of ours the database says it has seen."""
    query = "SELECT count(*) FROM sqlite_schema WHERE name = ?"
    if not connection.execute(query, (_MIGRATIONS,)).fetchone()[0]:
        return 0
    query = f"SELECT count(*) FROM {_MIGRATIONS} WHERE migration_set = ?"
    return int(connection.execute(query, (MIGRATION_SET,)).fetchone()[0])


def address_of(path: Path) -> str:
    """A path as SQLite's URI, in which three characters have a meaning."""
    plain = str(path.absolute())
    return "file:" + plain.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _connect(address: str) -> sqlite3.Connection:
    # Every thread has its own, but the one that closes the store closes them all.
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
    connection.create_function("name_key", 1, name_key, deterministic=True)
    return connection


class ThreadConnections:
    """A reading connection for each thread that asks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._mutex = threading.Lock()
        self._closed = False

    def mine(self) -> sqlite3.Connection:
        """This thread's connection, opened when first asked for."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if self._closed:
            raise RuntimeError("the store is closed")
        if connection is None:
            connection = open_reading(self._path)
            self._local.connection = connection
            with self._mutex:
                self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close the connections of all threads, which must have stopped reading."""
        with self._mutex:
            self._closed = True
            for connection in self._all:
                connection.close()
            self._all.clear()
