"""Puts a backup in the place of a library. The engine must be off for the last step of it."""

from __future__ import annotations

import contextlib
import errno
import math
import os
import re
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.errors import LibraryBusyError, LibraryError
from indexer.keeping_reports import BackupContents, RestoreReport
from indexer.places import Places
from indexer.store import DATABASE_NAME
from indexer.store.backup import NOTE, BackupNote, megabytes
from indexer.store.exchange import REPLACED, exchange, is_second_name, locked, remove, settle


def _nothing(*_: object) -> None:
    return


_PATIENCE_SECONDS = 60.0
_ASK_AGAIN_SECONDS = 0.5
# Often, to be faster than an engine that a window starts as soon as it has lost one.
_LOOK_AGAIN_SECONDS = 0.01
_UNFINISHED = "library-restoring-{}.db"
_PIECE = 4 << 20  # bytes that are copied at once
_LITTLE = 1 << 20  # bytes: a disk with less is full, as SQLite needs some beside a database

COPYING, CHECKING, REPLACING = "copying", "checking", "replacing"

Tell = Callable[[str, float], object]
"""Gets what is done now, and which share of it is done. What it raises ends the restoring, and
leaves the library as it was."""


def look(file: Path, places: Places) -> BackupContents:
    """What is in a backup, as far as it can be told quickly.

    Raises:
        LibraryDamagedError: it is plainly no sound backup.
        LibraryTooNewError: a newer version made it.
        LibraryError: it cannot be read, or there is no room for it.
    """
    from indexer.store.vetting import glance

    _refuse_source(file, places)
    return glance(file)


def restore(
    file: Path, places: Places, stop_engine: Callable[[], object], tell: Tell = _nothing
) -> RestoreReport:
    """Put a backup in the place of the library at `places`, or make one of it.

    The file is copied and looked at before anything is changed. The library that is there is kept
    beside the new one. Killed at any moment, the library is one of the two.

    Args:
        file: what `back_up` has written, on this computer or another one; anything may be in it.
        places: where the library lies, or will lie.
        stop_engine: asks the engine of the library to end, if one runs.
        tell: called now and then.

    Raises:
        LibraryDamagedError: it is no sound backup.
        LibraryTooNewError: a newer version made it.
        LibraryBusyError: some program goes on working on the library.
        LibraryError: it cannot be read, or the library not be written.
    """
    _refuse_source(file, places)
    try:
        places.data.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(places.data)
        new = places.data / _UNFINISHED.format(os.getpid())
        try:
            _copy(file, new, tell)
            note, photos = _prepare(new, file, tell)
            kept = _put_in_place(new, places, stop_engine, tell)
        finally:
            # Also the copy that an upgrade makes; the backup itself is the copy.
            for left in list(places.data.glob(f"{new.stem}[-.]*")):
                left.unlink(missing_ok=True)
    except OSError as error:
        raise _unrestored(file, places.data, error.strerror or str(error)) from error
    return RestoreReport(str(file), photos, note.made_at if note else "", str(kept or ""))


def _unrestored(file: Path, folder: Path, reason: str) -> LibraryError:
    with contextlib.suppress(OSError):
        if shutil.disk_usage(folder).free < _LITTLE:
            reason = os.strerror(errno.ENOSPC)  # SQLite says less of it
    return LibraryError(
        f"{file} cannot be restored to {folder} ({reason}); make room there, allow reading the "
        "one and writing to the other, and try again."
    )


def _refuse_source(file: Path, places: Places) -> None:
    try:
        found = file.stat()
    except OSError as error:
        raise LibraryError(f"{file} cannot be read ({error.strerror}); check its name.") from error
    if not stat.S_ISREG(found.st_mode):
        raise LibraryError(f"{file} is no ordinary file; name a backup.")
    if is_second_name(places.data / DATABASE_NAME, file.resolve()):
        raise LibraryError(f"{file} is the library that is in use; name a backup.")
    _refuse_small_disk(file, found.st_size + _LITTLE, places)
    log = file.with_name(file.name + "-wal")
    with contextlib.suppress(OSError):
        if log.stat().st_size:
            raise LibraryError(
                f"{file} is no backup but a library that some program works on; use "
                "`pictrove backup` to copy that one."
            )


def _refuse_small_disk(file: Path, needed: int, places: Places) -> None:
    there = next((one for one in (places.data, *places.data.parents) if one.is_dir()), None)
    with contextlib.suppress(OSError):
        if there is not None and shutil.disk_usage(there).free < needed:
            raise LibraryError(
                f"{file} takes {megabytes(needed)} MB, and there is less room in {places.data}; "
                "make room there, and try again."
            )


def _copy(file: Path, new: Path, tell: Tell) -> None:
    """Copy in pieces: where the backup lies may be slow, and nobody shall wait in the dark."""
    with file.open("rb") as source, new.open("wb") as target:
        size = os.fstat(source.fileno()).st_size
        done = 0
        while piece := source.read(_PIECE):
            target.write(piece)
            done += len(piece)
            tell(COPYING, min(1.0, done / max(1, size)))


