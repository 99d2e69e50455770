"""Is a file that somebody hands over a whole library? Nothing in it is believed before that.

SQLite runs what a database's schema says: triggers, views, expressions of indexes. So the schema
comes first, and must be ours to the letter; then every page, and then what rows say that others
rely on.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from indexer.errors import LibraryDamagedError, LibraryError, LibraryTooNewError
from indexer.keeping_reports import BackupContents
from indexer.store.backup import HEADER, BackupNote, has_our_header, open_untrusted, read_note
from indexer.store.connections import TROUBLES, check_version
from indexer.store.paths import readable
from indexer.store.soundness import expected_schema, schema_of, trouble_of

_ABSOLUTE = re.compile(rb"(/|[A-Za-z]:[\\/]|\\\\)[^\0]*", re.DOTALL)
_MODEL = re.compile(r"\w[\w./@+-]{0,199}", re.ASCII)
# Far beyond what is real: older versions may have believed odd photos more.
_MOST = dict.fromkeys(("latitude", "longitude", "rating"), 1 << 20) | dict.fromkeys(
    ("attempts", "width", "height"), 1 << 40
)
_DEFENSIVE, _TRIGGERS, _VIEWS = 1010, 1003, 1015  # SQLITE_DBCONFIG_..., since Python 3.12
_PAGE_SIZE, _PAGE_COUNT = slice(16, 18), slice(28, 32)
_LARGEST_PAGE = 65536  # written as 1, as it does not fit
_STEPS = 100_000  # of SQLite's machine between two questions whether somebody still waits
_MOST_FOLDERS = 1000
_STRANGE_TABLES = "its tables are not as they were made"


def vet(
    path: Path,
    named: Path,
    is_setting: Callable[[str, Any], bool],
    check: Callable[[], object] = lambda: None,
) -> BackupNote | None:
    """See that a file is a whole library of this version or an older one.

    Args:
        path: a copy that nobody else can change.
        named: the file it was copied from, for messages.
        is_setting: whether a setting of this name may have this value.
        check: called now and then; what it raises ends the looking.

    Returns:
        What it says of itself, if it is a backup; another library says nothing.

    Raises:
        LibraryTooNewError: a newer version wrote it.
        LibraryDamagedError: it is none, or not whole.
        LibraryError: it cannot be read.
    """
    with _opened(path, named, check) as connection:
        return _vetted(connection, path, named, is_setting)


def glance(path: Path) -> BackupContents:
    """What a file says that it holds. Whether that is so, `vet` will see.

    Raises:
        LibraryTooNewError: a newer version wrote it.
        LibraryDamagedError: it is plainly no library.
        LibraryError: it cannot be read.
    """
    with _opened(path, path) as connection:
        trouble = _trouble_in_tables(connection, path)
        if trouble:
            raise unsound(path, trouble)
        note = read_note(connection)
        photos = max(0, note.photos) if note else _count(connection)
        folders = connection.execute("SELECT CAST(path AS BLOB) FROM folders ORDER BY path")
        names = tuple(readable(name) for (name,) in folders.fetchmany(_MOST_FOLDERS))
        made_at = note.made_at if note else ""
        return BackupContents(str(path), path.stat().st_size, photos, names, made_at)


def _trouble_in_tables(connection: sqlite3.Connection, path: Path) -> str:
    """The same as `trouble_of`, but only what is known at once."""
    try:
        version = check_version(connection, path)
    except LibraryDamagedError:
        version = 0
    sound = version and schema_of(connection) == expected_schema(version)
    return "" if sound else _STRANGE_TABLES


def _count(connection: sqlite3.Connection) -> int:
    query = "SELECT count(*) FROM photos WHERE 'indexed' IN (state, returns_to)"
    return int(connection.execute(query).fetchone()[0])


@contextmanager
def _opened(
    path: Path, named: Path, check: Callable[[], object] = lambda: None
) -> Iterator[sqlite3.Connection]:
    """A connection to what may be a backup; what goes wrong with it is said of `named`."""
    try:
        _refuse_other_files(path, named)
        with closing(open_untrusted(path)) as connection:
            _forbid_surprises(connection)
            connection.set_progress_handler(partial(_ask, check), _STEPS)
            yield connection
    except TROUBLES as error:
        check()  # SQLite only says that it was interrupted
        raise unsound(named, str(error)) from error
    except LibraryDamagedError:
        check()
        raise
    except LibraryTooNewError as error:
        raise LibraryTooNewError(
            f"{named} was made by a newer version of Pictrove; update Pictrove to restore it."
        ) from error
    except OSError as error:
        raise LibraryError(f"{named} cannot be read ({error.strerror}); check its disk.") from error


def _vetted(
    connection: sqlite3.Connection,
    path: Path,
    named: Path,
    is_setting: Callable[[str, Any], bool],
) -> BackupNote | None:
    try:
        trouble = trouble_of(connection, path, thorough=True)
    except LibraryDamagedError as error:
        raise unsound(named, _STRANGE_TABLES) from error
    trouble = trouble or _trouble_in_values(connection, is_setting)
    if trouble:
        raise unsound(named, trouble)
    return read_note(connection)


def _refuse_other_files(path: Path, named: Path) -> None:
    if not has_our_header(path):
        raise LibraryDamagedError(
            f"{named} is not a backup of a Pictrove library; name a file that `pictrove backup` "
            "made."
        )
    if _is_cut_off(path):
        raise unsound(named, "its end is missing")


def _ask(check: Callable[[], object]) -> None:
    check()


def _is_cut_off(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(HEADER)
    page = int.from_bytes(header[_PAGE_SIZE], "big")
    pages = int.from_bytes(header[_PAGE_COUNT], "big")
    return path.stat().st_size < pages * (_LARGEST_PAGE if page == 1 else page)


def _forbid_surprises(connection: sqlite3.Connection) -> None:
    """Neither triggers nor views are needed for looking, where this Python can switch them off."""
    if hasattr(connection, "setconfig"):
        for switch, on in ((_DEFENSIVE, True), (_TRIGGERS, False), (_VIEWS, False)):
            connection.setconfig(switch, on)


def _trouble_in_values(
    connection: sqlite3.Connection, is_setting: Callable[[str, Any], bool]
) -> str:
    for table in ("photos", "folders"):
        for (path,) in connection.execute(f"SELECT path FROM {table}"):
            if not _ABSOLUTE.fullmatch(path):
                return f"a path of its {table} makes no sense"
    for key, value in connection.execute("SELECT key, value FROM settings"):
        if not is_setting(_text(key), json.loads(value)):
            return "a setting makes no sense"
    for globs in _excludes(connection):
        if not isinstance(globs, list) or not all(isinstance(glob, str) for glob in globs):
            return "what is left out of a folder makes no sense"
    return _strange_values(connection)


def _strange_values(connection: sqlite3.Connection) -> str:
    """What no program of ours has written, and none reckons with."""
    for (name,) in connection.execute("SELECT name FROM models"):
        if not _MODEL.fullmatch(_text(name)):
            return "a name of a model makes no sense"
    if connection.execute(_strange(_columns(connection, "photos"))).fetchone()[0]:
        return "an entry of a photo makes no sense"
    return ""


def _strange(columns: set[str]) -> str:
    """A query: how many photos have such a value."""
    flags = sorted(columns & {"favourite", "hidden", "stale", "vanished"})
    conditions = [f"{flag} NOT IN (0, 1)" for flag in flags]
    conditions += [f"{name} NOT BETWEEN {-most} AND {most}" for name, most in _MOST.items()]
    return f"SELECT count(*) FROM photos WHERE {' OR '.join(conditions)}"


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {_text(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")}


def _excludes(connection: sqlite3.Connection) -> list[Any]:
    if "excludes" not in _columns(connection, "folders"):
        return []  # it is of the first version
    try:
        return [json.loads(row[0]) for row in connection.execute("SELECT excludes FROM folders")]
    except (ValueError, RecursionError):
        return [None]


def _text(value: bytes | str) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def unsound(named: Path, trouble: str) -> LibraryDamagedError:
    """The error for a file that is not what it should be."""
    return LibraryDamagedError(
        f"{named} is not a sound backup of a Pictrove library ({trouble}); use another one."
    )
