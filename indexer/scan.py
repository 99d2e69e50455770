"""What is on disk below a folder, and how that differs from what the library knows.

Both sides come in the order of their paths' bytes, so they are compared as they stream by:
memory stays flat however many files there are. No photo is opened.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indexer.selection import Selection
from indexer.store.rows import FileStamp, KnownStamp

_SEPARATOR = os.sep.encode()


@dataclass
class Walk:
    """One walk through a folder: iterate it for the files, then read the lists.

    Links to folders are not followed: they may lead in circles or out of the folder.

    Attributes:
        selection: what belongs to the folder.
        below: start at this folder instead, which lies below that of the selection.
        unreadable: folders that could not be listed; nothing below them is known. Complete
            for every path that the walk has passed.
        mounts: folders where another file system begins.
    """

    selection: Selection
    below: str | None = None
    unreadable: list[str] = field(default_factory=list)
    mounts: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[FileStamp]:
        """Yield files that may be photos, in the order of their paths' bytes."""
        start = self.below or self.selection.folder
        waiting = [self._listed(start, _device(start))]
        while waiting:
            found = next(waiting[-1], None)
            if found is None:
                waiting.pop()
            elif isinstance(found, FileStamp):
                yield found
            else:
                waiting.append(self._listed(*found))

    def _listed(self, folder: str, device: int) -> Iterator[FileStamp | tuple[str, int]]:
        """Files of a folder, and its folders with their devices."""
        try:
            with os.scandir(folder) as entries:
                listed = sorted((_key(entry), entry) for entry in entries)
        except OSError:
            self.unreadable.append(folder)
            return
        for key, entry in listed:
            if key.endswith(_SEPARATOR):
                if self.selection.wants_folder(entry.path):
                    yield entry.path, self._device_of(entry, device)
            elif self.selection.wants_file(entry.path) and (found := _as_file(entry)) is not None:
                yield found

    def _device_of(self, entry: os.DirEntry[str], device: int) -> int:
        if sys.platform == "win32":
            return device  # its entries do not tell
        try:
            own = entry.stat(follow_symlinks=False).st_dev
        except OSError:
            return device
        if own != device:
            self.mounts.append(entry.path)
        return own


def _key(entry: os.DirEntry[str]) -> bytes:
    """What sorts an entry among its neighbours as the whole paths of its files are sorted."""
    name = os.fsencode(entry.name)
    return name + _SEPARATOR if _is_folder(entry) else name


def _device(folder: str) -> int:
    try:
        return os.stat(folder).st_dev
    except OSError:
        return 0


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _as_file(entry: os.DirEntry[str]) -> FileStamp | None:
    """The entry as a file, or None if it is a device, a pipe or gone."""
    try:
        if not entry.is_file():
            return None
        stat = entry.stat()
    except OSError:
        return None
    return FileStamp(entry.path, stat.st_size, stat.st_mtime_ns)


def paired(
    found: Iterable[FileStamp], known: Iterable[KnownStamp]
) -> Iterator[tuple[FileStamp | None, KnownStamp | None]]:
    """Bring together what two streams say of the same path.

    Args:
        found: what is there, by ascending bytes of the path.
        known: what the library knows, in the same order.

    Yields:
        (found, known) for every path of either stream, in their order; None where it lacks.
    """
    here, there = iter(found), iter(known)
    file, stamp = next(here, None), next(there, None)
    while file is not None or stamp is not None:
        order = _compare(file, stamp)
        yield (file if order <= 0 else None), (stamp if order >= 0 else None)
        if order <= 0:
            file = next(here, None)
        if order >= 0:
            stamp = next(there, None)


def _compare(file: FileStamp | None, stamp: KnownStamp | None) -> int:
    if file is None or stamp is None:
        return 1 if file is None else -1
    if file.path == stamp.path:
        return 0
    return -1 if os.fsencode(file.path) < os.fsencode(stamp.path) else 1
