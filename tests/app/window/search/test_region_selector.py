import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtWidgets import QLabel

from app.window.search.region_math import MIDDLE
from app.window.search.region_picker import RegionPicker
from app.window.search.region_selector import RegionSelector
from indexer.errors import PictureError
from indexer.query import PictureTerm, Region
from indexer.requests import GetPicture

from .conftest import image, picture

Key = Qt.Key
Left = Qt.MouseButton.LeftButton


@pytest.fixture
def selector(qtbot, theme) -> RegionSelector:
    selector = RegionSelector(theme)
    selector.resize(424, 324)
    selector.set_image(image(400, 300))
    qtbot.addWidget(selector)
    selector.show()
    return selector


@pytest.fixture
def regions(selector) -> list:
    seen: list = []
    selector.region_changed.connect(seen.append)
    return seen


def at(selector, x, y) -> QPoint:
    rect = selector.picture_rect()
    return QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))


def drag(qtbot, selector, start, *ends):
    qtbot.mousePress(selector, Left, pos=at(selector, *start))
    for end in ends:
        qtbot.mouseMove(selector, at(selector, *end))
    qtbot.mouseRelease(selector, Left, pos=at(selector, *ends[-1]))


def nearly(left, top, right, bottom):
    return pytest.approx((left, top, right, bottom), abs=0.005)


def sides(region) -> tuple:
    return (region.left, region.top, region.right, region.bottom)


def test_the_picture_is_fitted(selector):
    assert selector.picture_rect() == QRectF(12, 12, 400, 300)
    selector.resize(1024, 324)
    assert selector.picture_rect().width() == 400
    assert selector.sizeHint() == QSize(424, 324)


def test_a_part_is_drawn(qtbot, selector, regions):
    drag(qtbot, selector, (0.2, 0.1), (0.4, 0.4), (0.6, 0.5))
    assert sides(selector.region()) == nearly(0.2, 0.1, 0.6, 0.5)
    assert len(regions) == 2
    drag(qtbot, selector, (0.9, 0.9), (0.7, 0.8))
    assert sides(selector.region()) == nearly(0.7, 0.8, 0.9, 0.9)


def test_drawing_ends_at_the_edges(qtbot, selector):
    drag(qtbot, selector, (0.5, 0.5), (2.0, 3.0))
    assert sides(selector.region()) == nearly(0.5, 0.5, 1, 1)


def test_a_part_is_moved(qtbot, selector):
    selector.set_region(MIDDLE)
    drag(qtbot, selector, (0.5, 0.5), (0.6, 0.45))
    assert sides(selector.region()) == nearly(0.35, 0.2, 0.85, 0.7)


def test_a_part_is_resized_by_its_handles(qtbot, selector):
    selector.set_region(MIDDLE)
    drag(qtbot, selector, (0.25, 0.25), (0.1, 0.2))
    assert sides(selector.region()) == nearly(0.1, 0.2, 0.75, 0.75)
    drag(qtbot, selector, (0.75, 0.475), (0.9, 0.1))
    assert sides(selector.region()) == nearly(0.1, 0.2, 0.9, 0.75)


