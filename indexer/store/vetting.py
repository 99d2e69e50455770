"""Is a file that somebody hands over a whole library? Nothing in it is believed before that.

SQLite runs what a database's schema says: triggers, views, expressions of indexes. So the schema
comes first, and must be ours to the letter; then every page, and then what rows say that others
rely on.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.errors import LibraryDamagedError, LibraryError, LibraryTooNewError
from indexer.store.backup import HEADER, BackupNote, has_our_header, open_untrusted, read_note
from indexer.store.connections import TROUBLES, version_of
from indexer.store.soundness import trouble_of

_ABSOLUTE = re.compile(rb"(/|[A-Za-z]:[\\/]|\\\\)[^\0]*", re.DOTALL)
_DEFENSIVE, _TRIGGERS, _VIEWS = 1010, 1003, 1015  # SQLITE_DBCONFIG_..., since Python 3.12
_PAGE_SIZE, _PAGE_COUNT = slice(16, 18), slice(28, 32)
_LARGEST_PAGE = 65536  # written as 1, as it does not fit


def vet(path: Path, named: Path, is_setting: Callable[[str, Any], bool]) -> BackupNote | None:
    """See that a file is a whole library of this version or an older one.

    Args:
        path: a copy that nobody else can change.
        named: the file it was copied from, for messages.
        is_setting: whether a setting of this name may have this value.

    Returns:
        What it says of itself, if it is a backup; another library says nothing.

    Raises:
        LibraryTooNewError: a newer version wrote it.
        LibraryDamagedError: it is none, or not whole.
        LibraryError: it cannot be read.
    """
    try:
        if not has_our_header(path):
            raise LibraryDamagedError(
                f"{named} is not a backup of a Pictrove library; name a file that "
                "`pictrove backup` made."
            )
        if _is_cut_off(path):
            raise unsound(named, "its end is missing")
        with closing(open_untrusted(path)) as connection:
            _forbid_surprises(connection)
            return _vetted(connection, path, named, is_setting)
    except TROUBLES as error:
        raise unsound(named, str(error)) from error
    except LibraryTooNewError as error:
        raise LibraryTooNewError(
            f"{named} was made by a newer version of Pictrove; update Pictrove to restore it."
        ) from error
    except OSError as error:
        raise LibraryError(f"{named} cannot be read ({error.strerror}); check its disk.") from error


def version_in(path: Path) -> int:
    """How many migrations a file that was vetted has seen."""
    with closing(open_untrusted(path)) as connection:
        return version_of(connection)


def _vetted(
    connection: sqlite3.Connection,
    path: Path,
    named: Path,
    is_setting: Callable[[str, Any], bool],
) -> BackupNote | None:
    try:
        trouble = trouble_of(connection, path, thorough=True)
    except LibraryDamagedError as error:
        raise unsound(named, "its tables are not as they were made") from error
    trouble = trouble or _trouble_in_values(connection, is_setting)
    if trouble:
        raise unsound(named, trouble)
    return read_note(connection)


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
    return ""


def _excludes(connection: sqlite3.Connection) -> list[Any]:
    columns = {_text(row[1]) for row in connection.execute("PRAGMA table_info(folders)")}
    if "excludes" not in columns:
        return []  # it is of the first version
    try:
        return [json.loads(row[0]) for row in connection.execute("SELECT excludes FROM folders")]
    except ValueError:
        return [None]


def _text(value: bytes | str) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def unsound(named: Path, trouble: str) -> LibraryDamagedError:
    """The error for a file that is not what it should be."""
    return LibraryDamagedError(
        f"{named} is not a sound backup of a Pictrove library ({trouble}); use another one."
    )
