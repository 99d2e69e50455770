"""How the files of a job get from the parent, who opens them, to a worker, who reads them."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.decode.channel import WITH_DESCRIPTORS
from indexer.decode.errors import PictureError
from indexer.decode.frames import Header
from indexer.decode.messages import job_to_frame
from indexer.decode.source import (
    OpenFile,
    Source,
    changed,
    open_photo,
    open_sidecar,
    read_unchanged,
    read_whole,
)
from indexer.decode.types import Decoded, Failed, Job, Limits


@dataclass(frozen=True)
class Parcel:
    """A job with its files, open until `close`: what the parent holds."""

    job: Job
    photo: OpenFile | None
    sidecar: OpenFile | None

    def files(self) -> list[OpenFile]:
        """The open files."""
        return [file for file in (self.photo, self.sidecar) if file is not None]

    def close(self) -> None:
        """Close the files."""
        for file in self.files():
            file.close()

    def can_be(self, result: Decoded | Failed) -> bool:
        """Whether a worker can have found this: it cannot choose a file's size and time."""
        if self.photo is None or isinstance(result, Failed):
            return True
        return (result.size, result.mtime_ns) == (self.photo.size, self.photo.mtime_ns)

    def checked(self, result: Decoded | Failed) -> Decoded | Failed:
        """The result, unless the photo was written to since it was opened."""
        try:
            still = self.photo is None or not self.photo.has_changed()
        except OSError:
            still = False
        return result if still else _failed(self.job, changed())


def pack(job: Job, limits: Limits) -> Parcel | Failed:
    """Open what a job needs; a failure where its photo cannot be opened."""
    if job.data is not None:
        return Parcel(job, None, None)
    try:
        photo = open_photo(job.path, limits)
    except PictureError as error:
        return _failed(job, error)
    return Parcel(job, photo, open_sidecar(job.path) if job.metadata else None)


def to_frame(parcel: Parcel) -> tuple[Header, bytes, Sequence[int]]:
    """A frame, and the open files that go with it.

    Raises:
        PictureError: the bytes must go instead of the files, and cannot be read.
    """
    header, body = job_to_frame(parcel.job)
    if parcel.photo is None:
        return header, body, ()
    given = {
        "size": parcel.photo.size,
        "mtime_ns": parcel.photo.mtime_ns,
        "sidecar": None if parcel.sidecar is None else parcel.sidecar.size,
    }
    files = parcel.files()
    if WITH_DESCRIPTORS:
        return header | {"file": given}, b"", [file.descriptor for file in files]
    return header | {"file": given}, b"".join(read_unchanged(file) for file in files), ()


def from_frame(header: Header, body: bytes, descriptors: Sequence[int], job: Job) -> Source:
    """The bytes of a job, as a worker gets them. Closes the descriptors.

    Raises:
        PictureError: the photo cannot be read, or has another size by now.
    """
    try:
        if job.data is not None:
            return Source(job.path, job.data, hashlib.sha256(job.data).digest(), 0)
        given = header["file"]
        data, sidecar = _contents(given["size"], given["sidecar"], body, descriptors)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
    return Source(job.path, data, hashlib.sha256(data).digest(), given["mtime_ns"], sidecar)


def _contents(
    size: int, sidecar: int | None, body: bytes, descriptors: Sequence[int]
) -> tuple[bytes, bytes | None]:
    if not descriptors:
        return body[:size], None if sidecar is None else body[size:]
    data, packet = read_whole(descriptors[0], size), None
    if sidecar is not None:
        # One that cannot be read is no reason to do without the photo.
        with contextlib.suppress(PictureError):
            packet = read_whole(descriptors[1], sidecar)
    return data, packet


def _failed(job: Job, error: PictureError) -> Failed:
    return Failed(job.key, error.reason, error.cause)
