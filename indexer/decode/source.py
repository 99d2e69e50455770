"""The only place where a worker opens files: once, read-only, regular files only."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

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
_MAX_SIDECAR = 4 * MIB


@dataclass(frozen=True)
class Source:
    """The bytes of a picture and what its file says of them."""

    name: str
    data: bytes
    content_hash: bytes
    mtime_ns: int


def read_source(job: Job, limits: Limits) -> Source:
    """Read and hash the picture of a job.

    Raises:
        PictureError: there is no such regular file, it is too large, cannot be read, or was
            written to meanwhile.
    """
    if job.data is not None:
        return Source(job.path, job.data, hashlib.sha256(job.data).digest(), 0)
    try:
        data, mtime_ns = _read_regular(job.path, limits.file_bytes)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise PictureError(Cause.UNREADABLE, f"The file cannot be opened: {reason}.") from error
    return Source(job.path, data, hashlib.sha256(data).digest(), mtime_ns)


def read_sidecar(path: str) -> bytes | None:
    """The bytes of an XMP file beside a photo, or None where there is none to read."""
    try:
        return _read_regular(path, _MAX_SIDECAR)[0]
    except (OSError, ValueError, PictureError):
        return None


def _read_regular(path: str, most: int) -> tuple[bytes, int]:
    # Opening alone can have effects on a device, so its type is asked first, and again of
    # the opened file, which may be another one by then.
    _check_regular(Path(path).stat(), most)
    descriptor = os.open(path, _READ_ONLY)
    try:
        before = os.fstat(descriptor)
        _check_regular(before, most)
        data = _read_all(descriptor, before.st_size)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != before.st_size:
        raise PictureError(Cause.CHANGED, "The file was changed while it was being read.")
    return data, before.st_mtime_ns


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
