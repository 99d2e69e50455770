"""What became of a list of ids: rows that came and rows that went, as few as possible."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass

_LOOK_AHEAD = 4096


@dataclass(frozen=True)
class Change:
    """At `row` of the list as it is by then, `gone` rows go and then `come` rows come.

    What stands before `row` is as it will be, so those that come stand at `row` in the new list.
    """

    row: int
    gone: int
    come: int


def unpack(data: bytes) -> array[int]:
    """Packed little-endian ids as numbers."""
    ids = array("Q")
    _fill(ids, data)
    return ids


def unpack_scores(data: bytes) -> array[float]:
    """Packed little-endian scores as numbers."""
    scores = array("f")
    _fill(scores, data)
    return scores


def changes(old: array[int], new: array[int], most: int) -> list[Change] | None:
    """What makes `new` out of `old`, from the first row to the last.

    Args:
        old: the ids before.
        new: the ids after; no id stands twice in either.
        most: how many changes are worth it.

    Returns:
        None if there would be more, if ids stand in another order, or if the lists have too
        little in common.
    """
    found: list[Change] = []
    gone: set[int] = set()
    come: set[int] = set()
    before = after = 0
    while True:
        same = _common(old, before, new, after)
        before, after = before + same, after + same
        if before == len(old) and after == len(new):
            return found if gone.isdisjoint(come) else None
        change = _next_change(old, before, new, after)
        if change is None or len(found) == most:
            return None
        found.append(change)
        gone.update(old[before : before + change.gone])
        come.update(new[after : after + change.come])
        before, after = before + change.gone, after + change.come


def _common(old: array[int], before: int, new: array[int], after: int) -> int:
    """How many ids are the same from here on. Compares stretches that grow, then halves."""
    longest = min(len(old) - before, len(new) - after)
    same, step = 0, 64
    while same < longest and step:
        size = min(step, longest - same)
        a, b = before + same, after + same
        if old[a : a + size].tobytes() == new[b : b + size].tobytes():
            same += size
            step *= 4
        elif size == 1:
            return same
        else:
            step = size // 2 or 1
            longest = same + size
    return same


def _next_change(old: array[int], before: int, new: array[int], after: int) -> Change | None:
    """The change at a place where the lists differ: the shortest that makes them meet again."""
    if before == len(old):
        return Change(after, 0, len(new) - after)
    if after == len(new):
        return Change(after, len(old) - before, 0)
    behind = {value: place for place, value in enumerate(new[after : after + _LOOK_AHEAD])}
    reach = old[before : before + _LOOK_AHEAD]
    meetings = ((gone, behind[value]) for gone, value in enumerate(reach) if value in behind)
    gone, come = min(meetings, key=sum, default=(0, 0))
    if gone or come:
        return Change(after, gone, come)
    return _last_change(old, before, new, after)


def _last_change(old: array[int], before: int, new: array[int], after: int) -> Change | None:
    """A change too long to look through, if it is the only one left: the ends are the same."""
    rest = _common(old[before:][::-1], 0, new[after:][::-1], 0)
    gone, come = len(old) - before - rest, len(new) - after - rest
    if gone and come and max(gone, come) > _LOOK_AHEAD:
        return None
    return Change(after, gone, come)


def _fill(numbers: array[int] | array[float], data: bytes) -> None:
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
