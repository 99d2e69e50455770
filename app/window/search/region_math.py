"""Geometry of a rectangle that is drawn, moved and resized within a picture.

All of it is in fractions of the picture's width and height.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag

from indexer.query import Region

SMALLEST = 0.02
"""A part is at least so wide and high; less shows nothing that could be searched for."""

WHOLE = Region(0.0, 0.0, 1.0, 1.0)
MIDDLE = Region(0.25, 0.25, 0.75, 0.75)


class Edge(Flag):
    """Edges of a rectangle; a corner is two of them, its inside none."""

    NONE = 0
    LEFT = 1
    TOP = 2
    RIGHT = 4
    BOTTOM = 8


CORNERS_AND_EDGES = (
    Edge.LEFT | Edge.TOP,
    Edge.RIGHT | Edge.TOP,
    Edge.RIGHT | Edge.BOTTOM,
    Edge.LEFT | Edge.BOTTOM,
    Edge.TOP,
    Edge.RIGHT,
    Edge.BOTTOM,
    Edge.LEFT,
)


@dataclass(frozen=True)
class Place:
    """A point of the picture, as fractions; it may lie outside."""

    x: float
    y: float


def spanned(start: Place, end: Place) -> Region:
    """The rectangle between two points, within the picture and not too small."""
    left, right = _side(start.x, end.x)
    top, bottom = _side(start.y, end.y)
    return Region(left, top, right, bottom)


def moved(region: Region, dx: float, dy: float) -> Region:
    """The region elsewhere, as large as it was."""
    dx = min(max(dx, -region.left), 1 - region.right)
    dy = min(max(dy, -region.top), 1 - region.bottom)
    return Region(
        max(0.0, region.left + dx),
        max(0.0, region.top + dy),
        min(1.0, region.right + dx),
        min(1.0, region.bottom + dy),
    )


def resized(region: Region, edges: Edge, dx: float, dy: float) -> Region:
    """The region with some of its edges elsewhere; an edge stops short of the opposite one."""
    left, top, right, bottom = region.left, region.top, region.right, region.bottom
    if Edge.LEFT in edges:
        left = max(0.0, min(left + dx, right - SMALLEST))
    if Edge.RIGHT in edges:
        right = min(1.0, max(right + dx, left + SMALLEST))
    if Edge.TOP in edges:
        top = max(0.0, min(top + dy, bottom - SMALLEST))
    if Edge.BOTTOM in edges:
        bottom = min(1.0, max(bottom + dy, top + SMALLEST))
    return Region(left, top, right, bottom)


def sound(region: Region) -> Region:
    """The region within the picture, whatever was asked for."""
    return spanned(Place(region.left, region.top), Place(region.right, region.bottom))


def handle(region: Region, edges: Edge) -> Place:
    """Where the handle of a corner or of the middle of an edge stands."""
    return Place(
        _along(region.left, region.right, low=Edge.LEFT in edges, high=Edge.RIGHT in edges),
        _along(region.top, region.bottom, low=Edge.TOP in edges, high=Edge.BOTTOM in edges),
    )


def holds(region: Region, place: Place) -> bool:
    """Whether a point lies inside."""
    return region.left <= place.x <= region.right and region.top <= place.y <= region.bottom


def _side(one: float, other: float) -> tuple[float, float]:
    low, high = sorted((min(max(one, 0.0), 1.0), min(max(other, 0.0), 1.0)))
    if high - low < SMALLEST:
        low = min(low, 1.0 - SMALLEST)
        high = low + SMALLEST
    return low, high


def _along(start: float, end: float, *, low: bool, high: bool) -> float:
    if low:
        return start
    return end if high else (start + end) / 2
