from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.window.filters.dates import (
    last_day,
    moment_name,
    month_name,
    parse_span,
    short_day,
    short_moment,
    span_name,
)
from app.window.filters.local_time import start_of_day as local

LOCALES = ["en_US", "en_GB", "de", "fr", "es", "ja", "ru", "pt_BR", "hu", "ko", "C"]
GB = QLocale("en_GB")


@pytest.mark.parametrize(
    ("after", "before", "text"),
    [
        (local(2023, 6, 1), local(2024, 9, 1), "June 2023 – August 2024"),
        (local(2023, 1, 1), local(2024, 1, 1), "2023"),
        (local(2021, 1, 1), local(2024, 1, 1), "2021 – 2023"),
        (local(2023, 6, 1), local(2023, 7, 1), "June 2023"),
        (local(2023, 6, 3), local(2023, 6, 4), "3 June 2023"),
        (local(2023, 6, 3), local(2023, 8, 1), "3 June 2023 – 31 July 2023"),
        (local(2023, 6, 3), None, "Since 3 June 2023"),
        (local(2023, 1, 1), None, "Since 2023"),
        (None, local(2023, 6, 1), "Before June 2023"),
        (local(2023, 6, 3).replace(hour=14, minute=30), None, "Since 3 June 2023 14:30"),
        (local(2024, 1, 1), local(2023, 1, 1), "Since 2024, before 2023"),
        (None, None, "Any time"),
    ],
)
def test_spans_are_named_as_people_do(after, before, text):
    assert span_name(after, before, GB) == text


@given(
    after=st.none() | st.datetimes(),
    before=st.none() | st.datetimes(),
    name=st.sampled_from(LOCALES),
)
def test_every_span_has_a_name(after, before, name):
    assert span_name(after, before, QLocale(name))


@given(moment=st.datetimes(local(1950, 1, 1), local(2029, 1, 1)))
@pytest.mark.parametrize("name", LOCALES)
def test_what_is_shown_can_be_typed(moment, name):
    locale = QLocale(name)
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    minute = moment.replace(second=0, microsecond=0)
    found = parse_span(short_day(day, locale), locale)
    assert found is not None
    assert found[0] == day
    assert last_day(found[1]) == day.date()
    assert parse_span(month_name(day.year, day.month, locale), locale)[0] == day.replace(day=1)
    assert parse_span(short_moment(minute, locale), locale)[0] == minute


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023", local(2023, 1, 1), local(2024, 1, 1)),
        (" 2023-06 ", local(2023, 6, 1), local(2023, 7, 1)),
        ("06/2023", local(2023, 6, 1), local(2023, 7, 1)),
        ("June 2023", local(2023, 6, 1), local(2023, 7, 1)),
        ("december 2023", local(2023, 12, 1), local(2024, 1, 1)),
        ("2023-06-03", local(2023, 6, 3), local(2023, 6, 4)),
        ("3/6/2023", local(2023, 6, 3), local(2023, 6, 4)),
        (
            "2023-06-03T14:30",
            local(2023, 6, 3).replace(hour=14, minute=30),
            local(2023, 6, 3).replace(hour=14, minute=30),
        ),
    ],
)
def test_dates_are_understood(text, start, end):
    assert parse_span(text, GB) == (start, end)


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "31/02/2023", "99999", "9999", "0"])
def test_what_is_no_date_is_refused(text):
    assert parse_span(text, GB) is None


def test_seconds_are_shown_where_there_are_some():
    assert (
        moment_name(local(2023, 6, 3).replace(hour=4, minute=5, second=6), GB)
        == "3 June 2023 04:05:06"
    )
