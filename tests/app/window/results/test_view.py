from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.window.results import dragging
from app.window.results.dragging import files_of
from tests.app.window.results.conftest import found

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def many(view, model):
    """A view of 100,000 photos."""
    model.show(found(range(1, 100_001)))
    return view


def middle_of(view, row) -> QPoint:
    return view.rect_of(row).center()


def click(view, qtbot, row, modifiers=NONE) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, modifiers, middle_of(view, row))


def wheel(view, y, modifiers=NONE, pixels=0) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        QPointF(view.viewport().mapToGlobal(middle)),
        QPoint(0, pixels),
        QPoint(0, y),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(view.viewport(), event)


def in_sight(view, row) -> bool:
    return view.viewport().rect().contains(view.rect_of(row))


# Painting and scrolling


def test_pictures_come_into_sight(many, model, qtbot) -> None:
    rows = many.seen
    qtbot.waitUntil(lambda: all(model.thumbnails.pixmap(row + 1) for row in rows))
    image = many.viewport().grab().toImage()
    seen = image.pixelColor(middle_of(many, 3))
    assert seen.red() > 150 > seen.green()


def test_all_cells_are_round(view, model, theme) -> None:
    model.show(found(range(1, 40), days=[2, 37]))
    image = view.viewport().grab().toImage()
    for row in view.grid.rows_of(1)[: view.grid.columns]:
        assert image.pixelColor(view.rect_of(row).topLeft()) == theme.colours.window
        assert image.pixelColor(middle_of(view, row)) != theme.colours.window


def test_an_empty_view(view, model, qtbot) -> None:
    model.show(found([]))
    view.viewport().grab()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    wheel(view, -120)
    assert view.current_row() == -1
    assert view.chosen_ids() == ()
    assert view.row_at(QPoint(50, 50)) is None


def test_the_wheel_scrolls(many) -> None:
    wheel(many, -120)
    assert 0 < many.offset < many.grid.pitch
    wheel(many, 0, pixels=-37)
    before = many.offset
    wheel(many, 0, pixels=-10)
    assert many.offset == before + 10


def test_the_wheel_glides(many, theme, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(type(theme), "reduced_motion", property(lambda _: False))
    wheel(many, -120)
    wheel(many, -120)
    assert many.offset == 0
    qtbot.waitUntil(lambda: not many._glide._frames.isActive())
    assert many.offset == pytest.approx(many.grid.pitch * 4 / 3, abs=3)


def test_only_what_is_in_sight_is_asked_for(many, model, asks, qtbot) -> None:
    many.scroll_to(many.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: model.known(99_999) is not None)
    assert len(asks.asked) < 10


def test_everything_can_be_reached(many) -> None:
    many.scroll_to(many.verticalScrollBar().maximum())
    assert in_sight(many, 99_999)
    assert many.indexAt(middle_of(many, 99_999)).row() == 99_999
    assert many.visualRect(many.model().index(99_999)) == many.rect_of(99_999)


# Keys


def test_moving_with_the_keys(many, qtbot) -> None:
    many.set_current_row(0)
    columns = many.grid.columns
    for key, row in [
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 99_999),
        (Qt.Key.Key_Right, 99_999),
        (Qt.Key.Key_Home, 0),
    ]:
        qtbot.keyClick(many, key)
        assert many.current_row() == row
        assert many.chosen_ids() == (row + 1,)
        assert in_sight(many, row)


def test_moving_by_pages(many, qtbot) -> None:
    many.set_current_row(2)
    qtbot.keyClick(many, Qt.Key.Key_PageDown)
    assert many.current_row() == 2 + many.grid.columns * (
        many.viewport().height() // many.grid.pitch
    )
    qtbot.keyClick(many, Qt.Key.Key_PageUp)
    assert many.current_row() == 2


