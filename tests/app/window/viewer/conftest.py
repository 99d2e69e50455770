"""Photos without files, and a viewer without an engine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex
from PySide6.QtGui import QPixmap

from app.window.background import Background
from app.window.theme.theme import Theme
from app.window.viewer.viewer import Viewer
from indexer.client import Photo, PhotoDetails, Picture
from indexer.metadata import PhotoMetadata
from indexer.requests import GetDetails, GetPicture


def make_photo(photo_id: int, **values) -> Photo:
    photo = Photo(
        photo_id=photo_id,
        path=f"/photos/{photo_id}.jpg",
        width=600,
        height=400,
        kind="jpeg",
        size=1234,
        taken_at=None,
        thumbnail=None,
    )
    return replace(photo, **values)


def make_picture(width: int, height: int, full=(600, 400), pixel=b"\x10\x20\x30") -> Picture:
    return Picture(width, height, *full, pixel * (width * height))


def picture_for(request: GetPicture) -> Picture:
    """What the engine would give of a photo of 600 times 400."""
    side = min(request.longest_side or 600, 600)
    return make_picture(side, max(1, round(side * 400 / 600)))


class FakeRows(QAbstractListModel):
    """Rows of photos that are known, or not yet."""

    def __init__(self, photos) -> None:
        super().__init__()
        self.photos = list(photos)
        self.unknown: set[int] = set()

    def rowCount(self, parent=None) -> int:
        return len(self.photos)

    def data(self, index, role=0):
        return None

    def photo(self, row: int) -> Photo | None:
        if not 0 <= row < len(self.photos) or self.photos[row].photo_id in self.unknown:
            return None
        return self.photos[row]

    def photo_id(self, row: int) -> int:
        return self.photos[row].photo_id

    def row_of(self, photo_id: int) -> int | None:
        ids = [photo.photo_id for photo in self.photos]
        return ids.index(photo_id) if photo_id in ids else None

    def thumbnail(self, row: int) -> QPixmap | None:
        if self.photo(row) is None:
            return None
        pixmap = QPixmap(60, 40)
        pixmap.fill()
        return pixmap

    def change(self, row: int, **values) -> None:
        self.photos[row] = replace(self.photos[row], **values)
        self.tell(row)

    def learn(self, photo_id: int) -> None:
        self.unknown.discard(photo_id)
        row = self.row_of(photo_id)
        assert row is not None
        self.tell(row)

    def tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))

    def remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.photos[row]
        self.endRemoveRows()

    def insert(self, row: int, photo: Photo) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self.photos.insert(row, photo)
        self.endInsertRows()


@pytest.fixture
def rows(qapp) -> FakeRows:
    return FakeRows([make_photo(photo_id) for photo_id in (11, 12, 13, 14)])


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp, "light", environ={"PICTROVE_REDUCED_MOTION": "1"})
    yield theme
    theme.deleteLater()


@pytest.fixture
def background(qapp):
    background = Background(threads=1)
    yield background
    background.close()


@pytest.fixture
def viewer(qtbot, rows, asks, background, theme, state) -> Viewer:
    viewer = Viewer(rows, asks, background, theme, state)
    qtbot.addWidget(viewer)
    viewer.resize(500, 400)
    with qtbot.waitExposed(viewer):
        viewer.show()
    return viewer


@pytest.fixture
def engine(asks):
    """An engine that answers by itself."""
    asks.answers[GetPicture] = picture_for
    asks.answers[GetDetails] = lambda request: PhotoDetails(
        make_photo(request.photo_id), PhotoMetadata(title=f"Title {request.photo_id}"), ""
    )
    return asks
