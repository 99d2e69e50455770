"""Making, upgrading and opening a library's database for its writer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database, Migrations

from indexer.store.connections import SCHEMA_VERSION, check_version, open_writing, translated
from indexer.store.schema import MIGRATIONS


def open_database(
    path: Path, migrations: Migrations = MIGRATIONS, version: int = SCHEMA_VERSION
) -> Database:
    """The database, made if there is none, upgraded if an older version wrote it.

    The caller holds the writer's lock. Before an upgrade the database is copied to a file
    beside it (`copy_path`).

    Raises:
        LibraryTooNewError: a newer version wrote it.
        LibraryDamagedError: it is no library, or cannot be read.
        LibraryError: it cannot be opened, written or copied.
    """
    connection = open_writing(path)
    try:
        found = check_version(connection, path, version)
        with translated(path):
            if 0 < found < version:
                _keep_copy(connection, copy_path(path, found))
            database = Database(connection, recursive_triggers=False, execute_plugins=False)
            if found < version:
                migrations.apply(database)
    except BaseException:
        connection.close()
        raise
    return database


def copy_path(path: Path, version: int) -> Path:
    """Where the copy of a database of an older version is kept."""
    return path.with_name(f"{path.stem}-version-{version}{path.suffix}")


def _keep_copy(connection: sqlite3.Connection, target: Path) -> None:
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.backup(copy)
    unfinished.replace(target)
