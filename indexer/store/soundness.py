"""Is a library's database whole? Asked when something went wrong, and before it is repaired."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from indexer.errors import LibraryDamagedError
from indexer.store.connections import SCHEMA_VERSION, TROUBLES, check_version, open_reading

_ROUNDING = 0.02  # of the square of a length, by float16

_STRICT_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%) STRICT%'"

Schema = dict[tuple[str, str], str]
"""{(type, name): statement} of tables, indexes and triggers."""


def trouble_with(path: Path, *, thorough: bool = False) -> str:
    """What is wrong with a database, in a few words for a log; empty if it is whole.

    Takes a second for each 100 MB or so, when `thorough` a few.

    Args:
        path: the database; what other processes do with it meanwhile does no harm.
        thorough: also compare indexes with tables, and look at every embedding.

    Raises:
        LibraryBusyError: another program keeps it locked.
        LibraryTooNewError: a newer version wrote it, so nobody here can tell.
        LibraryError: it cannot be opened.
    """
    try:
        with closing(open_reading(path)) as connection:
            return trouble_of(connection, path, thorough=thorough)
    except TROUBLES as error:
        return str(error) or "it cannot be read"
    except LibraryDamagedError as error:
        return str(error)


def trouble_of(connection: sqlite3.Connection, path: Path, *, thorough: bool) -> str:
    """The same for a connection that is open already; what SQLite complains of is raised."""
    version = check_version(connection, path)
    # Bytes, for text that is none would be an exception.
    connection.text_factory = bytes
    # First of all: nothing else of a database that somebody else has made is to be touched.
    if version and schema_of(connection) != expected_schema(version):
        return "its tables are not as they were made"
    connection.execute("PRAGMA cell_size_check = 1")
    check = "integrity_check" if thorough else "quick_check"
    (found,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if found != b"ok":
        return str(found.decode("utf-8", "replace"))
    return _trouble_in_rows(connection, thorough=thorough)


def _trouble_in_rows(connection: sqlite3.Connection, *, thorough: bool) -> str:
    for (value,) in connection.execute("SELECT value FROM settings"):
        try:
            json.loads(value)
        except (ValueError, RecursionError):
            return "a setting makes no sense"
    text = (
        "SELECT count(*) FROM photos WHERE typeof(path) <> 'blob' OR length(path) = 0"
        " OR size < 0 OR typeof(orientation) <> 'integer'"
    )
    if connection.execute(text).fetchone()[0]:
        return "an entry of a photo makes no sense"
    sizes = "SELECT count(DISTINCT length(vector)) FROM embeddings GROUP BY model"
    if any(count > 1 for (count,) in connection.execute(sizes)):
        return "embeddings of one model differ in length"
    return (_trouble_in_embeddings(connection) or _trouble_in_text(connection)) if thorough else ""


def _trouble_in_embeddings(connection: sqlite3.Connection) -> str:
    for (vector,) in connection.execute("SELECT vector FROM embeddings"):
        if not is_unit_vector(vector):
            return "an embedding is not what a model makes"
    return ""


def _trouble_in_text(connection: sqlite3.Connection) -> str:
    """Text that is no UTF-8 passes all of SQLite's own checks, and fails whoever reads it."""
    tables = connection.execute(_STRICT_TABLES).fetchall()
    for (table,) in tables:
        columns = connection.execute(f'PRAGMA table_info("{_text(table)}")').fetchall()
        texts = [_text(column[1]) for column in columns if column[2] == b"TEXT"]
        if texts and not _is_readable(connection, _text(table), texts):
            return f"a text in its {_text(table)} makes no sense"
    return ""


def _is_readable(connection: sqlite3.Connection, table: str, columns: list[str]) -> bool:
    connection.text_factory = str
    try:
        for _ in connection.execute(f'SELECT {", ".join(columns)} FROM "{table}"'):
            pass  # reading it is enough
    except sqlite3.OperationalError as error:
        if not str(error).startswith("Could not decode"):
            raise
        return False
    except UnicodeDecodeError:
        return False
    finally:
        connection.text_factory = bytes
    return True


def is_unit_vector(vector: bytes) -> bool:
    """Whether an embedding as it is stored consists of numbers, and has the length 1."""
    import numpy as np

    if len(vector) % 2:
        return False
    numbers = np.frombuffer(vector, "<f2").astype(np.float64)
    return bool(np.isfinite(numbers).all() and abs(numbers @ numbers - 1) < _ROUNDING)


def schema_of(connection: sqlite3.Connection) -> Schema:
    """Every table, index and trigger that has a statement, as it stands in the database."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(_text(kind), _text(name)): _text(sql) for kind, name, sql in rows}


def expected_schema(version: int = SCHEMA_VERSION) -> Schema:
    """What `schema_of` a library gives that so many migrations have made."""
    from sqlite_utils import Database

    from indexer.store.schema import MIGRATIONS

    with closing(sqlite3.connect(":memory:")) as connection:
        database = Database(connection, recursive_triggers=False, execute_plugins=False)
        later = [migration.name for migration in MIGRATIONS.pending(database)[version:]]
        MIGRATIONS.apply(database, stop_before=later)
        return schema_of(connection)


def trouble_with_words(path: Path) -> str:
    """What full-text search says of its own tables; the database is whole otherwise."""
    from indexer.store.opening import open_database

    with closing(open_database(path)) as database:
        try:
            database.conn.execute(
                "INSERT INTO photo_words (photo_words) VALUES ('integrity-check')"
            )
        except sqlite3.DatabaseError as error:
            return f"the words of photos: {error}"
        finally:
            database.conn.rollback()
    return ""


def _text(value: str | bytes) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
