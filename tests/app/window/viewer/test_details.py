"""The panel tells what is known of the photo that is shown, and of no other."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton

from app.window.viewer.details import DetailsPanel
from app.window.viewer.fact_row import FactRow
from indexer.client import PhotoDetails
from indexer.errors import PhotoGoneError
from indexer.metadata import PhotoMetadata
from indexer.requests import GetDetails

from .conftest import make_photo, make_picture


@pytest.fixture
def opened():
    return []


@pytest.fixture
def panel(qtbot, asks, background, theme, opened):
    panel = DetailsPanel(asks, background, theme, open_url=opened.append)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    return panel


def details(photo_id: int, **metadata) -> PhotoDetails:
    return PhotoDetails(make_photo(photo_id), PhotoMetadata(**metadata), "")


def labels(panel) -> list[str]:
    return [fact.label for fact in panel.shown_facts]


def test_tells_what_the_engine_knows(panel, asks):
    panel.show_photo(1, make_photo(1))
    assert asks.open(GetDetails).request.photo_id == 1
    asks.open(GetDetails).answer(
        details(1, title="Title", caption="Caption", keywords=("red", "blue & green"))
    )
    assert labels(panel) == ["Name", "Folder", "Size"]
    assert panel.shown_keywords == ("red", "blue & green")
    assert panel._title.toPlainText() == "Title"
    assert panel._caption.toPlainText() == "Caption"


def test_a_late_answer_is_dropped(panel, asks):
    panel.show_photo(1, make_photo(1))
    panel.show_photo(2, make_photo(2))
    assert asks.of(GetDetails)[0].cancelled


def test_a_busy_engine_does_not_leave_the_facts_of_another_photo(panel, asks, qtbot):
    panel.show_photo(1, make_photo(1))
    asks.open(GetDetails).answer(details(1, lens="RF 35mm", keywords=("red",)))
    panel.show_photo(2, make_photo(2, path="/photos/second.jpg"))
    qtbot.waitUntil(lambda: panel.shown_facts[0].text == "second.jpg")
    assert "Lens" not in labels(panel)
    assert panel.shown_keywords == ()
    asks.open(GetDetails).answer(details(2, lens="RF 50mm"))
    assert "Lens" in labels(panel)


def test_a_photo_that_is_gone_shows_what_is_known(panel, asks):
    panel.show_photo(1, make_photo(1))
    asks.open(GetDetails).fail(PhotoGoneError("It is gone."))
    assert panel.shown_facts[0].text == "1.jpg"


def test_keywords_are_wanted_by_click(panel, asks, qtbot):
    panel.show_photo(1, make_photo(1))
    asks.open(GetDetails).answer(details(1, keywords=("blue & green",)))
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == "blue && green")
    with qtbot.waitSignal(panel.keyword_wanted) as wanted:
        button.click()
    assert wanted.args == ["blue & green"]


def test_the_web_is_opened_by_click_only(panel, asks, opened):
    panel.show_photo(1, make_photo(1))
    asks.open(GetDetails).answer(details(1, latitude=1.5, longitude=2.5))
    row = next(r for r in panel.findChildren(FactRow) if r.fact.link)
    assert not opened
    link = row.findChild(QPushButton)
    assert "web" in link.toolTip()
    link.click()
    assert opened == [row.fact.link]
    row.findChild(QToolButton).click()
    assert QGuiApplication.clipboard().text() == "1.500000, 2.500000"


def test_the_rating_is_told(panel, asks):
    panel.show_photo(1, make_photo(1))
    asks.open(GetDetails).answer(PhotoDetails(make_photo(1, rating=4), PhotoMetadata(), ""))
    assert "Rating" in labels(panel)


def test_shows_the_histogram_of_the_latest_picture(panel, qtbot):
    panel.show_picture(make_picture(20, 10, pixel=b"\x00\x00\x00"))
    panel.show_picture(make_picture(30, 10, pixel=b"\xff\xff\xff"))
    qtbot.waitUntil(lambda: panel.curves.histogram is not None)
    assert panel.curves.histogram.luminance[255] == 300
    assert "100" in panel.curves.toolTip()
    panel.grab()
    panel.show_picture(None)
    assert panel.curves.histogram is None


def test_long_names_break_anywhere(panel, asks):
    panel.show_photo(1, make_photo(1, path="/photos/" + "x" * 300))
    name = PhotoDetails(make_photo(1, path="/photos/" + "x" * 300), PhotoMetadata(), "")
    asks.open(GetDetails).answer(name)
    panel.grab()
    row = panel.findChildren(FactRow)[0]
    assert row._text.height() > 3 * panel.fontMetrics().height()
    assert row.width() < panel.width()
