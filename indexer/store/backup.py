"""Copies a library's database into one file, while others work with it.

A backup is a database like any other library's, whole in one file, with a note in its settings
that says what it is. So it can be checked where it lies, and whatever reads SQLite reads it.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.errors import LibraryError
from indexer.store.connections import (
    APPLICATION_ID,
    TROUBLES,
    address_of,
    damaged,
    open_reading,
    translated,
)
from indexer.store.exchange import remove, settle
from indexer.store.soundness import trouble_with
from indexer.store.statements import SET_SETTING

NOTE = "backup"
"""The setting that only a backup has."""

MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes
_APPLICATION = slice(68, 72)

_FEW = 100_000_000  # bytes
_STEPS = 100_000  # of SQLite's machine between two questions whether somebody still waits
_OF_THE_TARGET = frozenset(
    (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    )
)


@dataclass(frozen=True)
class BackupNote:
    """What a backup says of itself.

    Attributes:
        made_at: UTC, ISO 8601; empty if it does not say.
        version: of the program that made it.
        photos: how many photos are in it.
    """

    made_at: str = ""
    version: str = ""
    photos: int = 0


def write_backup(
    database: Path,
    target: Path,
    *,
    made_at: str,
    version: str,
    check: Callable[[], None],
) -> BackupNote:
    """Copy a library as it is at this moment, see that the copy is whole, and give it its name.

    Nothing is locked; until the last step nothing bears the name. What is free in the database,
    and what was removed from it, is not copied.

    Args:
        database: of the library.
        target: the file; one that is there is replaced.
        made_at: when that is.
        version: of this program.
        check: called now and then; what it raises ends the copying.

    Raises:
        LibraryDamagedError: the library is damaged, so that no copy of it would be whole.
        LibraryError: the library cannot be read, or the file not be written.
    """
    _remove_leftovers(target)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        _make_private(part)
        _copy(database, part, target, check)
        note = _sign(part, BackupNote(made_at, version), target)
        _verify(database, part, target)
        _place(part, target)
    except OSError as error:
        raise unwritten(target, error.strerror or str(error)) from error
    finally:
        remove(part)
    return note


def size_of_copy(database: Path) -> int:
    """About how many bytes a backup takes.

    Raises:
        LibraryError: the library cannot be read.
    """
    with translated(database), closing(open_reading(database)) as connection:
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
    return int((pages - free) * size)


def megabytes(size: int, round_to: Callable[[float], int] = math.ceil) -> str:
    """Bytes for a sentence about room, in MB; small ones not as none at all.

    Args:
        size: so many bytes.
        round_to: the next number of them, so that what is needed is more than what is free.
    """
    few = size < _FEW
    return f"{round_to(size / 1e5) / 10:.1f}" if few else f"{round_to(size / 1e6):,d}"


def has_our_header(path: Path) -> bool:
    """Whether a file begins as a library's database does.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(HEADER)
    ours = APPLICATION_ID.to_bytes(4, "big")
    return header.startswith(MAGIC) and header[_APPLICATION] == ours


def note_of(path: Path) -> BackupNote | None:
    """What a backup says of itself; None for any other file, that of a library in use as well."""
    with contextlib.suppress(*TROUBLES, OSError):
        if has_our_header(path):
            with closing(open_untrusted(path)) as connection:
                return read_note(connection)
    return None


def open_untrusted(path: Path) -> sqlite3.Connection:
    """A connection for reading a file that anybody may have made, and that nobody changes.

    Raises:
        sqlite3.DatabaseError: it is no database.
    """
    connection = sqlite3.connect(f"{address_of(path)}?mode=ro&immutable=1", uri=True)
    for pragma in ("trusted_schema = 0", "cell_size_check = 1", "query_only = 1"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def read_note(connection: sqlite3.Connection) -> BackupNote | None:
    """The same of a database that is open."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (NOTE,)).fetchone()
    if row is None:
        return None
    try:
        said = json.loads(row[0])
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    made_at, version, photos = (said.get(name) for name in ("made_at", "version", "photos"))
    return BackupNote(
        made_at if isinstance(made_at, str) else "",
        version if isinstance(version, str) else "",
        photos if isinstance(photos, int) else 0,
    )


def _make_private(part: Path) -> None:
    """It holds what is written in photos, and where they were taken."""
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _copy(database: Path, part: Path, target: Path, check: Callable[[], None]) -> None:
    with translated(database), closing(open_reading(database)) as connection:
        # VACUUM INTO counts as writing, though what it reads from stays as it is.
        connection.execute("PRAGMA query_only = 0")
        connection.set_progress_handler(check, _STEPS)
        try:
            connection.execute("VACUUM INTO ?", (str(part),))
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code == sqlite3.SQLITE_INTERRUPT:
                check()  # which says why
            if code in _OF_THE_TARGET:
                raise unwritten(target, str(error)) from error
            raise


def _sign(part: Path, note: BackupNote, target: Path) -> BackupNote:
    try:
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")  # nobody needs half of it
            count = "SELECT count(*) FROM photos WHERE 'indexed' IN (state, returns_to)"
            photos = connection.execute(count).fetchone()[0]
            signed = BackupNote(note.made_at, note.version, photos)
            with connection:
                connection.execute(SET_SETTING, (NOTE, json.dumps(asdict(signed))))
                # What is being read now does not end the engine that reads the backup.
                connection.execute("DELETE FROM in_flight WHERE crashes = 0")
    except sqlite3.OperationalError as error:
        raise unwritten(target, str(error)) from error
    return signed


def _verify(database: Path, part: Path, target: Path) -> None:
    trouble = trouble_with(part, thorough=True)
    if not trouble:
        return
    if trouble_with(database, thorough=True):
        raise damaged(database)
    raise LibraryError(
        f"What was written for the backup {target} is not what was to be written ({trouble}); "
        "check that disk, or name a file on another one."
    )


def _place(part: Path, target: Path) -> None:
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    part.replace(target)
    settle(target.parent)


def _remove_leftovers(target: Path) -> None:
    """Remove what processes that were killed have left of the same backup."""
    import psutil

    ours = re.compile(re.escape(target.name) + r"\.(\d+)\.part")
    with contextlib.suppress(OSError):
        for path in target.parent.iterdir():
            found = ours.fullmatch(path.name)
            if found and not psutil.pid_exists(int(found[1])):
                remove(path)


def unwritten(target: Path, reason: str) -> LibraryError:
    """The error for a backup that cannot be written."""
    with contextlib.suppress(OSError):
        if shutil.disk_usage(target.parent).free < 1 << 20:
            reason = "its disk is full"
    return LibraryError(
        f"The backup {target} cannot be written ({reason}); make room there, allow writing to "
        "its folder, or name a file elsewhere."
    )
