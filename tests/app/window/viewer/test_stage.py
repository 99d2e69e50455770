"""The stage paints the best it has, and does what the pointer wants."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.window.viewer.stage import Stage, best, visible
from app.window.viewer.zoom import Mode

FULL = QSize(2000, 1000)


def image(width: int, height: int, colour=Qt.GlobalColor.red) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB888)
    made.fill(colour)
    return made


@pytest.fixture
def stage(qtbot, theme):
    stage = Stage(theme)
    qtbot.addWidget(stage)
    stage.resize(500, 400)
    stage.show()
    stage.show_picture(FULL, [image(500, 250)])
    return stage


def turn(stage: Stage, at: QPointF, notches: int, modifiers=Qt.KeyboardModifier.NoModifier):
    event = QWheelEvent(
        at,
        QPointF(stage.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes no name
    )
    QApplication.sendEvent(stage, event)


def colour_at(stage: Stage, x: int, y: int) -> str:
    return stage.grab().toImage().pixelColor(x, y).name()


def test_fits_and_paints_in_the_middle(stage, theme):
    assert stage.zoom.scale == 0.25
    assert stage.picture_rect.getRect() == (0, 75, 500, 250)
    assert colour_at(stage, 250, 200) == "#ff0000"
    assert colour_at(stage, 250, 40) == theme.colours.stage.name()


def test_takes_the_smallest_image_that_is_enough():
    small, middle, large = image(100, 50), image(500, 250), image(2000, 1000)
    images = [large, small, middle]
    assert best(images, 90) is small
    assert best(images, 500) is middle
    assert best(images, 501) is middle  # rounding
    assert best(images, 700) is large
    assert best(images, 9000) is large


def test_paints_the_sharper_image_when_it_is_zoomed_in(stage):
    stage.set_images(FULL, [image(500, 250), image(2000, 1000, Qt.GlobalColor.green)])
    assert colour_at(stage, 250, 200) == "#ff0000"
    stage.set_scale(1.0)
    assert colour_at(stage, 250, 200) == "#00ff00"


def test_the_wheel_zooms_around_the_pointer(stage):
    stage.set_scale(0.5)
    at = QPointF(100, 120)
    before = stage.zoom.picture_point((100, 120))
    turn(stage, at, 2)
    assert stage.zoom.scale > 0.5
    assert stage.zoom.picture_point((100, 120)) == pytest.approx(before)
    turn(stage, at, -40, Qt.KeyboardModifier.ControlModifier)
    assert stage.zoom.mode is Mode.FIT


def test_a_double_click_toggles(stage, qtbot):
    qtbot.mouseDClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(10, 200))
    assert stage.zoom.scale == 1
    assert stage.zoom.origin[0] > -500  # around the pointer, at the left
    qtbot.mouseDClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(10, 200))
    assert stage.zoom.mode is Mode.FIT


def test_dragging_moves_the_picture(stage, qtbot):
    stage.set_scale(1.0)
    x, y = stage.zoom.origin
    assert stage.cursor().shape() == Qt.CursorShape.OpenHandCursor
    qtbot.mousePress(stage, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(230, 150),
        stage.mapToGlobal(QPointF(230, 150)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(stage, move)
    qtbot.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=QPoint(230, 150))
    assert stage.zoom.origin == (x + 30, y - 50)


def test_what_is_seen_stays_when_its_true_size_comes(stage):
    stage.show_picture(QSize(200, 100), [image(200, 100)])
    stage.set_scale(2.0)
    left, width = stage.picture_rect.left(), stage.picture_rect.width()
    stage.set_images(QSize(2000, 1000), [image(200, 100)])
    assert (stage.picture_rect.left(), stage.picture_rect.width()) == (left, width)
    assert stage.zoom.scale == pytest.approx(0.2)


def test_follows_its_size(stage):
    stage.resize(1000, 400)
    assert stage.zoom.scale == pytest.approx(0.4)


def test_only_what_is_seen_is_scaled():
    target = QRectF(-1000, -500, 4000, 2000)
    shown, source = visible(target, (500, 400), QSize(2000, 1000))
    assert source.width() < 260
    assert source.height() < 210
    assert shown.contains(QRectF(0, 0, 500, 400))
    assert shown.x() == target.x() + source.x() * 2


def test_an_empty_stage_is_empty(stage, theme):
    stage.show_nothing()
    assert stage.zoom is None
    assert stage.picture_rect.isEmpty()
    stage.step(1)
    stage.toggle()
    assert colour_at(stage, 250, 200) == theme.colours.stage.name()
