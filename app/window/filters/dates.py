"""Days, months and spans of time as people write them, in the user's language."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from app.window.filters.local_time import LATEST, start_of, start_of_day, without_zone

_WEEKDAY = re.compile(r"[,،]?\s*dddd\.?[,،]?\s*")
_DAY = re.compile(r"(?<!')d+(日|일|\.|\s*'de')?[,،]?\s*")
_PARTS = re.compile(r"y+|M+|d+|'de'|年|月|日|년|월|일|[\s.,،/-]")
_MIDNIGHT = time()
_OLDEST_SHORT_YEAR = 80  # "6/1/46" is 1946 in 2026, "6/1/45" is 2045


class Grain(IntEnum):
    """How exact a moment is: what it is the start of."""

    MOMENT = 0
    DAY = 1
    MONTH = 2
    YEAR = 3


def grain_of(moment: datetime) -> Grain:
    """The longest of day, month and year that begins at this moment."""
    if moment.time() != _MIDNIGHT:
        return Grain.MOMENT
    if moment.day != 1:
        return Grain.DAY
    return Grain.MONTH if moment.month != 1 else Grain.YEAR


def month_name(year: int, month: int, locale: QLocale) -> str:
    """A month: "June 2023"."""
    name = locale.standaloneMonthName(month).replace("'", "''")
    pattern = _month_pattern(locale).replace("MMMM", f"'{name}'")
    return locale.toString(QDate(year, month, 1), pattern)


def day_name(day: date, locale: QLocale) -> str:
    """A day in words: "1 June 2023"."""
    return locale.toString(QDate(day.year, day.month, day.day), _day_pattern(locale))


def short_day(day: date, locale: QLocale) -> str:
    """A day in figures: "01/06/2023"."""
    return locale.toString(QDate(day.year, day.month, day.day), _short_pattern(locale))


def moment_name(moment: datetime, locale: QLocale) -> str:
    """A moment in words: "1 June 2023 14:30"."""
    return f"{day_name(moment.date(), locale)} {_time_name(moment, locale)}"


def short_moment(moment: datetime, locale: QLocale) -> str:
    """A moment in figures; its time only if that is not midnight."""
    day = short_day(moment.date(), locale)
    return day if moment.time() == _MIDNIGHT else f"{day} {_time_name(moment, locale)}"


def last_day(before: datetime) -> date | None:
    """The last whole day before a moment; None if it is no start of a day."""
    if before.time() != _MIDNIGHT or before.date() == date.min:
        return None
    return before.date() - timedelta(days=1)


def span_name(after: datetime | None, before: datetime | None, locale: QLocale) -> str:
    """A span of time, `before` not in it: "June 2023 – August 2024", "2023", "Since 2021"."""
    translate = QCoreApplication.translate
    if after is not None and before is not None:
        if without_zone(after) < without_zone(before):
            return _closed_span(after, before, locale)
        text = translate("Dates", "Since {start}, before {end}")
        return text.format(start=_start_name(after, locale), end=_start_name(before, locale))
    if after is not None:
        return translate("Dates", "Since {start}").format(start=_start_name(after, locale))
    if before is not None:
        return translate("Dates", "Before {end}").format(end=_start_name(before, locale))
    return translate("Dates", "Any time")


def _closed_span(after: datetime, before: datetime, locale: QLocale) -> str:
    grain = min(grain_of(after), grain_of(before))
    first = _unit_name(after, grain, locale)
    if grain is Grain.MOMENT:
        last = _start_name(before, locale)
    else:
        last = _unit_name(before - timedelta(days=1), grain, locale)
    return first if first == last else f"{first} – {last}"


def _start_name(moment: datetime, locale: QLocale) -> str:
    return _unit_name(moment, grain_of(moment), locale)


def _unit_name(moment: datetime, grain: Grain, locale: QLocale) -> str:
    match grain:
        case Grain.YEAR:
            return str(moment.year)
        case Grain.MONTH:
            return month_name(moment.year, moment.month, locale)
        case Grain.DAY:
            return day_name(moment.date(), locale)
        case Grain.MOMENT:
            return moment_name(moment, locale)


# What people type


def parse_span(text: str, locale: QLocale) -> tuple[datetime, datetime] | None:
    """What somebody typed as a year, a month, a day or a moment; None if it is none of them.

    Returns:
        Its start and its end, which does not belong to it; the same for a moment.
    """
    text = " ".join(text.split())
    return _year(text) or _month(text, locale) or _day(text, locale) or _moment(text, locale)


def _year(text: str) -> tuple[datetime, datetime] | None:
    if not re.fullmatch(r"[1-9]\d{3}", text) or int(text) >= LATEST.year:
        return None
    return start_of_day(int(text)), start_of_day(int(text) + 1)


def _month(text: str, locale: QLocale) -> tuple[datetime, datetime] | None:
    pattern = _month_pattern(locale)
    patterns = ("yyyy-MM", "MM/yyyy", "M/yyyy", "MM.yyyy", "MMMM yyyy", "MMM yyyy", pattern)
    found = _first(text, patterns, locale)
    if found is None:
        found = _standalone_month(text, locale)
    if found is None:
        return None
    first = QDate(found.year(), found.month(), 1)
    return start_of(first), start_of(first.addMonths(1))


def _standalone_month(text: str, locale: QLocale) -> QDate | None:
    """A month as `month_name` writes it, whose name may differ from that in a whole date."""
    year = re.search(r"[1-9]\d{3}", text)
    if year is None:
        return None
    number = int(year.group())
    for month in range(1, 13):
        if month_name(number, month, locale).casefold() == text.casefold():
            return QDate(number, month, 1)
    return None


def _day(text: str, locale: QLocale) -> tuple[datetime, datetime] | None:
    patterns = ("yyyy-MM-dd", *_day_patterns(locale))
    found = _first(text, patterns, locale)
    if found is None:
        return None
    start = start_of(found)
    return start, start + timedelta(days=1)


def _moment(text: str, locale: QLocale) -> tuple[datetime, datetime] | None:
    for clock in ("HH:mm", "HH:mm:ss", locale.timeFormat(QLocale.FormatType.ShortFormat)):
        for day in ("yyyy-MM-ddT", "yyyy-MM-dd ", *(f"{one} " for one in _day_patterns(locale))):
            pattern = day.replace("T", "'T'") + clock
            found = locale.toDateTime(text, pattern, _base_year())
            if found.isValid() and _is_storable(found.date()):
                moment = _as_datetime(found)
                return moment, moment
    return None


def _as_datetime(moment: QDateTime) -> datetime:
    clock = moment.time()
    return start_of(moment.date()) + timedelta(seconds=clock.msecsSinceStartOfDay() // 1000)


def _first(text: str, patterns: tuple[str, ...], locale: QLocale) -> QDate | None:
    for pattern in patterns:
        found = locale.toDate(text, pattern, _base_year())
        if found.isValid() and _is_storable(found):
            return found
    return None


def _is_storable(day: QDate) -> bool:
    """Whether its end can be told, too."""
    return date.min.year < day.year() < LATEST.year


def _base_year() -> int:
    return QDate.currentDate().year() - _OLDEST_SHORT_YEAR


# Patterns of the language


def _time_name(moment: datetime, locale: QLocale) -> str:
    clock = QTime(moment.hour, moment.minute, moment.second)
    if moment.second or moment.microsecond:
        return clock.toString("HH:mm:ss")
    return locale.toString(clock, QLocale.FormatType.ShortFormat)


def _day_pattern(locale: QLocale) -> str:
    """The long format without the day of the week; the plain one where that is not understood."""
    pattern = _WEEKDAY.sub("", locale.dateFormat(QLocale.FormatType.LongFormat)).strip()
    return pattern if _is_plain(pattern) and "d" in pattern else "d MMMM yyyy"


def _month_pattern(locale: QLocale) -> str:
    pattern = _DAY.sub("", _day_pattern(locale)).strip().rstrip(",")
    return pattern if "MMMM" in pattern or "月" in pattern else "MMMM yyyy"


def _is_plain(pattern: str) -> bool:
    return not _PARTS.sub("", pattern)


def _short_pattern(locale: QLocale) -> str:
    """The short format, whose year has all its figures."""
    if locale.language() == QLocale.Language.C:
        return "yyyy-MM-dd"
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")


def _day_patterns(locale: QLocale) -> tuple[str, ...]:
    """How a day may be typed: with leading zeros or without, with the whole year or its end."""
    exact = _short_pattern(locale)
    plain = re.sub(r"(?<!M)MM(?!M)", "M", exact.replace("dd", "d"))
    short = (exact.replace("yyyy", "yy"), plain.replace("yyyy", "yy"))
    return (exact, plain, *short, _day_pattern(locale), "d MMMM yyyy", "d MMM yyyy")
