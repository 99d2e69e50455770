"""Collaborators of the settings' pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QMessageBox, QWidget

from app.window.background import Background
from app.window.restoring import Restorer
from app.window.theme.theme import Theme
from indexer.errors import LibraryError
from indexer.keeping_reports import BackupContents, RestoreReport
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


@dataclass
class FakeRestoring:
    """Looks into backups and puts them back as the test wishes; `told` is what the link hears."""

    contents: BackupContents | Exception = field(
        default_factory=lambda: BackupContents(
            "/usb/p.db", 4_200_000, 312, ("/photos",), "2026-11-20T10:00:00+00:00"
        )
    )
    report: RestoreReport | Exception = field(
        default_factory=lambda: RestoreReport("/usb/p.db", 312, "2026-11-20T10:00:00+00:00", "/k")
    )
    told: list[str] = field(default_factory=list)
    going: threading.Event = field(default_factory=threading.Event)
    wished: list[tuple[str, float]] = field(default_factory=list)

    def rest(self) -> None:
        self.told.append("rest")

    def wake(self) -> None:
        self.told.append("wake")

    def look(self, file: Path, _places: Places) -> BackupContents:
        self.told.append(f"look {file}")
        return self._given(self.contents)

    def restore(self, file: Path, _places: Places, tell) -> RestoreReport:
        self.told.append(f"restore {file}")
        for step in self.wished:
            tell(*step)
        while not self.going.wait(0.01):
            tell("checking", 0.0)
        return self._given(self.report)

    def _given(self, value):
        if isinstance(value, Exception):
            raise value
        return value


@pytest.fixture
def restoring() -> FakeRestoring:
    made = FakeRestoring()
    made.going.set()
    return made


@pytest.fixture
def restorer(restoring, background, places) -> Restorer:
    return Restorer(restoring, background, places, look=restoring.look, restore=restoring.restore)


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