def test_the_pointer_shows_what_it_would_do(qtbot, selector):
    selector.set_region(MIDDLE)
    shapes = []
    for place in ((0.5, 0.5), (0.25, 0.25), (0.75, 0.25), (0.5, 0.75), (0.05, 0.05)):
        qtbot.mouseMove(selector, at(selector, *place))
        shapes.append(selector.cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [
        shape.SizeAllCursor,
        shape.SizeFDiagCursor,
        shape.SizeBDiagCursor,
        shape.SizeVerCursor,
        shape.CrossCursor,
    ]


def test_a_click_beside_it_takes_it_away(qtbot, selector, regions):
    selector.set_region(MIDDLE)
    qtbot.mouseClick(selector, Left, pos=at(selector, 0.5, 0.5))
    assert selector.region() == MIDDLE
    qtbot.mouseClick(selector, Left, pos=at(selector, 0.05, 0.05))
    assert selector.region() is None
    assert regions == [MIDDLE, None]


def test_the_right_button_is_for_others(qtbot, selector):
    selector.set_region(MIDDLE)
    qtbot.mouseClick(selector, Qt.MouseButton.RightButton, pos=at(selector, 0.05, 0.05))
    assert selector.region() == MIDDLE


def test_the_keyboard_does_it_all(qtbot, selector):
    qtbot.keyClick(selector, Key.Key_Space)
    assert selector.region() == MIDDLE
    qtbot.keyClick(selector, Key.Key_Right)
    qtbot.keyClick(selector, Key.Key_Up)
    assert sides(selector.region()) == nearly(0.27, 0.23, 0.77, 0.73)
    qtbot.keyClick(selector, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(selector, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert sides(selector.region()) == nearly(0.27, 0.23, 0.75, 0.75)
    qtbot.keyClick(selector, Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert selector.region().left == pytest.approx(0.266)
    qtbot.keyClick(selector, Key.Key_Delete)
    assert selector.region() is None
    qtbot.keyClick(selector, Key.Key_Left)
    assert selector.region() == MIDDLE


def test_it_says_what_is_chosen(selector):
    assert selector.accessibleName() == "Part of the picture"
    assert "whole picture" in selector.accessibleDescription()
    selector.set_region(MIDDLE)
    assert selector.accessibleDescription() == "25 to 75 % across, 25 to 75 % down"


def test_regions_from_elsewhere_are_made_sound(selector):
    selector.set_region(Region(-1, 0.5, 2, 0.5))
    assert sides(selector.region()) == nearly(0, 0.5, 1, 0.52)


def test_above_a_picture_that_somebody_else_paints(qtbot, selector):
    selector.set_image(None)
    selector.set_picture_rect(QRectF(-100, 0, 1000, 500))
    selector.set_region(MIDDLE)
    assert not selector.grab().isNull()
    drag(qtbot, selector, (0.3, 0.5), (0.4, 0.5))
    assert selector.region().left == pytest.approx(0.35, abs=0.005)
    selector.set_picture_rect(None)
    assert selector.picture_rect() == QRectF(12, 12, 400, 300)


def test_other_keys_are_for_others(qtbot, theme, regions, selector):
    qtbot.keyClick(selector, Key.Key_Escape)
    assert regions == []


# The dialog


@pytest.fixture
def picker(qtbot, asks, theme) -> RegionPicker:
    picker = RegionPicker(asks, theme, PictureTerm("/a/dog.jpg", weight=-2.0))
    qtbot.addWidget(picker)
    picker.show()
    return picker


def labels(picker) -> str:
    return " ".join(label.text() for label in picker.findChildren(QLabel) if label.isVisible())


def test_the_whole_picture_is_asked_for(asks, theme, qtbot):
    term = PictureTerm("/a.jpg", region=MIDDLE, weight=-1.0)
    picker = RegionPicker(asks, theme, term)
    qtbot.addWidget(picker)
    assert asks.open(GetPicture).request == GetPicture(PictureTerm("/a.jpg"), 1400)
    asks.open(GetPicture).answer(picture(80, 60))
    assert picker.selector.region() == MIDDLE
    assert picker.term() == term
    picker._whole.click()
    assert picker.term() == PictureTerm("/a.jpg", weight=-1.0)


def test_searching_waits_for_the_picture(picker, asks):
    assert not picker._search.isEnabled()
    assert "Reading the picture" in labels(picker)
    asks.open(GetPicture).answer(picture(80, 60))
    assert picker._search.isEnabled()
    assert picker.selector.isVisible()


def test_the_size_of_the_part_is_said(picker, asks):
    asks.open(GetPicture).answer(picture(80, 60))
    assert "The whole of dog.jpg" in labels(picker)
    assert picker._search.text() == "Search for the picture"
    picker.selector.set_region(Region(0.1, 0.2, 0.5, 0.5))
    assert "40 by 30 % of dog.jpg" in labels(picker)
    assert picker._search.text() == "Search for this part"


def test_enter_accepts_and_escape_cancels(picker, asks, qtbot, theme):
    asks.open(GetPicture).answer(picture(80, 60))
    picker.selector.set_region(MIDDLE)
    with qtbot.waitSignal(picker.accepted):
        qtbot.keyClick(picker.selector, Key.Key_Return)
    other = RegionPicker(asks, theme, PictureTerm("/b.jpg"))
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitSignal(other.rejected):
        qtbot.keyClick(other, Key.Key_Escape)
    assert asks.of(GetPicture)[-1].cancelled


def test_a_picture_that_cannot_be_read(picker, asks):
    asks.open(GetPicture).fail(PictureError("dog.jpg is damaged."))
    assert "dog.jpg is damaged." in labels(picker)
    assert not picker._search.isEnabled()
