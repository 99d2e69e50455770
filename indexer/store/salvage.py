"""Saves what can be saved of a damaged database into a new one. No photo is touched.

The damaged database is only read. Every row that is brought over satisfies the new database's
own rules and some more; what is left out is read again from the photos. Nothing of it depends on
which tables and columns there are, but for photos: everything else hangs on them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from indexer.errors import LibraryDamagedError, LibraryError, NoLibraryError
from indexer.store import revival
from indexer.store.connections import translated
from indexer.store.exchange import DAMAGED, exchange, locked, remove
from indexer.store.opening import open_database
from indexer.store.remains import Remains
from indexer.store.soundness import trouble_with, trouble_with_words
from indexer.store.store import DATABASE_NAME, utc_now

_PAGE = 4096  # SQLite's usual one, which is never changed here
_BEGINNING = 1 << 18  # holds the statements that made the tables


@dataclass(frozen=True)
class Salvaged:
    """What came of it.

    Attributes:
        kept: photos whose entries were saved, and need not be read again.
        again: files that are known to be read again; a scan may find more.
        copy: where the damaged database lies now; None if nothing was damaged.
        trouble: what was wrong, in a few words for a log; empty if nothing was.
    """

    kept: int
    again: int
    copy: Path | None
    trouble: str = ""


def salvage(folder: Path, *, clock: Callable[[], datetime] = utc_now) -> Salvaged:
    """Check a library's database, and replace a damaged one by what can be read of it.

    At every instant, also if this process is killed, the library is either the damaged one or
    the new one. The caller has closed its own store.

    Args:
        folder: where the library lies.
        clock: tells the time, for the name of the copy.

    Raises:
        NoLibraryError: there is no library.
        LibraryBusyError: another process is the writer.
        LibraryTooNewError: a newer version wrote it.
        LibraryDamagedError: the file is no library of Pictrove.
        LibraryError: its folder cannot be written, or its disk is full.
    """
    path = folder / DATABASE_NAME
    if not path.exists():
        raise NoLibraryError(
            f"There is no library in {folder} yet; `pictrove index FOLDER` makes one."
        )
    with locked(folder):
        trouble = trouble_with(path, thorough=True) or trouble_with_words(path)
        if not trouble:
            with closing(open_database(path)) as database:
                return Salvaged(*_counts(database.conn), None)
        _refuse_foreign(path)
        return _replaced(path, trouble, clock())


def _replaced(path: Path, trouble: str, now: datetime) -> Salvaged:
    new = path.with_name(f"{path.stem}-new{path.suffix}")
    remove(new)
    try:
        kept, again = _revived(path, new)
        copy = exchange(path, new, DAMAGED, now)
    except OSError as error:
        raise LibraryError(
            f"The library in {path.parent} cannot be repaired ({error.strerror}); make room "
            "on its disk, allow writing to it, and try again."
        ) from error
    finally:
        remove(new)
    return Salvaged(kept, again, copy, trouble)


def _revived(path: Path, new: Path) -> tuple[int, int]:
    """Fill a new database, by the statements of the old one or of a new one."""
    found = _filled(path, new)
    if found[0] and not found[1]:
        return found
    other = new.with_name(f"{path.stem}-other{path.suffix}")
    try:
        with _grafted(path) as grafted:
            grafted_found = _filled(grafted, other)
        if grafted_found[0] > found[0]:
            other.replace(new)
            return grafted_found
    finally:
        remove(other)
    return found


def _filled(path: Path, new: Path) -> tuple[int, int]:
    remove(new)
    with translated(new), closing(open_database(new)) as database, Remains(path) as remains:
        revival.bring_over(remains, database.conn)
        kept, again = _counts(database.conn)
        lost = max(remains.number(f"SELECT count(*) FROM photos {by}") for by in _INDEXES)
        sensible = min(lost, path.stat().st_size // _LEAST_BYTES)
        return kept, max(again, sensible - kept)


# Counting by each of them, as some may be whole.
_INDEXES = ("", *(f"INDEXED BY photos_by_{name}" for name in ("hash", "size", "state", "time")))
_LEAST_BYTES = 40  # of a photo, in the database


@contextlib.contextmanager
def _grafted(path: Path) -> Iterator[Path]:
    """A copy of the database with the pages of a new one that say which tables there are.

    Where they begin is the same in all libraries that were made by this version.
    """
    copy = path.with_name(f"{path.stem}-graft{path.suffix}")
    remove(copy)
    try:
        pages = _pages_of_schema(copy)
        shutil.copyfile(path, copy)
        with copy.open("r+b") as file:
            for number, page in pages.items():
                file.seek((number - 1) * _PAGE)
                file.write(page)
            # the number of pages, which the first one says
            count = max(1, os.fstat(file.fileno()).st_size // _PAGE)
            file.seek(28)
            file.write(count.to_bytes(4, "big"))
        yield copy
    finally:
        remove(copy)


def _pages_of_schema(new: Path) -> dict[int, bytes]:
    """{number: content} of all pages of a new database but those where its tables begin."""
    with closing(open_database(new)) as database:
        rows = database.conn.execute("SELECT rootpage FROM sqlite_schema").fetchall()
    content = new.read_bytes()
    roots = {row[0] for row in rows}
    return {
        number: content[(number - 1) * _PAGE : number * _PAGE]
        for number in range(1, len(content) // _PAGE + 1)
        if number not in roots
    }


def _refuse_foreign(path: Path) -> None:
    with path.open("rb") as file:
        begin = file.read(_BEGINNING)
    if begin.strip(b"\0") and not revival.looks_like_ours(begin):
        raise LibraryDamagedError(
            f"The file {path} is not a Pictrove library; move it away and try again."
        )


def _counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """(photos that need not be read again, files to be read)."""
    query = "SELECT coalesce(sum(state = 'pending'), 0), count(*) FROM photos"
    again, everything = connection.execute(query).fetchone()
    return everything - again, again
