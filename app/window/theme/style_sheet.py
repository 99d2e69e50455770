"""The style sheet: `resources/theme/window.qss` with the theme's names filled in.

Names stand in braces and are alone in them: ``{accent}`` is a colour, ``{title_size}`` a size
of the font, ``{icon check on_accent}`` the file of an icon in a colour. Sizes follow the font of
the system.
"""

from __future__ import annotations

import re
from dataclasses import fields

from PySide6.QtGui import QColor, QFont, QFontMetrics

from app.window.theme.colours import Colours
from app.window.theme.icons import Icons
from resources import resource

_NAME = re.compile(r"\{([a-z][a-z_]*)\}")
_ICON = re.compile(r"\{icon ([a-z0-9-]+) ([a-z_]+)( filled)?\}")


def style_sheet(colours: Colours, font: QFont, icons: Icons) -> str:
    """The style sheet of the application in these colours, beside text in this font."""
    values = _colours(colours) | _sizes(font)

    def file(match: re.Match[str]) -> str:
        colour: QColor = getattr(colours, match[2])
        return f'url("{icons.file(match[1], colour, filled=bool(match[3]))}")'

    sheet = resource("theme/window.qss").read_text("utf-8")
    return _NAME.sub(lambda match: values[match[1]], _ICON.sub(file, sheet))


def _colours(colours: Colours) -> dict[str, str]:
    values = {field.name: getattr(colours, field.name) for field in fields(colours)}
    values["accent_hover"] = _nearer(colours.accent, colours.text)
    values["danger_hover"] = _nearer(colours.danger, colours.text)
    return {name: colour.name() for name, colour in values.items()}


def _nearer(colour: QColor, other: QColor) -> QColor:
    """A colour a little on the way to another one; text on it is read at least as well."""
    part = 0.18
    return QColor.fromRgbF(
        *(a + (b - a) * part for a, b in zip(_rgb(colour), _rgb(other), strict=True))
    )


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _sizes(font: QFont) -> dict[str, str]:
    line = QFontMetrics(font).height()
    return {
        "title_size": _font_size(font, 1.5),
        "heading_size": _font_size(font, 1.12),
        "small_size": _font_size(font, 0.9),
        "icon_size": f"{_even(line * 1.15)}px",
        "indicator": f"{_even(line)}px",
        "arrow": f"{_even(line * 0.85)}px",
        "indicator_radius": f"{_even(line) // 2 + 1}px",
        "knob": f"{_even(line)}px",
        "knob_radius": f"{_even(line) // 2 + 2}px",
        "knob_margin": f"-{_even(line) // 2}px",
        "row": f"{_even(line) + 6}px",
        "small_arrow": f"{_even(line * 0.7)}px",
        "menu_button": f"{_even(line)}px",
        "slider": f"{_even(line) + 6}px",
    }


def _font_size(font: QFont, times: float) -> str:
    if font.pointSizeF() > 0:
        return f"{font.pointSizeF() * times:.1f}pt"
    return f"{round(font.pixelSize() * times)}px"


def _even(length: float) -> int:
    """Even lengths have a middle, and stay sharp there."""
    return 2 * round(length / 2)
