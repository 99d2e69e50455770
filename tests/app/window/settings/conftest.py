"""Collaborators of the settings' pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QMessageBox, QWidget

from app.window.background import Background
from app.window.theme.theme import Theme
from indexer.errors import LibraryError
from indexer.places import Places


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture(autouse=True)
def no_widget_is_left(qapp) -> Iterator[None]:
    """What a test has shown is deleted after it: the next theme would dress it again."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def background(qapp) -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.below(tmp_path / "home")


class FakeLogin:
    """An entry that is kept in memory."""

    where = "memory"

    def __init__(self) -> None:
        self.on = False
        self.trouble = ""

    def enable(self) -> None:
        if self.trouble:
            raise LibraryError(self.trouble)
        self.on = True

    def disable(self) -> bool:
        self.on = False
        return True

    def enabled(self) -> bool:
        return self.on


@pytest.fixture
def login() -> FakeLogin:
    return FakeLogin()


@pytest.fixture
def question(qtbot):
    """Finds the question that a widget asks, and answers it."""

    def answer(parent: QWidget, *, yes: bool) -> str:
        box = parent.findChildren(QMessageBox)[-1]
        text = f"{box.text()}\n{box.informativeText()}"
        wanted = QMessageBox.ButtonRole.AcceptRole if yes else QMessageBox.ButtonRole.RejectRole
        next(button for button in box.buttons() if box.buttonRole(button) is wanted).click()
        return text

    return answer
