"""A picture to be looked at: its pixels, upright and in sRGB, as many of them as are wanted.

A whole picture may have a hundred million pixels, so each step lets go of what the one before has
made: the limit of memory holds for all of them together.
"""

from __future__ import annotations

import io

from PIL import Image

from indexer.decode import opening, scaling
from indexer.decode.colour import ColourConverter, to_plain
from indexer.decode.opening import Opened
from indexer.decode.regions import box_of, size_of, turned_back
from indexer.decode.types import Job, Limits, View
from indexer.query import Region
from indexer.reports import Picture

_STRIP = 128
# Averaging boxes to at least this many times the wanted size first cannot be seen.
_REDUCING_GAP = 2.0
# Bytes per pixel while a JPEG is decoded, resized or turned; a progressive one is held as a whole.
_COST, _PROGRESSIVE_COST = 10, 14


def view_of(opened: Opened, job: Job, limits: Limits, colours: ColourConverter) -> Picture:
    """The view that a job asks for. The opened picture is used up.

    Raises:
        PictureError: it does not fit in memory.
        Exception: whatever a library raises for damaged data.
    """
    assert job.view is not None
    picture, turn = opened.picture, opened.orientation
    profile = picture.info.get("icc_profile")
    if picture.format in ("JPEG", "MPO"):
        scale = scaling.needed_scale(*scaling.upright_size(picture.size, turn), job)
        scaling.draft(picture, min(scale, _affordable(picture, limits)))
        opening.load(picture, "jpeg", limits)
    plain = _instead(picture, to_plain(picture))
    part = _instead(plain, _resized_part(plain, turn, job.region, job.view))
    upright = _instead(part, scaling.upright(part, turn))
    shown = _instead(upright, colours.to_srgb(upright, profile))
    full = size_of(box_of(opened.size, job.region))
    return Picture(shown.width, shown.height, *full, _bytes_of(shown))


def _affordable(picture: Image.Image, limits: Limits) -> float:
    """The largest DCT scale at which a JPEG can be decoded within the limit of memory."""
    cost = _PROGRESSIVE_COST if picture.info.get("progressive") else _COST
    width, height = picture.size
    for divisor in (1, 2, 4):
        if width * height * cost <= limits.memory_bytes * 3 / 4 * divisor**2:
            return 1 / divisor
    return 1 / 8


def _instead(old: Image.Image, new: Image.Image) -> Image.Image:
    """The new picture; the old one's pixels are let go."""
    if new is not old:
        old.close()
    return new


def _resized_part(
    picture: Image.Image, orientation: int, region: Region | None, view: View
) -> Image.Image:
    """What of a picture as it is stored is to be seen, scaled down before it is turned."""
    whole = scaling.upright_size(picture.size, orientation)
    part = box_of(whole, region)
    size = scaling.upright_size(scaling.shown_size(size_of(part), view), orientation)
    box = turned_back(part, whole, orientation)
    if size != size_of(box):
        gap = _REDUCING_GAP
        return picture.resize(size, Image.Resampling.BICUBIC, box, reducing_gap=gap)
    return picture if size == picture.size else picture.crop(box)


def _bytes_of(picture: Image.Image) -> bytes:
    """The pixels in strips: Pillow's own way takes three times as long and twice the memory."""
    stream = io.BytesIO()
    for top in range(0, picture.height, _STRIP):
        bottom = min(picture.height, top + _STRIP)
        stream.write(picture.crop((0, top, picture.width, bottom)).tobytes())
    picture.close()
    return stream.getvalue()
