"""Any file to an opened picture: by its kind, with what each library does on its own."""

from __future__ import annotations

from PIL import Image

from indexer.decode import kinds, opening, scaling
from indexer.decode.errors import PictureError
from indexer.decode.metadata import exif_of, orientation_of
from indexer.decode.opening import Opened
from indexer.decode.source import Source
from indexer.decode.types import Cause, Job, Limits
from indexer.decode.wholeness import check_views, check_whole

_SNIFFED = 4096
_DNG_VERSION = 50706


def open_picture(job: Job, source: Source, limits: Limits) -> Opened:
    """Find out what a file is and open it; its pixels are mostly not decoded yet.

    Raises:
        PictureError: it is no picture, or too large.
        Exception: whatever a library raises for damaged data.
    """
    start = source.data[:_SNIFFED]
    kind = kinds.sniff(start, source.name)
    if kind is None:
        what = "is empty" if not start else "is not a picture of a kind that can be read"
        raise PictureError(Cause.NOT_A_PICTURE, f"The file {what}.")
    if kind == "raw":
        return _open_raw(job, source, limits)
    check_whole(source.data, kind)
    picture = opening.open_lazily(source.data, kind, limits)
    if kind == "tiff" and _DNG_VERSION in getattr(picture, "tag_v2", {}):
        return _open_raw(job, source, limits)
    return _load(picture, kind, source, limits)


def _load(picture: Image.Image, kind: str, source: Source, limits: Limits) -> Opened:
    # A TIFF forgets its orientation when it is loaded; a PNG is loaded by asking for its
    # EXIF; a JPEG is loaded when it is known how small it may be.
    exif = exif_of(picture) if kind == "tiff" else None
    stored = orientation_of(exif)
    if kind != "jpeg":
        opening.load(picture, kind, limits)
    elif kinds.ending(source.name) == "mpo":
        check_views(picture, len(source.data))
    if kind != "tiff":
        exif = exif_of(picture)
        stored = orientation_of(exif)
    original = picture.info.get("original_orientation")
    if kind == "heif" and isinstance(original, int) and original in range(1, 9):
        stored = original
    left = 1 if _turned_by_library(picture, kind) else stored
    return Opened(picture, kind, scaling.upright_size(picture.size, left), left, stored, exif)


def _turned_by_library(picture: Image.Image, kind: str) -> bool:
    if kind == "jxl":
        # Not where the pixels come from a JPEG within.
        return not getattr(picture, "jpeg", False)
    return kind in ("heif", "tiff")


def _open_raw(job: Job, source: Source, limits: Limits) -> Opened:
    from indexer.decode.raw import open_raw

    try:
        return open_raw(source.data, job, limits)
    except PictureError:
        raise
    except Exception:
        # Another kind of TIFF under a RAW name may still be a picture; and so may a RAW file
        # that LibRaw does not know, by the preview in its first directory.
        if kinds.sniff(source.data[:_SNIFFED], "") != "tiff":
            raise
        return _load(opening.open_lazily(source.data, "tiff", limits), "tiff", source, limits)
