"""Boxes of regions, upright and as stored; sizes of views."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from indexer.decode.regions import box_of, size_of, turned_back
from indexer.decode.scaling import shown_size, upright
from indexer.decode.types import MAX_VIEW_PIXELS, View
from indexer.engine.codec import MAX_MESSAGE
from indexer.query import Region

SIDES = st.integers(1, 40)
FRACTIONS = st.lists(st.floats(0, 1), min_size=2, max_size=2, unique=True).map(sorted)
REGIONS = st.builds(lambda x, y: Region(x[0], y[0], x[1], y[1]), FRACTIONS, FRACTIONS)


@given(SIDES, SIDES, REGIONS)
def test_a_box_lies_within_and_has_a_pixel(width, height, region):
    left, top, right, bottom = box_of((width, height), region)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@given(SIDES, SIDES, REGIONS, st.integers(1, 8))
def test_cutting_before_turning_is_cutting_after_turning(width, height, region, orientation):
    pixels = np.arange(width * height, dtype=np.int32).reshape(height, width)
    stored = Image.fromarray(pixels)
    turned = upright(stored, orientation)
    box = box_of(turned.size, region)
    back = stored.crop(turned_back(box, turned.size, orientation))
    assert np.array_equal(upright(back, orientation), turned.crop(box))


@given(st.integers(1, 1 << 31), st.integers(1, 1 << 31), st.none() | st.integers(1, (1 << 31) - 1))
def test_a_view_is_as_large_as_it_may_be(width, height, longest_side):
    shown = shown_size((width, height), View(longest_side))
    assert shown[0] * shown[1] <= MAX_VIEW_PIXELS
    assert min(shown) >= 1
    assert shown[0] <= width
    assert shown[1] <= height
    assert max(shown) <= (longest_side or max(shown))
    if longest_side and longest_side**2 <= MAX_VIEW_PIXELS and longest_side <= max(width, height):
        assert max(shown) == longest_side
    if width * height <= MAX_VIEW_PIXELS and (longest_side or 1 << 31) >= max(width, height):
        assert shown == (width, height)


@given(st.integers(100, 100_000), st.integers(100, 100_000), st.integers(500, 5000))
def test_a_view_keeps_its_shape(width, height, longest_side):
    shown = shown_size((width, height), View(longest_side))
    scale = max(shown) / max(width, height)
    assert abs(shown[0] - width * scale) <= 1
    assert abs(shown[1] - height * scale) <= 1


def test_the_largest_view_fits_into_one_message():
    assert 3 * MAX_VIEW_PIXELS + 64 * 1024 <= MAX_MESSAGE


def test_a_box_has_a_size():
    assert size_of((1, 2, 5, 10)) == (4, 8)
