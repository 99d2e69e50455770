from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.window.filters import time_scale
from app.window.filters.local_time import start_of_day as local
from app.window.filters.time_scale import Window
from app.window.filters.timeline import Timeline
from indexer.reports import Count

MONTHS = (Count("2022-03", 20), Count("2023-06", 50), Count("2024-01", 20))
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def timeline(qtbot, theme):
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    timeline.resize(240, timeline.sizeHint().height())
    timeline.show_months(MONTHS, MONTHS)
    with qtbot.waitExposed(timeline):
        timeline.show()
    return timeline


@pytest.fixture
def years(timeline):
    timeline.show_months([Count(f"{year}-05", 10) for year in range(1990, 2030)], ())
    return timeline


def point(timeline, year: float) -> QPoint:
    picture = timeline.picture()
    return QPoint(round(picture.x_of(year * 12)), picture.place.center().y())


def spans(timeline) -> list:
    got: list = []
    timeline.chosen_changed.connect(lambda after, before: got.append((after, before)))
    return got


def test_few_years_are_shown_by_month_and_many_by_year(timeline):
    assert len(timeline.picture().bars) == 36
    timeline.show_months([Count("1990-01", 1), Count("2024-01", 1)], ())
    assert len(timeline.picture().bars) == 35
    timeline.show_months([Count("1001-01", 1), Count("2024-01", 1)], ())
    assert len(timeline.picture().bars) < 80


def test_without_dates_nothing_is_shown_and_nothing_fails(qtbot, timeline):
    got = spans(timeline)
    timeline.show_months((), ())
    timeline.grab()
    for key in (LEFT, Qt.Key.Key_Home, Qt.Key.Key_Plus, Qt.Key.Key_Delete):
        qtbot.keyClick(timeline, key)
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton)
    assert got == []


def test_a_click_chooses_a_month_and_a_second_one_takes_it_back(qtbot, timeline):
    got = spans(timeline)
    at = point(timeline, 2023 + 5.5 / 12)
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    assert got == [(local(2023, 6, 1), local(2023, 7, 1))]
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    assert got[1:] == [(None, None)]