def test_choosing_with_the_keys(many, qtbot) -> None:
    many.set_current_row(1)
    qtbot.keyClick(many, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(many, Qt.Key.Key_Right, SHIFT)
    assert many.chosen_ids() == (2, 3, 4)
    qtbot.keyClick(many, Qt.Key.Key_Left, SHIFT)
    assert many.chosen_ids() == (2, 3)
    qtbot.keyClick(many, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(many, Qt.Key.Key_Right, CTRL)
    assert many.chosen_ids() == (2, 3)
    qtbot.keyClick(many, Qt.Key.Key_Space, CTRL)
    assert many.chosen_ids() == (2, 3, 5)
    qtbot.keyClick(many, Qt.Key.Key_Escape)
    assert many.chosen_ids() == (5,)
    qtbot.keyClick(many, Qt.Key.Key_Escape)
    assert many.chosen_ids() == ()


def test_choosing_everything(many, qtbot) -> None:
    with qtbot.waitSignal(many.chosen_changed) as changed:
        qtbot.keyClick(many, Qt.Key.Key_A, CTRL)
    assert changed.args == [100_000]
    assert many.chosen_ids() == tuple(range(1, 100_001))
    assert len(many.selectionModel().selection().indexes()[:1]) == 1
    assert many.selectionModel().selection().size() == 1


def test_choosing_scattered_photos(many) -> None:
    ids = tuple(range(1, 20_000, 2))
    many.selectAll()
    many.choose_ids(ids)
    assert many.chosen_ids() == ids
    assert many.chosen_count() == len(ids)


def test_opening(many, qtbot) -> None:
    many.set_current_row(7)
    with qtbot.waitSignal(many.opened) as opened:
        qtbot.keyClick(many, Qt.Key.Key_Return)
    assert opened.args == [7]
    with qtbot.waitSignal(many.opened) as opened:
        qtbot.mouseDClick(many.viewport(), LEFT, NONE, middle_of(many, 3))
    assert opened.args == [3]


def test_other_keys_are_left_to_the_window(many, qtbot) -> None:
    many.set_current_row(0)
    for key in (Qt.Key.Key_F, Qt.Key.Key_Delete, Qt.Key.Key_F5):
        event = _key(key)
        QApplication.sendEvent(many, event)
        assert not event.isAccepted()
    assert many.current_row() == 0


def _key(key):
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, "f")


# The mouse


def test_choosing_with_the_mouse(many, qtbot) -> None:
    click(many, qtbot, 2)
    assert many.chosen_ids() == (3,)
    click(many, qtbot, 5, SHIFT)
    assert many.chosen_ids() == (3, 4, 5, 6)
    click(many, qtbot, 8, CTRL)
    click(many, qtbot, 3, CTRL)
    assert many.chosen_ids() == (3, 5, 6, 9)
    click(many, qtbot, 5)
    assert many.chosen_ids() == (6,)
    qtbot.mouseClick(many.viewport(), LEFT, NONE, QPoint(2, 2))
    assert many.chosen_ids() == ()


def test_the_mark_in_the_corner_chooses_one_more(many, qtbot) -> None:
    click(many, qtbot, 2)
    corner = many.rect_of(4).topLeft() + QPoint(9, 9)
    qtbot.mouseClick(many.viewport(), LEFT, NONE, corner)
    assert many.chosen_ids() == (3, 5)
    qtbot.mouseClick(many.viewport(), LEFT, NONE, corner)
    assert many.chosen_ids() == (3,)


def test_the_rubber_band(many, qtbot) -> None:
    columns = many.grid.columns
    viewport = many.viewport()
    counts = []
    many.chosen_changed.connect(counts.append)
    qtbot.mousePress(viewport, LEFT, NONE, QPoint(3, 3))
    qtbot.mouseMove(viewport, QPoint(40, 40))
    _move(many, QPoint(60, 60))
    end = many.rect_of(columns + 1).center()
    _move(many, end)
    viewport.grab()
    assert counts[-1] == 4
    qtbot.mouseRelease(viewport, LEFT, NONE, end)
    assert many.chosen_ids() == (1, 2, columns + 1, columns + 2)
    assert many.band is None


def _move(view, point, buttons=LEFT, modifiers=NONE) -> None:
    from PySide6.QtGui import QMouseEvent

    kind = QEvent.Type.MouseMove
    there = QPointF(view.viewport().mapToGlobal(point))
    event = QMouseEvent(kind, QPointF(point), there, LEFT, buttons, modifiers)
    QApplication.sendEvent(view.viewport(), event)


def test_a_band_of_everything_is_quick(many, qtbot) -> None:
    viewport = many.viewport()
    qtbot.mousePress(viewport, LEFT, NONE, QPoint(3, 3))
    _move(many, QPoint(30, 30))
    many.scroll_to(many.verticalScrollBar().maximum())
    end = QPoint(viewport.width() - 12, viewport.height() - 1)
    _move(many, end)
    qtbot.mouseRelease(viewport, LEFT, NONE, end)
    assert many.chosen_count() == 100_000


def test_dragging_files_out(many, model, qtbot, monkeypatch) -> None:
    dragged = []

    class Drag:
        def __init__(self, source) -> None: ...
        def setMimeData(self, mime) -> None:
            dragged.append([url.toLocalFile() for url in mime.urls()])

        def setPixmap(self, pixmap) -> None:
            assert not pixmap.isNull()

        def setHotSpot(self, point) -> None: ...
        def exec(self, action) -> None:
            assert action == Qt.DropAction.CopyAction

    monkeypatch.setattr(dragging, "QDrag", Drag)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: LEFT)
    many.choose_ids([2, 3, 90_000])
    qtbot.mousePress(many.viewport(), LEFT, NONE, middle_of(many, 1))
    assert many.chosen_count() == 3  # not lost by pressing on one of them
    _move(many, middle_of(many, 1) + QPoint(30, 30))
    qtbot.waitUntil(lambda: bool(dragged))
    assert dragged == [["/photos/2.jpg", "/photos/3.jpg", "/photos/90000.jpg"]]


