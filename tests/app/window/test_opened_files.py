from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent

from app.window.opened_files import OpenedFiles


@pytest.fixture
def opened(qapp):
    opened = OpenedFiles(qapp)
    yield opened
    qapp.removeEventFilter(opened)
    opened.deleteLater()


def test_files_that_come_before_the_window_is_ready_wait(qapp, qtbot, opened):
    told = []
    opened.opened.connect(told.append)
    for name in ("/photos/cat.jpg", "/photos/dög 1.jpg"):
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(name))
    assert not told

    opened.deliver()
    assert told == [(Path("/photos/cat.jpg"), Path("/photos/dög 1.jpg"))]

    QCoreApplication.sendEvent(qapp, QFileOpenEvent("/photos/bird.jpg"))
    assert told[1:] == [(Path("/photos/bird.jpg"),)]


def test_an_address_of_the_web_is_not_opened(qapp, opened):
    told = []
    opened.opened.connect(told.append)
    opened.deliver()
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/cat.jpg")))
    assert not told
