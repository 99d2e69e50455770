"""Sets of rows as ranges: a hundred thousand chosen photos are one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class Ranges:
    """An unchangeable set of rows, quick if the rows stand together."""

    def __init__(self, ranges: Iterable[range] = ()) -> None:
        """The rows of all `ranges`, which may overlap and come in any order."""
        self._starts: list[int] = []
        self._stops: list[int] = []
        for one in sorted(ranges, key=lambda each: each.start):
            if not one:
                continue
            if self._stops and one.start <= self._stops[-1]:
                self._stops[-1] = max(self._stops[-1], one.stop)
            else:
                self._starts.append(one.start)
                self._stops.append(one.stop)

    @classmethod
    def of_rows(cls, rows: Iterable[int]) -> Ranges:
        """Rows that ascend, one by one."""
        made = cls()
        starts, stops = made._starts, made._stops
        end = -1
        for row in rows:
            if row != end:
                if starts:
                    stops.append(end)
                starts.append(row)
            end = row + 1
        if starts:
            stops.append(end)
        return made

    def __contains__(self, row: int) -> bool:
        place = bisect_right(self._starts, row) - 1
        return place >= 0 and row < self._stops[place]

    def __iter__(self) -> Iterator[range]:
        return map(range, self._starts, self._stops)

    def __len__(self) -> int:
        """How many rows there are, not ranges."""
        return sum(self._stops) - sum(self._starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ranges):
            return NotImplemented
        return self._starts == other._starts and self._stops == other._stops

    def __hash__(self) -> int:
        return hash((tuple(self._starts), tuple(self._stops)))

    def __or__(self, other: Iterable[range]) -> Ranges:
        return Ranges([*self, *other])

    def __sub__(self, other: Ranges) -> Ranges:
        return Ranges(left for one in self for left in _without(one, other))


def _without(one: range, other: Ranges) -> Iterator[range]:
    start = one.start
    for gap in other:
        if gap.stop <= start or gap.start >= one.stop:
            continue
        yield range(start, gap.start)
        start = gap.stop
    yield range(start, one.stop)
