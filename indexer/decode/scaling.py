"""How much of a picture is needed, and how to get it small and upright cheaply."""

from __future__ import annotations

import math

from PIL import Image

from indexer.decode.regions import Size, box_of
from indexer.decode.types import MAX_VIEW_PIXELS, Job, View
from indexer.query import Region

# Decoding at a DCT scale to at least this many times the wanted size, then resampling, is
# nearly as good as resampling the full picture, at a fifth of the time. A thumbnail is only
# looked at, so it makes do with less than model input does.
INPUT_GAP = 2.0
THUMBNAIL_GAP = 1.3  # so that a photo of 4,000 pixels still takes DCT scale 1/8
# A view may come out this much smaller than it was asked for: a JPEG of 4,000 pixels is then
# decoded at half its size for a view of 2,048, in a third of the time.
VIEW_GAP = 0.97
# Averages over boxes are worse than a DCT scale, and need this many times more.
BOX_GAP = 1.5

_UPRIGHT = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_SIDEWAYS = 5


def upright_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Size of a picture after `upright`."""
    return (size[1], size[0]) if orientation >= _SIDEWAYS else size


def upright(picture: Image.Image, orientation: int) -> Image.Image:
    """The picture turned and mirrored as its EXIF orientation (1 to 8) says."""
    for step in _UPRIGHT.get(orientation, ()):
        picture = picture.transpose(step)
    return picture


def needed_scale(width: int, height: int, job: Job) -> float:
    """Which fraction of the upright picture's resolution the job needs, above 0 to 1."""
    region = job.region or Region(0.0, 0.0, 1.0, 1.0)
    across = max(1.0, width * (region.right - region.left))
    down = max(1.0, height * (region.bottom - region.top))
    scale = 0.0
    if job.input_spec is not None:
        want = job.input_spec.side * INPUT_GAP
        # Also for mode *longest*: a padded picture is small along its short side.
        edge = max(across, down) if job.input_spec.resize_mode == "longest" else min(across, down)
        scale = want / edge
    if job.thumbnail_side is not None:
        scale = max(scale, job.thumbnail_side * THUMBNAIL_GAP / max(across, down))
    if job.view is not None:
        scale = shown_size((round(across), round(down)), job.view)[0] * VIEW_GAP / across
    return min(1.0, scale or 1.0 / max(width, height))


def shown_size(part: Size, view: View) -> Size:
    """How large a view of so many pixels becomes: never larger than they are."""
    width, height = part
    longest = max(part)
    scale = math.sqrt(min(1.0, MAX_VIEW_PIXELS / (width * height)))
    if view.longest_side is not None:
        scale = min(scale, view.longest_side / longest)
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    # What rounding has added, or a picture that is all length.
    most = MAX_VIEW_PIXELS // min(width, height)
    return min(width, most), min(height, most)


def draft(picture: Image.Image, scale: float) -> None:
    """Have a JPEG decoded at the smallest DCT scale (1/2, 1/4, 1/8) that is enough."""
    width, height = picture.size
    picture.draft(None, (math.ceil(width * scale), math.ceil(height * scale)))


def shrink(picture: Image.Image, full: tuple[int, int], scale: float) -> Image.Image:
    """Average boxes of pixels as far as `scale` of the full size allows."""
    return _average(picture, full[0] * scale * BOX_GAP, full[1] * scale * BOX_GAP)


def _average(picture: Image.Image, width: float, height: float) -> Image.Image:
    """Scale down by whole factors to at least this size.

    Not by `Image.reduce`, whose last box may be cut off: the picture is stretched then, by
    little, but by more than everything else here changes model input.
    """
    across = max(1, int(picture.width / max(1.0, width)))
    down = max(1, int(picture.height / max(1.0, height)))
    if across == down == 1:
        return picture
    size = max(1, round(picture.width / across)), max(1, round(picture.height / down))
    return picture.resize(size, Image.Resampling.BOX)


def cut(picture: Image.Image, region: Region | None) -> Image.Image:
    """The part of an upright picture; at least one pixel."""
    return picture if region is None else picture.crop(box_of(picture.size, region))


def fit(picture: Image.Image, side: int) -> Image.Image:
    """The picture scaled down, never up, until its longest side is at most `side`."""
    longest = max(picture.size)
    if longest <= side:
        return picture
    width = max(1, round(picture.width * side / longest))
    height = max(1, round(picture.height * side / longest))
    return picture.resize((width, height), Image.Resampling.BICUBIC)
