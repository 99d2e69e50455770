"""Icons: the right colour in every mode, sharp at every scale."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QSize
from PySide6.QtGui import QColor, QIcon, QImage

from app.window.theme.icons import IconColours, Icons
from app.window.theme.memory_files import MemoryFiles
from resources import resource

OFF, ON, DISABLED = QColor("#ff0000"), QColor("#00ff00"), QColor("#0000ff")
COLOURS = IconColours(OFF, ON, DISABLED)
ALL = sorted(path.stem for path in resource("icons").glob("*.svg"))
ROOT = Path(__file__).parents[4]


@pytest.fixture
def icons(qapp) -> Icons:
    return Icons(MemoryFiles())


@pytest.mark.parametrize("mode", list(QIcon.Mode), ids=str)
@pytest.mark.parametrize("state", list(QIcon.State), ids=str)
def test_each_mode_has_its_colour(icons: Icons, mode: QIcon.Mode, state: QIcon.State) -> None:
    image = drawn(icons.icon("star", COLOURS), mode, state)
    expected = ON if state == QIcon.State.On else OFF
    assert solid(image) == {DISABLED.name() if mode == QIcon.Mode.Disabled else expected.name()}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_every_scale_is_drawn_anew(icons: Icons, scale: float) -> None:
    pixels = icons.icon("search", COLOURS).pixmap(QSize(20, 20), scale)
    assert pixels.size() == QSize(20, 20) * scale
    assert pixels.devicePixelRatio() == scale


@pytest.mark.parametrize("name", ALL)
def test_every_icon_draws_something(icons: Icons, name: str) -> None:
    assert solid(drawn(icons.icon(name, COLOURS)))


def test_filled_icons_are_full(icons: Icons) -> None:
    outline = drawn(icons.icon("star", COLOURS)).pixelColor(32, 32)
    full = drawn(icons.icon("star", COLOURS, filled=True)).pixelColor(32, 32)
    assert (outline.alpha(), full.name()) == (0, OFF.name())


def test_icons_are_made_once(icons: Icons) -> None:
    assert icons.icon("star", COLOURS) is icons.icon("star", COLOURS)


def test_style_sheets_get_a_file(icons: Icons) -> None:
    assert QFile.exists(icons.file("check", OFF))


def test_a_wrong_name_is_a_bug(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon", COLOURS)


def drawn(icon: QIcon, mode=QIcon.Mode.Normal, state=QIcon.State.Off) -> QImage:
    return icon.pixmap(QSize(64, 64), 1.0, mode, state).toImage()


def solid(image: QImage) -> set[str]:
    """The colours that are not seen through."""
    pixels = [image.pixelColor(x, y) for x in range(64) for y in range(64)]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def _texts() -> set[str]:
    """Every literal of the window, and what its style sheet names."""
    files = (ROOT / "app" / "window").rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    sheet = resource("theme/window.qss").read_text("utf-8")
    return texts | set(re.findall(r"\{icon ([a-z0-9-]+)", sheet))


def _names() -> set[str]:
    """What is certainly an icon: the literal of a call, and the values of tables."""
    names: set[object] = set()
    for file in (ROOT / "app" / "window").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="icon") | ast.Name("icon" | "Reason"),
                    args=[ast.Constant(name), *_],
                ):
                    names.add(name)
                case ast.Assign(targets=[ast.Name("_ICONS")], value=ast.Dict(values=values)):
                    names |= {value.value for value in values if isinstance(value, ast.Constant)}
    return {str(name) for name in names}


def test_every_icon_is_used() -> None:
    assert not set(ALL) - _texts()


def test_every_name_is_an_icon() -> None:
    assert len(_names()) > 20
    assert not _names() - set(ALL)
