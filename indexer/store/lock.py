"""One writer per library: a lock that the system takes back when its process dies."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from indexer.errors import LibraryBusyError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30  # Windows locks bytes: one far behind the text, so that the text can be read


class WriterLock:
    """Held by the one process (and the one `Store`) that may write to a library.

    The lock belongs to the open file, not to the file's existence, so a process that was
    killed leaves nothing to clean up. The file says who holds it, for the message only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock without waiting.

        Raises:
            LibraryBusyError: another process (or another `Store` of this one) holds it.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
        except OSError as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise LibraryBusyError(
                f"Another Pictrove process{holder} is working on the library in "
                f"{self._path.parent}; wait until it has finished, or stop it, and try again."
            ) from error
        self._descriptor = descriptor
        with contextlib.suppress(OSError):  # a full disk: the number is for the message only
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())

    def is_in_place(self) -> bool:
        """Whether this lock is held, and is still that of its file's name.

        Who removes the folder of a library, or the file, leaves its holder with a lock that keeps
        nobody out any more.
        """
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.stat(self._path))
        except OSError:
            return False

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    text = os.read(descriptor, 20).decode("ascii", "replace").strip()
    return f" (number {text})" if text.isdigit() else ""


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