def test_files_out_of_reach_are_not_dragged(album) -> None:
    album.different[2] = {"missing": True}
    mime = files_of([album.photo(1), album.photo(2)])
    assert mime.urls() == [QUrl.fromLocalFile("/photos/1.jpg")]
    assert mime.hasFormat("text/uri-list")


def test_the_menu(many, qtbot) -> None:
    many.choose_ids([1, 2])
    with qtbot.waitSignal(many.menu_wanted):
        _ask_for_menu(many, middle_of(many, 1))
    assert many.chosen_ids() == (1, 2)
    with qtbot.waitSignal(many.menu_wanted):
        _ask_for_menu(many, middle_of(many, 4))
    assert many.chosen_ids() == (5,)
    with qtbot.assertNotEmitted(many.menu_wanted):
        _ask_for_menu(many, QPoint(1, 1))
    with qtbot.waitSignal(many.menu_wanted) as wanted:
        _ask_for_menu(many, QPoint(), QContextMenuEvent.Reason.Keyboard)
    assert many.viewport().mapFromGlobal(wanted.args[0]) == middle_of(many, 4)


def _ask_for_menu(view, point, reason=QContextMenuEvent.Reason.Mouse) -> None:
    there = view.viewport().mapToGlobal(point)
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, point, there))


# How it looks


@pytest.mark.parametrize("step", ["keys", "wheel"])
def test_zooming(many, qtbot, step) -> None:
    many.scroll_to(5000)
    row = many._middle_row()
    before = middle_of(many, row).y()
    with qtbot.waitSignal(many.cell_side_changed) as changed:
        if step == "keys":
            qtbot.keyClick(many, Qt.Key.Key_Plus, CTRL)
        else:
            wheel(many, 120, CTRL)
    assert changed.args[0] == many.cell_side > 176
    assert abs(middle_of(many, row).y() - before) <= many.grid.measures.caption + 2
    qtbot.keyClick(many, Qt.Key.Key_0, CTRL)
    assert many.cell_side == 176


def test_zooming_has_an_end(many) -> None:
    many.set_cell_side(5)
    many.zoom_out()
    assert many.cell_side == 72
    many.set_cell_side(9999)
    assert many.cell_side == 480


def test_thumbnails_have_the_size_of_the_cells(many, model, qtbot) -> None:
    many.set_cell_side(130)
    qtbot.waitUntil(lambda: model.thumbnails.pixmap(1) is not None)
    qtbot.waitUntil(lambda: model.thumbnails.pixmap(1).height() == many.grid.cell)
    many.set_fill(False)
    qtbot.waitUntil(lambda: model.thumbnails.pixmap(1).width() == many.grid.cell)


def test_names_and_days(view, model, qtbot) -> None:
    model.show(found(range(1, 101), days=[3, 97]))
    assert view.rect_of(3).top() > view.rect_of(2).bottom()
    plain = view.grid.pitch
    view.set_show_names(True)
    assert view.grid.pitch > plain
    qtbot.waitUntil(lambda: model.known(0) is not None)
    view.viewport().grab()
    view.scroll_to(400)
    assert view._headings.isVisible()
    view.grab()
    view.set_days(False)
    assert not view._headings.isVisible()
    assert view.rect_of(3).top() == view.rect_of(2).top()


