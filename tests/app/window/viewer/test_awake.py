"""The screen stays on where that can be asked for."""

from __future__ import annotations

import sys

import pytest

from app.window.viewer import awake as module

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks a desktop over D-Bus")


class FakeLine:
    is_open = True

    def close(self) -> None:
        self.is_open = False


@pytest.fixture
def line(monkeypatch):
    line = FakeLine()
    monkeypatch.setattr(module._Desktop, "_ask", lambda self, job: line)
    return line


def test_the_line_is_held_until_the_end(background, line, qtbot):
    awake = module.awake(background, "Slideshow")
    awake.start()
    qtbot.waitUntil(lambda: awake._line is line)
    assert line.is_open
    awake.stop()
    assert not line.is_open


def test_an_end_before_the_answer(background, line, qtbot):
    awake = module.awake(background, "Slideshow")
    awake.start()
    awake.stop()
    qtbot.waitUntil(lambda: not line.is_open)


def test_without_a_desktop_nothing_happens(background, qtbot, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    bugs = []
    background.bug_found.connect(bugs.append)
    awake = module.awake(background, "Slideshow")
    awake.start()
    taken = []
    background.run(lambda job: None, taken.append)
    qtbot.waitUntil(lambda: taken == [None])
    awake.stop()
    assert not bugs