def drag(qtbot, timeline, start: QPoint, end: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    qtbot.mousePress(timeline, button, pos=start)
    qtbot.mouseMove(timeline, (start + end) / 2)
    qtbot.mouseMove(timeline, end)
    timeline.grab()
    qtbot.mouseRelease(timeline, button, pos=end)


def test_dragging_chooses_a_span(qtbot, years):
    got = spans(years)
    drag(qtbot, years, point(years, 2005.5), point(years, 2001.5))
    assert got == [(local(2001, 1, 1), local(2006, 1, 1))]


def test_handles_adjust_and_keep_the_other_end(qtbot, years):
    years.set_chosen(local(2001, 2, 3), local(2006, 1, 1))
    got = spans(years)
    drag(qtbot, years, point(years, 2006), point(years, 2010.1))
    assert got == [(local(2001, 2, 3), local(2010, 1, 1))]


def test_an_open_end_stays_open(qtbot, years):
    years.set_chosen(None, local(2006, 1, 1))
    got = spans(years)
    drag(qtbot, years, point(years, 2006), point(years, 2009.9))
    assert got == [(None, local(2010, 1, 1))]


def test_pressing_a_handle_changes_nothing(qtbot, years):
    years.set_chosen(local(2001, 1, 1), local(2006, 1, 1))
    got = spans(years)
    qtbot.mouseClick(years, Qt.MouseButton.LeftButton, pos=point(years, 2006))
    assert got == []


def test_keys_move_and_extend(qtbot, years):
    got = spans(years)
    for key, modifier in (
        (LEFT, Qt.KeyboardModifier.NoModifier),
        (LEFT, Qt.KeyboardModifier.NoModifier),
        (LEFT, SHIFT),
        (Qt.Key.Key_Home, SHIFT),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(years, key, modifier)
    assert got == [
        (local(2029, 1, 1), local(2030, 1, 1)),
        (local(2028, 1, 1), local(2029, 1, 1)),
        (local(2027, 1, 1), local(2029, 1, 1)),
        (local(1990, 1, 1), local(2029, 1, 1)),
        (local(1990, 1, 1), local(1991, 1, 1)),
        (None, None),
    ]


def test_keys_begin_beside_what_is_chosen(qtbot, years):
    years.set_chosen(local(2001, 1, 1), local(2006, 1, 1))
    got = spans(years)
    qtbot.keyClick(years, RIGHT)
    assert got == [(local(2006, 1, 1), local(2007, 1, 1))]


def test_double_clicks_zoom_in_and_out(qtbot, years):
    whole = years.seen
    button = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(years.zoomed, check_params_cb=lambda part: part):
        qtbot.mouseDClick(years, button, pos=point(years, 2005.5))
    assert years.seen == Window(2005 * 12, 2006 * 12)
    assert len(years.picture().bars) == 12
    qtbot.mouseDClick(years, button, pos=point(years, 2005.5))
    assert years.seen == whole


def test_keys_zoom_and_scroll(qtbot, years):
    years.set_chosen(local(2001, 1, 1), local(2002, 1, 1))
    for _ in range(9):
        qtbot.keyClick(years, Qt.Key.Key_Plus)
    assert years.seen == Window(2001 * 12, 2002 * 12)
    got = spans(years)
    qtbot.keyClick(years, RIGHT)
    for _ in range(12):
        qtbot.keyClick(years, RIGHT)
    assert got[-1][0].year == 2002
    assert years.seen == Window(2002 * 12, 2003 * 12)


def wheel(timeline, up: bool, modifiers) -> bool:
    at = QPointF(timeline.rect().center())
    event = QWheelEvent(
        at,
        timeline.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 if up else -120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes no name here
    )
    QApplication.sendEvent(timeline, event)
    return event.isAccepted()


def test_the_wheel_zooms_with_ctrl_and_else_scrolls_the_panel(years):
    whole = years.seen
    years.clearFocus()
    wheel(years, up=True, modifiers=Qt.KeyboardModifier.NoModifier)
    assert years.seen == whole
    assert wheel(years, up=True, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert years.seen.months == whole.months / 2
    wheel(years, up=False, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert years.seen == whole


def test_texts(qtbot, timeline):
    timeline.show_months(MONTHS, (Count("2023-06", 12),))
    bar = next(bar for bar in timeline.picture().bars if bar.total == 50)
    assert timeline.text_of(bar) == "June 2023: 12 of 50 photo(s)"
    timeline.set_chosen(local(2023, 6, 1), None)
    assert timeline.accessibleDescription() == "Since June 2023"
    at = point(timeline, 2023 + 5.5 / 12)
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at))
    QApplication.sendEvent(timeline, help_event)
    assert QToolTip.text() == "June 2023: 12 of 50 photo(s)"
    QToolTip.hideText()


@given(
    st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 12)), min_size=1),
    st.integers(1, 400),
)
def test_bars_hold_every_photo(months, room):
    totals = time_scale.months_of(Count(f"{year:04}-{month:02}", 3) for year, month in months)
    window = time_scale.whole(totals)
    step = time_scale.step_of(window, room)
    bars = time_scale.bars(window, step, totals, totals)
    assert sum(bar.total for bar in bars) == 3 * len(set(months))
    for bar in bars:
        assert time_scale.start_of(bar.first) < time_scale.start_of(bar.end)


@given(st.datetimes(), st.datetimes())
def test_places_keep_the_order_of_moments(one, other):
    places = time_scale.place_of(one), time_scale.place_of(other)
    assert (one < other) == (places[0] < places[1]) or abs(places[0] - places[1]) < 1e-6


@given(st.integers(0, 40), st.integers(1, 40), st.floats(0, 1), st.booleans())
def test_zooming_stays_within_all_years(first, years, share, closer):
    limits = Window(0, 80 * 12)
    window = Window(first * 12, (first + years) * 12)
    middle = window.first + share * window.months
    zoomed = time_scale.zoomed(window, limits, middle, closer=closer)
    assert limits.first <= zoomed.first < zoomed.end <= limits.end
    assert zoomed.months % 12 == 0
