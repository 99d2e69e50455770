"""One job in a worker: bytes to what was asked for."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image

from indexer.decode import opening, scaling
from indexer.decode.colour import ColourConverter, over_white, to_plain
from indexer.decode.errors import PictureError
from indexer.decode.formats import open_picture
from indexer.decode.metadata import read_metadata
from indexer.decode.opening import Opened
from indexer.decode.source import Source
from indexer.decode.troubles import explain
from indexer.decode.types import Decoded, Job, Limits
from indexer.decode.viewing import view_of
from indexer.metadata import PhotoMetadata
from models.preprocess import InputSpec, to_input

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
_THUMBNAIL_QUALITY = 82


class Decoder:
    """Decodes one job after another within the limits. Opens nothing."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.colours = ColourConverter()

    def decode(self, job: Job, source: Source) -> Decoded:
        """Do the job with the bytes of its picture.

        Raises:
            PictureError: the picture cannot be read.
        """
        try:
            return self._decode(job, source)
        except PictureError:
            raise
        except Exception as error:
            # Libraries raise anything for damaged data, SyntaxError and IndexError among it.
            raise explain(error) from error

    def _decode(self, job: Job, source: Source) -> Decoded:
        opened = open_picture(job, source, self._limits)
        profile = opened.picture.info.get("icc_profile")
        small = None if job.view else self._small(opened, job)
        return Decoded(
            key=job.key,
            content_hash=source.content_hash,
            size=len(source.data),
            mtime_ns=source.mtime_ns,
            width=opened.size[0],
            height=opened.size[1],
            kind=opened.kind,
            metadata=_metadata(opened, job, source),
            pixels=self._input(small, profile, job.input_spec) if small else None,
            thumbnail=self._thumbnail(small, profile, job.thumbnail_side) if small else None,
            view=view_of(opened, job, self._limits, self.colours) if job.view else None,
        )

    def _small(self, opened: Opened, job: Job) -> Image.Image:
        """The part asked for, upright, with hardly more pixels than needed."""
        picture, limits = opened.picture, self._limits
        scale = scaling.needed_scale(*scaling.upright_size(picture.size, opened.orientation), job)
        full = picture.size
        if picture.format in ("JPEG", "MPO"):
            scaling.draft(picture, scale)
            opening.load(picture, "jpeg", limits)
        small = scaling.shrink(to_plain(picture), full, scale)
        return scaling.cut(scaling.upright(small, opened.orientation), job.region)

    # Colours are converted last, when there are the fewest pixels.

    def _input(self, small: Image.Image, profile: object, spec: InputSpec | None) -> Pixels | None:
        if spec is None:
            return None
        small = over_white(small)
        if small.mode != "RGB":
            return to_input(self.colours.to_srgb(small, profile), spec)
        square = Image.fromarray(to_input(small, spec))
        return np.asarray(self.colours.to_srgb(square, profile))

    def _thumbnail(self, small: Image.Image, profile: object, side: int | None) -> bytes | None:
        if side is None:
            return None
        stream = io.BytesIO()
        thumbnail = self.colours.to_srgb(scaling.fit(small, side), profile)
        thumbnail.save(stream, "JPEG", quality=_THUMBNAIL_QUALITY)
        return stream.getvalue()


def _metadata(opened: Opened, job: Job, source: Source) -> PhotoMetadata:
    if not job.metadata:
        return PhotoMetadata(orientation=opened.stored_orientation)
    return read_metadata(opened.picture, opened.exif, source.sidecar, opened.stored_orientation)
