"""The viewer goes through the photos, and shows of each what there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from app.window.viewer.viewer import Viewer
from app.window.viewer.zoom import Mode
from indexer.errors import PictureError
from indexer.query import PictureTerm, Region
from indexer.requests import GetDetails, GetPicture

from .conftest import make_photo, picture_for

STAGE_SIDE = 500


def path(ticket) -> str:
    return ticket.request.source.path


def asked(asks) -> list[str]:
    return [path(ticket) for ticket in asks.of(GetPicture) if not ticket.cancelled]


def widths(viewer) -> list[int]:
    return sorted(image.width() for image in viewer.stage.images)


def test_shows_the_thumbnail_at_once_and_then_the_picture(viewer, asks, qtbot):
    viewer.open(1)
    assert widths(viewer) == [60]
    assert viewer.stage.zoom.mode is Mode.FIT
    request = asks.open(GetPicture).request
    assert request == GetPicture(PictureTerm("/photos/12.jpg"), STAGE_SIDE)
    asks.open(GetPicture).answer(picture_for(request))
    assert widths(viewer) == [60, STAGE_SIDE]
    assert viewer.current_photo().photo_id == viewer.current_id() == 12
    assert viewer.bar.texts == ("12.jpg", "2 of 4", "83 %")


def test_neighbours_are_fetched_ahead(viewer, engine, qtbot):
    viewer.open(1)
    qtbot.waitUntil(lambda: len(asked(engine)) == 4)
    assert asked(engine) == [f"/photos/{name}.jpg" for name in (12, 13, 11, 14)]
    viewer.controls.next.trigger()
    assert widths(viewer) == [60, STAGE_SIDE]
    assert len(asked(engine)) == 4


def test_stops_at_both_ends(viewer, engine, qtbot):
    viewer.open(0)
    assert not viewer.controls.previous.isEnabled()
    qtbot.keyClick(viewer.stage, Qt.Key.Key_Left)
    assert viewer.current_row() == 0
    qtbot.keyClick(viewer.stage, Qt.Key.Key_End)
    assert viewer.current_row() == 3
    assert not viewer.controls.next.isEnabled()
    qtbot.keyClick(viewer.stage, Qt.Key.Key_Right)
    qtbot.keyClick(viewer.stage, Qt.Key.Key_Space)
    assert viewer.current_row() == 3
    qtbot.keyClick(viewer.stage, Qt.Key.Key_Home)
    assert viewer.current_row() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown])
def test_keys_go_to_the_next_photo(viewer, qtbot, key):
    viewer.open(0)
    with qtbot.waitSignal(viewer.row_changed) as changed:
        qtbot.keyClick(viewer.stage, key)
    assert changed.args == [1]


def test_a_row_that_is_not_there_is_not_opened(viewer):
    viewer.open(4)
    viewer.open(-1)
    assert viewer.current_row() == -1
    assert viewer.current_photo() is None


def test_moving_on_cancels_and_stale_answers_are_dropped(viewer, asks, qtbot):
    viewer.open(0)
    first = asks.open(GetPicture)
    viewer.open(3)
    qtbot.waitUntil(lambda: path(asks.of(GetPicture)[-1]) == "/photos/14.jpg")
    assert first.cancelled
    first.answer(picture_for(first.request))
    assert widths(viewer) == [60]


def test_leafing_quickly_asks_for_the_last_one_only(viewer, asks, qtbot):
    viewer.open(0)
    for _ in range(3):
        viewer.controls.next.trigger()
    assert len(asks.of(GetPicture)) == 1
    qtbot.waitUntil(lambda: len(asks.of(GetPicture)) == 2)
    assert path(asks.open(GetPicture)) == "/photos/14.jpg"


def test_all_pixels_are_fetched_when_they_are_seen(viewer, engine, rows, qtbot):
    viewer.open(0)
    qtbot.waitUntil(lambda: len(asked(engine)) == 3)
    assert all(ticket.request.longest_side for ticket in engine.of(GetPicture))
    viewer.controls.actual.trigger()
    assert viewer.stage.zoom.scale == 1
    qtbot.waitUntil(lambda: 600 in widths(viewer))
    assert engine.of(GetPicture)[-1].request == GetPicture(PictureTerm("/photos/11.jpg"))
    viewer.grab()


def test_zoom_keys(viewer, engine, qtbot):
    viewer.open(0)
    qtbot.keyClick(viewer.stage, Qt.Key.Key_1)
    assert viewer.stage.zoom.scale == 1
    assert viewer.controls.actual.isChecked()
    assert viewer.bar.texts[2] == "100 %"
    qtbot.keyClick(viewer.stage, "+")
    assert viewer.stage.zoom.scale > 1
    qtbot.keyClick(viewer.stage, "-")
    qtbot.keyClick(viewer.stage, Qt.Key.Key_0)
    assert viewer.stage.zoom.mode is Mode.FIT
    assert viewer.controls.fit.isChecked()
    qtbot.keyClick(viewer.stage, Qt.Key.Key_2)
    assert viewer.stage.zoom.mode is Mode.FILL


def test_arrows_move_a_photo_that_is_zoomed(viewer, engine, qtbot):
    viewer.open(0)
    viewer.stage.set_scale(2.0)
    left = viewer.stage.zoom.origin[0]
    qtbot.keyClick(viewer.stage, Qt.Key.Key_Right)
    qtbot.keyClick(viewer.stage, Qt.Key.Key_Down)
    assert viewer.current_row() == 0
    assert viewer.stage.zoom.origin[0] < left
    qtbot.keyClick(viewer.stage, Qt.Key.Key_PageDown)
    assert viewer.current_row() == 1
    assert viewer.stage.zoom.mode is Mode.FIT


def test_a_photo_that_cannot_be_read_says_why(viewer, asks, qtbot):
    viewer.open(0)
    asks.open(GetPicture).fail(PictureError("It is cut off."))
    assert viewer.note.text == "It is cut off."
    assert viewer.note.isVisible()
    assert widths(viewer) == [60]
    viewer.controls.next.trigger()
    assert viewer.note.text == ""


def test_a_drive_that_is_not_connected(viewer, rows, asks, qtbot):
    rows.change(1, missing=True)
    viewer.open(1)
    assert viewer.note.text == "This drive is not connected"
    assert widths(viewer) == [60]
    assert "/photos/12.jpg" not in asked(asks)
    rows.change(1, missing=False)
    assert viewer.note.text == ""
    qtbot.waitUntil(lambda: "/photos/12.jpg" in asked(asks))


def test_a_slow_picture_is_said_to_load(viewer, asks, qtbot):
    viewer.open(0)
    qtbot.waitUntil(lambda: viewer.note.text == "Loading…")
    asks.open(GetPicture).answer(picture_for(asks.open(GetPicture).request))
    assert viewer.note.text == ""


def test_a_photo_that_is_not_known_yet(viewer, rows, asks, qtbot):
    rows.unknown.add(11)
    viewer.open(0)
    assert viewer.stage.zoom is None
    assert viewer.current_id() == 11
    rows.learn(11)
    assert viewer.bar.texts[0] == "11.jpg"
    qtbot.waitUntil(lambda: "/photos/11.jpg" in asked(asks))


def test_an_edited_file_is_fetched_again(viewer, rows, engine, qtbot):
    viewer.open(0)
    qtbot.waitUntil(lambda: len(asked(engine)) == 3)
    rows.change(0, size=99)
    qtbot.waitUntil(lambda: asked(engine).count("/photos/11.jpg") == 2)
    qtbot.waitUntil(lambda: STAGE_SIDE in widths(viewer))


def test_a_mark_fetches_nothing_again(viewer, rows, engine, qtbot):
    viewer.open(0)
    qtbot.waitUntil(lambda: len(asked(engine)) == 3)
    viewer.set_mark_actions(QAction("Favourite"), [QAction(str(n)) for n in range(6)])
    rows.change(0, favourite=True, rating=3)
    assert viewer.bar._stars.rating == 3
    assert viewer.bar._heart.accessibleName() == "Favourite"
    assert widths(viewer) == [60, STAGE_SIDE]
    assert len(asked(engine)) == 3


def test_stays_with_the_photo_when_rows_come_and_go(viewer, rows, engine, qtbot):
    viewer.open(1)
    with qtbot.waitSignal(viewer.row_changed):
        rows.insert(0, make_photo(99))
    assert (viewer.current_id(), viewer.current_row()) == (12, 2)
    assert viewer.bar.texts[1] == "3 of 5"
    rows.remove(2)
    assert (viewer.current_id(), viewer.current_row()) == (13, 2)


def test_nothing_left_goes_back(viewer, rows, engine, qtbot):
    viewer.open(0)
    with qtbot.waitSignal(viewer.closed):
        while rows.photos:
            rows.remove(0)
    assert viewer.current_row() == -1


def test_escape_goes_back_and_asks_for_nothing_more(viewer, asks, qtbot):
    viewer.open(0)
    ticket = asks.open(GetPicture)
    with qtbot.waitSignal(viewer.closed):
        qtbot.keyClick(viewer.stage, Qt.Key.Key_Escape)
    assert ticket.cancelled
    assert viewer.stage.zoom is None


def test_a_hidden_viewer_asks_for_nothing(viewer, asks, qtbot):
    viewer.open(0)
    viewer.hide()
    assert asks.of(GetPicture)[-1].cancelled
    viewer.show()
    assert path(asks.open(GetPicture)) == "/photos/11.jpg"


def hide_bar(viewer, qtbot):
    """As when the pointer has rested for a while, somewhere below."""
    viewer.bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    viewer._full_screen._idle.timeout.emit()


def test_escape_leaves_full_screen_first(viewer, engine, qtbot):
    viewer.open(0)
    with qtbot.waitSignal(viewer.full_screen_changed) as changed:
        qtbot.keyClick(viewer.stage, Qt.Key.Key_F11)
    assert changed.args == [True]
    assert viewer.window().isFullScreen()
    hide_bar(viewer, qtbot)
    assert viewer.bar.isHidden()
    with qtbot.waitSignal(viewer.full_screen_changed) as changed:
        qtbot.keyClick(viewer.stage, Qt.Key.Key_Escape)
    assert changed.args == [False]
    assert viewer.bar.isVisible()
    assert viewer.current_row() == 0


def test_the_pointer_brings_the_bar(viewer, engine, qtbot):
    viewer.open(0)
    viewer.controls.full_screen.trigger()
    hide_bar(viewer, qtbot)
    qtbot.mouseMove(viewer.stage, QPoint(100, 100))
    qtbot.waitUntil(viewer.bar.isVisible)
    viewer.leave()
    assert not viewer.window().isFullScreen()


def test_details_are_remembered(viewer, engine, state, qtbot):
    viewer.open(0)
    assert viewer.details.isHidden()
    assert not engine.of(GetDetails)
    qtbot.keyClick(viewer.stage, Qt.Key.Key_I)
    assert state.state.show_details
    qtbot.waitUntil(lambda: viewer.details._title.toPlainText() == "Title 11")
    qtbot.waitUntil(lambda: viewer.details.curves.histogram is not None)
    viewer.controls.next.trigger()
    qtbot.waitUntil(lambda: viewer.details._title.toPlainText() == "Title 12")
    qtbot.keyClick(viewer.stage, Qt.Key.Key_I)
    assert not state.state.show_details
    assert viewer.stage.hasFocus()


def test_a_part_is_searched_for(viewer, engine, qtbot):
    viewer.open(0)
    qtbot.keyClick(viewer.stage, Qt.Key.Key_P)
    selector = viewer._part.selector
    assert selector.hasFocus()
    assert selector.picture_rect().toRect() == viewer.stage.picture_rect
    selector.set_region(Region(0.25, 0.25, 0.5, 0.75))
    with qtbot.waitSignal(viewer.part_wanted) as wanted:
        qtbot.keyClick(selector, Qt.Key.Key_Return)
    term = PictureTerm("/photos/11.jpg", region=Region(0.25, 0.25, 0.5, 0.75))
    assert wanted.args == [term]
    assert viewer._part is None
    assert viewer.stage.hasFocus()


def test_the_part_follows_the_photo(viewer, engine, qtbot):
    viewer.open(0)
    viewer.controls.part.trigger()
    viewer.stage.set_scale(2.0)
    viewer.resize(700, 500)
    assert viewer._part.selector.picture_rect().toRect() == viewer.stage.picture_rect
    assert viewer._part.size() == viewer.stage.size()


def test_escape_gives_the_part_up(viewer, engine, qtbot):
    viewer.open(0)
    viewer.controls.part.trigger()
    qtbot.keyClick(viewer._part.selector, Qt.Key.Key_Escape)
    assert viewer._part is None
    assert not viewer.controls.part.isChecked()
    assert viewer.current_row() == 0


def test_buttons_trigger_the_windows_actions(viewer, engine, qtbot):
    favourite, ratings = QAction("Fa&vourite"), [QAction(str(stars)) for stars in range(6)]
    viewer.set_mark_actions(favourite, ratings)
    viewer.open(0)
    with qtbot.waitSignal(favourite.triggered):
        viewer.bar._heart.click()
    with qtbot.waitSignal(ratings[4].triggered):
        viewer.bar._stars._buttons[3].click()
    other = QAction("&More like this")
    viewer.add_actions([other])
    button = next(b for b in viewer.bar.findChildren(QToolButton) if "like" in b.toolTip())
    with qtbot.waitSignal(other.triggered):
        button.click()
    other.setEnabled(False)
    assert not button.isEnabled()


def test_a_narrow_bar_leaves_buttons_out(viewer, engine):
    viewer.set_mark_actions(QAction("Favourite"), [QAction(str(n)) for n in range(6)])
    viewer.open(0)
    viewer.resize(1200, 400)
    assert viewer.bar._stars.isVisible()
    viewer.resize(430, 400)
    assert viewer.width() == 430
    assert viewer.bar._stars.isHidden()


def test_the_menu_is_the_windows(viewer, engine, qtbot):
    viewer.open(0)
    with qtbot.waitSignal(viewer.menu_wanted):
        viewer.controls.menu.trigger()


def test_everything_has_a_name(viewer, engine):
    viewer.set_mark_actions(QAction("Favourite"), [QAction(str(n)) for n in range(6)])
    viewer.open(0)
    for button in viewer.findChildren(QToolButton):
        assert button.accessibleName() or button.text(), button
    assert viewer.stage.accessibleName() == "11.jpg"


def test_every_key_has_a_text_and_one_meaning(viewer: Viewer):
    actions = viewer.actions()
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(action.text() for action in actions)
