from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.window.filters.active_filters import ActiveFilters
from indexer.query import Filters

FILTERS = Filters(favourites=True, cameras=("Canon EOS R5", "Kodak"), folders=("/photos/Lisbon",))


@pytest.fixture
def row(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    row = ActiveFilters(theme)
    layout.addWidget(row)
    layout.addStretch(1)
    window.resize(400, 300)
    with qtbot.waitActive(window):
        window.show()
    row.window_kept = window
    return row


def texts(row) -> list[str]:
    return [chip.text() for chip in row.chips]


def test_it_is_gone_without_filters(row):
    assert not row.isVisible()
    row.set_filters(FILTERS)
    assert row.isVisible()
    row.set_filters(Filters())
    assert not row.isVisible()


def test_chips_are_taken_away_by_clicks(qtbot, row):
    row.set_filters(FILTERS)
    assert texts(row) == ["Lisbon", "Favourites", "Canon EOS R5", "Kodak"]
    assert row.chips[0].toolTip() == "/photos/Lisbon"
    with qtbot.waitSignal(row.filters_changed) as changed:
        qtbot.mouseClick(row.chips[2], Qt.MouseButton.LeftButton)
    assert changed.args[0].cameras == ("Kodak",)
    assert texts(row) == ["Lisbon", "Favourites", "Kodak"]


def test_keys_take_chips_away_and_stay_in_the_row(qtbot, row):
    row.set_filters(FILTERS)
    row.chips[1].setFocus()
    qtbot.keyClick(row.chips[1], Qt.Key.Key_Delete)
    assert row.filters().favourites is False
    assert row.chips[1].hasFocus()
    qtbot.keyClick(row.chips[1], Qt.Key.Key_Return)
    qtbot.keyClick(row.chips[1], Qt.Key.Key_Space)
    assert texts(row) == ["Lisbon"]
    with qtbot.waitSignal(row.edit_wanted):
        qtbot.keyClick(row.chips[0], Qt.Key.Key_Backspace)
    assert row.filters() == Filters()


def test_all_are_cleared_at_once(qtbot, row):
    row.set_filters(FILTERS)
    with qtbot.waitSignal(row.filters_changed) as changed:
        row._clear.click()
    assert changed.args == [Filters()]


def test_setting_tells_nothing(qtbot, row):
    with qtbot.assertNotEmitted(row.filters_changed):
        row.set_filters(FILTERS)


def test_chips_go_on_in_another_row(qtbot, row):
    row.set_filters(Filters(keywords=("a long keyword", "another one", "and a third", "fourth")))
    row.window_kept.resize(180, 300)
    qtbot.waitUntil(lambda: row.chips[-1].y() > row.chips[0].y())
    assert row._clear.geometry().bottom() < row.height()
    assert row.childAt(QPoint(row.chips[0].geometry().center())) is row.chips[0]


def test_screen_readers_hear_what_a_chip_does(row):
    row.set_filters(FILTERS)
    assert row.chips[1].accessibleName() == "Remove filter: Favourites"
    assert row.chips[0].accessibleDescription() == "/photos/Lisbon"
