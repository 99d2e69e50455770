"""Years, months and seasons as suggestions: "2023", "June 2023", "last summer"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.window.filters.dates import day_name, month_name, parse_span
from app.window.search.suggestions import Entry, Kind, Suggestion
from indexer.query import Filters
from indexer.reports import Count

_MONTHS = 12
_SEASON = 3  # months
_SOUTHERN = {
    QLocale.Country.Argentina,
    QLocale.Country.Australia,
    QLocale.Country.Bolivia,
    QLocale.Country.Brazil,
    QLocale.Country.Chile,
    QLocale.Country.Madagascar,
    QLocale.Country.Mozambique,
    QLocale.Country.Namibia,
    QLocale.Country.NewZealand,
    QLocale.Country.Paraguay,
    QLocale.Country.Peru,
    QLocale.Country.SouthAfrica,
    QLocale.Country.Uruguay,
    QLocale.Country.Zimbabwe,
}

Month = int
"""Months since the year 0: what comes after December is January."""


def date_entries(counts: Sequence[Count], today: date, locale: QLocale) -> list[Entry]:
    """Spans of time with photos in them, latest first; those that are named from today first."""
    months = _months(counts)
    return [
        *_relative(months, today, locale),
        *_years(months),
        *(_month_entry(month, months[month], locale) for month in sorted(months, reverse=True)),
    ]


def day_suggestion(typed: str, locale: QLocale) -> Suggestion | None:
    """The day that was typed in full, if it was one."""
    span = parse_span(typed, locale) if any(sign.isdigit() for sign in typed) else None
    if span is None or span[1] - span[0] != timedelta(days=1):
        return None
    filters = Filters(after=span[0], before=span[1])
    return Suggestion(Kind.DATE, day_name(span[0].date(), locale), filters=filters, typed=typed)


def _months(counts: Iterable[Count]) -> dict[Month, int]:
    months: dict[Month, int] = {}
    for count in counts:
        year, _, month = count.name.partition("-")
        if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= _MONTHS:
            months[_month(int(year), int(month))] = count.photos
    return months


def _years(months: dict[Month, int]) -> list[Entry]:
    years: Counter[int] = Counter()
    for month, photos in months.items():
        years[month // _MONTHS] += photos
    return [
        _entry(str(year), _month(year, 1), _MONTHS, years[year], (str(year),))
        for year in sorted(years, reverse=True)
    ]


def _month_entry(month: Month, photos: int, locale: QLocale) -> Entry:
    year, number = divmod(month, _MONTHS)
    number += 1
    day = QDate(2000, number, 1)
    names = {locale.standaloneMonthName(number), locale.toString(day, "MMMM")}
    english = QLocale.c().standaloneMonthName(number)
    text = month_name(year, number, locale)
    texts = {text, f"{year}-{number:02}", f"{number:02}/{year}", f"{number:02}.{year}"}
    for name in {*names, english}:
        texts |= {f"{name} {year}", f"{year} {name}"}
    return _entry(text, month, 1, photos, tuple(sorted(texts)))


def _relative(months: dict[Month, int], today: date, locale: QLocale) -> list[Entry]:
    translate = QCoreApplication.translate
    now = _month(today.year, today.month)
    spans = [
        (translate("Suggestions", "This month"), now, 1),
        (translate("Suggestions", "Last month"), now - 1, 1),
        (translate("Suggestions", "This year"), _month(today.year, 1), _MONTHS),
        (translate("Suggestions", "Last year"), _month(today.year - 1, 1), _MONTHS),
        *_seasons(now, locale),
    ]
    entries = []
    for text, start, length in spans:
        photos = sum(months.get(month, 0) for month in range(start, start + length))
        if photos:
            detail = _in_figures(start, length, locale)
            entries.append(_entry(text, start, length, photos, (text,), detail))
    return entries


def _seasons(now: Month, locale: QLocale) -> list[tuple[str, Month, int]]:
    """The last season of each name that is over, by the months of the weather services."""
    translate = QCoreApplication.translate
    shift = _MONTHS // 2 if locale.territory() in _SOUTHERN else 0
    names = (
        (translate("Suggestions", "Last spring"), 3),
        (translate("Suggestions", "Last summer"), 6),
        (translate("Suggestions", "Last autumn"), 9),
        (translate("Suggestions", "Last winter"), 12),
    )
    seasons = []
    for name, first in names:
        months_ago = (now - (first - 1 + shift)) % _MONTHS
        months_ago += _MONTHS if months_ago < _SEASON else 0
        seasons.append((name, now - months_ago, _SEASON))
    return seasons


def _month(year: int, number: int) -> Month:
    return year * _MONTHS + number - 1


def _entry(
    text: str, start: Month, length: int, photos: int, texts: tuple[str, ...], detail: str = ""
) -> Entry:
    filters = Filters(after=_moment(start), before=_moment(start + length))
    return Entry(Suggestion(Kind.DATE, text, detail, photos, filters), texts)


def _in_figures(start: Month, length: int, locale: QLocale) -> str:
    """What a name such as "last summer" means."""
    first, last = _moment(start), _moment(start + length - 1)
    if length == _MONTHS:
        return str(first.year)
    names = [month_name(one.year, one.month, locale) for one in (first, last)]
    return names[0] if length == 1 else " – ".join(names)


def _moment(month: Month) -> datetime:
    return datetime(month // _MONTHS, month % _MONTHS + 1, 1)  # noqa: DTZ001 - local, as photos are
