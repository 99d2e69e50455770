"""Keeping a library: a copy of it in one file, and folders whose photos lie elsewhere now."""

from __future__ import annotations

import math
import os
import shutil
import stat
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import FolderError, LibraryError, NoLibraryError
from indexer.folders import is_foreign
from indexer.keeping_reports import BackupReport
from indexer.places import Places
from indexer.relocation import Relocation
from indexer.store import DATABASE_NAME, Store
from indexer.version import version


def _nothing() -> None:
    return


# Backups


def back_up(
    places: Places, file: str, *, force: bool = False, check: Callable[[], None] = _nothing
) -> BackupReport:
    """Copy the library at `places` into a file, whoever works on it meanwhile.

    Args:
        places: where the library lies.
        file: absolute path of the backup.
        force: replace a file that is something else.
        check: called now and then; what it raises ends the copying.

    Raises:
        NoLibraryError: there is no library.
        LibraryDamagedError: it is damaged.
        LibraryError: the file may not be replaced, or cannot be written.
    """
    from indexer.store.backup import size_of_copy, unwritten, write_backup

    database = places.data / DATABASE_NAME
    if not database.exists():
        raise NoLibraryError(f"There is no library in {places.data} yet, so nothing to back up.")
    target = Path(os.path.realpath(file))
    try:
        _refuse_target(target, places, force=force)
    except OSError as error:  # its folder may not even be looked into
        raise unwritten(target, error.strerror or str(error)) from error
    _refuse_small_disk(target, size_of_copy(database))
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    note = write_backup(database, target, made_at=made_at, version=version(), check=check)
    return BackupReport(str(target), target.stat().st_size, note.photos)


def _refuse_target(target: Path, places: Places, *, force: bool) -> None:
    """Refuse to write where it would do harm, or cannot be done."""
    if target.is_dir():
        raise LibraryError(f"{target} is a folder; name a file in it.")
    if not target.parent.is_dir():
        raise LibraryError(
            f"There is no folder {target.parent}; make it, connect its drive, or name a file "
            "elsewhere."
        )
    for own in (places.data, places.cache, places.models, places.settings):
        if target.is_relative_to(os.path.realpath(own)):
            raise LibraryError(
                f"{target} lies among Pictrove's own files in {own}, and a backup would be lost "
                "with them; name a file elsewhere, best on another disk."
            )
    if os.path.lexists(target):
        _refuse_to_replace(target, force=force)


def _refuse_to_replace(target: Path, *, force: bool) -> None:
    from indexer.store.backup import note_of

    if not stat.S_ISREG(target.lstat().st_mode):
        raise LibraryError(f"{target} is no ordinary file; name another one.")
    if not force and note_of(target) is None:
        raise LibraryError(
            f"{target} is there already, and is no backup of a library; name another file, or "
            "replace it with `pictrove backup --force`."
        )


def _refuse_small_disk(target: Path, needed: int) -> None:
    from indexer.store.backup import megabytes

    try:
        free = shutil.disk_usage(target.parent).free
    except OSError:
        return  # nobody tells; writing will
    if free < needed:
        raise LibraryError(
            f"The backup takes about {megabytes(needed)} MB, and there are "
            f"{megabytes(free, math.floor)} MB free where {target} lies; make room there, or name "
            "a file on another disk."
        )


# Folders that moved


def relocate(store: Store, old: str, new: str, *, force: bool = False) -> int:
    """Say that the photos of one folder lie in another now; how many files that are.

    Args:
        store: opened for writing.
        old: absolute, perhaps of another system.
        new: absolute.
        force: also if what is on the disk speaks against it.

    Raises:
        FolderError: it cannot be, or the disk speaks against it.
    """
    from indexer.store.relocating import relocate as rewrite

    if is_foreign(new):
        raise FolderError(f"{new} is no folder of this computer; name one where the photos lie.")
    if old == new:
        raise FolderError(f"{old} and {new} are the same folder; name where the photos lie now.")
    move = Relocation(old, new)

    def check(sample: Sequence[tuple[str, str]]) -> None:
        if sample and not force:
            _refuse_elsewhere(move, sample)

    return rewrite(store, move, check)


def _refuse_elsewhere(move: Relocation, sample: Sequence[tuple[str, str]]) -> None:
    """Refuse what the disk plainly contradicts; a folder that is out of reach contradicts nothing.

    Args:
        move: what is to be said.
        sample: some of the files: (where they were, where they are said to be).
    """
    if any(os.path.lexists(new) for _, new in sample):
        return
    if os.path.isdir(move.new):
        raise FolderError(
            f"None of the photos of {move.old} is in {move.new}; check both names, or use "
            "`pictrove relocate --force` if they will be there."
        )
    if not is_foreign(move.old) and any(os.path.lexists(old) for old, _ in sample):
        raise FolderError(
            f"The photos still lie in {move.old}, and there is no folder {move.new}; move them "
            "first, or use `pictrove relocate --force`."
        )
