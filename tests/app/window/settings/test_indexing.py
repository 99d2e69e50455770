"""The page of indexing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.window.settings.indexing import IndexingPage
from indexer.client import Activity, Settings
from indexer.errors import LibraryError
from indexer.requests import ChangeSettings, GetSettings
from indexer.settings import QuietHours
from tests.app.window.settings.samples import WORK


@pytest.fixture
def page(asks, theme, state, background, login, qtbot) -> IndexingPage:
    page = IndexingPage(asks, theme, state, background, lambda: login, cores=8, has_tray=True)
    qtbot.addWidget(page)
    page.show()
    page.appear()
    asks.open(GetSettings).answer(Settings(cores=2))
    return page


def wanted(asks, before: Settings) -> Settings:
    """What the page has just asked for."""
    asks.open(GetSettings).answer(before)
    ticket = asks.open(ChangeSettings)
    ticket.answer(None)
    return ticket.request.settings


def test_it_waits_for_what_holds(asks, theme, state, background, login, qtbot):
    page = IndexingPage(asks, theme, state, background, lambda: login)
    qtbot.addWidget(page)
    page.appear()
    assert not page._cores.isEnabled()
    asks.open(GetSettings).fail(LibraryError("The library is damaged."))
    assert page._unread.text == "The library is damaged."
    assert not page._cores.isEnabled()


@pytest.mark.parametrize(
    ("control", "field"),
    [("_plugged_in", "only_plugged_in"), ("_away", "only_away")],
)
def test_switches_hold_at_once(page, asks, control, field):
    getattr(page, control).click()
    assert getattr(wanted(asks, Settings()), field) is True


def test_the_background_is_switched_off(page, asks):
    page._background.click()
    assert wanted(asks, Settings()).background is False


def test_a_failed_change_goes_back_to_what_is_true(page, asks):
    page._plugged_in.click()
    asks.open(GetSettings).answer(Settings(cores=2))
    asks.open(ChangeSettings).fail(LibraryError("The disk is full."))
    assert not page._plugged_in.isChecked()
    assert page._trouble.text == "The disk is full."


def test_what_could_not_be_read_is_forgotten_when_it_can_be(page, asks):
    page.refresh()
    asks.open(GetSettings).fail(LibraryError("The engine is gone."))
    assert page._unread.text == "The engine is gone."
    page._plugged_in.click()
    asks.open(GetSettings).fail(LibraryError("The disk is full."))
    assert page._unread.text == "The engine is gone."  # that the known ones are shown says nothing
    page.refresh()
    asks.open(GetSettings).answer(Settings(cores=2))
    assert page._unread.text == ""
    assert page._trouble.text == "The disk is full."  # of that, reading says nothing
    page.disappear()
    assert page._trouble.text == ""


def test_cores(page, asks):
    assert page._cores.currentData() == 2
    page._cores.setCurrentIndex(0)
    page._cores.activated.emit(0)
    assert wanted(asks, Settings(cores=2)).cores is None
    page._show_settings(Settings(cores=64))  # of another computer
    assert page._cores.currentIndex() == 0


def test_quiet_hours(page, asks):
    assert not page._quiet_from.isEnabled()
    page._quiet.click()
    hours = QuietHours(22 * 60, 7 * 60)
    assert wanted(asks, Settings()).quiet_hours == hours
    assert page._quiet_from.isEnabled()
    page._quiet_from.setTime(QTime(21, 30))
    page._quiet_from.userTimeChanged.emit(QTime(21, 30))
    page._quiet_from.editingFinished.emit()
    assert wanted(asks, Settings(quiet_hours=hours)).quiet_hours == QuietHours(21 * 60 + 30, 420)


def test_what_is_typed_is_changed_once(page, asks, qtbot):
    before = len(asks.of(GetSettings))
    for minutes in (11, 12, 13):
        page._model_minutes.setValue(minutes)
    assert len(asks.of(GetSettings)) == before
    qtbot.waitUntil(lambda: len(asks.of(GetSettings)) == before + 1)
    assert wanted(asks, Settings()).model_minutes == 13


def test_pausing_and_going_on(page, asks, monkeypatch):
    page._pause.click()
    assert wanted(asks, Settings()).paused
    assert page._resume.isVisible()
    assert not page._pause.isVisible()
    page._resume.click()
    assert not wanted(asks, Settings(paused=True)).paused
    assert page._pause.isVisible()


def test_pausing_for_a_while(page, asks):
    actions = page._pause_for.menu().actions()
    assert len(actions) == 4
    actions[1].trigger()
    assert wanted(asks, Settings()).paused_until is not None
    assert page._resume.isVisible()


def test_the_activity_is_told(page, asks):
    page.show_activity(Activity("indexing", progress=WORK))
    assert page._line.text() == "Indexing 312 of 24,575 · about 3 minute(s) left"
    assert page._bar.isVisible()
    asks.open(GetSettings)  # perhaps a pause has ended
    page.show_activity(Activity("idle"))
    assert "every photo" in page._line.text()
    assert not page._bar.isVisible()


def test_starting_at_login(page, login, background, qtbot):
    page._at_login.click()
    qtbot.waitUntil(lambda: login.on and not background._jobs)
    assert page._at_login.isChecked()
    page._at_login.click()
    qtbot.waitUntil(lambda: not login.on and not background._jobs)
    assert not page._at_login.isChecked()


def test_starting_at_login_may_be_refused(page, login, qtbot):
    login.trouble = "It cannot be changed; look at its permissions."
    page._at_login.click()
    qtbot.waitUntil(lambda: page._trouble.text == login.trouble)
    qtbot.waitUntil(lambda: not page._at_login.isChecked())


def test_the_tray(page, state):
    page._tray.click()
    assert state.state.close_to_tray
    state.change(close_to_tray=False)
    assert not page._tray.isChecked()


def test_the_wheel_changes_nothing_by_accident(page):
    page._model_minutes.clearFocus()
    before = page._model_minutes.value()
    inverted = False
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, inverted,
    )  # fmt: skip
    assert wheel.type() is QEvent.Type.Wheel
    QApplication.sendEvent(page._model_minutes, wheel)
    assert page._model_minutes.value() == before
