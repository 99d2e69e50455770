"""Bugs: caught everywhere, and told once."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qCritical
from PySide6.QtGui import QGuiApplication

from app.window.bug_hooks import install_hooks
from app.window.bug_report import MOST_KINDS, BugReport
from app.window.theme.theme import Theme


@pytest.fixture
def dialog(qapp, qtbot) -> BugReport:
    dialog = BugReport(Theme(qapp, "light"))
    qtbot.addWidget(dialog)
    return dialog


def bug(kind: type[Exception] = KeyError, text: str = "x") -> Exception:
    with pytest.raises(kind) as caught:
        raise kind(text)
    return caught.value


def bug_elsewhere(text: str = "y") -> Exception:
    with pytest.raises(KeyError) as caught:
        raise KeyError(text)
    return caught.value


def test_a_bug_is_shown_with_its_report(dialog):
    dialog.tell(bug())
    assert dialog.isVisible()
    assert "KeyError" in dialog.text
    assert "Pictrove" in dialog.text
    assert str(Path.home()) not in dialog.text or str(Path.home()) == "/"
    assert not dialog._how_often.isVisible()


def test_the_same_again_is_only_counted(dialog):
    for _ in range(100):
        dialog.tell(bug())
    assert dialog._how_often.text() == "It has happened 100 time(s)."
    assert dialog.text.count("KeyError: 'x'") == 1


def test_others_are_added_up_to_a_limit(dialog):
    kinds = [type(f"Bug{number}Error", (Exception,), {}) for number in range(MOST_KINDS + 2)]
    for kind in kinds:
        dialog.tell(bug(kind))
    assert dialog.text.count("Traceback") == MOST_KINDS


def test_what_the_user_went_on_with_is_not_told_again(dialog):
    dialog.tell(bug())
    dialog._go_on.click()
    assert not dialog.isVisible()
    dialog.tell(bug())
    assert not dialog.isVisible()
    dialog.tell(bug_elsewhere())
    assert dialog.isVisible()
    assert "'x'" not in dialog.text


def test_a_private_home_is_not_told(dialog, monkeypatch):
    monkeypatch.setenv("HOME", "/home/anna")
    dialog.tell(bug(OSError, "/home/anna/Pictures/a.jpg"))
    assert "~/Pictures/a.jpg" in dialog.text
    assert "anna" not in dialog.text


def test_the_report_is_copied(dialog):
    dialog.tell(bug())
    dialog._copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text
    assert dialog._copy.text() == "Copied"


def test_quitting(dialog, qtbot):
    dialog.tell(bug())
    with qtbot.waitSignal(dialog.quit_wanted):
        dialog._quit.click()
    assert not dialog.isVisible()


@pytest.fixture
def caught(qapp):
    found = []
    hooks = install_hooks(found.append)
    yield found
    hooks.uninstall()


def test_exceptions_of_this_thread(caught, qtbot):
    error = bug()
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: caught == [error])


def test_exceptions_of_slots(caught, qtbot):
    def fail():
        raise ValueError("in a slot")

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0], ValueError)


def test_exceptions_of_other_threads_come_to_this_one(qapp, qtbot):
    where = []
    hooks = install_hooks(lambda _: where.append(threading.current_thread()))
    try:
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(where))
    finally:
        hooks.uninstall()
    assert where == [threading.main_thread()]


def test_ctrl_c_is_no_bug(qapp, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: seen.append(error[0]))
    found = []
    hooks = install_hooks(found.append)
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        hooks.uninstall()
    assert seen == [KeyboardInterrupt]
    assert found == []


def test_what_qt_says_is_logged(caught, caplog):
    with caplog.at_level(logging.DEBUG):
        qCritical("Something is wrong")
    assert [(one.levelname, one.message) for one in caplog.records] == [
        ("ERROR", "Something is wrong")
    ]
    assert caught == []


def test_hooks_are_taken_down(qapp):
    before = sys.excepthook, threading.excepthook
    hooks = install_hooks(lambda _: None)
    assert sys.excepthook is not before[0]
    hooks.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
