"""Appearance, privacy, storage, diagnostics, about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from shiboken6 import delete

from app.window import diagnostics
from app.window.settings.appearance import AppearancePage
from app.window.settings.diagnostics import DiagnosticsPage
from app.window.settings.privacy import PrivacyPage
from app.window.settings.storage import StoragePage
from indexer.client import Settings
from indexer.errors import LibraryError
from indexer.requests import ClearCache, GetSettings, GetStatus, ListModels, MeasureCache
from tests.app.window.settings.samples import CACHE, MODELS, STATUS


def test_appearance_holds_at_once(theme, state, qtbot):
    page = AppearancePage(theme, state, [("en", "English"), ("de", "Deutsch")])
    qtbot.addWidget(page)
    page._appearance.setCurrentIndex(2)
    page._appearance.activated.emit(2)
    page._cell.setValue(200)
    page._names.click()
    page._days.click()
    page._slide.setValue(9)
    found = state.state
    assert (found.appearance, found.cell_side, found.slide_seconds) == ("dark", 200, 9)
    assert found.show_names
    assert not found.group_by_day
    state.change(appearance="light")
    assert page._appearance.currentData() == "light"


def test_another_language_comes_with_the_next_start(theme, state, qtbot):
    page = AppearancePage(theme, state, [("en", "English"), ("de", "Deutsch")])
    qtbot.addWidget(page)
    page._language.setCurrentIndex(2)
    with qtbot.waitSignal(page.language_changed, check_params_cb=lambda code: code == "de"):
        page._language.activated.emit(2)
    assert state.state.language == "de"
    assert "opened again" in page._restart.text
    page._language.activated.emit(2)  # the same again is no change


def test_motion_follows_the_system(qapp, state, qtbot):
    from app.window.theme.theme import Theme

    for said, told in (("1", "Nothing moves"), ("0", "Some things")):
        theme = Theme(qapp, "light", environ={"PICTROVE_REDUCED_MOTION": said})
        page = AppearancePage(theme, state, [])
        qtbot.addWidget(page)
        assert told in page._motion.text


def test_searches_are_forgotten(theme, state, places, qtbot):
    state.change(recent=("dog", "beach"))
    page = PrivacyPage(theme, state, places)
    qtbot.addWidget(page)
    page._keep.click()
    assert not state.state.keep_recent
    assert state.state.recent  # what is there is forgotten on request only
    with qtbot.waitSignal(page.history_cleared):
        page._clear.click()
    assert state.state.recent == ()
    assert not page._clear.isEnabled()


@pytest.fixture
def storage(asks, theme, background, restorer, qtbot) -> StoragePage:
    opened = []
    page = StoragePage(asks, theme, background, restorer, opened.append)
    page.opened = opened
    qtbot.addWidget(page)
    page.show()
    page.appear()
    asks.open(GetStatus).answer(STATUS)
    asks.open(MeasureCache).answer(CACHE)
    qtbot.waitUntil(lambda: bool(page._free.text()))
    return page


def test_storage_is_measured(storage):
    assert storage._library.text() == "123.5 MB"
    assert "512.0 MB" in storage._thumbnails.text()
    assert "24,110" in storage._thumbnails.text()
    storage._open.click()
    assert [url.toLocalFile() for url in storage.opened] == [STATUS.data_folder]
    storage._take_free(1000)
    assert "little space" in storage._tight.text
    storage._take_free(None)
    assert storage._free.text() == "unknown"
    assert storage._tight.text == ""


def test_trouble_of_storage_is_not_said_for_ever(storage, asks):
    storage.refresh()
    asks.open(GetStatus).fail(LibraryError("The engine is gone."))
    assert storage._unread.text == "The engine is gone."
    storage._fail(LibraryError("It may not be written."))
    storage.refresh()
    asks.open(GetStatus).answer(STATUS)
    assert storage._unread.text == ""
    assert storage._trouble.text == "It may not be written."  # until it was seen
    storage.disappear()
    assert storage._trouble.text == ""


def test_clearing_asks_first(storage, asks, question):
    storage._clear.click()
    assert "stay" in question(storage, yes=False)
    assert not asks.of(ClearCache)
    storage._clear.click()
    question(storage, yes=True)
    asks.open(ClearCache).answer(None)
    assert storage._news.text == "The thumbnails are cleared."
    storage._clear.setEnabled(True)
    storage._clear.click()
    question(storage, yes=True)
    asks.open(ClearCache).fail(LibraryError("It may not be written."))
    assert storage._trouble.text == "It may not be written."


def test_a_page_that_is_gone_is_not_called(asks, theme, background, restorer, qtbot):
    page = StoragePage(asks, theme, background, restorer)
    page.appear()
    delete(page)
    assert all(ticket.cancelled for ticket in asks.asked)
    assert background._jobs
    qtbot.waitUntil(lambda: not background._jobs)
    QCoreApplication.processEvents()


def test_diagnostics_are_gathered_and_copied(
    asks, theme, background, places, qtbot, monkeypatch, tmp_path
):
    monkeypatch.setenv("HOME", "/home/anna")
    places.cache.mkdir(parents=True)
    lines = [f"line {number} in /home/anna/Pictures" for number in range(100)]
    (places.cache / "engine.log").write_text("\n".join(lines))
    page = DiagnosticsPage(asks, theme, background, places)
    qtbot.addWidget(page)
    page.appear()
    asks.open(GetStatus).answer(STATUS)
    asks.open(ListModels).answer(MODELS)
    asks.open(GetSettings).answer(Settings(cores=2))
    qtbot.waitUntil(lambda: "line 99" in page.text)
    text = page.text
    assert "line 10 " not in text  # only the end
    assert "/home/anna" not in text
    assert "drive" not in text  # names of folders are private
    assert "~/Pictures" in text
    for part in ("indexed 312", "cores: 2", "starter: in use", "watch limit", "Qt 6"):
        assert part in text
    page._copy.click()
    assert QGuiApplication.clipboard().text() == text
    assert page._notices.text == "The watch limit is reached."


def test_diagnostics_tell_what_is_known(asks, theme, background, places, qtbot):
    page = DiagnosticsPage(asks, theme, background, places)
    qtbot.addWidget(page)
    page.appear()
    asks.open(GetStatus).fail(LibraryError("The library is damaged."))
    assert page._trouble.text == "The library is damaged."
    assert page.text.startswith("Pictrove")
    assert diagnostics.last_lines(places.cache / "nothing.log") == ""
