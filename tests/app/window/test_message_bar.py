"""Messages above the content."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.window.message_bar import MOST_SHOWN, MessageBar, MessageStrip
from app.window.theme.theme import Theme


@pytest.fixture(params=["1", "0"], ids=["still", "moving"])
def theme(qapp, request) -> Theme:
    return Theme(qapp, "light", environ={"PICTROVE_REDUCED_MOTION": request.param})


@pytest.fixture
def bar(theme, qapp, qtbot) -> MessageBar:
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())  # what it is over, stays
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    bar = MessageBar(theme)
    column.addWidget(bar)
    column.addStretch()
    window.resize(600, 300)
    window.show()
    bar.outer = window
    return bar


def strips(bar) -> list[MessageStrip]:
    return [one for one in bar.findChildren(MessageStrip) if not one.isHidden()]


def texts(bar) -> list[str]:
    return [message.text for message in bar.messages]


def test_without_messages_it_takes_no_room(bar):
    assert bar.isHidden()
    bar.say("Done.")
    assert bar.isVisible()
    strips(bar)[0].closed.emit()
    assert bar.isHidden()


def test_an_info_goes_by_itself(bar, qtbot):
    bar.say("Done.", seconds=0.01)
    qtbot.waitUntil(bar.isHidden)


@pytest.mark.parametrize("kind", ["warning", "error"])
def test_troubles_stay(bar, kind):
    bar.say("Look at this.", kind=kind, seconds=0.01)
    assert bar.messages[0].seconds is None
    assert not strips(bar)[0]._timer.isActive()


def test_more_than_three_wait(bar):
    for number in range(MOST_SHOWN + 2):
        bar.say(f"Message {number}", kind="error")
    assert len(bar.messages) == MOST_SHOWN
    strips(bar)[0].closed.emit()
    assert texts(bar) == ["Message 1", "Message 2", "Message 3"]


def test_the_same_key_replaces(bar):
    bar.say("Lost.", kind="warning", key="engine")
    bar.say("It is back.", key="engine")
    assert texts(bar) == ["It is back."]
    assert strips(bar)[0]._timer.isActive()


def test_the_same_key_replaces_what_waits(bar):
    for number in range(MOST_SHOWN):
        bar.say(f"Message {number}", kind="error")
    bar.say("Old", kind="error", key="k")
    bar.say("New", kind="error", key="k")
    strips(bar)[0].closed.emit()
    assert texts(bar)[-1] == "New"
    bar.say("Waits", kind="error", key="w")
    bar.withdraw("w")
    bar.withdraw("k")
    assert texts(bar) == ["Message 1", "Message 2"]


def test_an_action_is_done_once_and_the_message_goes(bar):
    done = []
    bar.say("Moved.", action=("Undo", lambda: done.append(1)))
    strips(bar)[0]._action.click()
    assert done == [1]
    assert bar.isHidden()


def test_an_action_may_say_something_itself(bar):
    bar.say("Moved.", action=("Undo", lambda: bar.say("Undone.")))
    strips(bar)[0]._action.click()
    assert texts(bar) == ["Undone."]


def test_escape_closes_the_one_with_the_keyboard(bar, qtbot):
    bar.say("One", kind="error")
    bar.say("Two", kind="error")
    strip = strips(bar)[0]
    strip.focus_close()
    qtbot.keyClick(strip._close, Qt.Key.Key_A)
    assert len(bar.messages) == 2
    qtbot.keyClick(strip._close, Qt.Key.Key_Escape)
    assert texts(bar) == ["Two"]


def test_the_kind_is_said_in_words(bar):
    for kind in ("info", "warning", "error"):
        bar.say("Text", kind=kind)
    names = [strip.accessibleName() for strip in strips(bar)]
    assert names == ["Note: Text", "Warning: Text", "Error: Text"]


def test_markup_is_not_read(bar):
    bar.say("<b>file</b>.jpg", kind="error")
    assert strips(bar)[0]._text.textFormat() is Qt.TextFormat.PlainText


def test_it_ends_as_high_as_its_text(bar, qtbot):
    bar.say("A long text. " * 30, kind="error")
    strip = strips(bar)[0]
    qtbot.waitUntil(lambda: strip.height() >= 3 * strip.fontMetrics().height())
