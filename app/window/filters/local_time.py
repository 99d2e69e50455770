"""Moments as photos have them: local time, without a zone."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate

LATEST = datetime.max  # noqa: DTZ901 - photos know no time zone


def start_of_day(year: int, month: int = 1, day: int = 1) -> datetime:
    """When a day begins; that of a month or a year, if no more is said."""
    return datetime(year, month, day)  # noqa: DTZ001 - photos know no time zone


def start_of(day: QDate) -> datetime:
    """When a day begins."""
    return start_of_day(day.year(), day.month(), day.day())


def without_zone(moment: datetime) -> datetime:
    """A moment that can be compared with others, whoever made it."""
    return moment.replace(tzinfo=None)
