"""Pictures and thumbnails for those who look at them, made by decoder processes on request."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indexer.decode.types import Decoded, Failed, Job, View
from indexer.errors import PhotoGoneError, PictureError
from indexer.query import PictureTerm
from indexer.reports import CacheReport, Picture
from indexer.store.rows import PhotoRow
from indexer.surroundings.placeholders import is_placeholder
from indexer.thumbnails import Thumbnails

# Elsewhere nothing marks what lies in the cloud, and a drive that hangs is not to be asked.
_KNOWS_PLACEHOLDERS = sys.platform in ("win32", "darwin")


@dataclass(frozen=True)
class Pictures:
    """Makes pictures of one library to be looked at. Any thread may ask.

    Attributes:
        decode: runs a decoder; not one that others are waiting for.
        thumbnails: where thumbnails are found and kept.
        rows: photos by their ids, as `store.reader.Reader.rows` knows them.
    """

    decode: Callable[[Job], Decoded | Failed]
    thumbnails: Thumbnails
    rows: Callable[[Iterable[int]], Mapping[int, PhotoRow]]

    def picture(self, source: PictureTerm, longest_side: int | None = None) -> Picture:
        """See `Client.picture`.

        Raises:
            PictureError: it cannot be read.
        """
        view = View(longest_side)
        job = Job(0, source.path, source.data, region=source.region, metadata=False, view=view)
        picture = self._decoded(job).view
        assert picture is not None  # the decoders have checked that
        return picture

    def make_thumbnail(self, photo_id: int) -> str:
        """See `Client.make_thumbnail`.

        Raises:
            PhotoGoneError: the photo is not in the library any more.
            PictureError: it cannot be read.
            LibraryError: the thumbnail cannot be written.
        """
        row = self.rows([photo_id]).get(photo_id)
        if row is None:
            raise PhotoGoneError("The photo is not in the library any more.")
        known = self.thumbnails.find_whole(row.content_hash)
        return str(known or self._made_again(row.path))

    def measure_cache(self) -> CacheReport:
        """See `Client.measure_cache`."""
        return CacheReport(str(self.thumbnails.folder), *self.thumbnails.measure())

    def clear_cache(self) -> None:
        """See `Client.clear_cache`.

        Raises:
            LibraryError: a thumbnail cannot be removed.
        """
        self.thumbnails.clear()

    def _made_again(self, path: str) -> os.PathLike[str]:
        from indexer.pipeline import THUMBNAIL_SIDE

        if _lies_in_the_cloud(path):
            raise _trouble(path, "It is not on this computer, and showing it would download it.")
        seen = self._decoded(Job(0, path, thumbnail_side=THUMBNAIL_SIDE, metadata=False))
        assert seen.thumbnail is not None  # the decoders have checked that
        # By what the file is now: it may have changed since it was indexed.
        self.thumbnails.keep(seen.content_hash, seen.thumbnail)
        return self.thumbnails.path_of(seen.content_hash)

    def _decoded(self, job: Job) -> Decoded:
        seen = self.decode(job)
        if isinstance(seen, Failed):
            raise _trouble(job.path, seen.reason)
        return seen


def _trouble(path: str, reason: str) -> PictureError:
    return PictureError(f"{os.path.basename(path)} cannot be shown: {reason}")


def _lies_in_the_cloud(path: str) -> bool:
    if not _KNOWS_PLACEHOLDERS:
        return False
    try:
        return is_placeholder(os.stat(path))
    except OSError:
        return False
