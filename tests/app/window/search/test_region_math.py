import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.window.search.region_math import (
    CORNERS_AND_EDGES,
    MIDDLE,
    SMALLEST,
    Edge,
    Place,
    handle,
    holds,
    moved,
    resized,
    sound,
    spanned,
)
from indexer.query import Region

anywhere = st.floats(-3, 4, allow_nan=False)
places = st.builds(Place, anywhere, anywhere)
regions = st.builds(spanned, places, places)
NEARLY = 1e-9


def is_sound(region: Region) -> bool:
    return (
        0 <= region.left < region.right <= 1
        and 0 <= region.top < region.bottom <= 1
        and region.right - region.left >= SMALLEST - NEARLY
        and region.bottom - region.top >= SMALLEST - NEARLY
    )


@given(places, places)
def test_what_is_drawn_is_within_the_picture_and_not_too_small(start, end):
    assert is_sound(spanned(start, end))
    assert spanned(start, end) == spanned(end, start)


@given(regions, anywhere, anywhere)
def test_what_is_moved_keeps_its_size(region, dx, dy):
    other = moved(region, dx, dy)
    assert is_sound(other)
    assert other.right - other.left == pytest.approx(region.right - region.left)
    assert other.bottom - other.top == pytest.approx(region.bottom - region.top)


@given(regions, st.sampled_from(CORNERS_AND_EDGES), anywhere, anywhere)
def test_what_is_resized_stays_sound_and_keeps_its_other_edges(region, edges, dx, dy):
    other = resized(region, edges, dx, dy)
    assert is_sound(other)
    for edge, name in ((Edge.LEFT, "left"), (Edge.TOP, "top"), (Edge.RIGHT, "right")):
        if edge not in edges:
            assert getattr(other, name) == getattr(region, name)


@given(regions)
def test_sound_regions_are_left_as_they_are(region):
    assert sound(region) == region


@given(regions, st.sampled_from(CORNERS_AND_EDGES))
def test_handles_stand_on_the_rectangle(region, edges):
    assert holds(region, handle(region, edges))


def test_handles_of_the_middle():
    assert handle(MIDDLE, Edge.LEFT | Edge.TOP) == Place(0.25, 0.25)
    assert handle(MIDDLE, Edge.RIGHT) == Place(0.75, 0.5)
    assert not holds(MIDDLE, Place(0.1, 0.5))
