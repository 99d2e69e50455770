from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from app.window.results.changes import Change, changes, unpack, unpack_scores


def ids(*values: int) -> array:
    return array("Q", values)


def apply(old: array, new: array, steps: list[Change]) -> array:
    made = array("Q", old)
    for step in steps:
        del made[step.row : step.row + step.gone]
        made[step.row : step.row] = new[step.row : step.row + step.come]
    return made


def test_nothing_changed() -> None:
    assert changes(ids(1, 2, 3), ids(1, 2, 3), 5) == []


def test_some_came_in_front_and_one_went() -> None:
    steps = changes(ids(1, 2, 3, 4), ids(8, 9, 1, 2, 4), 5)
    assert steps == [Change(0, 0, 2), Change(4, 1, 0)]


def test_too_many_changes() -> None:
    assert changes(ids(*range(100)), ids(*range(0, 100, 2)), 5) is None


def test_another_order() -> None:
    assert changes(ids(1, 2, 3), ids(3, 2, 1), 5) is None


def test_the_end_is_another_one() -> None:
    assert changes(ids(1, 2, 3), ids(1, 8, 9, 10), 5) == [Change(1, 2, 3)]


def test_everything_is_different() -> None:
    assert changes(ids(*range(10_000)), ids(*range(10_000, 20_000)), 5) is None


def test_many_came_at_one_place() -> None:
    new = [*range(50), *range(10_000, 30_000), *range(50, 100)]
    assert changes(ids(*range(100)), ids(*new), 5) == [Change(50, 0, 20_000)]


def test_from_nothing_and_to_nothing() -> None:
    assert changes(ids(), ids(1, 2), 5) == [Change(0, 0, 2)]
    assert changes(ids(1, 2), ids(), 5) == [Change(0, 2, 0)]


@given(st.lists(st.integers(0, 40), unique=True), st.lists(st.integers(0, 40), unique=True))
def test_the_steps_lead_there(old, new) -> None:
    steps = changes(ids(*old), ids(*new), 1000)
    if steps is not None:
        assert list(apply(ids(*old), ids(*new), steps)) == new


@given(st.data())
def test_what_stays_is_not_touched(data) -> None:
    old = list(range(data.draw(st.integers(0, 3000))))
    every = data.draw(st.integers(2, 900))
    kept = [one for one in old if one % every != 1]
    new = list(kept)
    for number in range(data.draw(st.integers(0, 5))):
        new.insert(data.draw(st.integers(0, len(new))), 10_000 + number)
    steps = changes(ids(*old), ids(*new), 10_000)
    assert steps is not None
    assert list(apply(ids(*old), ids(*new), steps)) == new
    assert sum(step.gone for step in steps) == len(old) - len(kept)


def test_packed_numbers() -> None:
    assert list(unpack(b"\x02" + 15 * b"\0")) == [2, 0]
    assert list(unpack_scores(b"\0\0\x80\x3f")) == [1.0]