def test_all_marks_can_be_painted(view, model, album, qtbot) -> None:
    album.different = {
        1: {"favourite": True},
        2: {"rating": 5, "kind": "raw"},
        3: {"missing": True, "thumbnail": None},
        4: {"kind": "heif", "favourite": True, "rating": 2},
    }
    model.show(found(range(1, 20)))
    qtbot.waitUntil(lambda: model.thumbnails.has_failed(3))
    view.choose_ids([1])
    qtbot.mouseMove(view.viewport(), middle_of(view, 1))
    plain = view.viewport().grab().toImage()
    view.clearSelection()
    assert view.viewport().grab().toImage() != plain


def test_another_look(many, theme, qtbot) -> None:
    many.scroll_to(3000)
    theme.set_appearance("dark")
    qtbot.waitUntil(lambda: not many._dressing.isActive())
    many.viewport().grab()
    theme.set_appearance("light")
    assert many.offset > 0


# Newer answers


def test_a_newer_answer_keeps_the_place(many, model) -> None:
    many.scroll_to(10_000)
    row = many.seen[0]
    top = many.rect_of(row).top()
    many.choose_ids(range(row + 1, row + 4))
    many.selectionModel().setCurrentIndex(
        model.index(row + 1), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    model.refresh(found([*range(200_000, 200_007), *range(1, 100_001)]))
    assert many.chosen_ids() == tuple(range(row + 1, row + 4))
    assert many.current_row() == row + 8
    assert many.rect_of(row + 7).top() - top in range(-many.grid.pitch, many.grid.pitch)
    assert row + 7 in many.seen


def test_a_very_different_answer_keeps_the_place(many, model) -> None:
    many.set_current_row(50_000)
    many.choose_ids([50_000, 50_001, 50_002])
    many.scroll_to(many.grid.box(50_000).top - 40)
    seen = many.seen[0]
    model.refresh(found(range(100_000, 0, -1)))
    assert set(many.chosen_ids()) == {50_000, 50_001, 50_002}
    assert model.photo_id(many.current_row()) == 50_001
    assert model.row_of(seen + 1) in many.seen


def test_at_the_top_new_photos_come_into_sight(many, model) -> None:
    model.refresh(found([200_000, *range(1, 100_001)]))
    assert many.offset == 0


def test_another_query_begins_at_the_top(many, model, qtbot) -> None:
    many.scroll_to(10_000)
    many.selectAll()
    with qtbot.waitSignal(many.chosen_changed) as changed:
        model.show(found(range(5, 2000)))
    assert changed.args == [0]
    assert many.offset == 0
    assert many.chosen_ids() == ()
    assert many.current_row() == -1


def test_a_newer_answer_ends_the_rubber_band(many, model, qtbot) -> None:
    qtbot.mousePress(many.viewport(), LEFT, NONE, QPoint(3, 3))
    _move(many, QPoint(90, 90))
    assert many.band is not None
    model.refresh(found(range(1, 50_000)))
    assert many.band is None
    qtbot.mouseRelease(many.viewport(), LEFT, NONE, QPoint(90, 90))


def test_the_photo_in_the_middle_stays_when_the_window_is_resized(many, qtbot) -> None:
    many.scroll_to(10_000)
    row = many._middle_row()
    many.resize(640, 700)
    assert row in many.seen


# Those who listen


def test_screen_readers_hear_the_cells(many, model, qtbot) -> None:
    many.setAccessibleName("Results")
    spoken = QAccessible.queryAccessibleInterface(many)
    assert spoken.role() == QAccessible.Role.List
    assert spoken.childCount() == 100_000
    qtbot.waitUntil(lambda: model.known(2) is not None)
    cell = spoken.child(2)
    assert cell.role() == QAccessible.Role.ListItem
    assert cell.text(QAccessible.Text.Name).startswith("3.jpg, ")
    there = many.rect_of(2).translated(many.viewport().mapToGlobal(QPoint()))
    assert cell.rect().contains(there.center())
    many.set_current_row(2)
    many.setFocus()
    state = cell.state()
    assert state.selected
    assert state.selectable


def test_it_is_reached_by_tab(many) -> None:
    assert many.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not many.tabKeyNavigation()
