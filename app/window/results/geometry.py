"""Where the cells of the grid lie: plain arithmetic, quick however many photos there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in the coordinates of the whole grid."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Measures:
    """What a grid is made of, in device-independent pixels.

    Attributes:
        side: the least width of a cell; what is left over makes all of them a little wider.
        gap: between cells.
        margin: around the grid.
        caption: height of the line below a picture; 0 for none.
        heading: height of a section's heading; 0 for none.
    """

    side: int
    gap: int = 6
    margin: int = 10
    caption: int = 0
    heading: int = 0


@dataclass(frozen=True)
class Grid:
    """The places of `count` cells in `width` pixels.

    Attributes:
        sections: how many cells follow each heading; empty for a grid without headings.
        columns: cells beside each other.
        cell: width of a cell, and height of its picture.
        pitch: from the top of one line of cells to that of the next.
        height: of everything.
    """

    measures: Measures
    width: int
    count: int
    sections: Sequence[int] = ()
    columns: int = field(init=False)
    cell: int = field(init=False)
    pitch: int = field(init=False)
    height: int = field(init=False)
    _firsts: list[int] = field(init=False, repr=False)
    _tops: list[int] = field(init=False, repr=False)
    _headed: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out where each section begins; everything else is arithmetic."""
        one = self.measures
        room = max(1, self.width - 2 * one.margin)
        columns = max(1, (room + one.gap) // (one.side + one.gap))
        cell = max(1, (room + one.gap) // columns - one.gap)
        pitch = cell + one.caption + one.gap
        headed = bool(self.sections) and sum(self.sections) == self.count
        counts = self.sections if headed else (self.count,)
        heading = one.heading if headed else 0
        heights = (-(-count // columns) * pitch + heading for count in counts)
        tops = list(accumulate(heights, initial=one.margin))
        for name, value in (
            ("columns", columns),
            ("cell", cell),
            ("pitch", pitch),
            ("height", tops[-1] - one.gap + one.margin if self.count else 0),
            ("_firsts", list(accumulate(counts, initial=0))),
            ("_tops", tops),
            ("_headed", headed),
        ):
            object.__setattr__(self, name, value)

    @property
    def heading(self) -> int:
        """Height of a heading; 0 if there are none."""
        return self.measures.heading if self._headed else 0

    def left(self, column: int) -> int:
        """Where a column begins."""
        return self.measures.margin + column * (self.cell + self.measures.gap)

    def box(self, row: int) -> Box:
        """The place of a cell, caption included."""
        section = self.section_of(row)
        line, column = divmod(row - self._firsts[section], self.columns)
        top = self._tops[section] + self.heading + line * self.pitch
        return Box(self.left(column), top, self.cell, self.cell + self.measures.caption)

    def row_at(self, x: int, y: int) -> int | None:
        """The cell at a point; None between the cells."""
        row = self.nearest(x, y)
        if row is None:
            return None
        left, top, width, height = self.box(row)
        inside = left <= x < left + width and top <= y < top + height
        return row if inside else None

    def nearest(self, x: int, y: int) -> int | None:
        """The cell at a point or near it; None only if there are no cells."""
        if not self.count:
            return None
        section = self._section_at(y)
        first, last = self._firsts[section], self._firsts[section + 1] - 1
        line = (y - self._tops[section] - self.heading) // self.pitch
        column = (x - self.measures.margin) // (self.cell + self.measures.gap)
        column = min(max(column, 0), self.columns - 1)
        return min(first + max(line, 0) * self.columns + column, last)

    def rows_between(self, top: int, bottom: int) -> range:
        """All cells of the lines that touch this stretch."""
        if not self.count or bottom < top:
            return range(0)
        first = self.nearest(0, top)
        last = self.nearest(self.width, bottom)
        assert first is not None
        assert last is not None
        return range(first, last + 1)

    def ranges_in(self, box: Box) -> Iterator[range]:
        """The cells that a box touches, as ranges of rows, ascending."""
        step = self.cell + self.measures.gap
        low = (box.left - self.measures.margin + self.measures.gap) // step
        high = (box.left + box.width - 1 - self.measures.margin) // step
        low, high = max(low, 0), min(high, self.columns - 1)
        if low > high or not self.count:
            return
        for section in range(self._section_at(box.top), len(self._firsts) - 1):
            if self._tops[section] > box.top + box.height:
                return
            yield from self._ranges_of(section, box, low, high)

    def _ranges_of(self, section: int, box: Box, low: int, high: int) -> Iterator[range]:
        first, end = self._firsts[section], self._firsts[section + 1]
        start = self._tops[section] + self.heading
        lines = -(-(end - first) // self.columns)
        upper = max((box.top - start + self.measures.gap) // self.pitch, 0)
        lower = min((box.top + box.height - 1 - start) // self.pitch, lines - 1)
        if low == 0 and high == self.columns - 1 and upper <= lower:
            stop = min(first + (lower + 1) * self.columns, end)
            yield range(first + upper * self.columns, stop)
            return
        for line in range(upper, lower + 1):
            begin = first + line * self.columns
            if begin + low < end:
                yield range(begin + low, min(begin + high + 1, end))

    def section_of(self, row: int) -> int:
        """The section that a cell belongs to."""
        return min(bisect_right(self._firsts, row) - 1, max(len(self._firsts) - 2, 0))

    def rows_of(self, section: int) -> range:
        """The cells of a section."""
        return range(self._firsts[section], self._firsts[section + 1])

    def headings_between(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """Sections whose headings touch this stretch, with the tops of their headings."""
        if not self._headed:
            return
        for section in range(self._section_at(top), len(self._firsts) - 1):
            if self._tops[section] > bottom:
                return
            yield section, self._tops[section]

    def top_of(self, section: int) -> int:
        """Where a section's heading begins; for the number of sections, where all ends."""
        return self._tops[section]

    def section_at(self, y: int) -> int | None:
        """The section that this height belongs to; None without headings."""
        return self._section_at(y) if self._headed else None

    def below(self, row: int) -> int:
        """The cell under this one, or this one if it stands in the last line."""
        section = self.section_of(row)
        first, end = self._firsts[section], self._firsts[section + 1]
        column = (row - first) % self.columns
        if row + self.columns < end:
            return row + self.columns
        last_line = first + (end - 1 - first) // self.columns * self.columns
        if row < last_line:
            return end - 1
        if end >= self.count:
            return row
        following = self._firsts[section + 2]
        return min(end + column, following - 1)

    def above(self, row: int) -> int:
        """The cell over this one, or this one if it stands in the first line."""
        section = self.section_of(row)
        first = self._firsts[section]
        column = (row - first) % self.columns
        if row - self.columns >= first:
            return row - self.columns
        if not first:
            return row
        before = self._firsts[section - 1]
        last_line = before + (first - 1 - before) // self.columns * self.columns
        return min(last_line + column, first - 1)

    def _section_at(self, y: int) -> int:
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._firsts) - 2)
