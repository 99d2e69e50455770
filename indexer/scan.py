"""What is on disk, and how that differs from what the library knows.

`walk` only lists; no photo is opened. `compare` is pure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from indexer.store.rows import FileStamp, KnownFile


@dataclass
class Walk:
    """One walk through a folder: iterate it for the files, then read `unreadable`.

    Hidden files and folders are skipped, and links to folders are not followed: they may
    lead in circles or out of the folder.

    Attributes:
        folder: absolute path.
        wanted: says by its name whether a file may be a photo.
        skipped: absolute folders that are not entered (Pictrove's own).
        unreadable: folders that could not be listed; nothing below them is known.
    """

    folder: str
    wanted: Callable[[str], bool]
    skipped: Collection[str] = ()
    unreadable: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[FileStamp]:
        """Yield photo files, folder by folder."""
        waiting = [self.folder]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError:
                self.unreadable.append(folder)
                continue
            for entry in listed:
                if entry.name.startswith(".") or entry.path in self.skipped:
                    continue
                if _is_folder(entry):
                    waiting.append(entry.path)
                elif self.wanted(entry.name) and (found := _as_file(entry)) is not None:
                    yield found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _as_file(entry: os.DirEntry[str]) -> FileStamp | None:
    """The entry as a photo file, or None if it is a device, a pipe or gone."""
    try:
        if not entry.is_file():
            return None
        stat = entry.stat()
    except OSError:
        return None
    return FileStamp(entry.path, stat.st_size, stat.st_mtime_ns)


@dataclass(frozen=True)
class Changes:
    """How a folder differs from what is known of it."""

    new: tuple[FileStamp, ...]
    changed: tuple[FileStamp, ...]
    unchanged: tuple[str, ...]
    vanished: tuple[str, ...]
    unreachable: tuple[str, ...]


def compare(
    found: Iterable[FileStamp], known: Mapping[str, KnownFile], unreadable: Collection[str]
) -> Changes:
    """Sort files into new, changed, unchanged, vanished, and those no one can see now.

    A known file below an unreadable folder is unreachable, not vanished. So is everything
    when nothing at all is found where photos were known: that is what the mount point of
    an unplugged drive looks like.
    """
    new, changed, unchanged = [], [], []
    missing = set(known)
    for file in found:
        missing.discard(file.path)
        stamp = known.get(file.path)
        if stamp is None:
            new.append(file)
        elif (stamp.size, stamp.mtime_ns) != (file.size, file.mtime_ns):
            changed.append(file)
        else:
            unchanged.append(file.path)
    nothing_found = not (new or changed or unchanged)
    unreachable = {path for path in missing if nothing_found or _below(path, unreadable)}
    vanished = missing - unreachable
    return Changes(
        tuple(new),
        tuple(changed),
        tuple(unchanged),
        tuple(sorted(vanished)),
        tuple(sorted(unreachable)),
    )


def _below(path: str, folders: Collection[str]) -> bool:
    return any(path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)
