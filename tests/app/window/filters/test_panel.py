from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.window.filters.dimensions import LISTS, Dimension, chosen
from app.window.filters.local_time import start_of_day as local
from app.window.filters.panel import FilterPanel
from app.window.filters.rows import Tick
from app.window.filters.side_panel import SidePanel
from indexer.errors import LibraryError
from indexer.query import Filters
from indexer.reports import Count, Facets
from indexer.requests import GetFacets, GetSavedSearches, GetStatus

NAMES = st.lists(
    st.text(min_size=1, max_size=8) | st.sampled_from(["Camera 01", "jpeg"]), max_size=3
)
TUPLES = NAMES.map(tuple)
FOLDERS = st.lists(st.sampled_from(["/photos", "/photos/2022", "/x/y", "/"]), max_size=3).map(tuple)
FILTERS = st.builds(
    Filters,
    folders=FOLDERS,
    after=st.none() | st.datetimes(),
    before=st.none() | st.datetimes(),
    cameras=TUPLES,
    types=TUPLES,
    lenses=TUPLES,
    orientations=TUPLES,
    places=TUPLES,
    keywords=TUPLES,
    favourites=st.booleans(),
    least_rating=st.none() | st.integers(1, 5),
    hidden=st.booleans(),
)


@pytest.fixture
def panel(qtbot, asks, theme, library, status):
    asks.answers = {GetFacets: library, GetStatus: status}
    panel = FilterPanel(asks, theme)
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.facets_changed):
        panel.refresh()
    qtbot.waitUntil(lambda: panel.section("folders").has_values)
    return panel


def ticked(panel, name) -> list[str]:
    return [row.key for row in panel.section(name)._model.rows if row.ticked]


def row(panel, name, key):
    return next(row for row in panel.section(name)._model.rows if row.key == key)


def toggle(panel, name, key, on=True) -> None:
    panel.section(name)._model.toggled.emit(key, on)


def test_sections_show_what_is_there(panel):
    names = {name for name in panel.open_sections() if panel.section(name).isVisible()}
    assert names == {"date", "folders", "marks", *LISTS}
    assert row(panel, "places", "Lisbon, Portugal").number == 50
    assert [one.key for one in panel.section("marks")._model.rows] == [
        "favourites",
        "5",
        "3",
        "hidden",
    ]
    assert row(panel, "marks", "3").number == 7


def test_sections_without_values_are_gone(qtbot, asks, panel, library):
    asks.answers[GetFacets] = replace(library, places=(), lenses=())
    panel._counts._ask_for_library()
    qtbot.waitUntil(lambda: not panel.section("places").isVisible())
    assert not panel.section("lenses").isVisible()
    assert panel.section("cameras").isVisible()


def test_an_empty_library_says_what_will_be_here(qtbot, asks, theme, status):
    asks.answers = {GetFacets: Facets(), GetStatus: replace(status, folders=())}
    panel = FilterPanel(asks, theme)
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.facets_changed):
        panel.refresh()
    assert panel._empty.isVisible()
    assert not any(section.isVisible() for section in panel._sections)


def test_choosing_tells_once(qtbot, panel):
    got: list[Filters] = []
    panel.filters_changed.connect(got.append)
    toggle(panel, "cameras", "Camera 01")
    toggle(panel, "cameras", "Camera 03")
    toggle(panel, "marks", "favourites")
    toggle(panel, "marks", "3")
    toggle(panel, "marks", "5")
    assert (
        panel.filters()
        == got[-1]
        == Filters(cameras=("Camera 01", "Camera 03"), favourites=True, least_rating=5)
    )
    assert len(got) == 5
    assert ticked(panel, "cameras") == ["Camera 01", "Camera 03"]
    assert ticked(panel, "marks") == ["favourites", "5"]
    toggle(panel, "cameras", "Camera 01", on=False)
    assert panel.filters().cameras == ("Camera 03",)


def test_space_and_clicks_tick(qtbot, panel):
    view = panel.section("types")._list
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert panel.filters().types == ("jpeg",)
    place = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.filters().types == ("jpeg", "raw")
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert panel.filters().types == ("raw",)


def test_setting_tells_nothing(qtbot, panel):
    with qtbot.assertNotEmitted(panel.filters_changed):
        panel.set_filters(Filters(favourites=True, cameras=("Camera 01",)))
    assert ticked(panel, "marks") == ["favourites"]


