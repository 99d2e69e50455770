"""How the window looks: palette, style sheet, icons; it follows the user and the system."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.window.theme.colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours
from app.window.theme.icons import IconColours, Icons
from app.window.theme.memory_files import MemoryFiles
from app.window.theme.palette import palette
from app.window.theme.style_sheet import style_sheet
from resources import resource

REDUCED_MOTION = "PICTROVE_REDUCED_MOTION"
HIGH_CONTRAST = "PICTROVE_HIGH_CONTRAST"

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The look of the application. Passed to whoever paints or shows icons.

    Signals:
        changed(): colours or motion are different now; paint again, and ask for icons again.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        appearance: str = "system",
        parent: QObject | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        """Dress `app`.

        Args:
            app: gets the style, the palette and the style sheet.
            appearance: "system", "light" or "dark".
            parent: of this object.
            environ: `PICTROVE_REDUCED_MOTION` and `PICTROVE_HIGH_CONTRAST` ("1" or "0") in it
                say what the system cannot be asked for everywhere.
        """
        super().__init__(parent)
        self._app = app
        self._environ = environ
        self._hints = app.styleHints()
        self._icons = Icons(MemoryFiles())
        self._appearance = appearance
        app.setStyle("Fusion")
        self._hints.setColorScheme(_SCHEMES[appearance])
        self._dress()
        self._follow()

    @property
    def appearance(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._appearance

    @property
    def colours(self) -> Colours:
        """The colours now."""
        return self._colours

    @property
    def is_dark(self) -> bool:
        """Whether text is light on dark."""
        return self._colours is DARK or self._colours is CONTRAST_DARK

    @property
    def high_contrast(self) -> bool:
        """Whether the user asked the system for more contrast."""
        asked = self._hints.accessibility().contrastPreference()
        return self._said(HIGH_CONTRAST, asked == Qt.ContrastPreference.HighContrast)

    @property
    def reduced_motion(self) -> bool:
        """Whether the user asked the system for fewer animations."""
        # Qt tells since 6.12, which needs Python 3.12 (see pyproject.toml).
        asks = getattr(self._hints.accessibility(), "motionPreference", None)
        asked = asks is not None and asks().name == "ReducedMotion"
        return self._said(REDUCED_MOTION, asked)

    def set_appearance(self, appearance: str) -> None:
        """Look as the user chose: "system", "light" or "dark"."""
        self._appearance = appearance
        # Window frames and the system's own dialogs follow this, where the system can do that.
        self._hints.setColorScheme(_SCHEMES[appearance])
        self._on_system_changed()

    def icon(self, name: str, colour: str = "text", *, filled: bool = False) -> QIcon:
        """An icon of `resources/icons`, sharp at every scale.

        What is disabled is grey, and what is switched on has the accent, by themselves.

        Args:
            name: of the file without its ending.
            colour: a field of `Colours`; none for a picture that has its own colours.
            filled: the inside is painted too.
        """
        if not colour:
            return QIcon(str(resource(f"icons/{name}.svg")))
        off = getattr(self._colours, colour)
        on = self._colours.accent if colour == "text" else off
        return self._icons.icon(name, IconColours(off, on, self._colours.disabled), filled=filled)

    def _dress(self) -> None:
        self._colours = self._chosen()
        self._app.setPalette(palette(self._colours))
        self._app.setStyleSheet(style_sheet(self._colours, self._app.font(), self._icons))

    def _chosen(self) -> Colours:
        dark = self._appearance == "dark" or (
            self._appearance == "system" and self._hints.colorScheme() == Qt.ColorScheme.Dark
        )
        if self.high_contrast:
            return CONTRAST_DARK if dark else CONTRAST_LIGHT
        return DARK if dark else LIGHT

    def _follow(self) -> None:
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        accessibility = self._hints.accessibility()
        accessibility.contrastPreferenceChanged.connect(self._on_system_changed)
        if hasattr(accessibility, "motionPreferenceChanged"):
            accessibility.motionPreferenceChanged.connect(self._on_motion_changed)
        self._app.fontChanged.connect(self._on_font_changed)

    @Slot()
    def _on_system_changed(self) -> None:
        if self._chosen() is not self._colours:
            self._dress()
            self.changed.emit()

    @Slot()
    def _on_motion_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_font_changed(self) -> None:
        self._dress()
        self.changed.emit()

    def _said(self, variable: str, asked: bool) -> bool:
        return {"1": True, "0": False}.get(self._environ.get(variable, ""), asked)
