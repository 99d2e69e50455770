"""The style sheet: complete, and in the size of the system's font."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton

from app.window.theme.colours import LIGHT
from app.window.theme.icons import Icons
from app.window.theme.memory_files import MemoryFiles
from app.window.theme.style_sheet import style_sheet
from resources import resource


@pytest.fixture
def sheet(qapp):
    icons = Icons(MemoryFiles())

    def make(points: float = 10) -> str:
        font = QFont(qapp.font())
        font.setPointSizeF(points)
        return style_sheet(LIGHT, font, icons)

    return make


def test_every_name_is_filled_in(sheet) -> None:
    assert not re.search(r"\{[a-z]|[a-z]\}", sheet())


def test_it_names_no_colour_by_itself() -> None:
    text = resource("theme/window.qss").read_text("utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text)


def test_it_fixes_no_font_size() -> None:
    text = resource("theme/window.qss").read_text("utf-8")
    assert set(re.findall(r"font-size: ([^;]+);", text)) <= {"{title_size}", "{heading_size}"}


def test_larger_fonts_get_larger_controls(sheet) -> None:
    def indicator(points: float) -> int:
        return int(re.search(r"::indicator[^}]*?width: (\d+)px", sheet(points))[1])

    assert indicator(20) >= 1.8 * indicator(10)
    assert "font-size: 30.0pt" in sheet(20)


def test_fonts_measured_in_pixels_are_followed(qapp) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(20)
    assert "font-size: 30px" in style_sheet(LIGHT, font, Icons(MemoryFiles()))


def test_focus_moves_nothing(sheet, qtbot) -> None:
    """The ring is thicker than the border, but the button asks for the same room."""
    button = QPushButton("Search")
    other = QPushButton("Other")
    for widget in (button, other):
        widget.setStyleSheet(sheet())
        qtbot.addWidget(widget)
    before = button.sizeHint()
    with qtbot.waitExposed(button):
        button.show()
    button.setFocus()
    assert button.sizeHint() == before
