"""The timeline's arithmetic: months, bars, and what is seen of them. Pure.

A month is a number here: twelve times its year, and its place in the year from 0.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta

from app.window.filters.local_time import LATEST, start_of_day, without_zone
from indexer.reports import Count

YEAR = 12
_STEPS = (1, YEAR, 2 * YEAR, 5 * YEAR, 10 * YEAR, 20 * YEAR, 50 * YEAR, 100 * YEAR, 500 * YEAR)


@dataclass(frozen=True)
class Bar:
    """A time and its photos.

    Attributes:
        first: its first month.
        end: the month behind its last one.
        total: photos of the whole library.
        passing: photos that pass the other filters.
    """

    first: int
    end: int
    total: int = 0
    passing: int = 0


@dataclass(frozen=True)
class Window:
    """The months that are seen: whole years."""

    first: int
    end: int

    @property
    def months(self) -> int:
        """How many."""
        return self.end - self.first


def months_of(counts: Iterable[Count]) -> dict[int, int]:
    """Photos by month; what is no month is left out."""
    found = {}
    for count in counts:
        year, _, month = count.name.partition("-")
        if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= YEAR and int(year) > 0:
            found[int(year) * YEAR + int(month) - 1] = count.photos
    return found


def whole(months: Iterable[int]) -> Window | None:
    """All years from the first month to the last one; None without any."""
    known = list(months)
    if not known:
        return None
    return Window(min(known) // YEAR * YEAR, (max(known) // YEAR + 1) * YEAR)


def step_of(window: Window, most_bars: int) -> int:
    """How many months a bar stands for, if there is room for so many bars."""
    for step in _STEPS:
        if window.months <= step * max(most_bars, 1):
            return step
    return _STEPS[-1]


def bars(
    window: Window, step: int, totals: Mapping[int, int], passing: Mapping[int, int]
) -> list[Bar]:
    """The bars of a window; those of several years begin with round years."""
    starts = range(window.first // step * step, window.end, step)
    all_of, some_of = _summed(totals, step), _summed(passing, step)
    return [
        Bar(start, start + step, all_of.get(start, 0), some_of.get(start, 0)) for start in starts
    ]


def zoomed(window: Window, limits: Window, middle: float, *, closer: bool) -> Window:
    """Half as many years, or twice as many, around a time."""
    years = window.months // YEAR
    wanted = max((years + 1) // 2, 1) if closer else years * 2
    share = (middle - window.first) / window.months
    first = round((middle - share * wanted * YEAR) / YEAR) * YEAR
    return within(Window(first, first + wanted * YEAR), limits)


def within(window: Window, limits: Window) -> Window:
    """The window moved, and if need be narrowed, into the limits."""
    months = min(window.months, limits.months)
    first = min(max(window.first, limits.first), limits.end - months)
    return Window(first, first + months)


def around(window: Window, limits: Window, month: int) -> Window:
    """The window moved as little as is needed to show the year of a month."""
    year = month // YEAR * YEAR
    first = min(max(window.first, year + YEAR - window.months), year)
    return within(Window(first, first + window.months), limits)


def start_of(month: int) -> datetime:
    """When a month begins; what is behind all time is its last moment."""
    if month // YEAR > MAXYEAR:
        return LATEST
    return start_of_day(max(month // YEAR, 1), month % YEAR + 1)


def place_of(moment: datetime) -> float:
    """A moment in months."""
    start = start_of_day(moment.year, moment.month)
    days = (without_zone(moment) - start) / timedelta(days=1)
    month = moment.year * YEAR + moment.month - 1
    return month + days / monthrange(moment.year, moment.month)[1]


def _summed(months: Mapping[int, int], step: int) -> dict[int, int]:
    sums: dict[int, int] = {}
    for month, photos in months.items():
        start = month // step * step
        sums[start] = sums.get(start, 0) + photos
    return sums
