"""The dialog of the settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QListWidget, QSpinBox

from app.window.model_downloads import ModelDownloads
from app.window.settings.dialog import SettingsDialog, SettingsParts
from indexer.client import Activity
from indexer.requests import GetFailures, GetSettings, GetStatus
from tests.app.window.settings.samples import WORK


@pytest.fixture
def dialog(asks, theme, state, background, restorer, places, login, qtbot) -> SettingsDialog:
    parts = SettingsParts(
        asks, theme, state, background, ModelDownloads(asks), restorer, places,
        lambda: login, [("en", "English")],
    )  # fmt: skip
    dialog = SettingsDialog(parts)
    qtbot.addWidget(dialog)
    return dialog


def test_nothing_is_asked_before_it_is_shown(dialog, asks):
    assert not asks.asked
    dialog.open_page("failures")
    assert len(asks.of(GetFailures)) == 1
    assert not asks.of(GetStatus)


def test_every_page_can_be_opened(dialog, qtbot):
    for name in dialog.page_names:
        dialog.open_page(name)
        assert dialog.page(name).isVisible()
        assert dialog.page(name).in_sight


def test_the_pages_are_reached_by_keyboard(dialog, qtbot):
    dialog.open_page("folders")
    pages = dialog.findChild(QListWidget)
    qtbot.keyClick(pages, Qt.Key.Key_Down)
    assert dialog.page("failures").isVisible()
    assert not dialog.page("folders").in_sight


def test_closing_hides_it_and_opening_asks_again(dialog, asks):
    dialog.open_page("folders")
    dialog.close()
    assert not dialog.page("folders").in_sight
    dialog.open_page("folders")
    assert len(asks.of(GetStatus)) == 2


def test_news_are_gathered(dialog, asks, qtbot):
    dialog.refresh()  # nobody looks
    dialog.open_page("folders")
    for _ in range(5):
        dialog.refresh()
    qtbot.waitUntil(lambda: len(asks.of(GetStatus)) == 2)


def test_the_activity_comes_to_its_page(dialog, asks):
    dialog.show_activity(Activity("indexing", progress=WORK))
    assert not asks.of(GetSettings)  # not in sight
    dialog.open_page("indexing")
    assert len(asks.of(GetSettings)) == 1


def test_signals_of_the_pages_come_through(dialog, state, qtbot):
    state.change(recent=("dog",))
    with qtbot.waitSignal(dialog.history_cleared):
        dialog.page("privacy")._clear.click()
    language = dialog.page("appearance")._language
    language.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.language_changed):
        language.activated.emit(1)


def test_a_narrow_dialog_shows_icons_only(dialog):
    dialog.open_page("folders")
    pages = dialog.findChild(QListWidget)
    dialog.resize(2000, 600)
    wide = pages.width()
    assert pages.item(0).text() == "Folders"
    dialog.resize(300, 600)
    assert pages.item(0).text() == ""
    assert pages.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Folders"
    assert pages.width() < wide
    dialog.resize(2000, 600)
    assert (pages.item(0).text(), pages.width()) == ("Folders", wide)


def test_everything_has_a_name(dialog):
    for kind in (QAbstractButton, QComboBox, QSpinBox):
        for control in dialog.findChildren(kind):
            if control.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight")):
                continue
            text = control.text() if isinstance(control, QAbstractButton) else ""
            assert text or control.accessibleName(), control