@given(filters=FILTERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_everything_that_is_set_is_shown(panel, filters):
    panel.set_filters(filters)
    assert panel.filters() == filters
    date, marks = panel.section("date"), ticked(panel, "marks")
    assert (date.first.moment, date.last.moment) == (filters.after, filters.before)
    assert ("favourites" in marks, "hidden" in marks) == (filters.favourites, filters.hidden)
    assert (str(filters.least_rating) in marks) == (filters.least_rating is not None)
    for dimension in set(LISTS) - {Dimension.FOLDERS}:
        shown = {value.casefold() for value in ticked(panel, dimension.value)}
        assert shown == {value.casefold() for value in chosen(filters, dimension)}
    model = panel.section("folders")._model
    for path in filters.folders:
        assert model._tick(model.node(model.index_of(path))) is Tick.YES


@given(filters=FILTERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_clearing_every_section_clears_all(panel, filters):
    panel.set_filters(filters)
    for section in panel._sections:
        section.clear_wanted.emit()
    assert panel.filters() == Filters()


def test_unknown_values_stay_and_can_be_taken_away(panel):
    panel.set_filters(Filters(cameras=("Kodak", "camera 0"), keywords=("BEACH",)))
    assert ticked(panel, "cameras") == ["Kodak", "camera 0"]
    assert row(panel, "cameras", "Kodak").number == 0
    assert row(panel, "cameras", "camera 0").number == sum(20 - at for at in range(10))
    assert ticked(panel, "keywords") == ["beach"]
    toggle(panel, "keywords", "beach", on=False)
    toggle(panel, "cameras", "Kodak", on=False)
    assert panel.filters() == Filters(cameras=("camera 0",))


def test_numbers_of_a_section_follow_the_other_filters(qtbot, asks, panel, library):
    few = replace(library, photos=5, types=(Count("raw", 1),), cameras=(Count("Camera 05", 1),))
    asks.answers[GetFacets] = lambda request: few if request.filters.types else library
    panel.set_filters(Filters(types=("raw",)))
    qtbot.waitUntil(lambda: "5 of 100" in panel._summary.text())
    assert row(panel, "types", "jpeg").number == 90  # as if no type was chosen
    rows = panel.section("cameras")._model.rows
    assert (rows[0].key, rows[0].number) == ("Camera 05", 1)  # what has photos comes first
    assert row(panel, "cameras", "Camera 00").number == 0


def test_numbers_of_filters_that_changed_meanwhile_are_dropped(qtbot, asks, panel, library):
    del asks.answers[GetFacets]
    panel.set_filters(Filters(favourites=True))
    qtbot.waitUntil(lambda: asks.of(GetFacets)[-1].request.filters.favourites)
    stale = asks.open(GetFacets)
    panel.set_filters(Filters(hidden=True))
    assert stale.cancelled
    qtbot.waitUntil(lambda: asks.of(GetFacets)[-1].request.filters.hidden)
    asks.open(GetFacets).answer(replace(library, photos=4))
    assert "4 of 100" in panel._summary.text()


def test_nobody_counts_for_a_hidden_panel(qtbot, asks, panel):
    panel.hide()
    before = len(asks.asked)
    panel.set_filters(Filters(favourites=True))
    panel._counts._on_changed()
    assert len(asks.asked) == before
    panel.show()
    assert len(asks.asked) > before


def test_trouble_leaves_the_numbers_as_they_are(qtbot, asks, panel):
    asks.answers[GetFacets] = LibraryError("no")
    panel.set_filters(Filters(favourites=True))
    qtbot.waitUntil(lambda: asks.of(GetFacets)[-1].answered)
    panel._counts._ask_for_library()
    qtbot.waitUntil(lambda: asks.of(GetFacets)[-1].answered)
    assert row(panel, "types", "jpeg").number == 90
    del asks.answers[GetFacets]
    panel._counts._ask_for_library()
    assert asks.open(GetFacets)


def test_news_are_asked_for_now_and_then(asks, panel):
    asked = len(asks.of(GetFacets))
    for _ in range(50):
        panel.refresh()
    assert len(asks.of(GetFacets)) == asked
    assert panel._counts._news.isActive()


def test_long_lists_are_short_at_first(qtbot, panel):
    section = panel.section("cameras")
    assert len(section._model.rows) == 6
    assert section._more.text() == "Show all (12)"
    section._more.click()
    assert len(section._model.rows) == 12
    qtbot.keyClicks(section._find, "11")
    assert [one.key for one in section._model.rows] == ["Camera 11"]
    toggle(panel, "cameras", "Camera 11")
    qtbot.keyClicks(section._find, "nothing")
    assert section._nothing.isVisible()
    qtbot.keyClick(section._find, Qt.Key.Key_Escape)
    assert len(section._model.rows) == 12
    section._more.click()
    assert [one.key for one in section._model.rows][-1] == "Camera 11"


def test_clearing(qtbot, panel):
    panel.set_filters(Filters(favourites=True, cameras=("Camera 01",)))
    assert panel.section("cameras")._clear.isVisible()
    with qtbot.waitSignal(panel.filters_changed) as changed:
        panel.section("cameras")._clear.click()
    assert changed.args == [Filters(favourites=True)]
    with qtbot.waitSignal(panel.filters_changed) as changed:
        panel._clear.click()
    assert changed.args == [Filters()]
    assert not panel._clear.isVisible()


def test_sections_close_and_are_remembered(panel):
    panel.set_open_sections(("date", "places"))
    assert panel.open_sections() == ("date", "places")
    assert not panel.section("cameras").body.isVisible()
    panel.section("cameras").header.click()
    assert panel.section("cameras").body.isVisible()


def test_dates_can_be_typed(qtbot, panel):
    date = panel.section("date")
    date.first.setText("2023")
    with qtbot.waitSignal(panel.filters_changed) as changed:
        qtbot.keyClick(date.first, Qt.Key.Key_Return)
    assert changed.args == [Filters(after=local(2023, 1, 1))]
    date.last.setText("2023")
    qtbot.keyClick(date.last, Qt.Key.Key_Return)
    assert panel.filters().before == local(2024, 1, 1)
    assert date.last.text() == "31/12/2023"
    date.last.setText("nonsense")
    qtbot.keyClick(date.last, Qt.Key.Key_Return)
    assert not date.last.is_understood
    assert "not a date" in date.last.accessibleDescription()
    qtbot.keyClick(date.last, Qt.Key.Key_Escape)
    assert date.last.is_understood
    date.last.clear()
    qtbot.keyClick(date.last, Qt.Key.Key_Return)
    assert panel.filters() == Filters(after=local(2023, 1, 1))
    date.last.setText("2022")
    qtbot.keyClick(date.last, Qt.Key.Key_Return)
    assert date._note.isVisible()


def test_a_calendar_chooses_a_day(qtbot, panel):
    field = panel.section("date").last
    field.set_moment(local(2023, 7, 1))
    qtbot.keyClick(field, Qt.Key.Key_F4)
    days = field._calendar._days
    assert days.selectedDate().toString("yyyy-MM-dd") == "2023-06-30"
    with qtbot.waitSignal(panel.filters_changed) as changed:
        days.clicked.emit(days.selectedDate().addDays(-1))
    assert changed.args == [Filters(before=local(2023, 6, 30))]
    assert not field._calendar.isVisible()


def test_the_timeline_chooses(qtbot, panel):
    timeline = panel.section("date").timeline
    with qtbot.waitSignal(panel.filters_changed) as changed:
        qtbot.keyClick(timeline, Qt.Key.Key_Home)
    assert changed.args == [Filters(after=local(2022, 1, 1), before=local(2022, 2, 1))]
    assert panel.section("date").last.text() == "31/01/2022"


def test_everything_has_a_name_for_screen_readers(panel):
    for section in panel._sections:
        assert section.header.accessibleName()
    assert row(panel, "marks", "3").spoken.startswith("At least 3 star")
    assert panel.section("date").timeline.accessibleName()
    assert panel.section("cameras")._list.accessibleName() == "Camera"


def test_the_side_panel_holds_both(qtbot, asks, theme, library, status, searches):
    asks.answers = {GetFacets: library, GetStatus: status, GetSavedSearches: searches}
    side = SidePanel(asks, theme)
    qtbot.addWidget(side)
    side.show()
    side.refresh()
    qtbot.waitUntil(lambda: side.saved.searches == searches)
    assert side.saved.isVisible()
    assert side.saved.y() < side.filters.section("date").y()
    theme.set_appearance("dark")
    side.grab()
    theme.set_appearance("light")


def test_the_keyboard_goes_from_top_to_bottom(asks, theme, library, status, qtbot):
    asks.answers = {GetFacets: library, GetStatus: status, GetSavedSearches: ()}
    side = SidePanel(asks, theme)
    qtbot.addWidget(side)
    side.resize(300, 3000)
    side.show()
    side.refresh()
    qtbot.waitUntil(lambda: side.filters.section("folders").has_values)
    side.saved.header.setFocus()
    heights = []
    for _ in range(6):
        focus = side.focusWidget()
        assert focus is not side.filters
        heights.append(focus.mapTo(side, focus.rect().topLeft()).y())
        side.focusNextChild()
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]
