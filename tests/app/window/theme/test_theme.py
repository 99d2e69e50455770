"""The theme follows the user and the system."""

from __future__ import annotations

from enum import Enum

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton

from app.window.theme.colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT


@pytest.mark.parametrize(("appearance", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_user_chooses(dress, qapp, appearance: str, colours) -> None:
    theme = dress(appearance)
    assert theme.colours is colours
    assert theme.is_dark == (appearance == "dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == colours.window
    assert colours.accent.name() in qapp.styleSheet()


def test_a_change_is_told_once(dress, qtbot) -> None:
    theme = dress("light")
    told = []
    theme.changed.connect(lambda: told.append(theme.is_dark))
    theme.set_appearance("dark")
    theme.set_appearance("dark")
    assert told == [True]
    assert theme.appearance == "dark"


def test_what_is_shown_changes_with_it(dress, qtbot) -> None:
    theme = dress("light")
    button = QPushButton("Search")
    qtbot.addWidget(button)
    button.show()
    theme.set_appearance("dark")
    ground = button.grab().toImage().pixelColor(button.width() // 2, 4)
    assert ground == DARK.surface


def test_the_system_is_followed(dress, qapp, monkeypatch) -> None:
    theme = dress("system")
    assert theme.colours is LIGHT
    monkeypatch.setattr(theme, "_hints", FakeHints(Qt.ColorScheme.Dark))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark


def test_the_user_outweighs_the_system(dress, qapp, monkeypatch) -> None:
    theme = dress("light")
    monkeypatch.setattr(theme, "_hints", FakeHints(Qt.ColorScheme.Dark))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.is_dark


@pytest.mark.parametrize(
    ("appearance", "colours"), [("light", CONTRAST_LIGHT), ("dark", CONTRAST_DARK)]
)
def test_high_contrast_is_followed(dress, qapp, qtbot, appearance: str, colours) -> None:
    environ: dict[str, str] = {}
    theme = dress(appearance, environ)
    assert not theme.high_contrast
    environ["PICTROVE_HIGH_CONTRAST"] = "1"
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().accessibility().contrastPreferenceChanged.emit(
            Qt.ContrastPreference.HighContrast
        )
    assert theme.colours is colours
    assert theme.is_dark == (appearance == "dark")


@pytest.mark.parametrize(("said", "reduced"), [("1", True), ("0", False), ("", False)])
def test_reduced_motion_can_be_said(dress, said: str, reduced: bool) -> None:
    assert dress("light", {"PICTROVE_REDUCED_MOTION": said}).reduced_motion == reduced


def test_reduced_motion_is_asked_of_the_system(dress, monkeypatch) -> None:
    theme = dress("light")
    hints = FakeHints(Qt.ColorScheme.Light)
    monkeypatch.setattr(theme, "_hints", hints)
    assert not theme.reduced_motion  # Qt before 6.12 does not know
    monkeypatch.setattr(hints, "motionPreference", lambda: MotionPreference(1), raising=False)
    assert theme.reduced_motion


def test_a_larger_font_makes_larger_headings(dress, qapp, qtbot) -> None:
    theme = dress("light")
    usual, sheet = qapp.font(), qapp.styleSheet()
    larger = qapp.font()
    larger.setPointSizeF(usual.pointSizeF() * 2)
    try:
        with qtbot.waitSignal(theme.changed):
            qapp.setFont(larger)
        assert qapp.styleSheet() != sheet
    finally:
        qapp.setFont(usual)


def test_icons_have_the_colour_of_the_theme(dress) -> None:
    theme = dress("light")
    light = theme.icon("square", "danger").pixmap(QSize(48, 48), 1.0).toImage()
    theme.set_appearance("dark")
    dark = theme.icon("square", "danger").pixmap(QSize(48, 48), 1.0).toImage()
    assert opaque(light) == {LIGHT.danger.name()}
    assert opaque(dark) == {DARK.danger.name()}


def test_the_mark_of_the_application_has_colours_of_its_own(dress) -> None:
    image = dress("light").icon("pictrove", "").pixmap(QSize(64, 64), 1.0).toImage()
    assert len(opaque(image)) > 20


class MotionPreference(Enum):
    """As in Qt 6.12."""

    NoPreference = 0
    ReducedMotion = 1


class FakeHints:
    """A system that cannot be asked for what it does not offer on this platform."""

    def __init__(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme

    def colorScheme(self) -> Qt.ColorScheme:
        return self._scheme

    def accessibility(self) -> FakeHints:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return Qt.ContrastPreference.NoPreference


def opaque(image) -> set[str]:
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}
