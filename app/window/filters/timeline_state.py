"""What the timeline shows and what is chosen on it, without painting."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from app.window.filters import time_scale
from app.window.filters.time_scale import YEAR, Bar, Window
from indexer.reports import Count

Span = tuple[datetime | None, datetime | None]
"""After and before, as `Filters` has them."""

NO_SPAN: Span = (None, None)


class TimelineState:
    """Months with photos, the window that is seen of them, and the chosen span.

    Attributes:
        limits: all years with photos; None without any photo that has a date.
        window: what is seen of them.
        most_bars: for so many there is room.
        span: what is chosen.
        cursor: the month where the keyboard is; None before its first key.
    """

    def __init__(self) -> None:
        self.limits: Window | None = None
        self.window: Window | None = None
        self.most_bars = 1
        self.span = NO_SPAN
        self.cursor: int | None = None
        self._anchor: int | None = None
        self._totals: dict[int, int] = {}
        self._passing: dict[int, int] = {}

    def set_months(self, totals: Sequence[Count], passing: Sequence[Count]) -> None:
        """Other photos; what is seen stays as it is, as far as that can be."""
        self._totals = time_scale.months_of(totals)
        self._passing = time_scale.months_of(passing)
        for month, photos in self._passing.items():
            self._totals[month] = max(self._totals.get(month, 0), photos)
        limits = time_scale.whole(self._totals)
        if limits is None or self.window is None or self.window == self.limits:
            self.window = limits
        else:
            self.window = time_scale.within(self.window, limits)
        self.limits = limits

    def set_span(self, span: Span) -> bool:
        """Choose something; whether that was not chosen before."""
        if span == self.span:
            return False
        self.span = span
        self.cursor = self._anchor = None
        return True

    def bars(self) -> list[Bar]:
        """What is seen."""
        if self.window is None:
            return []
        step = time_scale.step_of(self.window, self.most_bars)
        return time_scale.bars(self.window, step, self._totals, self._passing)

    def photos_in(self, span: Span) -> tuple[int, int]:
        """How many photos the months of a span have, and how many of those pass."""
        low, high = places_of(span)
        low = -math.inf if math.isinf(low) else math.floor(low)
        return (
            sum(photos for month, photos in self._totals.items() if low <= month < high),
            sum(photos for month, photos in self._passing.items() if low <= month < high),
        )

    # The pointer

    def dragged(self, fixed: float, month: float) -> Span | None:
        """The bars between two times; None where there is none."""
        low, high = min(fixed, month), max(fixed, month)
        touched = [bar for bar in self.bars() if _touches(bar, low, high)]
        if not touched:
            return None
        return time_scale.start_of(touched[0].first), time_scale.start_of(touched[-1].end)

    def adjusted(self, fixed: float, month: float) -> Span | None:
        """The chosen span with one end at the edge of a bar near `month`, the other kept."""
        bars = self.bars()
        half = (bars[0].end - bars[0].first) / 2
        nearest = month - half if month > fixed else month + half
        if (nearest - fixed) * (month - fixed) <= 0:
            nearest = month
        span = self.dragged(fixed, nearest)
        if span is None:
            return None
        start, end = places_of(self.span)
        if fixed == start and month > fixed:
            return self.span[0], span[1]
        return (span[0], self.span[1]) if fixed == end and month < fixed else span

    # The keyboard

    def move(self, by: int, *, extend: bool) -> Bar | None:
        """Choose the bar before (-1) or after (1) the one that was chosen last."""
        bars = self.bars()
        if not bars:
            return None
        at = index_of(bars, self.cursor)
        if at is None:
            at = self._beginning(bars, by)
        elif 0 <= at + by < len(bars):
            at += by
        else:
            self.scroll(by)
            bars = self.bars()
            at = index_of(bars, self.cursor)
            at = (0 if by > 0 else len(bars) - 1) if at is None else at + by
        return self._go_to(bars[min(max(at, 0), len(bars) - 1)], extend=extend)

    def move_to_end(self, *, last: bool, extend: bool) -> Bar | None:
        """Choose the first or the last bar of all."""
        if self.limits is None or self.window is None:
            return None
        month = self.limits.end - 1 if last else self.limits.first
        self.window = time_scale.around(self.window, self.limits, month)
        bars = self.bars()
        return self._go_to(bars[index_of(bars, month) or 0], extend=extend)

    def _beginning(self, bars: list[Bar], by: int) -> int:
        """Where the keyboard begins: beside what is chosen, else at an end."""
        if self.span == NO_SPAN:
            return len(bars) - 1 if by < 0 else 0
        start, end = places_of(self.span)
        edge = start if by < 0 else math.nextafter(end, -math.inf)
        month = math.floor(min(max(edge, bars[0].first), bars[-1].end - 1))
        return (index_of(bars, month) or 0) + by

    def _go_to(self, bar: Bar, *, extend: bool) -> Bar:
        step = bar.end - bar.first
        anchor = self._anchor if extend and self._anchor is not None else bar.first
        start = anchor // step * step
        low, high = min(start, bar.first), max(start, bar.first) + step
        self.span = (time_scale.start_of(low), time_scale.start_of(high))
        self._anchor, self.cursor = anchor, bar.first
        return bar

    # What is seen

    def show_whole(self) -> None:
        """See all time."""
        self.window = self.limits

    def show_years_of(self, bar: Bar) -> None:
        """See the years of a bar; all time again if that is what is seen."""
        if self.window is None or self.limits is None:
            return
        first = bar.first // YEAR * YEAR
        wanted = Window(first, first + max(bar.end - bar.first, YEAR))
        self.window = (
            self.limits if self.window.months == YEAR else time_scale.within(wanted, self.limits)
        )

    def zoom(self, middle: float, *, closer: bool) -> None:
        """See half as many years around a time, or twice as many."""
        if self.window is not None and self.limits is not None:
            self.window = time_scale.zoomed(self.window, self.limits, middle, closer=closer)

    def scroll(self, by: int) -> None:
        """See the time before (-1) or after (1), by one bar, and by a year at least."""
        bars = self.bars()
        if self.window is not None and self.limits is not None and bars:
            months = by * max(bars[0].end - bars[0].first, YEAR)
            moved = Window(self.window.first + months, self.window.end + months)
            self.window = time_scale.within(moved, self.limits)

    def middle(self) -> float:
        """Around what the keyboard zooms."""
        if self.cursor is not None:
            return float(self.cursor)
        start, end = places_of(self.span)
        if not (math.isinf(start) or math.isinf(end)):
            return (start + end) / 2
        return 0.0 if self.window is None else (self.window.first + self.window.end) / 2


def places_of(span: Span) -> tuple[float, float]:
    """A span in months; an open end is infinite."""
    after, before = span
    return (
        -math.inf if after is None else time_scale.place_of(after),
        math.inf if before is None else time_scale.place_of(before),
    )


def index_of(bars: list[Bar], month: float | None) -> int | None:
    """Which bar a month is in."""
    if month is None:
        return None
    return next((at for at, bar in enumerate(bars) if bar.first <= month < bar.end), None)


def _touches(bar: Bar, low: float, high: float) -> bool:
    if low == high:
        return bar.first <= low < bar.end
    return bar.first < high and low < bar.end
