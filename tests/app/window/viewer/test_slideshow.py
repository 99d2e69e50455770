"""A slideshow goes round, waits for pictures, and obeys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer, QVariantAnimation

from app.window.theme.theme import Theme
from app.window.viewer.slideshow import Slideshow
from indexer.errors import PictureError
from indexer.requests import GetPicture

from .conftest import picture_for


class FakeAwake:
    def __init__(self) -> None:
        self.said = []

    def start(self) -> None:
        self.said.append("start")

    def stop(self) -> None:
        self.said.append("stop")


@pytest.fixture
def timer(qapp):
    return QTimer()


@pytest.fixture
def awake():
    return FakeAwake()


@pytest.fixture
def slideshow(qtbot, rows, asks, background, theme, state, timer, awake):
    slideshow = Slideshow(rows, asks, background, theme, state, timer=timer, keeps_awake=awake)
    yield slideshow
    slideshow.end()


def is_shown(slideshow, timer):
    """It waits for the next one only when one is shown."""
    return lambda: slideshow._slide is not None and timer.isActive()


def test_goes_round(slideshow, engine, timer, qtbot, state):
    slideshow.start(2)
    assert slideshow.isFullScreen()
    qtbot.waitUntil(is_shown(slideshow, timer))
    assert timer.interval() == 1000 * state.state.slide_seconds
    seen = []
    for _ in range(4):
        timer.timeout.emit()
        qtbot.waitUntil(is_shown(slideshow, timer))
        seen.append(slideshow.row)
    assert seen == [3, 0, 1, 2]


def test_fetches_ahead_and_waits_for_what_is_not_here(slideshow, asks, timer, qtbot):
    slideshow.start(0)
    assert not timer.isActive()
    ticket = asks.open(GetPicture)
    ticket.answer(picture_for(ticket.request))
    assert timer.isActive()
    assert asks.open(GetPicture).request.source.path == "/photos/12.jpg"
    slide = slideshow._slide
    timer.timeout.emit()
    assert slideshow.row == 1
    assert slideshow._slide is slide
    assert not timer.isActive()
    ticket = asks.open(GetPicture)
    ticket.answer(picture_for(ticket.request))
    assert slideshow._slide is not slide
    assert timer.isActive()


def test_pauses_and_goes_on(slideshow, engine, timer, qtbot):
    slideshow.start(0)
    qtbot.waitUntil(is_shown(slideshow, timer))
    qtbot.keyClick(slideshow, Qt.Key.Key_Space)
    assert slideshow.is_paused
    assert slideshow.note == "Paused"
    assert not timer.isActive()
    qtbot.keyClick(slideshow, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not slideshow._is_due)
    assert slideshow.row == 1
    assert not timer.isActive()
    qtbot.keyClick(slideshow, Qt.Key.Key_Space)
    assert timer.isActive()


def test_arrows_go_both_ways(slideshow, engine, timer, qtbot):
    slideshow.start(0)
    qtbot.keyClick(slideshow, Qt.Key.Key_Left)
    assert slideshow.row == 3
    qtbot.keyClick(slideshow, Qt.Key.Key_Right)
    assert slideshow.row == 0


def test_plus_and_minus_change_the_pace(slideshow, engine, timer, state, qtbot):
    slideshow.start(0)
    qtbot.waitUntil(is_shown(slideshow, timer))
    qtbot.keyClick(slideshow, "+")
    assert state.state.slide_seconds == 5
    assert timer.interval() == 5000
    for _ in range(9):
        qtbot.keyClick(slideshow, "-")
    assert state.state.slide_seconds == 1


def test_what_cannot_be_shown_is_left_out(slideshow, asks, rows, timer, qtbot):
    rows.change(1, missing=True)
    asks.answers[GetPicture] = lambda request: (
        PictureError("It is broken.") if "13" in request.source.path else picture_for(request)
    )
    slideshow.start(0)
    qtbot.waitUntil(is_shown(slideshow, timer))
    timer.timeout.emit()
    qtbot.waitUntil(is_shown(slideshow, timer))
    assert slideshow.row == 3


def test_says_it_if_nothing_can_be_shown(slideshow, asks, qtbot, timer):
    asks.answers[GetPicture] = PictureError("It is broken.")
    slideshow.start(0)
    qtbot.waitUntil(lambda: "cannot be shown" in slideshow.note)
    assert not timer.isActive()


def test_escape_ends_it(slideshow, engine, timer, awake, qtbot):
    slideshow.start(2)
    qtbot.waitUntil(is_shown(slideshow, timer))
    with qtbot.waitSignal(slideshow.ended) as ended:
        qtbot.keyClick(slideshow, Qt.Key.Key_Escape)
    assert ended.args == [2]
    assert not timer.isActive()
    assert awake.said == ["start", "stop"]


def test_the_pointer_is_hidden_until_it_moves(slideshow, engine, qtbot):
    slideshow.start(0)
    assert slideshow.cursor().shape() == Qt.CursorShape.BlankCursor
    slideshow._show_controls()
    assert slideshow._bar.isVisible()
    assert slideshow.cursor().shape() == Qt.CursorShape.ArrowCursor
    slideshow._hide_controls()
    assert slideshow._bar.isHidden()


def test_fades_unless_motion_is_reduced(slideshow, engine, timer, qtbot, qapp):
    slideshow.start(0)
    qtbot.waitUntil(is_shown(slideshow, timer))
    timer.timeout.emit()
    qtbot.waitUntil(is_shown(slideshow, timer))
    assert slideshow._last is None
    slideshow._theme = Theme(qapp, "light", environ={"PICTROVE_REDUCED_MOTION": "0"})
    faded = []

    def look(now, _before) -> None:
        faded.append((now, slideshow._last is not None))
        slideshow.grab()

    slideshow._fade.stateChanged.connect(look)  # a fade may be over before anybody looks
    timer.timeout.emit()
    qtbot.waitUntil(lambda: len(faded) == 2)
    state = QVariantAnimation.State
    assert faded == [(state.Running, True), (state.Stopped, True)]
    assert slideshow._last is None


def test_rows_that_go_take_it_along(slideshow, engine, rows, timer, qtbot):
    slideshow.start(3)
    qtbot.waitUntil(is_shown(slideshow, timer))
    rows.remove(0)
    assert slideshow.row == 2
    with qtbot.waitSignal(slideshow.ended):
        while rows.photos:
            rows.remove(0)


def test_a_viewer_starts_one_and_takes_over_where_it_ended(viewer, engine, qtbot):
    viewer.open(1)
    viewer.controls.slideshow.trigger()
    slideshow = viewer._slideshow
    viewer.start_slideshow()
    assert viewer._slideshow is slideshow
    qtbot.waitUntil(slideshow.hasFocus)
    qtbot.keyClick(slideshow, Qt.Key.Key_Right)
    slideshow.end()
    assert viewer.current_row() == 2
    assert viewer._slideshow is None


def test_the_window_starts_one_without_a_viewer(viewer, engine, qtbot):
    viewer.hide()
    viewer.start_slideshow(3)
    with qtbot.waitSignal(viewer.row_changed) as changed:
        viewer._slideshow.end()
    assert changed.args == [3]
