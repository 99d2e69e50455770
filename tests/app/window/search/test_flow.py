from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize

from app.window.search.flow import flow

sizes = st.builds(QSize, st.integers(1, 300), st.integers(10, 40))


@given(st.lists(sizes, max_size=12), sizes, st.integers(50, 600))
def test_nothing_overlaps_and_all_is_inside(chips, last, width):
    rects, height = flow(chips, last, width, 6)
    assert len(rects) == len(chips) + 1
    for place, rect in enumerate(rects):
        assert rect.left() >= 0
        assert rect.right() < width
        assert rect.top() >= 0
        assert rect.bottom() < height
        assert not any(rect.intersects(other) for other in rects[place + 1 :])


@given(st.lists(sizes, max_size=12), st.integers(100, 600))
def test_the_last_takes_the_rest_of_its_line(chips, width):
    rects, _ = flow(chips, QSize(60, 20), width, 6)
    assert rects[-1].right() == width - 1


def test_lines_break_where_the_width_ends():
    rects, height = flow([QSize(40, 20), QSize(40, 30), QSize(40, 20)], QSize(30, 20), 100, 10)
    assert [rect.top() for rect in rects] == [5, 0, 40, 40]
    assert height == 60
