"""Another library takes the place of the one that is shown: nothing of the old one is shown."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from indexer.query import Found
from indexer.requests import Find, GetPhotos
from indexer.store import DATABASE_NAME
from tests.app.window.test_main_window import link, parts, photo, window

__all__ = ["link", "parts", "window"]

OTHERS = Found(array("Q", range(1, 6)).tobytes(), b"", (), 5)


@pytest.fixture(autouse=True)
def database(parts):
    """The library of the window; made before the window is."""
    parts.places.data.mkdir(parents=True)
    path = parts.places.data / DATABASE_NAME
    path.write_bytes(b"one")
    return path


@pytest.fixture
def replaced(window, database, asks, link, qtbot) -> None:
    """A backup took its place; the engine has been started again."""
    window.page.view.set_current_row(3)
    window.page.view.selectAll()
    qtbot.waitUntil(lambda: window.model.known(3) is not None)
    new = database.with_name("new.db")
    new.write_bytes(b"other")
    database.rename(database.with_name("kept.db"))
    new.rename(database)
    asks.answers[Find] = OTHERS
    asks.answers[GetPhotos] = lambda request: tuple(
        replace(photo(number), path=f"/other/{number}.jpg") for number in request.ids
    )


def test_nothing_of_the_other_library_stays(window, replaced, link, qtbot):
    """An id is another photo there: what was chosen must not be changed by mistake."""
    link.connect_engine()
    assert window.model.rowCount() == 0
    assert window.chosen_ids() == ()
    qtbot.waitUntil(lambda: window.model.rowCount() == 5)
    assert window.chosen_ids() == ()
    window.model.look_at(range(5))
    qtbot.waitUntil(lambda: window.model.known(3) is not None)
    assert window.model.known(3).path == "/other/4.jpg"


def test_thumbnails_of_the_other_library_are_not_shown(window, replaced, link, asks, qtbot):
    from PySide6.QtGui import QPixmap

    from app.window.results.thumbnails import _Kept

    window.thumbnails._keep(4, _Kept(QPixmap(2, 2), "/thumbs/4.jpg", window.thumbnails._shape))
    assert window.thumbnails.pixmap(4) is not None
    link.connect_engine()
    assert window.thumbnails.pixmap(4) is None
    assert window.thumbnails.memory_bytes == 0


def test_whoever_looks_at_a_photo_comes_back_to_the_grid(window, replaced, link, qtbot):
    window.look_at(3)
    link.connect_engine()
    assert not window.is_looking
    assert window.chosen_ids() == ()


def test_the_same_library_stays_as_it_is(window, link, asks, qtbot):
    """An engine that was lost and is there again is no reason to forget anything."""
    window.page.view.set_current_row(3)
    window.page.view.selectAll()
    chosen = window.chosen_ids()
    asked = len(asks.of(Find))
    link.connect_engine()
    qtbot.waitUntil(lambda: len(asks.of(Find)) > asked and not window.session.is_busy)
    assert window.model.rowCount() == 40
    assert window.chosen_ids() == chosen
