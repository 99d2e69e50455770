from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.window.results.ranges import Ranges

RANGES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda one: range(one[0], sum(one)))
)


def rows(ranges) -> set[int]:
    return {row for one in ranges for row in one}


@given(RANGES)
def test_the_same_rows_however_they_are_given(given_ranges) -> None:
    ranges = Ranges(given_ranges)
    assert rows(ranges) == rows(given_ranges)
    assert len(ranges) == len(rows(given_ranges))
    assert ranges == Ranges.of_rows(sorted(rows(given_ranges)))
    assert all(row in ranges for row in rows(given_ranges))
    assert not any(row in ranges for row in set(range(100)) - rows(given_ranges))


@given(RANGES, RANGES)
def test_together(one, other) -> None:
    assert rows(Ranges(one) | Ranges(other)) == rows(one) | rows(other)
