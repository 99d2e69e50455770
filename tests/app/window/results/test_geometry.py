from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.window.results.geometry import Box, Grid, Measures

MEASURES = Measures(side=100, gap=6, margin=10, caption=20, heading=40)


@st.composite
def grids(draw) -> Grid:
    sections = draw(st.lists(st.integers(1, 40), min_size=1, max_size=12))
    width = draw(st.integers(50, 900))
    headed = draw(st.booleans())
    return Grid(MEASURES, width, sum(sections), tuple(sections) if headed else ())


def test_cells_fill_the_width() -> None:
    grid = Grid(Measures(side=100, gap=6, margin=10), 1000, 50)
    assert grid.columns == 9
    last = grid.box(8)
    assert 0 <= 1000 - 10 - (last.left + last.width) < grid.columns


def test_a_narrow_view_has_one_column() -> None:
    assert Grid(MEASURES, 5, 3).columns == 1


def test_nothing_is_nowhere() -> None:
    grid = Grid(MEASURES, 500, 0)
    assert grid.height == 0
    assert grid.row_at(10, 10) is None
    assert grid.rows_between(0, 1000) == range(0)
    assert list(grid.ranges_in(Box(0, 0, 500, 500))) == []


@given(grids())
def test_every_cell_is_found_where_it_is(grid) -> None:
    for row in range(grid.count):
        left, top, width, height = grid.box(row)
        assert grid.row_at(left, top) == row
        assert grid.row_at(left + width - 1, top + height - 1) == row
        assert row in grid.rows_between(top, top)
        assert 0 <= top < top + height <= grid.height


@given(grids())
def test_cells_do_not_overlap(grid) -> None:
    boxes = [grid.box(row) for row in range(grid.count)]
    for before, after in pairwise(boxes):
        beside = after.left >= before.left + before.width and after.top == before.top
        assert beside or after.top >= before.top + before.height


@given(grids(), st.integers(-50, 900), st.integers(-50, 2000), st.integers(1, 600), st.data())
def test_a_box_touches_what_it_touches(grid, left, top, width, data) -> None:
    box = Box(left, top, width, data.draw(st.integers(1, 600)))
    touched = [
        row for row in range(grid.count) if _touch(box, grid.box(row)._replace(width=grid.cell))
    ]
    found = [row for one in grid.ranges_in(box) for row in one]
    assert found == touched


def _touch(a: Box, b: Box) -> bool:
    across = a.left < b.left + b.width and b.left < a.left + a.width
    return across and a.top < b.top + b.height and b.top < a.top + a.height


@given(grids(), st.integers(0, 3000), st.integers(0, 1000))
def test_what_is_between_two_heights(grid, top, room) -> None:
    touched = {
        row
        for row in range(grid.count)
        if grid.box(row).top <= top + room and grid.box(row).top + grid.box(row).height > top
    }
    assert touched <= set(grid.rows_between(top, top + room))


@given(grids())
def test_up_is_the_way_back_from_down(grid) -> None:
    for row in range(grid.count):
        below = grid.below(row)
        if below == row:
            assert grid.box(row).top == grid.box(grid.count - 1).top
        elif grid.box(below).left == grid.box(row).left:
            assert grid.above(below) == row
        else:
            assert grid.box(below).left < grid.box(row).left  # the line is shorter


def test_headings() -> None:
    grid = Grid(MEASURES, 500, 9, (2, 7))
    assert list(grid.headings_between(0, 10_000)) == [(0, 10), (1, 10 + 40 + grid.pitch)]
    assert list(grid.headings_between(60, 61)) == [(0, 10)]
    assert grid.section_at(0) == 0
    assert grid.section_at(10_000) == 1
    assert grid.rows_of(1) == range(2, 9)


def test_days_of_another_answer_are_left_out() -> None:
    grid = Grid(MEASURES, 500, 9, (2, 3))
    assert grid.heading == 0
    assert grid.section_at(0) is None


@pytest.mark.parametrize("count", [100_000, 1_000_000])
def test_a_large_grid_is_arithmetic(count) -> None:
    grid = Grid(MEASURES, 1000, count)
    assert grid.row_at(*grid.box(count - 1)[:2]) == count - 1
    assert len(grid.rows_between(grid.height // 2, grid.height // 2 + 700)) < 100
