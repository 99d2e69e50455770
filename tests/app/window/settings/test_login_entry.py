"""Starting at login is switched one wish after the other."""

from __future__ import annotations

import threading

import pytest

from app.window.background import Background
from app.window.settings.login_entry import LoginEntry


class SlowLogin:
    """An entry whose first change takes until the test lets it go on."""

    def __init__(self) -> None:
        self.on = False
        self.begun, self.go_on = threading.Event(), threading.Event()

    def enable(self) -> None:
        self.begun.set()
        assert self.go_on.wait(60)
        self.on = True

    def disable(self) -> bool:
        self.on = False
        return True

    def enabled(self) -> bool:
        return self.on


@pytest.fixture
def told() -> list[bool]:
    return []


def make(login, background: Background, told: list[bool]) -> LoginEntry:
    entry = LoginEntry(lambda: login, background)
    entry.loaded.connect(told.append)
    return entry


def test_the_last_wish_counts_however_long_the_first_takes(background, told, qtbot) -> None:
    login = SlowLogin()
    entry = make(login, background, told)
    entry.set_enabled(True)
    assert login.begun.wait(60)
    entry.set_enabled(False)
    login.go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert not background._jobs
    assert told == [False]
    assert not login.on


def test_what_was_found_before_a_wish_is_not_shown_after_it(background, told, qtbot) -> None:
    login = SlowLogin()
    login.go_on.set()
    entry = make(login, background, told)
    entry.load()
    entry.set_enabled(True)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]


def test_a_bug_does_not_stop_what_comes_after_it(background, told, qtbot) -> None:
    class Broken(SlowLogin):
        def enable(self) -> None:
            raise ZeroDivisionError

    entry = make(Broken(), background, told)
    with qtbot.captureExceptions() as bugs:
        entry.set_enabled(True)
        entry.load()
        qtbot.waitUntil(lambda: bool(told))
    assert [bug[0] for bug in bugs] == [ZeroDivisionError]
    assert told == [False]
