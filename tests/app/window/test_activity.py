"""What the engine is doing: in words, in the status bar, and in the tray."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QSystemTrayIcon

from app.window import activity_text, texts
from app.window.activity_label import ActivityLabel
from app.window.theme.theme import Theme
from app.window.tray import Tray
from indexer.client import Activity, Progress, Settings
from indexer.errors import LibraryError
from indexer.requests import ChangeSettings, GetSettings

WORK = Progress("indexing", 1204, 5000, 0, 0, 0, 20.0, 190.0)
INDEXING = Activity("indexing", progress=WORK)
SCANNING = Activity("scanning", progress=Progress("scanning", 0, 1204, 0, 0, 0, 0.0, None))
WAITING = Activity("waiting", "The computer runs on its battery.", WORK)
PAUSED = Activity("paused", "Indexing is paused until 14:30.", WORK)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp, "light")


@pytest.mark.parametrize(
    ("activity", "text"),
    [
        (Activity("idle"), ""),
        (Activity("scanning"), "Looking for photos…"),
        (SCANNING, "Looking for photos: 1,204 so far"),
        (Activity("indexing"), "Indexing…"),
        (INDEXING, "Indexing 1,204 of 5,000 · about 3 minute(s) left"),
        (Activity("indexing", progress=replace(WORK, done=5000)),
         "All photos are read; finishing…"),
        (WAITING, "Waiting: The computer runs on its battery."),
        (Activity("waiting", "Something new."), "Waiting: Something new."),
        (Activity("waiting", "Quiet hours last until 07:00."),
         "Waiting: Quiet hours last until 07:00."),
        (PAUSED, "Indexing is paused until 14:30."),
        (Activity("paused"), "Indexing is paused."),
    ],
)  # fmt: skip
def test_in_words(activity, text):
    assert activity_text.describe(activity) == text


def test_share():
    assert activity_text.share(INDEXING) == pytest.approx(0.2408)
    assert activity_text.share(SCANNING) is None
    assert activity_text.share(Activity("idle", progress=WORK)) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "less than a minute"),
        (59, "less than a minute"),
        (61, "about 1 minute(s)"),
        (3599, "about 60 minute(s)"),
        (2 * 3600, "about 2 hour(s)"),
        (5 * 86400, "about 5 day(s)"),
    ],
)
def test_durations(seconds, text):
    assert texts.about(seconds) == text


def test_amounts_follow_the_language():
    assert texts.photos(24575) == "24,575 photo(s)"
    QLocale.setDefault(QLocale("de_DE"))
    assert texts.number(24575) == "24.575"
    assert texts.photos(24575) == "24.575 photo(s)"
    assert texts.size(605_189_364) == "605,2 MB"


# The status bar


@pytest.fixture
def label(asks, theme, qtbot) -> ActivityLabel:
    label = ActivityLabel(asks, theme)
    qtbot.addWidget(label)
    label.resize(600, 30)
    label.show()
    return label


def test_it_begins_without_an_engine(label):
    assert label.text == "Starting…"
    assert not label._pause.isVisible()


def test_idle(label):
    label.show_activity(Activity("idle"))
    assert label.text == ""
    label.set_photos(0)
    assert label.text == "No photos yet"
    label.set_photos(24575)
    assert label.text == "24,575 photo(s)"
    assert not label._bar.isVisible()
    label.set_connected(connected=False)
    assert label.text == "Starting…"
    label.show_refused()
    assert label.text == "The library is not open"
    assert not label._pause.isVisible()
    label.set_connected(connected=True)
    assert label.text == "24,575 photo(s)"


def test_at_work(label):
    label.show_activity(SCANNING)
    assert label._bar.isVisible()
    label.show_activity(INDEXING)
    assert label._bar.value() == 241
    assert label._bar.maximum() == 1000
    assert label._text.accessibleName() == label.text


def test_a_long_line_is_cut_and_told_in_full(label):
    label.resize(280, 30)
    label.show_activity(WAITING)
    assert label._text.text().endswith("…")
    assert WAITING.reason in label._text.toolTip()


def test_clicking_wants_the_settings(label, qtbot):
    with qtbot.waitSignal(label.indexing_wanted):
        label._text.click()


def test_pausing_and_going_on(label, asks):
    label.show_activity(INDEXING)
    assert label._pause.accessibleName() == "Pause indexing"
    label._pause.click()
    asks.open(GetSettings).answer(Settings(cores=2))
    assert asks.open(ChangeSettings).request.settings == Settings(cores=2, paused=True)
    asks.open(ChangeSettings).answer(None)
    label.show_activity(PAUSED)
    assert label._pause.accessibleName() == "Resume indexing"
    label._pause.click()
    asks.open(GetSettings).answer(Settings(paused=True))
    assert asks.open(ChangeSettings).request.settings == Settings()


def test_a_pause_that_fails_is_told(label, asks, qtbot):
    label.show_activity(INDEXING)
    label._pause.click()
    with qtbot.waitSignal(label.troubled):
        asks.open(GetSettings).fail(LibraryError("No."))


# The tray


@pytest.fixture
def tray(asks, theme) -> Tray:
    return Tray(asks, theme)


def visible(tray) -> list[str]:
    return [
        action.text().replace("&", "")
        for action in tray.menu.actions()
        if action.isVisible() and not action.isSeparator()
    ]


def test_without_a_tray_nothing_appears(tray, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    assert not tray.available
    tray.show()
    assert not tray._icon.isVisible()
    tray.hide()


def test_with_a_tray_the_icon_tells_the_state(tray, theme, monkeypatch):
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: shown.append(1))
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _: bool(shown))
    tray.show()
    keys = [tray._icon.icon().cacheKey()]
    for activity in (INDEXING, PAUSED, WAITING):
        tray.show_activity(activity)
        keys.append(tray._icon.icon().cacheKey())
    assert len(set(keys)) == 4
    theme.set_appearance("dark")
    assert tray._icon.icon().cacheKey() not in keys


def test_the_tool_tip_tells_the_progress(tray):
    assert tray.tool_tip == "Pictrove – Ready"
    tray.set_photos(24575)
    assert tray.tool_tip == "Pictrove – 24,575 photo(s) can be found"
    tray.show_activity(INDEXING)
    assert "1,204 of 5,000" in tray.tool_tip


def test_the_menu(tray, qtbot):
    texts_shown = visible(tray)
    assert texts_shown == [
        "Show Pictrove", "Ready", "Pause indexing", "Pause for an hour", "Settings…",
        "Quit Pictrove",
    ]  # fmt: skip
    for text, signal in (
        ("Show", tray.show_wanted),
        ("Settings", tray.settings_wanted),
        ("Quit", tray.quit_wanted),
    ):
        action = next(one for one in tray.menu.actions() if text in one.text().replace("&", ""))
        with qtbot.waitSignal(signal):
            action.trigger()


def test_pausing_from_the_tray(tray, asks):
    tray._pause_hour.trigger()
    asks.open(GetSettings).answer(Settings())
    assert asks.open(ChangeSettings).request.settings.paused_until is not None
    asks.open(ChangeSettings).answer(None)
    assert "Resume indexing" in visible(tray)
    tray._resume.trigger()
    asks.open(GetSettings).answer(Settings(paused=True))
    asks.open(ChangeSettings).answer(None)
    assert "Pause indexing" in visible(tray)


def test_it_says_that_quitting_leaves_the_engine(tray, asks):
    tray.menu.aboutToShow.emit()
    asks.open(GetSettings).answer(Settings(background=True))
    assert "Watched folders are followed after quitting, too" in visible(tray)
    tray.menu.aboutToShow.emit()
    asks.open(GetSettings).answer(Settings(background=False))
    assert "Watched folders are followed after quitting, too" not in visible(tray)


def test_a_click_shows_the_window(tray, qtbot):
    with qtbot.waitSignal(tray.show_wanted):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_trouble_in_the_tray_is_told(tray, asks, qtbot):
    tray._pause.trigger()
    with qtbot.waitSignal(tray.troubled):
        asks.open(GetSettings).fail(LibraryError("No."))
