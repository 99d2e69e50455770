"""A search bar in a window, without an engine behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.window.search.bar import SearchBar
from app.window.theme.theme import Theme
from indexer.reports import Picture


class FakeCamera:
    def __init__(self, name, show, failed):
        self.name, self.show, self.failed = name, show, failed
        self.stopped = False

    def stop(self):
        self.stopped = True


class FakeCameras:
    """Cameras that show what a test gives them."""

    def __init__(self, *names):
        self._names = names
        self.started: list[FakeCamera] = []

    def names(self):
        return self._names

    def start(self, name, show, failed):
        camera = FakeCamera(name, show, failed)
        self.started.append(camera)
        return camera


def picture(width=8, height=6, colour=(200, 30, 30)) -> Picture:
    return Picture(width, height, width, height, bytes(colour) * (width * height))


def image(width=8, height=6, colour=Qt.GlobalColor.red) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture(autouse=True)
def english():
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(usual)


@pytest.fixture
def cameras() -> FakeCameras:
    return FakeCameras()


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    window.resize(800, 500)
    QVBoxLayout(window).setAlignment(Qt.AlignmentFlag.AlignTop)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def bar(qtbot, asks, theme, state, cameras, window):
    bar = SearchBar(asks, theme, state, cameras=cameras)
    window.layout().addWidget(bar)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar.bug_found.connect(lambda error: pytest.fail(repr(error)))
    yield bar
    bar.close_workers()


@pytest.fixture
def changes(bar) -> list:
    """Every value of `terms_changed`."""
    seen: list = []
    bar.terms_changed.connect(seen.append)
    return seen


@pytest.fixture
def troubles(bar) -> list[str]:
    seen: list[str] = []
    bar.trouble.connect(seen.append)
    return seen
