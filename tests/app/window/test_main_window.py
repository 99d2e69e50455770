"""The main window: its parts know of each other, and nothing is lost on the way."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.window.background import Background
from app.window.cheat_sheet import CheatSheet
from app.window.drops import Drops
from app.window.engine_troubles import EngineTroubles
from app.window.link import EngineLink
from app.window.main_window import MainWindow
from app.window.parts import Parts
from app.window.theme.theme import Theme
from indexer.client import Activity, FolderStatus, Photo, PhotoDetails, Picture, Settings, Status
from indexer.errors import LibraryDamagedError, LibraryError, QueryError
from indexer.metadata import PhotoMetadata
from indexer.places import Places
from indexer.query import Filters, Found, Order, PictureTerm, Query, SavedSearch, TextTerm
from indexer.reports import Count, Facets
from indexer.requests import (
    ChangeMarks,
    Find,
    GetDetails,
    GetFacets,
    GetPhotos,
    GetPicture,
    GetSavedSearches,
    GetSettings,
    GetStatus,
    ListModels,
    LookAgain,
    MakeThumbnail,
    SaveSearch,
    Watch,
)
from tests.app.window.settings.samples import ENGINE

FOLDER = FolderStatus("/photos", 40, offline=False, watched=True)
STATUS = Status((FOLDER,), 40, 0, 0, 0, "starter", "", 1000, "/data")
EMPTY = Status((), 0, 0, 0, 0, "starter", "", 0, "/data")
ALL = Found(array("Q", range(1, 41)).tobytes(), b"", (), 40)
NONE = Found(b"", b"", (), 0)


def photo(number: int) -> Photo:
    return Photo(number, f"/photos/{number}.jpg", 40, 30, "jpeg", 1000, None, None)


class FakeLink(EngineLink):
    """Asks a `FakeAsks`."""

    def __init__(self, asks) -> None:
        super().__init__(lambda: pytest.fail("connects"))
        self.asks = asks
        self.connects = 0

    def ask(self, request, done, failed=None, progress=None):
        return self.asks.ask(request, done, failed or self.troubled.emit, progress)

    @property
    def is_connected(self) -> bool:
        return self.connects > 0

    def connect_engine(self) -> None:
        self.connects += 1
        self.connected.emit()


@pytest.fixture
def link(asks, qapp) -> FakeLink:
    asks.answers |= {
        GetStatus: STATUS,
        Find: ALL,
        GetPhotos: lambda request: tuple(map(photo, request.ids)),
        GetFacets: Facets(40, types=(Count("jpeg", 40),)),
        GetSavedSearches: (),
        GetSettings: Settings(),
        ListModels: (),
        MakeThumbnail: LibraryError("There is none."),
        GetPicture: Picture(2, 2, 2, 2, bytes(12)),
        GetDetails: lambda request: PhotoDetails(
            photo(request.photo_id), PhotoMetadata(), "2026-01-01T00:00:00+00:00"
        ),
        ChangeMarks: lambda request: len(request.ids),
        LookAgain: None,
        SaveSearch: None,
    }
    return FakeLink(asks)


@pytest.fixture
def parts(link, state, qapp, tmp_path) -> Parts:
    state.change(welcomed=True)
    background = Background()
    theme = Theme(qapp, "light")
    yield Parts(
        link,
        background,
        state,
        theme,
        Places.below(tmp_path),
        lambda: pytest.fail("asks for the login"),
        [("en", "English"), ("de", "Deutsch")],
        lambda: "It is repaired.",
        tmp_path / "samples",
        tray=False,
    )
    background.close()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(theme, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(parts, qtbot) -> MainWindow:
    made = MainWindow(parts)
    qtbot.addWidget(made)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: not made.session.is_busy)
    yield made
    made.hide()
    made.shut()


def texts(window: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_it_shows_what_is_there(window, qtbot) -> None:
    assert window.model.rowCount() == 40
    assert not window.page.is_empty
    assert "40 photos" in texts(window.page).replace("photo(s)", "photos")


def test_typing_asks_once_and_shows_the_answer(window, asks, qtbot) -> None:
    asks.asked.clear()
    qtbot.keyClicks(window.search_bar.field.area.edit, "dogs")
    qtbot.waitUntil(lambda: bool(asks.of(Find)))
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert [ticket.request.query.terms for ticket in asks.of(Find)] == [(TextTerm("dogs"),)]
    assert window.windowTitle() == "dogs – Pictrove"


def test_enter_goes_to_the_photos(window, qtbot) -> None:
    qtbot.keyClick(window.search_bar.field.area.edit, Qt.Key.Key_Return)
    assert window.page.view.hasFocus()


def test_filters_of_the_panel_and_of_the_row_are_the_same(window, asks, qtbot) -> None:
    window.side.filters.set_filters(Filters(favourites=True))
    window.side.filters.filters_changed.emit(Filters(favourites=True))
    assert window.active.filters() == Filters(favourites=True)
    assert asks.of(Find)[-1].request.query.filters == Filters(favourites=True)
    window.active.filters_changed.emit(Filters())
    assert window.side.filters.filters() == Filters()
    assert asks.of(Find)[-1].request.query.filters == Filters()


def test_a_suggested_filter_joins_the_others(window, asks) -> None:
    window.set_filters(Filters(types=("jpeg",)))
    window.search_bar.filters_wanted.emit(Filters(cameras=("Nikon",)))
    wanted = Filters(types=("jpeg",), cameras=("Nikon",))
    assert asks.of(Find)[-1].request.query.filters == wanted
    assert window.side.filters.filters() == wanted


def test_the_order_is_asked_for_and_remembered(window, asks, state) -> None:
    window.page.set_order(Order.NAME)
    window.page.order_changed.emit(Order.NAME)
    assert asks.of(Find)[-1].request.query.order is Order.NAME
    assert state.state.order == "name"


def test_a_saved_search_is_shown_everywhere(window, asks, qtbot) -> None:
    query = Query(
        (TextTerm("snow"), TextTerm("dog", 2.0)), Filters(least_rating=3), 20, Order.OLDEST
    )
    window.side.saved.opened.emit(SavedSearch("Winter", query))
    assert window.search_bar.terms() == query.terms
    assert window.side.filters.filters() == query.filters
    assert window.page.order is Order.OLDEST
    asked = asks.of(Find)[-1].request.query
    assert (asked.terms, asked.filters, asked.order) == (query.terms, query.filters, query.order)


def test_looking_and_coming_back(window, qtbot) -> None:
    window.page.view.opened.emit(3)
    assert window.is_looking
    assert window.chosen_ids() == (4,)
    assert not window.menuBar().isVisible() or QApplication.platformName() == "cocoa"
    qtbot.keyClick(window.lazy.viewer.stage, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.chosen_ids() == (5,))
    qtbot.keyClick(window.lazy.viewer.stage, Qt.Key.Key_Escape)
    assert not window.is_looking
    assert window.page.view.current_row() == 4
    assert window.menuBar().isVisible()


@pytest.mark.parametrize("way", ["find", "filters", "pasted"])
def test_searching_while_looking_leaves_the_viewer(window, qtbot, way) -> None:
    window.look_at(3)
    assert window.is_looking
    if way == "find":
        window.menus.find.trigger()
    elif way == "filters":
        window.menus.to_filters.trigger()
    else:
        window.search_bar.add_picture(PictureTerm("/tmp/like.jpg"))
    assert not window.is_looking
    assert window.page.view.current_row() == 3
    qtbot.waitUntil(lambda: not window.session.is_busy)


def test_a_part_of_a_photo_is_searched_for(window, asks, qtbot) -> None:
    window.look_at(0)
    term = PictureTerm("/photos/1.jpg")
    window.lazy.viewer.part_wanted.emit(term)
    assert not window.is_looking
    assert window.search_bar.terms() == (term,)
    assert asks.of(Find)[-1].request.query.terms == (term,)


def test_a_keyword_of_a_photo_becomes_a_filter(window, asks) -> None:
    window.look_at(0)
    window.lazy.viewer.keyword_wanted.emit("harbour")
    assert not window.is_looking
    assert asks.of(Find)[-1].request.query.filters == Filters(keywords=("harbour",))


def test_more_like_this(window, asks, qtbot) -> None:
    window.page.view.set_current_row(1)
    window.photos.like.trigger()
    qtbot.waitUntil(lambda: window.search_bar.terms() == (PictureTerm("/photos/2.jpg"),))


def test_marks_are_fetched_again(window, asks, qtbot) -> None:
    window.page.view.set_current_row(1)
    qtbot.waitUntil(lambda: window.model.photo(1) is not None)
    asks.answers[GetPhotos] = lambda request: tuple(
        Photo(one, f"/photos/{one}.jpg", 1, 1, "jpeg", 1, None, None, favourite=True)
        for one in request.ids
    )
    window.photos.favourite.trigger()
    qtbot.waitUntil(lambda: window.model.photo(1).favourite)


def test_actions_need_photos(window) -> None:
    window.page.view.clearSelection()
    window.on_chosen_changed(0)
    assert not window.photos.trash.isEnabled()
    window.page.view.set_current_row(0)
    assert window.photos.trash.isEnabled()


def test_no_folder_is_the_welcome(parts, asks, qtbot, state) -> None:
    state.change(welcomed=False)
    asks.answers |= {GetStatus: EMPTY, Find: NONE}
    window = MainWindow(parts)
    qtbot.addWidget(window)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: window.lazy.made("welcome"))
    assert window.lazy.welcome.isVisible()
    window.lazy.welcome.finished.emit()
    assert window.page.isVisible()
    window.hide()
    window.shut()


@pytest.mark.parametrize(
    ("status", "filters", "says"),
    [
        (EMPTY, Filters(), "Which photos"),
        (STATUS, Filters(favourites=True), "No photo matches"),
        (STATUS, Filters(), "no photos here yet"),
        (Status((FOLDER,), 0, 9, 0, 0, "starter", "", 0, ""), Filters(), "for the first time"),
    ],
)
def test_nothing_says_why(window, asks, qtbot, status, filters, says) -> None:
    asks.answers |= {GetStatus: status, Find: NONE}
    window.on_connected()
    window.set_filters(filters)
    qtbot.waitUntil(lambda: window.page.is_empty and says in window.page.empty.headline)


def test_clear_filters_is_offered(window, asks, qtbot) -> None:
    asks.answers[Find] = lambda request: NONE if request.query.filters.favourites else ALL
    window.set_filters(Filters(favourites=True))
    qtbot.waitUntil(lambda: window.page.is_empty)
    buttons = window.page.empty.findChildren(QAbstractButton)
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.page.is_empty)
    assert window.active.filters() == Filters()


def test_a_query_that_cannot_be_answered(window, asks, qtbot) -> None:
    asks.answers[Find] = QueryError("The words cancel each other out.")
    window.session.set_terms((TextTerm("dog"), TextTerm("dog", -1.0)))
    qtbot.waitUntil(lambda: window.page.is_empty)
    assert "cancel each other out" in texts(window.page.empty)


def test_trouble_is_said_and_no_dialog(window, link, qtbot) -> None:
    link.troubled.emit(LibraryError("The disk is full."))
    assert "The disk is full." in texts(window.messages)


def test_a_lost_engine_is_told_and_is_back(window, link, qtbot) -> None:
    link.lost.emit()
    assert "ended unexpectedly" in texts(window.messages)
    link.connected.emit()
    assert "running again" in texts(window.messages)
    assert "ended unexpectedly" not in texts(window.messages)


def test_a_damaged_library_can_be_repaired(window, link, qtbot) -> None:
    link.refused.emit(LibraryDamagedError("The library is damaged."))
    repair = [
        button
        for button in window.messages.findChildren(QAbstractButton)
        if button.text().replace("&", "") == "Repair"
    ]
    before = link.connects
    repair[0].click()
    qtbot.waitUntil(lambda: "It is repaired." in texts(window.messages))
    assert link.connects == before + 1


def shut_library(window, link, asks, qtbot, error: Exception) -> None:
    """Nothing is shown, and the engine cannot be started."""
    asks.answers[Find] = NONE
    window.session.set_terms((TextTerm("dog"),))
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    link.refused.emit(error)


def test_a_library_that_cannot_be_opened_does_not_seem_to_be_opening(
    window, link, asks, qtbot
) -> None:
    shut_library(window, link, asks, qtbot, LibraryError("The disk is away."))
    assert window.page.empty.headline == "Your library cannot be opened"
    assert "The disk is away." in texts(window.page.empty)
    assert window.activity.text == "The library is not open"
    before, link.connects = link.connects, 0
    window.answers.say_starting()  # the timer of the start may fire later than that
    assert window.page.empty.headline == "Your library cannot be opened"
    link.connects = before
    window.page.empty._button.click()
    assert link.connects == before + 1
    assert window.activity.text != "The library is not open"


def test_a_repair_that_fails_says_why_and_is_no_bug(window, link, parts, asks, qtbot) -> None:
    def fail() -> str:
        raise LibraryError("There is no room.")

    window.findChild(EngineTroubles)._parts = replace(parts, repair=fail)
    damaged = LibraryDamagedError("The library is damaged.")
    shut_library(window, link, asks, qtbot, damaged)
    assert window.page.empty._button.text() == "Repair"
    with qtbot.assertNotEmitted(parts.background.bug_found):
        window.page.empty._button.click()
        assert window.page.empty.headline == "The library is being repaired"
        qtbot.waitUntil(lambda: "There is no room." in texts(window.page.empty))


def test_news_keep_the_place(window, asks, link, qtbot) -> None:
    window.page.view.set_current_row(5)
    asks.answers[Find] = Found(array("Q", [99, *range(1, 41)]).tobytes(), b"", (), 41)
    link.photos_changed.emit(7)
    qtbot.waitUntil(lambda: window.model.rowCount() == 41)
    assert window.page.view.current_row() == 6
    assert window.chosen_ids() == (6,)


def test_what_the_engine_does_is_told(window, link) -> None:
    link.activity_changed.emit(Activity("paused"))
    shown = [button.text() for button in window.activity.findChildren(QAbstractButton)]
    assert any("aused" in text for text in shown)


def mime(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(url) for url in urls])
    return data


def test_a_dropped_picture_is_searched_for(window, qtbot, tmp_path) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"x")
    window.findChild(Drops).take(mime(str(picture)))
    qtbot.waitUntil(lambda: window.session.query.terms == (PictureTerm(str(picture)),))


def test_a_dropped_folder_can_join(window, asks, qtbot, tmp_path) -> None:
    asks.answers[Watch] = FOLDER
    window.findChild(Drops).take(mime(str(tmp_path)))
    add = [
        button
        for button in window.messages.findChildren(QAbstractButton)
        if button.text().replace("&", "") == "Add this folder"
    ]
    add[0].click()
    qtbot.waitUntil(lambda: bool(asks.of(Watch)))
    assert asks.of(Watch)[0].request.folder == str(tmp_path)
    assert window.session.query.terms == ()


def test_the_panel_can_be_hidden(window, state) -> None:
    window.menus.show_filters.trigger()
    assert not window.side.isVisible()
    assert not state.state.show_filters
    window.menus.show_filters.trigger()
    assert window.side.isVisible()


def test_new_search_forgets_everything(window, asks, qtbot) -> None:
    window.show_query(Query((TextTerm("dog"),), Filters(favourites=True)))
    window.menus.new.trigger()
    assert window.search_bar.terms() == ()
    assert asks.of(Find)[-1].request.query.filters == Filters()


def test_closing_ends_it_or_leaves_it_in_the_tray(window, state, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(type(window.tray), "available", True)
    state.change(close_to_tray=True)
    with qtbot.assertNotEmitted(window.quit_wanted):
        window.close()
    assert not window.isVisible()
    window.come_forward()
    state.change(close_to_tray=False)
    with qtbot.waitSignal(window.quit_wanted):
        window.close()


def test_its_place_is_remembered(window, parts, state, qtbot) -> None:
    window.resize(700, 500)
    window.close()
    again = MainWindow(parts)
    qtbot.addWidget(again)
    assert again.size() == window.size()
    again.shut()


def test_a_second_start_shows_it_with_a_picture(window, qtbot, tmp_path) -> None:
    window.hide()
    window.come_forward((Path("/x/y.jpg"),))
    assert window.isVisible()
    assert window.search_bar.terms() == (PictureTerm("/x/y.jpg"),)


def test_a_picture_from_elsewhere_is_not_searched_within_filters(window, qtbot) -> None:
    window.set_filters(Filters(favourites=True))
    window.come_forward((Path("/x/y.jpg"),))
    assert window.session.query == replace(
        window.session.query, terms=(PictureTerm("/x/y.jpg"),), filters=Filters()
    )


def test_an_empty_page_tells_another_state_of_the_engine(window, asks, link, qtbot) -> None:
    engine = replace(ENGINE, activity=Activity("indexing"), notices=())
    asks.answers |= {Find: NONE, GetStatus: replace(STATUS, indexed=0, pending=9, engine=engine)}
    window.answers.ask_status()
    window.session.set_terms((TextTerm("dog"),))
    qtbot.waitUntil(lambda: "first time" in window.page.empty.headline)
    paused = replace(engine, activity=Activity("paused"))
    asks.answers[GetStatus] = replace(STATUS, indexed=0, pending=9, engine=paused)
    link.activity_changed.emit(Activity("paused"))
    qtbot.waitUntil(lambda: "not been read" in window.page.empty.headline)


def test_no_key_means_two_things(window) -> None:
    actions = [action for action in window.findChildren(QAction) if action.shortcuts()]
    owners: dict[str, set[str]] = {}
    for action in set(window.actions()) & set(actions):
        for key in action.shortcuts():
            owners.setdefault(key.toString(), set()).add(action.text())
    assert {key: texts for key, texts in owners.items() if len(texts) > 1} == {}
    assert QKeySequence("Ctrl+F").toString() in owners


def test_every_control_has_a_name(window) -> None:
    nameless = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible()
        and button.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (button.accessibleName() or button.text() or button.toolTip())
    ]
    assert nameless == []


@pytest.mark.parametrize("terms", [(), (TextTerm("dog"), TextTerm("snow"), TextTerm("sun"))])
def test_tab_goes_through_everything_and_around(window, terms, qtbot) -> None:
    window.search_bar.set_terms(terms)
    qtbot.waitUntil(lambda: not window.session.is_busy)
    window.search_bar.focus_words()
    seen = []
    for _ in range(60):
        seen.append(QApplication.focusWidget())
        window.focusNextChild()
        if QApplication.focusWidget() in seen:
            break
    assert window.page.view in seen
    assert len(seen) > 5


def test_all_keys_are_listed(window, qtbot) -> None:
    groups = window.menus.keys(window.lazy.viewer)
    assert all(title for title, _ in groups)
    keys = {text: key for _, rows in groups for text, key in rows}
    assert "Find" in keys
    window.open_cheat_sheet()
    (sheet,) = window.findChildren(CheatSheet)
    assert sheet.isVisible()
    sheet.close()


@pytest.mark.parametrize("size", [(480, 360), (1000, 700), (2400, 1400)])
def test_any_size(window, size, qtbot) -> None:
    window.resize(*size)
    QCoreApplication.processEvents()
    assert not window.grab().isNull()
    assert window.page.view.viewport().rect().contains(QPoint(5, 5))


def test_the_settings_know_at_once_what_the_engine_does(window, link) -> None:
    link.activity_changed.emit(Activity("paused", "Indexing is paused."))
    window.open_settings("indexing")
    assert "Indexing is paused." in texts(window.lazy.settings)
    window.lazy.settings.close()


def test_settings_open_at_a_page(window, qtbot) -> None:
    window.open_settings("appearance")
    assert window.lazy.settings.isVisible()
    window.lazy.settings.close()
