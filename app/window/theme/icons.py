"""The icons of `resources/icons`, painted in the colours of the theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from app.window.theme.memory_files import MemoryFiles
from resources import resource

_BOTH = (QIcon.State.Off, QIcon.State.On)
_USABLE = (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected)


@dataclass(frozen=True)
class IconColours:
    """Colours of one icon.

    Attributes:
        off: as it usually is.
        on: of what is switched on.
        disabled: of what cannot be used now.
    """

    off: QColor
    on: QColor
    disabled: QColor


class Icons:
    """Paints icons when they are first asked for, and keeps them."""

    def __init__(self, files: MemoryFiles) -> None:
        self._files = files
        self._made: dict[tuple[str, str, str, str, bool], QIcon] = {}
        self._drawn: dict[str, str] = {}

    def icon(self, name: str, colours: IconColours, *, filled: bool = False) -> QIcon:
        """An icon, the same at every scale; it knows how it looks disabled and switched on."""
        key = (name, colours.off.name(), colours.on.name(), colours.disabled.name(), filled)
        if key not in self._made:
            self._made[key] = self._make(name, colours, filled)
        return self._made[key]

    def file(self, name: str, colour: QColor, *, filled: bool = False) -> str:
        """The path of an icon in one colour, for style sheets."""
        drawing = self._drawing(name).replace("currentColor", colour.name())
        if filled:
            drawing = drawing.replace('fill="none"', f'fill="{colour.name()}"', 1)
        folder = f"icons/{colour.name()[1:]}{'-filled' if filled else ''}"
        return self._files.add(folder, f"{name}.svg", drawing.encode())

    def _make(self, name: str, colours: IconColours, filled: bool) -> QIcon:
        icon = QIcon()
        off, on, disabled = (
            self.file(name, colour, filled=filled)
            for colour in (colours.off, colours.on, colours.disabled)
        )
        for mode in _USABLE:
            icon.addFile(off, QSize(), mode, QIcon.State.Off)
            icon.addFile(on, QSize(), mode, QIcon.State.On)
        for state in _BOTH:
            icon.addFile(disabled, QSize(), QIcon.Mode.Disabled, state)
        return icon

    def _drawing(self, name: str) -> str:
        if name not in self._drawn:
            drawing = resource(f"icons/{name}.svg").read_text("utf-8")
            # A little air around, since Qt sets texts close to their icons.
            self._drawn[name] = drawing.replace('viewBox="0 0 24 24"', 'viewBox="-1 -1 26 26"')
        return self._drawn[name]
