"""Results, and thumbnails that are real JPEGs."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage

from app.window.results import ResultsModel, ResultsView, Thumbnails
from app.window.theme.theme import Theme
from indexer.query import Day, Found
from indexer.reports import Photo
from indexer.requests import GetPhotos


def found(ids: Iterable[int], days: Iterable[int] = (), scores: Iterable[float] = ()) -> Found:
    """An answer; `days` are numbers of photos."""
    packed = array("Q", ids)
    named = tuple(Day(f"2024-06-{place + 1:02}", photos) for place, photos in enumerate(days))
    return Found(packed.tobytes(), array("f", scores).tobytes(), named, len(packed))


class Album:
    """Photos by their ids; what they look like can be changed."""

    def __init__(self, thumbnail: str) -> None:
        self.thumbnail: str | None = thumbnail
        self.different: dict[int, dict] = {}
        self.gone: set[int] = set()

    def photo(self, photo_id: int) -> Photo:
        values = {
            "photo_id": photo_id,
            "path": f"/photos/{photo_id}.jpg",
            "width": 300,
            "height": 200,
            "kind": "jpeg",
            "size": 1000,
            "taken_at": "2024-06-01T12:30:00",
            "thumbnail": self.thumbnail,
        }
        return Photo(**{**values, **self.different.get(photo_id, {})})

    def answer(self, request: GetPhotos) -> tuple[Photo, ...]:
        return tuple(self.photo(one) for one in request.ids if one not in self.gone)


@pytest.fixture
def jpeg(tmp_path: Path) -> Callable[..., str]:
    """Writes JPEGs."""

    def write(name: str = "a.jpg", across: int = 384, down: int = 256) -> str:
        image = QImage(across, down, QImage.Format.Format_RGB32)
        image.fill(QColor(200, 30, 30))
        path = str(tmp_path / name)
        assert image.save(path, "JPEG")
        return path

    return write


@pytest.fixture
def album(jpeg, asks) -> Album:
    album = Album(jpeg())
    asks.answers[GetPhotos] = album.answer
    return album


@pytest.fixture
def thumbnails(asks, qapp) -> Iterator[Thumbnails]:
    made = Thumbnails(asks, threads=2)
    yield made
    made.close()
    QCoreApplication.processEvents()


@pytest.fixture
def model(asks, thumbnails, album) -> Iterator[ResultsModel]:
    made = ResultsModel(asks, thumbnails)
    yield made
    made.close()


@pytest.fixture(scope="module")
def theme(qapp) -> Theme:
    return Theme(qapp, "light", environ={"PICTROVE_REDUCED_MOTION": "1"})


@pytest.fixture
def view(model, theme, qtbot) -> ResultsView:
    made = ResultsView(model, theme)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made