def _prepare(new: Path, file: Path, tell: Tell) -> tuple[BackupNote | None, int]:
    """See that a copy is sound, bring it up to date, and make it a library of its own."""
    from indexer.store.opening import open_database
    from indexer.store.vetting import vet

    note = vet(new, file, is_sensible_setting, lambda: tell(CHECKING, 0.0))
    try:
        with closing(open_database(new)) as database:
            photos = _make_own(database.conn)
    except (sqlite3.OperationalError, LibraryError) as error:  # it was sound a moment ago
        raise _unrestored(file, new.parent, str(error.__cause__ or error)) from error
    _refuse_strange_words(new, file)
    with new.open("r+b") as written:
        os.fsync(written.fileno())
    return note, photos


def _refuse_strange_words(new: Path, file: Path) -> None:
    from indexer.store.soundness import trouble_with_words
    from indexer.store.vetting import unsound

    try:
        trouble = trouble_with_words(new)
    except LibraryError as error:
        raise _unrestored(file, new.parent, str(error.__cause__ or error)) from error
    if not trouble:
        return
    if shutil.disk_usage(new.parent).free < _LITTLE:  # looking writes a little, too
        raise _unrestored(file, new.parent, trouble)
    raise unsound(file, trouble)


def _make_own(connection: sqlite3.Connection) -> int:
    """Take away what belongs to a backup; how many photos there are."""
    with connection:
        connection.execute("DELETE FROM settings WHERE key = ?", (NOTE,))
        # No cache of another library fits, not even of the one it was copied from.
        connection.execute(
            "UPDATE settings SET value = '\"' || lower(hex(randomblob(16))) || '\"'"
            " WHERE key = 'library_id'"
        )
        connection.execute("DELETE FROM in_flight WHERE crashes = 0")
        if os.name == "nt":
            from indexer.store.relocating import respell

            respell(connection)
    query = "SELECT count(*) FROM photos WHERE 'indexed' IN (state, returns_to)"
    return int(connection.execute(query).fetchone()[0])


def _put_in_place(
    new: Path, places: Places, stop_engine: Callable[[], object], tell: Tell
) -> Path | None:
    """Exchange the databases when nobody works on the library; where the old one lies now."""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    ask_at = -math.inf
    while True:
        tell(REPLACING, 0.0)
        if time.monotonic() >= ask_at:
            stop_engine()
            ask_at = time.monotonic() + _ASK_AGAIN_SECONDS
        try:
            with locked(places.data):
                kept = _exchanged(new, places.data / DATABASE_NAME)
                # A cache of the library that was there; the new one would not use it.
                shutil.rmtree(places.data / "vectors", ignore_errors=True)
                return kept
        except LibraryBusyError:
            if time.monotonic() > give_up:
                raise
        time.sleep(_LOOK_AGAIN_SECONDS)


def _exchanged(new: Path, path: Path) -> Path | None:
    if not path.exists():
        remove(path)  # a log without its database
        new.replace(path)
        settle(path.parent)
        return None
    _write_back_log(path)
    kept = exchange(path, new, REPLACED, datetime.now(UTC))
    _settle_log(kept)
    return kept


def _settle_log(kept: Path) -> None:
    """Where somebody was reading, the log could not be written back before; now it can."""
    log = kept.with_name(kept.name + "-wal")
    if not log.exists():
        return
    _write_back_log(kept)
    with contextlib.suppress(OSError):
        if not log.stat().st_size:
            for ending in ("-wal", "-shm"):
                kept.with_name(kept.name + ending).unlink(missing_ok=True)


def _write_back_log(path: Path) -> None:
    """Have what is kept be whole in one file; a damaged one is kept with its log."""
    with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remove_leftovers(folder: Path) -> None:
    """Remove what processes that were killed have left, perhaps one that had our number."""
    import psutil

    ours = re.compile(r"library-restoring-(\d+)[-.].*")
    for path in list(folder.iterdir()):
        found = ours.fullmatch(path.name)
        if found and (int(found[1]) == os.getpid() or not psutil.pid_exists(int(found[1]))):
            path.unlink(missing_ok=True)


def is_sensible_setting(key: str, value: Any) -> bool:
    """Whether a setting of a library may have this value; unknown ones may have any."""
    match key:
        case "engine":
            return _are_settings(value)
        case "mounts":
            return isinstance(value, list) and all(_is_text(one) for one in value)
        case "model" | "library_id":
            return _is_text(value)
        case "next_model":
            return value is None or _is_text(value)
        case _:
            return True


def _is_text(value: Any) -> bool:
    """Whether a value is text that can be a path or be sent; JSON can also hold halves of it."""
    try:
        return isinstance(value, str) and "\0" not in os.fsdecode(os.fsencode(value))
    except ValueError:
        return False


def _are_settings(value: Any) -> bool:
    from indexer.engine.codec import encode
    from indexer.settings import Settings, settings_from

    try:
        encode(settings_from(value), Settings)
    except (TypeError, KeyError, AttributeError):
        return False
    return True
