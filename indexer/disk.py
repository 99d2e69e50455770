"""Questions to the disk that have no doubtful answers; no photo is opened."""

from __future__ import annotations

import errno
import os
import stat

from indexer.store.rows import FileStamp

_NOT_AWAY = (errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL)


def stamp_of(path: str) -> FileStamp | None:
    """A regular file as it is now, or None if there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return FileStamp(path, found.st_size, found.st_mtime_ns)


def is_absent(path: str) -> bool:
    """Whether the system says that there is no such file, rather than that it cannot tell."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def is_away(path: str) -> bool:
    """Whether the system cannot find a file, for other reasons than rights or its name."""
    try:
        os.stat(path)
    except OSError as error:
        return error.errno not in _NOT_AWAY
    except ValueError:
        return False
    return False


def has_entries(folder: str) -> bool:
    """Whether a folder is there and holds anything."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except OSError:
        return False
