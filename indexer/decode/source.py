"""Bytes of photos: opened once, read-only, regular files only.

The parent opens and a worker reads; `read_source` does both, for those who only want the bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath

from indexer.decode.errors import PictureError
from indexer.decode.types import MIB, Cause, Job, Limits

_READ_ONLY = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    # A FIFO or a device that slipped in between must not hang us or become our terminal.
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)
MAX_SIDECAR = 4 * MIB


@dataclass(frozen=True)
class Source:
    """The bytes of a picture and what its file says of them.

    Attributes:
        name: its path, of which only the ending matters any more.
        data: the whole file.
        content_hash: SHA-256 of it.
        mtime_ns: of the file; 0 where there is none.
        sidecar: the XMP packet that lies beside it.
    """

    name: str
    data: bytes
    content_hash: bytes
    mtime_ns: int
    sidecar: bytes | None = None


@dataclass(frozen=True)
class OpenFile:
    """A regular file, open for reading; `size` and `mtime_ns` are those when it was opened."""

    descriptor: int
    size: int
    mtime_ns: int

    def has_changed(self) -> bool:
        """Whether it was written to since."""
        now = os.fstat(self.descriptor)
        return (now.st_size, now.st_mtime_ns) != (self.size, self.mtime_ns)

    def close(self) -> None:
        """Close it."""
        os.close(self.descriptor)


def read_source(job: Job, limits: Limits) -> Source:
    """Read and hash the picture of a job, without its sidecar.

    Raises:
        PictureError: there is no such regular file, it is too large, cannot be read, or was
            written to meanwhile.
    """
    if job.data is not None:
        return Source(job.path, job.data, hashlib.sha256(job.data).digest(), 0)
    photo = open_photo(job.path, limits)
    try:
        data = read_unchanged(photo)
    finally:
        photo.close()
    return Source(job.path, data, hashlib.sha256(data).digest(), photo.mtime_ns)


def open_photo(path: str, limits: Limits) -> OpenFile:
    """Open a photo.

    Raises:
        PictureError: there is no such regular file, it is too large, or cannot be opened.
    """
    try:
        return _open_regular(path, limits.file_bytes)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error


def open_sidecar(path: str) -> OpenFile | None:
    """Open `name.ext.xmp`, else `name.xmp`, beside a photo, if there is one to read."""
    stem = str(PurePath(path).with_suffix(""))
    for candidate in (f"{path}.xmp", f"{path}.XMP", f"{stem}.xmp", f"{stem}.XMP"):
        with contextlib.suppress(OSError, ValueError, PictureError):
            return _open_regular(candidate, MAX_SIDECAR)
    return None


def read_sidecar(path: str) -> bytes | None:
    """The bytes of the XMP file beside a photo, or None where there is none to read."""
    sidecar = open_sidecar(path)
    if sidecar is None:
        return None
    try:
        return read_unchanged(sidecar)
    except PictureError:
        return None
    finally:
        sidecar.close()


def read_unchanged(file: OpenFile) -> bytes:
    """The bytes of an open file.

    Raises:
        PictureError: it cannot be read, or was written to since it was opened.
    """
    data = read_whole(file.descriptor, file.size)
    if file.has_changed():
        raise changed()
    return data


def read_whole(descriptor: int, size: int) -> bytes:
    """All bytes of an open file that had `size` of them.

    Raises:
        PictureError: it cannot be read, or has another length by now.
    """
    try:
        data = _read_all(descriptor, size)
    except OSError as error:
        raise _unreadable(error) from error
    if len(data) != size:
        raise changed()
    return data


def changed() -> PictureError:
    """The error that stands for a file that is being written to."""
    return PictureError(Cause.CHANGED, "The file was changed while it was being read.")


def _unreadable(error: OSError | ValueError) -> PictureError:
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return PictureError(Cause.UNREADABLE, f"The file cannot be opened: {reason}.")


def _missing(path: str) -> PictureError:
    if os.path.isdir(os.path.dirname(path)):
        return PictureError(Cause.UNREADABLE, "There is no such file.")
    reason = "Its folder is not there; was it moved, or is its drive not connected?"
    return PictureError(Cause.UNREADABLE, reason)


def _open_regular(path: str, most: int) -> OpenFile:
    # Opening alone can have effects on a device, so its type is asked first, and again of
    # the opened file, which may be another one by then.
    _check_regular(Path(path).stat(), most)
    descriptor = os.open(path, _READ_ONLY)
    try:
        found = os.fstat(descriptor)
        _check_regular(found, most)
    except BaseException:
        os.close(descriptor)
        raise
    return OpenFile(descriptor, found.st_size, found.st_mtime_ns)


def _check_regular(found: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "a device or a pipe"
        raise PictureError(Cause.UNREADABLE, f"This is {what}, not a file.")
    if found.st_size > most:
        size, limit = found.st_size // MIB, most // MIB
        raise PictureError(
            Cause.TOO_LARGE, f"The file is too large: {size} MB, where {limit} MB are the limit."
        )


def _read_all(descriptor: int, size: int) -> bytes:
    """Up to size + 1 bytes: one more than expected shows a file that grows."""
    data = os.read(descriptor, size + 1)
    if len(data) in (0, size) and not (size and not data):
        return data
    parts = [data]
    left = size + 1 - len(data)
    while left > 0 and parts[-1]:
        parts.append(os.read(descriptor, left))
        left -= len(parts[-1])
    return b"".join(parts)
