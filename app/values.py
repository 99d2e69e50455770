"""Kinds of values of the command line: dates, regions, weights, times, cores, sizes."""

from __future__ import annotations

import math
import re
from datetime import datetime

import click

from indexer.query import Region
from indexer.settings import QuietHours

_DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d?)(-(?P<day>\d\d?)"
    r"([T ](?P<hour>\d\d?):(?P<minute>\d\d)(:(?P<second>\d\d))?)?)?)?",
    re.ASCII,
)
_EDGES = 4
_PER_CENT = 100.0
_UNITS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(
    r"((?P<d>\d{1,4})d)?\s*((?P<h>\d{1,5})h)?\s*((?P<m>\d{1,6})(m|min))?\s*((?P<s>\d{1,7})s)?",
    re.ASCII,
)
_LONGEST = 366 * _UNITS["d"]
_HOURS = re.compile(r"(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)", re.ASCII)
_DAY_HOURS = 24
_HOUR_MINUTES = 60
_MOST_CORES = 10_000
_SIZE = re.compile(r"(\d{1,5})\s*[xX\u00d7]\s*(\d{1,5})", re.ASCII)


class DateValue(click.ParamType[datetime]):
    """A moment in local time, at the start of what is named: 2026 is 2026-01-01T00:00:00."""

    name = "date"

    def convert(
        self,
        value: str | datetime,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        """Read YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SS."""
        if isinstance(value, datetime):
            return value
        moment = _moment(value.strip())
        if moment is None:
            self.fail(
                f"{value!r} is no date; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM.",
                param,
                ctx,
            )
        return moment


def _moment(text: str) -> datetime | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = found.group(
        "year", "month", "day", "hour", "minute", "second"
    )
    try:
        # Local time without a zone on purpose: cameras write it so.
        return datetime(  # noqa: DTZ001
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
        )
    except ValueError:  # the 30th of February
        return None


class RegionValue(click.ParamType[Region]):
    """A part of a picture: four fractions from 0 to 1, or four percentages."""

    name = "l,t,r,b"

    def convert(
        self,
        value: str | Region,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Region:
        """Read ``left,top,right,bottom``."""
        if isinstance(value, Region):
            return value
        edges = _edges(value)
        if edges is None:
            self.fail(
                f"{value!r} is no region; write LEFT,TOP,RIGHT,BOTTOM as fractions "
                "(0.25,0,0.75,0.5) or percentages (25%,0%,75%,50%).",
                param,
                ctx,
            )
        left, top, right, bottom = edges
        if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
            self.fail(
                f"{value!r} lies not within the picture; LEFT must be less than RIGHT, TOP less "
                "than BOTTOM, and all of them from 0 to 1 (or 0% to 100%).",
                param,
                ctx,
            )
        return Region(left, top, right, bottom)


def _edges(value: str) -> list[float] | None:
    """Four fractions; numbers above 1 and numbers with a sign make all of them percentages."""
    texts = [text.strip() for text in value.split(",")]
    if len(texts) != _EDGES:
        return None
    try:
        numbers = [float(text.removesuffix("%")) for text in texts]
    except ValueError:
        return None
    if not all(math.isfinite(number) for number in numbers):
        return None
    if any(text.endswith("%") for text in texts) or max(numbers) > 1:
        return [number / _PER_CENT for number in numbers]
    return numbers


class WeightValue(click.ParamType[float]):
    """How much a term counts: any number but 0."""

    name = "number"

    def convert(
        self,
        value: str | float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read a finite number that is not 0."""
        try:
            weight = float(value)
        except ValueError:
            weight = 0.0
        if not math.isfinite(weight) or weight == 0:
            self.fail(f"{value!r} is no weight; write a number such as 0.5 or 2.", param, ctx)
        return weight


class DurationValue(click.ParamType[float]):
    """A length of time in seconds: "90min", "2h", "1h30min", "1d"."""

    name = "duration"

    def convert(
        self,
        value: str | float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read one or more whole numbers with their units, largest first."""
        if isinstance(value, float):
            return value
        found = _DURATION.fullmatch(value.strip().lower())
        seconds = _seconds(found) if found else 0
        if not 0 < seconds <= _LONGEST:
            self.fail(
                f"{value!r} is no length of time; write for instance 45min, 2h, 1h30min or 1d.",
                param,
                ctx,
            )
        return float(seconds)


def _seconds(found: re.Match[str]) -> int:
    return sum(int(found[unit] or 0) * length for unit, length in _UNITS.items())


class QuietHoursValue(click.ParamType["QuietHours | None"]):
    """Daily hours of rest, such as 22:00-07:00, or none."""

    name = "hours"

    def convert(
        self,
        value: str | QuietHours | None,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> QuietHours | None:
        """Read ``HH:MM-HH:MM`` or ``none``."""
        if not isinstance(value, str):
            return value
        if value.strip().lower() == "none":
            return None
        found = _HOURS.fullmatch(value.strip())
        times = [int(number) for number in found.groups()] if found else []
        if not found or times[:2] == times[2:] or not _are_times(times):
            self.fail(
                f"{value!r} are no hours; write for instance 22:00-07:00, or none.", param, ctx
            )
        return QuietHours(times[0] * 60 + times[1], times[2] * 60 + times[3])


def _are_times(times: list[int]) -> bool:
    return all(hour < _DAY_HOURS for hour in times[::2]) and all(
        minute < _HOUR_MINUTES for minute in times[1::2]
    )


class CoresValue(click.ParamType["int | None"]):
    """How many processor cores: a whole number from 1, or all (None)."""

    name = "cores"

    def convert(
        self,
        value: str | int | None,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int | None:
        """Read a number or ``all``."""
        if not isinstance(value, str):
            return value
        text = value.strip().lower()
        if text == "all":
            return None
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_CORES):
            self.fail(f"{value!r} is no number of cores; write 1, 2, ... or all.", param, ctx)
        return int(text)


class SizeValue(click.ParamType[tuple[int, int]]):
    """The size of a window: width and height."""

    name = "widthxheight"

    def convert(
        self,
        value: str | tuple[int, int],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        """Read ``1280x800``."""
        if isinstance(value, tuple):
            return value
        found = _SIZE.fullmatch(value.strip())
        width, height = map(int, found.groups()) if found else (0, 0)
        if not width or not height:
            self.fail(f"{value!r} is no size; write for instance 1280x800.", param, ctx)
        return width, height
