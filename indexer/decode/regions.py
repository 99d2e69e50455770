"""Parts of pictures in whole pixels."""

from __future__ import annotations

from indexer.query import Region

Size = tuple[int, int]
Box = tuple[int, int, int, int]
"""Left, top, right and bottom edge, in pixels from the upper left corner."""


def box_of(size: Size, region: Region | None) -> Box:
    """Where a region of a picture lies; at least one pixel."""
    width, height = size
    if region is None:
        return 0, 0, width, height
    left = min(width - 1, max(0, round(region.left * width)))
    top = min(height - 1, max(0, round(region.top * height)))
    right = min(width, max(left + 1, round(region.right * width)))
    bottom = min(height, max(top + 1, round(region.bottom * height)))
    return left, top, right, bottom


def size_of(box: Box) -> Size:
    """Width and height of a box."""
    return box[2] - box[0], box[3] - box[1]


def turned_back(box: Box, size: Size, orientation: int) -> Box:
    """Where a box of an upright picture lies in the picture as it is stored.

    Args:
        box: in the upright picture.
        size: of the upright picture.
        orientation: the EXIF orientation by which the stored picture becomes upright.
    """
    left, top, right, bottom = box
    width, height = size
    if orientation in (2, 3, 6, 7):
        left, right = width - right, width - left
    if orientation in (3, 4, 7, 8):
        top, bottom = height - bottom, height - top
    return (top, left, bottom, right) if orientation in (5, 6, 7, 8) else (left, top, right, bottom)
