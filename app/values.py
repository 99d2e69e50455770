"""Kinds of values of the command line: dates, regions, weights."""

from __future__ import annotations

import math
import re
from datetime import datetime

import click

from indexer.query import Region

_DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d?)(-(?P<day>\d\d?)"
    r"([T ](?P<hour>\d\d?):(?P<minute>\d\d)(:(?P<second>\d\d))?)?)?)?",
    re.ASCII,
)
_EDGES = 4
_PER_CENT = 100.0


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
