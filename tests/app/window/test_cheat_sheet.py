"""The page of shortcuts: complete, searchable, reachable by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea

from app.window.cheat_sheet import CheatSheet
from app.window.theme.theme import Theme

GROUPS = [
    (
        "Search",
        [("Go to the search field", QKeySequence("Ctrl+F")), ("New", QKeySequence("Ctrl+N"))],
    ),
    ("Viewer", [("Next photo", QKeySequence("Right")), ("Zoom in", QKeySequence("Ctrl++"))]),
    ("Mouse", [("Larger pictures", "Ctrl + mouse wheel")]),
]


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def sheet(theme, qtbot) -> CheatSheet:
    sheet = CheatSheet(GROUPS, theme)
    qtbot.addWidget(sheet)
    sheet.resize(1200, 800)
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet


def test_every_shortcut_is_there_in_the_words_of_the_platform(sheet) -> None:
    native = QKeySequence("Ctrl+F").toString(QKeySequence.SequenceFormat.NativeText)
    assert {native, "Next photo", "Ctrl + mouse wheel", "Mouse"} <= shown(sheet)


def test_typing_narrows_the_list(sheet, qtbot) -> None:
    qtbot.keyClicks(sheet.findChild(QLineEdit), "zoom")
    texts = shown(sheet)
    assert {"Viewer", "Zoom in"} <= texts
    assert not {"Next photo", "Mouse", "Search"} & texts


@pytest.mark.parametrize("words", ["VIEWER next", "ctrl++", "mouse"])
def test_groups_keys_and_several_words_are_searched(sheet, words: str) -> None:
    sheet.findChild(QLineEdit).setText(words)
    assert len([frame for frame in cards(sheet) if frame.isVisible()]) == 1


def test_nothing_found_is_said(sheet) -> None:
    sheet.findChild(QLineEdit).setText("submarine")
    assert "No shortcut has this name." in shown(sheet)
    sheet.findChild(QLineEdit).clear()
    assert "No shortcut has this name." not in shown(sheet)


def test_the_keyboard_reaches_all_and_readers_hear_all(sheet, qtbot) -> None:
    assert sheet.focusWidget() is sheet.findChild(QLineEdit)
    for card in cards(sheet):
        qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.focusWidget() is card
    first = cards(sheet)[0]
    assert first.accessibleName() == "Search"
    assert "Go to the search field: " in first.accessibleDescription()


def test_escape_closes(sheet, qtbot) -> None:
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_columns_follow_the_width(sheet, qtbot) -> None:
    def columns() -> int:
        return len({card.x() for card in cards(sheet)})

    assert columns() == 2
    sheet.resize(420, 800)
    qtbot.waitUntil(lambda: columns() == 1)


def test_a_font_of_twice_the_size_fits(qapp, theme, qtbot) -> None:
    usual = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(usual.pointSizeF() * 2)
    try:
        qapp.setFont(larger)
        theme.set_appearance("dark")
        sheet = CheatSheet(GROUPS, theme)
        qtbot.addWidget(sheet)
        with qtbot.waitExposed(sheet):
            sheet.show()
        assert sheet.width() <= sheet.screen().availableSize().width()
        scroll = sheet.findChild(QScrollArea)
        assert scroll.horizontalScrollBar().maximum() == 0
    finally:
        qapp.setFont(usual)


def shown(sheet: CheatSheet) -> set[str]:
    return {label.text() for label in sheet.findChildren(QLabel) if label.isVisible()}


def cards(sheet: CheatSheet) -> list[QFrame]:
    return [frame for frame in sheet.findChildren(QFrame) if frame.property("role") == "card"]
